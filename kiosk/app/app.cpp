#include "kiosk/app/app.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/log.hpp"
#include "core/visit/trace.hpp"
#include "kiosk/screens/draw.hpp"

namespace entre {

namespace {

using namespace std::chrono_literals;

constexpr auto frame_time = 16ms;
constexpr auto max_sleep = 60s;
constexpr double organiser_px_per_mm = 2.6;
/// What the desk answers within this is shown at once; a frame that says "one moment" in between would hold the answer up by the
/// time it takes to draw it: 16 ms at a screen's own pace, more without a graphics card.
constexpr auto answer_time = 4ms;

VisitRules rules_of(const Seminar& seminar) {
    return {seminar.kiosk.confirm, seminar.kiosk.search, !seminar.pin_hash.empty(), seminar.languages.size(), 0, false, {}, {}};
}

/// Whether letters have somewhere to go on the screen.
bool takes_letters(const State& state) {
    const auto* staff = std::get_if<Staff>(&state.screen);
    if (staff == nullptr) return false;
    const auto* people = std::get_if<PeoplePage>(&staff->page);
    if (people != nullptr) return people->panel == PeoplePanel::keyboard;
    return std::holds_alternative<WalkInPage>(staff->page) || std::holds_alternative<RenamePage>(staff->page);
}

std::string utf8_of(unsigned code_point) {
    const auto part = [&](int shift, unsigned lead) { return static_cast<char>(lead | ((code_point >> shift) & 0x3FU)); };
    if (code_point < 0x80) return {static_cast<char>(code_point)};
    if (code_point < 0x800) return {static_cast<char>(0xC0U | (code_point >> 6U)), part(0, 0x80)};
    if (code_point < 0x10000) return {static_cast<char>(0xE0U | (code_point >> 12U)), part(6, 0x80), part(0, 0x80)};
    return {static_cast<char>(0xF0U | (code_point >> 18U)), part(12, 0x80), part(6, 0x80), part(0, 0x80)};
}

}  // namespace

App::App(AppContext context)
    : context_(context), badges_(context.seminar, context.badge), scanner_(context.seminar.kiosk.scanner_layout) {
    state_.rules = rules_of(context_.seminar);
    state_.now = Clock::now();
    state_.devices.has_camera = context_.camera != nullptr;
    state_.rules.writer = context_.writer;
    state_.rules.has_live_page = context_.live_page != nullptr;
    state_.rules.ends = context_.seminar.ends.utc;
    if (context_.is_organisers) {
        state_.screen = Staff{OverviewPage{}, 0, true, state_.now};
        context_.window.on_letter([this](unsigned code_point) { type(code_point); });
    }
    context_.window.on_key([this](int key, int, int action, int mods) { press(key, action, mods); });
    renew_theme();
}

Result<void> App::run() {
    while (!is_leaving_ && !context_.window.is_close_requested()) {
        const auto until = wake_at();
        const auto now = Clock::now();
        // Also when there is no time to sleep: keys that came while a frame was drawn belong before the look at the clock.
        context_.window.wait(std::max(0ms, std::chrono::ceil<std::chrono::milliseconds>(until - now)));
        // Woken before time: a finger, a key, or a thread with news. Then a frame is due, unless it was only news that the screen
        // does not show; a finger of the same moment ends the next wait.
        const bool was_woken = Clock::now() < until;
        quiet_ = 0;
        take_inputs();
        is_changed_ = is_changed_ || (was_woken && quiet_ == 0);
        if (const auto turns = clock_turns(); turns && *turns <= Clock::now()) is_changed_ = true;
        if (is_changed_ || is_moving(state_, Clock::now())) draw_frame();
        if (context_.driver == nullptr) continue;
        const auto events = context_.driver->step({state_, targets_, context_.window, Clock::now()});
        if (!events) return pass_on(events);
        for (const auto& event : *events) take(event);
        is_leaving_ = is_leaving_ || context_.driver->is_done();
    }
    return {};
}

Clock::time_point App::wake_at() const {
    const auto now = Clock::now();
    if (!was_drawn_ || is_moving(state_, now)) return now + frame_time;
    auto until = now + max_sleep;
    if (const auto deadline = next_deadline(state_)) until = std::min(until, *deadline);
    if (const auto pause = scanner_.pause_ends()) until = std::min(until, *pause);
    if (const auto turns = clock_turns()) until = std::min(until, *turns);
    if (context_.driver != nullptr) until = std::min(until, now + context_.driver->pace());
    return until;
}

void App::take_inputs() {
    for (auto& event : std::exchange(is_answer_near_, false) ? context_.inbox.drain_within(answer_time) : context_.inbox.drain()) take(event);
    for (auto& event : std::exchange(pressed_, {})) take(event);
    const auto now = Clock::now();
    if (auto scan = scanner_.look(now)) take(Scanned{std::move(*scan), ScanSource::scanner, now});
    take_preview();
    if (context_.live_page != nullptr && context_.live_page->take_change()) refresh_phones();
    if (const auto deadline = next_deadline(state_); deadline && *deadline <= now) take(Tick{now});
    if (std::exchange(is_answer_near_, false))
        for (auto& event : context_.inbox.drain_within(answer_time)) take(event);
}

void App::take_preview() {
    if (context_.camera == nullptr) return;
    auto preview = context_.camera->preview();
    if (!preview) return;
    camera_texture_.show_grey({preview->width_px, preview->height_px}, preview->grey);
    CameraPicture picture{camera_texture_.id(), camera_texture_.size(), {}};
    if (preview->code) {
        picture.code.emplace();
        for (std::size_t i = 0; i < 4; ++i)
            (*picture.code)[i] = {static_cast<float>((*preview->code)[i].x), static_cast<float>((*preview->code)[i].y)};
    }
    camera_picture_ = picture;
    is_changed_ = true;
}

void App::press(int key, int action, int mods) {
    const auto now = Clock::now();
    const auto pressed = key_press(key, action, mods, now);
    if (!pressed) return;
    if (is_escape(*pressed) && context_.esc_leaves) {
        is_leaving_ = true;
        return;
    }
    if (context_.is_organisers && takes_letters(state_)) {
        if (is_backspace(*pressed)) pressed_.push_back(Erased{now});
        if (is_enter(*pressed)) pressed_.push_back(Confirmed{now});
        return;
    }
    if (auto scan = scanner_.press(*pressed))
        pressed_.push_back(Scanned{std::move(*scan), ScanSource::scanner, now});
}

/// Letters of the organiser's keyboard go where the keyboard on the screen would write.
void App::type(unsigned code_point) {
    if (!takes_letters(state_)) return;
    pressed_.push_back(Typed{utf8_of(code_point), Clock::now()});
}

void App::take(const Event& event) {
    if (context_.trace != nullptr)
        if (const auto line = to_trace(event, context_.started); !line.empty()) *context_.trace << line << std::endl;
    times_.saw(event, state_);
    const auto was_on = state_.screen.index();
    Step step = update(std::move(state_), event);
    state_ = std::move(step.state);
    if (state_.screen.index() != was_on) log_info("screen", "{}", name_of(state_.screen));
    if (const auto* camera = std::get_if<CameraStatus>(&event); camera != nullptr && !camera->is_working) camera_picture_.reset();
    for (const auto& effect : step.effects) carry_out(effect);
    publish_live_view();
    // Visitors' screens show nothing of what is counted, and are not drawn again for it.
    const bool is_counted = std::holds_alternative<LiveViewChanged>(event) || std::holds_alternative<VisitsMeasured>(event);
    if (is_counted && !std::holds_alternative<Staff>(state_.screen))
        ++quiet_;
    else
        is_changed_ = true;
}

void App::publish_live_view() {
    if (!context_.on_live || state_.live == nullptr) return;
    auto health = health_of(state_);
    if (state_.live == published_live_view_ && published_health_ == health) return;
    published_live_view_ = state_.live;
    published_health_ = std::move(health);
    context_.on_live(published_live_view_, *published_health_, state_.troubled);
}

/// The live view has a clock with seconds: staff sees by it that nothing stands still.
std::optional<Clock::time_point> App::clock_turns() const {
    const auto* staff = std::get_if<Staff>(&state_.screen);
    if (staff == nullptr || !std::holds_alternative<OverviewPage>(staff->page) || !clock_shown_) return std::nullopt;
    return *clock_shown_ + 1s;
}

void App::carry_out(const Effect& effect) {
    struct Carrier {
        App& app;
        void operator()(const PlaySound& order) const { app.sounds_.play(order.sound); }
        void operator()(const Quit&) const { app.is_leaving_ = true; }
        void operator()(const AlertStaff&) const { log_warning("staff", "a hand is needed at {}", app.context_.seminar.kiosk.station); }
        void to_desk(DeskRequest order) const {
            if (app.context_.workers != nullptr) app.context_.workers->take(std::move(order));
        }
        void ask_desk(DeskRequest order) const {
            to_desk(std::move(order));
            app.is_answer_near_ = app.context_.workers != nullptr;
        }
        void operator()(const LookUp& order) const { ask_desk(order); }
        void operator()(const FindName& order) const { ask_desk(order); }
        void operator()(const RecordCheckIn& order) const { ask_desk(order); }
        void operator()(const RecordReprint& order) const { ask_desk(order); }
        void operator()(const PrintBadge& order) const { to_desk(order); }
        void operator()(const PrintPending& order) const { to_desk(order); }
        void operator()(const CheckPin& order) const { to_desk(order); }
        void operator()(const DoForStaff& order) const { ask_desk(order); }
        void operator()(const LoadPerson& order) const { ask_desk(order); }
        void operator()(const FindTicket& order) const { ask_desk(order); }
        void operator()(const SaveRollCall& order) const { app.save_roll_call(order); }
        void operator()(const DoForLists& order) const { app.do_for_lists(order); }
        void operator()(const InvitePhone& order) const { app.invite_phone(order.is_for_staff); }
        void operator()(const EndPhone& order) const {
            if (app.context_.live_page != nullptr) app.context_.live_page->end(order.id);
            app.refresh_phones();
        }
        void operator()(const LoadPhones&) const { app.refresh_phones(); }
    };
    std::visit(Carrier{*this}, effect);
}

void App::do_for_lists(const DoForLists& order) {
    const auto answer = [&inbox = context_.inbox, request = order.request](ListsAnswered answered) {
        answered.request = request;
        answered.at = Clock::now();
        inbox.push(std::move(answered));
    };
    if (order.kind == ListsRequestKind::purge && context_.purge) {
        // Whoever is asked from here on would find its folder empty.
        context_.workers = nullptr;
        context_.live_page = nullptr;
        context_.on_live = {};
        context_.import_watcher = nullptr;
        context_.roll_calls = nullptr;
        return context_.purge(answer);
    }
    if (context_.import_watcher == nullptr || order.kind == ListsRequestKind::purge) return answer({0, ListsNote::failed, {}, 0, 0, {}});
    context_.import_watcher->request(order.kind, [answer](const ImportWatcherAnswer& said) { answer({0, said.note, said.file, 0, 0, {}}); });
}

void App::invite_phone(bool is_for_staff) {
    if (context_.live_page == nullptr) return;
    const auto made = context_.live_page->invite(is_for_staff ? LiveRole::staff : LiveRole::viewer);
    phone_code_ = {is_for_staff, made.url, made.address, made.invitation.digits, made.fingerprint, made.invitation.expires};
    refresh_phones();
}

void App::refresh_phones() {
    if (context_.live_page == nullptr) return;
    PhonesChanged received{{}, {}, Clock::now()};
    // A code that was used, or is too old, goes away by itself.
    if (phone_code_ && !context_.live_page->stands(phone_code_->digits)) phone_code_.reset();
    received.code = phone_code_;
    for (const auto& session : context_.live_page->sessions())
        received.phones.push_back({session.id, session.device, session.role == LiveRole::staff, session.since});
    context_.inbox.push(std::move(received));
}

void App::save_roll_call(const SaveRollCall& order) {
    const auto answer = [&inbox = context_.inbox, request = order.request](const std::string& file) {
        inbox.push(RollCallSaved{request, file, Clock::now()});
    };
    if (context_.roll_calls == nullptr || order.view == nullptr) return answer({});
    context_.roll_calls->write({order.view, &context_.languages.at(std::min(state_.preferences.language, context_.languages.size() - 1)), answer});
}

void App::renew_theme() {
    const auto size = context_.window.size();
    const auto& request = state_.preferences;
    // A window on a desk is read from half as far as the door's glass, and a larger one shows more rather than larger words.
    const double inches = context_.is_organisers ? std::hypot(size.width, size.height) / (organiser_px_per_mm * 25.4) : context_.seminar.kiosk.screen_inches;
    theme_ = make_theme(request.is_contrast_high ? Look::high_contrast : Look::light, size, inches, request.is_text_large, context_.seminar.color);
    themed_for_ = state_.preferences;
}

void App::draw_frame() {
    if (!(themed_for_ == state_.preferences) || !(theme_.screen == context_.window.size())) renew_theme();
    const Language& words = context_.languages.at(std::min(state_.preferences.language, context_.languages.size() - 1));
    state_.now = std::max(state_.now, Clock::now());
    is_changed_ = false;
    const auto began = Clock::now();
    context_.window.begin_frame();
    Frame frame{theme_, context_.languages, words, text_, context_.seminar, Clock::now(), targets_};
    frame.badge_picture = [&](const Registration& who, BadgeName name_shown, int width_px) {
        return badges_.get(who, name_shown, width_px, context_.seminar.languages.front());
    };
    frame.camera = camera_picture_;
    frame.wall = utc_now();
    clock_shown_ = frame.now - (frame.wall - std::chrono::floor<std::chrono::seconds>(frame.wall));
    const Events taps = draw(state_, frame);
    context_.window.end_frame();
    times_.shown(began, Clock::now());
    if (const auto speed = times_.news()) take(VisitsMeasured{*speed, Clock::now()});
    if (!was_drawn_)
        log_info("screen", "first frame {:.0f} ms after the start", std::chrono::duration<double, std::milli>(Clock::now() - context_.started).count());
    was_drawn_ = true;
    for (const auto& tap : taps) take(tap);
}

}  // namespace entre
