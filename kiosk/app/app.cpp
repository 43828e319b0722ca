#include "kiosk/app/app.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/log.hpp"
#include "core/base/text.hpp"
#include "core/seminar/reach.hpp"
#include "core/visit/trace.hpp"
#include "kiosk/app/camera_picture.hpp"
#include "kiosk/screens/draw.hpp"
#include "kiosk/screens/focus.hpp"
#include "kiosk/screens/rehearsal_band.hpp"

namespace entre {

namespace {

using namespace std::chrono_literals;

constexpr auto frame_time = 16ms;
constexpr auto max_sleep = 60s;
constexpr double organiser_px_per_mm = 2.6;
/// How long the loop waits for the desk before it draws. A frame with "one moment" would delay the answer by the time it
/// takes to draw: 16 ms at a screen's own pace, more without a graphics card.
constexpr auto answer_time = 4ms;
/// Some scanners end a code with two keys, or with one that comes late.
constexpr auto end_of_scan = 1s;

VisitRules rules_of(const Seminar& seminar) {
    VisitRules rules;
    rules.confirm = seminar.kiosk.confirm;
    rules.search = seminar.kiosk.search;
    rules.has_pin = !seminar.pin_hash.empty();
    rules.languages = seminar.languages.size();
    rules.wants_camera = seminar.kiosk.camera != "none";
    rules.is_rehearsal = seminar.is_rehearsal;
    return rules;
}

/// Whether visitors' screens are kept in the lower part of a tall `panel` from the start. One that is too high even so is better
/// low than not.
bool begins_low(const Seminar& seminar, SizePx panel) {
    const double height_cm = panel.height / px_per_mm(panel, seminar.kiosk.screen_inches) / 10;
    const auto reach = mounting(seminar.kiosk.lower_edge_cm, height_cm, panel.height > panel.width).reach;
    return panel.height > panel.width && (reach == Reach::lower_part || reach == Reach::too_high);
}

/// Whether the screen has a field that takes letters.
bool takes_letters(const State& state) {
    const auto* staff = std::get_if<Staff>(&state.screen);
    if (staff == nullptr)
        return std::holds_alternative<Search>(state.screen) || std::holds_alternative<Correcting>(state.screen) ||
               std::holds_alternative<StaffPin>(state.screen) || std::holds_alternative<NewPin>(state.screen);
    const auto* people = std::get_if<PeoplePage>(&staff->page);
    if (people != nullptr) return people->panel == PeoplePanel::keyboard;
    return std::holds_alternative<WalkInPage>(staff->page) || std::holds_alternative<RenamePage>(staff->page);
}

}  // namespace

App::App(AppContext context)
    : context_(context),
      effects_(context.inbox, context.seminar, context.languages, context.services, context.repair, context.save_pin),
      badges_(context.seminar, context.badge),
      scanner_(context.seminar.kiosk.scanner_layout) {
    state_.rules = rules_of(context_.seminar);
    state_.now = Clock::now();
    state_.devices.has_camera = context_.camera != nullptr;
    state_.rules.writer = context_.writer;
    state_.rules.is_damaged = context_.repair != nullptr;
    state_.rules.parts_off = context_.parts_off;
    state_.rules.has_settings = context_.has_settings;
    state_.rules.can_invite = context_.services != nullptr && !context_.is_organisers && !context_.seminar.is_rehearsal;
    const bool are_printers_off = std::ranges::find(context_.parts_off, DoorPart::printers) != context_.parts_off.end();
    state_.rules.has_printers = !context_.seminar.printers.empty() || are_printers_off;
    if (state_.rules.is_damaged) state_.screen = OutOfOrder{};
    if (context_.was_interrupted && !state_.rules.is_damaged) state_.screen = Trouble{Advice::desk_failed, {}, state_.now};
    if (context_.save_pin) state_.screen = NewPin{};
    state_.wrong_pins = context_.pin_tries.wrong;
    if (context_.pin_tries.locked_until) state_.pin_locked_until = state_.now + (*context_.pin_tries.locked_until - utc_now());
    state_.rules.has_live_page = context_.services != nullptr && context_.services->live_page() != nullptr;
    state_.rules.ends = context_.seminar.ends.utc;
    context_.window.set_view({context_.seminar.kiosk.rotate, 0});
    state_.rules.begins_low = !context_.is_organisers && begins_low(context_.seminar, context_.window.size());
    state_.preferences.is_low = state_.rules.begins_low;
    if (context_.is_organisers) {
        state_.screen = Staff{OverviewPage{}, 0, true, state_.now};
    }
    context_.window.on_letter([this](unsigned code_point) { type(code_point); });
    context_.window.on_key([this](int key, int, int action, int mods) { press(key, action, mods); });
    if (!context_.is_organisers) {
        auto& inbox = context_.inbox;
        speech_ = std::make_unique<Speech>(
            context_.seminar.speech,
            SpeechListener{[&inbox](bool are_in) { inbox.push(HeadphonesChanged{are_in, Clock::now()}); },
                           [&inbox] { inbox.wake(); }});
    }
    tap_guard_.saw(state_, state_.now);
    renew_theme();
}

Result<AppEnd> App::run() {
    while (!is_leaving_ && !effects_.is_leaving() && !context_.window.is_close_requested()) {
        const auto until = wake_at();
        const auto now = Clock::now();
        service_.alive(now);
        // Also when there is no time to sleep: keys pressed while a frame was drawn must be handled before the deadlines.
        context_.window.wait(std::max(0ms, std::chrono::ceil<std::chrono::milliseconds>(until - now)));
        // Woken early by a tap, a key or an event from another thread. Draw a frame, unless the screen does not depend on
        // the event; a tap at the same moment ends the next wait.
        const bool was_woken = Clock::now() < until;
        quiet_ = 0;
        take_inputs();
        is_changed_ = is_changed_ || (was_woken && quiet_ == 0);
        if (const auto tick = next_clock_tick(); tick && *tick <= Clock::now()) is_changed_ = true;
        if (is_changed_ || is_moving(state_, Clock::now())) draw_frame();
        if (context_.driver == nullptr) continue;
        const auto events = context_.driver->step(
            {name_of(state_.screen), &state_, targets_, context_.window, Clock::now(), tap_guard_.accepts_answers(Clock::now())});
        if (!events) return pass_on(events);
        for (const auto& event : *events) take(event);
        is_leaving_ = is_leaving_ || context_.driver->is_done();
    }
    save_occupancy(true);
    service_.leaving();
    if (effects_.opens_settings()) return AppEnd::settings;
    return effects_.is_restarting() ? AppEnd::restart : AppEnd::quit;
}

Clock::time_point App::wake_at() const {
    const auto now = Clock::now();
    if (!was_drawn_ || is_moving(state_, now)) return now + frame_time;
    auto until = now + service_.max_sleep().value_or(max_sleep);
    if (const auto deadline = next_deadline(state_)) until = std::min(until, *deadline);
    for (const auto pause : {scanner_.pause_ends(), letters_.pause_ends()})
        if (pause) until = std::min(until, *pause);
    if (const auto tick = next_clock_tick()) until = std::min(until, *tick);
    if (const auto due = occupancy_.due()) until = std::min(until, *due);
    if (context_.driver != nullptr) until = std::min(until, now + context_.driver->pace());
    return until;
}

void App::take_inputs() {
    for (auto& event : effects_.take_desk_request() ? context_.inbox.drain_within(answer_time) : context_.inbox.drain())
        take(event);
    for (auto& event : std::exchange(pressed_, {})) take(event);
    const auto now = Clock::now();
    if (const auto pause = letters_.pause_ends(); pause && *pause <= now && take_letters())
        for (auto& event : std::exchange(pressed_, {})) take(event);
    if (auto scan = scanner_.look(now)) {
        scanned_at_ = now;
        take(Scanned{std::move(*scan), ScanSource::scanner, now});
    }
    take_pieces();
    take_preview();
    effects_.check_phones();
    if (const auto due = occupancy_.due(); due && *due <= now) save_occupancy(false);
    if (const auto deadline = next_deadline(state_); deadline && *deadline <= now) {
        const auto closes = closes_at(state_);
        // What is being said is heard out.
        if (speech_ && speech_->is_speaking() && closes && *closes <= now) take(MoreTimeRequested{now});
        if (const auto left = next_deadline(state_); left && *left <= now) take(Tick{now});
    }
    if (effects_.take_desk_request())
        for (auto& event : context_.inbox.drain_within(answer_time)) take(event);
}

void App::take_preview() {
    if (context_.camera == nullptr) return;
    const auto preview = context_.camera->preview();
    if (!preview) return;
    camera_picture_ = show_preview(camera_texture_, *preview);
    if (speech_ && preview->nearness) speech_->saw_code(*preview->nearness, state_, Clock::now());
    is_changed_ = true;
}

/// A rehearsal's visits, and a replayed trace's, were none.
void App::save_occupancy(bool is_last) {
    const auto visits = occupancy_.take();
    if (context_.services != nullptr && !state_.rules.is_rehearsal) context_.services->save_occupancy(visits, is_last);
}

void App::press(int key, int action, int mods) {
    const auto now = Clock::now();
    const auto pressed = key_press(key, action, mods, now);
    if (!pressed) return;
    if (is_escape(*pressed) && context_.esc_leaves) {
        is_leaving_ = true;
        return;
    }
    if (takes_letters(state_) && !is_ok_for_focus(*pressed) && press_on_field(*pressed)) return;
    if (press_visit_key(*pressed)) return;
    if (auto scan = scanner_.press(*pressed)) {
        scanned_at_ = now;
        pressed_.push_back(Scanned{std::move(*scan), ScanSource::scanner, now});
    }
    take_pieces();
}

/// The keypad's OK where its keys have come to something: not the Enter of what is typed.
bool App::is_ok_for_focus(const KeyPress& key) const {
    return speech_ && !speech_->focus().empty() && !letters_.pause_ends() && speech_->keys()[key] == VisitKey::ok;
}

/// True if the key is one of the keypad's, and no part of a scan.
bool App::press_visit_key(const KeyPress& key) {
    const bool is_for_staff = std::holds_alternative<Staff>(state_.screen) || std::holds_alternative<StaffPin>(state_.screen);
    const bool is_of_scan = scanner_.is_reading() || (is_enter(key) && scanner_.pause_ends());  // a slow scanner's, too
    if (!speech_ || is_for_staff || is_of_scan || words_ == nullptr) return false;
    const auto visit_key = speech_->keys()[key];
    if (!visit_key || (*visit_key == VisitKey::ok && key.at - scanned_at_ < end_of_scan)) return false;
    pressed_.push_back(TouchChanged{true, key.at});
    pressed_.push_back(TouchChanged{false, key.at});
    const auto id = speech_->press(*visit_key, state_, targets_, *words_);
    if (const auto* target = targets_.find(id)) context_.window.tap(target->rect.middle());
    is_changed_ = true;
    return true;
}

void App::take_pieces() {
    if (auto pieces = scanner_.take_pieces()) effects_.look_up({std::move(pieces->together), std::move(pieces->last)});
}

/// A key of a real keyboard acts like the same key of the on-screen keyboard. The organiser's window has no hand scanner; at the
/// door it must first be clear that a person types.
void App::type(unsigned code_point) {
    const auto now = Clock::now();
    if (!takes_letters(state_)) return;
    if (context_.is_organisers)
        pressed_.push_back(Typed{to_utf8(code_point), now});
    else
        letters_.add(code_point, now);
}

/// True if a person pressed it, and it is no part of a scan.
bool App::press_on_field(const KeyPress& key) {
    if (!letters_.is_person()) return false;
    const bool is_field_key = is_backspace(key) || is_enter(key) || is_tab(key);
    if (!is_field_key) return context_.is_organisers;
    take_letters();
    scanner_ = KeyboardScanner(context_.seminar.kiosk.scanner_layout);
    if (is_backspace(key)) pressed_.push_back(Erased{key.at});
    if (is_enter(key)) pressed_.push_back(Confirmed{key.at});
    const auto* search = std::get_if<Search>(&state_.screen);
    if (is_tab(key) && search != nullptr)
        pressed_.push_back(FieldChosen{search->field == NameField::given ? NameField::family : NameField::given, key.at});
    return true;
}

/// Ends the letters' burst; true if a person typed it. They are in `pressed_` then, and no scan.
bool App::take_letters() {
    const auto typed = letters_.end();
    if (typed.empty()) return false;
    for (const auto& letter : typed) pressed_.push_back(Typed{letter, Clock::now()});
    scanner_ = KeyboardScanner(context_.seminar.kiosk.scanner_layout);
    return true;
}

void App::take(const Event& event) {
    if (context_.trace != nullptr)
        if (const auto line = to_trace(event, context_.started); !line.empty()) *context_.trace << line << std::endl;
    times_.saw(event, state_);
    const auto was_on = state_.screen.index();
    Step step = update(std::move(state_), event);
    state_ = std::move(step.state);
    occupancy_.saw(state_);
    if (state_.screen.index() != was_on) log_info("screen", "{}", name_of(state_.screen));
    if (const auto* camera = std::get_if<CameraStatus>(&event); camera != nullptr && !camera->is_working) camera_picture_.reset();
    for (const auto& effect : step.effects) effects_.carry_out(effect, state_);
    effects_.publish_live_view(state_);
    tap_guard_.saw(state_, Clock::now());
    // Visitor screens show no counts, so they need no redraw.
    const bool is_counted = std::holds_alternative<LiveViewChanged>(event) || std::holds_alternative<VisitsMeasured>(event);
    if (is_counted && !std::holds_alternative<Staff>(state_.screen))
        ++quiet_;
    else
        is_changed_ = true;
}

/// When the clock on the live view shows its next second; it shows staff that the screen is alive.
std::optional<Clock::time_point> App::next_clock_tick() const {
    const auto* staff = std::get_if<Staff>(&state_.screen);
    if (staff == nullptr || !std::holds_alternative<OverviewPage>(staff->page) || !clock_shown_) return std::nullopt;
    return *clock_shown_ + 1s;
}

/// The room of the screens: all of the window, less the band of a rehearsal.
SizePx App::room() const {
    auto size = context_.window.size();
    if (state_.rules.is_rehearsal) size.height -= rehearsal_band_height(size);
    const bool is_low = state_.preferences.is_low && !std::holds_alternative<Staff>(state_.screen);
    if (is_low && size.height > size.width) size.height -= static_cast<int>((1 - low_share) * size.height);
    return size;
}

/// The diagonal of the room as a share of the panel's, so that a millimetre stays a millimetre.
double App::share_of_panel() const {
    const auto part = room(), all = context_.window.size();
    return std::hypot(part.width, part.height) / std::max(1.0, std::hypot(all.width, all.height));
}

void App::place_screens() {
    const int rotate = context_.seminar.kiosk.rotate;
    context_.window.set_view({rotate, 0});  // sizes are those of the turned panel from here on
    const auto all = context_.window.size();
    int height = room().height;
    if (state_.rules.is_rehearsal) height += rehearsal_band_height(all);
    context_.window.set_view({rotate, static_cast<float>(all.height - height)});
}

void App::renew_theme() {
    place_screens();
    const auto size = room();
    const auto& wanted = state_.preferences;
    // A window on a desk is read from half the distance of the kiosk's screen; a larger window shows more, not larger text.
    const double inches = context_.is_organisers ? std::hypot(size.width, size.height) / (organiser_px_per_mm * 25.4)
                                                 : context_.seminar.kiosk.screen_inches * share_of_panel();
    const auto usual = context_.seminar.kiosk.is_dark ? Look::dark : Look::light;
    theme_ = make_theme(wanted.is_contrast_high ? Look::high_contrast : usual, size, inches, wanted.is_text_large,
                        context_.seminar.color);
    themed_for_ = state_.preferences;
}

void App::draw_frame() {
    if (!(themed_for_ == state_.preferences) || !(theme_.screen == room())) renew_theme();
    const Language& words = context_.languages.at(std::min(state_.preferences.language, context_.languages.size() - 1));
    is_changed_ = false;
    const auto began = Clock::now();
    context_.window.begin_frame();
    Frame frame{theme_, context_.languages, words, text_, context_.seminar, Clock::now(), targets_};
    frame.badge_picture = [&](const Registration& who, BadgeName name_shown, int width_px) {
        return badges_.get(who, name_shown, width_px, context_.seminar.languages.front());
    };
    frame.camera = camera_picture_;
    frame.is_motion_reduced = context_.seminar.kiosk.is_motion_reduced;
    frame.wall = utc_now();
    clock_shown_ = frame.now - (frame.wall - std::chrono::floor<std::chrono::seconds>(frame.wall));
    const auto touch = touch_change(state_, frame.now);
    Events taps = draw(state_, frame);
    auto all = theme_.screen;
    all.height += rehearsal_band_height(context_.window.size());
    if (state_.rules.is_rehearsal)
        for (auto& event : draw_rehearsal_band(frame, all)) taps.push_back(std::move(event));
    words_ = &words;
    if (speech_) draw_focus(frame, speech_->focus());
    if (context_.is_blind) draw_black(frame);
    context_.window.end_frame();
    if (speech_) speech_->saw(state_, name_of(state_.screen), targets_, words);
    times_.shown(began, Clock::now());
    if (const auto speed = times_.news()) take(VisitsMeasured{*speed, Clock::now()});
    if (!was_drawn_)
        log_info("screen", "first frame {:.0f} ms after the start",
                 std::chrono::duration<double, std::milli>(Clock::now() - context_.started).count());
    was_drawn_ = true;
    service_.ready();
    if (touch) take(*touch);
    for (const auto& tap : taps)
        if (tap_guard_.accepts(tap, Clock::now())) {
            if (speech_) speech_->hush();
            take(tap);
        }
}

}  // namespace entre
