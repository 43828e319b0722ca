// The loop: events in, state on, effects out, screen drawn. Sleeps when nothing moves.
#pragma once

#include <filesystem>
#include <functional>
#include <fstream>
#include <memory>
#include <optional>
#include <vector>

#include "core/visit/visit.hpp"
#include "kiosk/app/badge_cache.hpp"
#include "kiosk/services/import_watcher.hpp"
#include "kiosk/services/inbox.hpp"
#include "kiosk/automation/driver.hpp"
#include "kiosk/live_page/live_page.hpp"
#include "kiosk/services/roll_call_writer.hpp"
#include "kiosk/input/camera.hpp"
#include "kiosk/input/keyboard_scanner.hpp"
#include "kiosk/ui/frame.hpp"
#include "kiosk/ui/sound.hpp"
#include "kiosk/ui/window.hpp"
#include "kiosk/app/visit_times.hpp"
#include "kiosk/services/desk_worker.hpp"

namespace entre {

/// What the loop works with. All of it outlives the App.
struct AppContext {
    Window& window;
    Inbox& inbox;
    const Seminar& seminar;
    const std::vector<Language>& languages;
    const BadgeTemplate& badge;
    Workers* workers = nullptr;    ///< null while a trace is played back
    Camera* camera = nullptr;      ///< null without one
    AutomationDriver* driver = nullptr;        ///< null when only visitors are at the screen
    std::ostream* trace = nullptr; ///< gets every event, in a line each
    Clock::time_point started{};   ///< of the program, for the log's “first frame”
    bool esc_leaves = false;
    ImportWatcher* import_watcher = nullptr;  ///< null while a trace is played back
    /// Closes the door and purges the seminar on a thread of its own; from then on nothing else here may be asked. Null where
    /// this program may not.
    std::function<void(std::function<void(const ListsAnswered&)> answer)> purge = {};
    RollCallWriter* roll_calls = nullptr;  ///< null while a trace is played back
    /// Told of every change in the counted door and in the door's own health; from the main thread, so it must not wait.
    std::function<void(std::shared_ptr<const LiveView>, const DoorHealth&, std::shared_ptr<const std::vector<TroubledBadge>>)> on_live = {};
    LivePage* live_page = nullptr;  ///< null where no live page is served
    bool is_organisers = false;  ///< staff screens only, and a keyboard on the desk
    std::string writer = {};     ///< who else holds the database; empty when the workers write
};

/// Owns State. Main thread only.
class App {
public:
    explicit App(AppContext context);

    /// Until the staff leaves the kiosk, the window is closed or the pilot is done.
    /// Errors: the pilot's.
    Result<void> run();

private:
    void take(const Event& event);
    void carry_out(const Effect& effect);
    void take_inputs();
    void take_preview();
    void press(int key, int action, int mods);
    void draw_frame();
    void renew_theme();
    void publish_live_view();
    void invite_phone(bool is_for_staff);
    void refresh_phones();
    void do_for_lists(const DoForLists& order);
    void save_roll_call(const SaveRollCall& order);
    void type(unsigned code_point);
    [[nodiscard]] std::optional<Clock::time_point> clock_turns() const;
    [[nodiscard]] Clock::time_point wake_at() const;

    AppContext context_;
    State state_;
    TapTargets targets_;
    TextPainter text_;
    Theme theme_;
    Preferences themed_for_;
    BadgeCache badges_;
    KeyboardScanner scanner_;
    Sounds sounds_;
    VisitTimes times_;
    Texture camera_texture_;
    std::optional<CameraPicture> camera_picture_;
    Events pressed_;
    std::optional<DoorHealth> published_health_;
    std::shared_ptr<const LiveView> published_live_view_;
    std::optional<PhoneCode> phone_code_;  ///< the code that stands on the glass
    std::size_t quiet_ = 0;  ///< events since the last sleep that no screen shows
    std::optional<Clock::time_point> clock_shown_;  ///< when the second on the glass began
    bool is_changed_ = true;
    bool is_answer_near_ = false;  ///< the desk was asked for something that takes it a millisecond
    bool is_leaving_ = false;
    bool was_drawn_ = false;
};

}  // namespace entre
