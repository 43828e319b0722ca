// The assistant's loop: events in, `setup::update`, effects to the worker, screen drawn.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include "core/base/queue.hpp"
#include "core/setup/setup.hpp"
#include "kiosk/app/badge_cache.hpp"
#include "kiosk/automation/driver.hpp"
#include "kiosk/input/camera.hpp"
#include "kiosk/input/keyboard_scanner.hpp"
#include "kiosk/process/service_manager.hpp"
#include "kiosk/services/setup_worker.hpp"
#include "kiosk/ui/frame.hpp"
#include "kiosk/ui/text.hpp"
#include "kiosk/ui/texture.hpp"
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
    std::string camera{};                ///< a source instead of the seminar's; may be empty
    std::filesystem::path seminar{};     ///< its checklist is shown first; empty: Start
    std::string problem{};               ///< why its door did not open
};

/// The door that is to be opened.
struct SetupEnd {
    std::filesystem::path seminar;
    bool is_rehearsal = false;
};

/// Main thread only.
class SetupApp {
public:
    explicit SetupApp(SetupContext context);

    /// Runs until somebody leaves (nullopt) or opens a door. Errors: the driver's.
    Result<std::optional<SetupEnd>> run();

private:
    void take(const setup::Event& event);
    void take_step(setup::Step step);
    void press(int key, int action, int mods);
    void draw_frame();
    void open_camera(const setup::OpenCamera& wanted);
    void close_camera();
    void take_preview();
    void take_designs();
    BadgeTexture badge_picture(const Registration& who, BadgeName name_shown, int width_px);
    void try_scanner(std::optional<std::string> as_us, std::optional<std::string> as_se);

    SetupContext context_;
    setup::State state_;
    TextPainter text_;
    Theme theme_;
    TapTargets targets_;
    Seminar seminar_;  ///< of nobody: for the parts of screens that want one
    Queue<setup::Event> inbox_;
    SetupWorker worker_;
    setup::Events pressed_;
    std::optional<SetupEnd> end_;
    KeyboardScanner us_scanner_{ScannerLayout::us}, se_scanner_{ScannerLayout::se};
    /// A cache for each template; they refer to the designs.
    std::shared_ptr<const BadgeDesigns> designs_;
    std::vector<std::unique_ptr<BadgeCache>> badges_;
    Texture camera_texture_;
    std::optional<CameraPicture> camera_picture_;
    std::unique_ptr<Camera> camera_;
    std::jthread closing_;  ///< a camera's end, which may take half a second
    ServiceManager service_;
    bool is_leaving_ = false;
    bool is_changed_ = true;
};

}  // namespace entre
