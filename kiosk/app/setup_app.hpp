// The assistant's loop: events in, `setup::update`, effects to the worker, screen drawn.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "core/base/queue.hpp"
#include "core/setup/setup.hpp"
#include "kiosk/automation/driver.hpp"
#include "kiosk/services/setup_worker.hpp"
#include "kiosk/ui/text.hpp"
#include "kiosk/ui/theme.hpp"
#include "kiosk/ui/window.hpp"
#include "kiosk/ui/words.hpp"

namespace entre {

struct SetupContext {
    Window& window;
    const std::vector<Language>& languages;
    SetupPlaces places;
    std::size_t language = 0;            ///< the first one shown
    AutomationDriver* driver = nullptr;  ///< null when only people use the screen
};

/// Main thread only.
class SetupApp {
public:
    explicit SetupApp(SetupContext context);

    /// Runs until somebody leaves or opens a door: then its seminar's folder. Errors: the driver's.
    Result<std::optional<std::filesystem::path>> run();

private:
    void take(const setup::Event& event);
    void take_step(setup::Step step);
    void press(int key, int action, int mods);
    void draw_frame();

    SetupContext context_;
    setup::State state_;
    TextPainter text_;
    Theme theme_;
    TapTargets targets_;
    Seminar seminar_;  ///< of nobody: for the parts of screens that want one
    Queue<setup::Event> inbox_;
    SetupWorker worker_;
    setup::Events pressed_;
    std::optional<std::filesystem::path> door_;
    bool is_leaving_ = false;
    bool is_changed_ = true;
};

}  // namespace entre
