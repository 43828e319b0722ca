// Somebody else at the screen: a script that takes visits, or a trace that is played back.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/visit/trace.hpp"
#include "kiosk/input/demo_camera.hpp"
#include "kiosk/ui/tap_targets.hpp"
#include "kiosk/ui/window.hpp"

namespace entre {

/// What a pilot sees and may touch between two frames.
struct DriverContext {
    const State& state;
    const TapTargets& hits;
    Window& window;
    Clock::time_point now;
};

class AutomationDriver {
public:
    virtual ~AutomationDriver() = default;
    /// Called before each wait. Events it returns are as if they had happened.
    /// Errors: wrong_usage when the script cannot go on; the kiosk then ends with it.
    virtual Result<Events> step(const DriverContext& context) = 0;
    [[nodiscard]] virtual bool is_done() const = 0;
    /// How long the loop may sleep between two calls when nothing else happens.
    [[nodiscard]] virtual std::chrono::milliseconds pace() const { return std::chrono::milliseconds{15}; }
};

/// A script, one order a line; `#` begins a comment:
///     show CODE | show nothing      hold a ticket before the demo camera
///     scan CODE                     a hand scanner
///     wait SCREEN [SECONDS]         until the screen stands (15 s)
///     tap ID                        a finger on a widget
///     keys TEXT                     the on-screen keyboard, in small letters
///     pause MILLISECONDS
///     shot NAME                     the screen as NAME.png
///     hits FILE                     where the widgets are: id, x, y, width and height in px, by tabs
/// The kiosk ends after the last line. Errors: file_missing, wrong_usage with the line.
Result<std::unique_ptr<AutomationDriver>> read_script(const std::filesystem::path& file, const std::filesystem::path& shots,
                                           std::optional<DemoCamera> camera);

/// A trace; effects are not carried out while it plays. Errors: file_missing.
Result<std::unique_ptr<AutomationDriver>> read_replay(const std::filesystem::path& file, const PersonLookUp& person);

/// Holds up one sample ticket after the other whenever the welcome screen stands for a while.
std::unique_ptr<AutomationDriver> sample_tickets(DemoCamera camera, std::vector<std::string> codes);

}  // namespace entre
