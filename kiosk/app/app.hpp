// The main loop. It sleeps until an event, a deadline or an animation frame.
#pragma once

#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "core/services/pin_check.hpp"
#include "core/visit/occupancy_meter.hpp"
#include "core/visit/tap_guard.hpp"
#include "core/visit/visit.hpp"
#include "kiosk/app/badge_cache.hpp"
#include "kiosk/app/effect_handler.hpp"
#include "kiosk/app/visit_times.hpp"
#include "kiosk/automation/driver.hpp"
#include "kiosk/input/camera.hpp"
#include "kiosk/input/keyboard_scanner.hpp"
#include "kiosk/input/typed_letters.hpp"
#include "kiosk/process/service_manager.hpp"
#include "kiosk/services/inbox.hpp"
#include "kiosk/speech/speech.hpp"
#include "kiosk/ui/frame.hpp"
#include "kiosk/ui/window.hpp"

namespace entre {

/// The services around the loop. All of them outlive the App.
struct AppContext {
    Window& window;
    Inbox& inbox;
    const Seminar& seminar;
    const std::vector<Language>& languages;
    const BadgeTemplate& badge;
    Services* services = nullptr;        ///< null while a trace is replayed
    RepairWorker* repair = nullptr;      ///< set while the database is damaged, in place of the services
    Camera* camera = nullptr;            ///< null without one
    AutomationDriver* driver = nullptr;  ///< null when only people use the screen
    std::ostream* trace = nullptr;       ///< receives every event, one line each
    Clock::time_point started{};         ///< of the program, for the log's "first frame"
    bool esc_leaves = false;
    bool is_organisers = false;            ///< staff screens only, with a keyboard on the desk
    std::string writer = {};               ///< which other process writes the database; empty when this one does
    std::vector<DoorPart> parts_off = {};  ///< after a careful start
    PinTries pin_tries = {};               ///< of earlier runs
    PinWriter save_pin = {};               ///< set when a staff PIN must be chosen, in place of the services
    bool has_settings = false;             ///< staff may leave the door for the assistant
    bool is_blind = false;                 ///< draws nothing: a visit by ear and keys alone
    bool was_interrupted = false;          ///< the last run ended because something could not be stored: the visitor is told
};

/// Why the App ended.
enum class AppEnd { quit, restart, settings };

/// Owns State: events in, `update`, effects to the EffectHandler, screen drawn. Main thread only.
class App {
public:
    explicit App(AppContext context);

    /// Runs until staff leaves the kiosk, the window is closed, the automation driver is done, or everything must be opened anew.
    /// Errors: the driver's.
    Result<AppEnd> run();
    /// After a restart: the part that staff switched on.
    [[nodiscard]] std::optional<DoorPart> switched_on() const { return effects_.switched_on(); }

private:
    void take(const Event& event);
    void take_inputs();
    void take_preview();
    void save_occupancy(bool is_last);
    void press(int key, int action, int mods);
    void take_pieces();
    void draw_frame();
    void renew_theme();
    [[nodiscard]] SizePx room() const;
    [[nodiscard]] double share_of_panel() const;
    [[nodiscard]] bool is_ok_for_focus(const KeyPress& key) const;
    bool press_visit_key(const KeyPress& key);
    void place_screens();
    void type(unsigned code_point);
    bool press_on_field(const KeyPress& key);
    bool take_letters();
    [[nodiscard]] std::optional<Clock::time_point> next_clock_tick() const;
    [[nodiscard]] Clock::time_point wake_at() const;

    AppContext context_;
    State state_;
    EffectHandler effects_;
    TapTargets targets_;
    TextPainter text_;
    Theme theme_;
    Preferences themed_for_;
    BadgeCache badges_;
    KeyboardScanner scanner_;
    Clock::time_point scanned_at_{};  ///< by the hand scanner
    TypedLetters letters_;
    VisitTimes times_;
    OccupancyMeter occupancy_;
    ServiceManager service_;
    std::unique_ptr<Speech> speech_;   ///< null in the organiser's window
    const Language* words_ = nullptr;  ///< of the last frame
    TapGuard tap_guard_;
    Texture camera_texture_;
    std::optional<CameraPicture> camera_picture_;
    Events pressed_;
    std::size_t quiet_ = 0;                         ///< events since the last sleep that the screen does not show
    std::optional<Clock::time_point> clock_shown_;  ///< the start of the second shown
    bool is_changed_ = true;
    bool is_leaving_ = false;
    bool was_drawn_ = false;
};

}  // namespace entre
