// What can operate the kiosk instead of people: scripts, replays and the demo.
#pragma once

#include <chrono>
#include <string_view>

#include "core/visit/visit.hpp"
#include "kiosk/ui/tap_targets.hpp"
#include "kiosk/ui/window.hpp"

namespace entre {

/// What a driver sees and may use between two frames.
struct DriverContext {
    std::string_view screen;  ///< its name
    const State* state;       ///< null in the assistant
    const TapTargets& targets;
    Window& window;
    Clock::time_point now;
    bool accepts_answers = true;  ///< false while a tap that answers would be ignored
};

/// Main thread only.
class AutomationDriver {
public:
    virtual ~AutomationDriver() = default;
    /// Called in every turn of the loop. The events it returns are handled as if they had happened.
    /// Errors: wrong_usage when a script cannot go on; the kiosk then ends with this error.
    virtual Result<Events> step(const DriverContext& context) = 0;
    [[nodiscard]] virtual bool is_done() const = 0;
    /// How long the loop may sleep between two calls when nothing else happens.
    [[nodiscard]] virtual std::chrono::milliseconds pace() const { return std::chrono::milliseconds{15}; }
};

}  // namespace entre
