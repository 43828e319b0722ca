#include "kiosk/app.hpp"

#include <algorithm>

#include "core/base/log.hpp"
#include "core/visit/trace.hpp"
#include "kiosk/screens/draw.hpp"

namespace entre {

namespace {

using namespace std::chrono_literals;

constexpr auto frame_time = 16ms;
constexpr auto longest_sleep = 60s;
/// What the desk answers within this is shown at once; a frame that says "one moment" in between would hold the answer up by the
/// time it takes to draw it: 16 ms at a screen's own pace, more without a graphics card.
constexpr auto answer_time = 4ms;

VisitRules rules_of(const Seminar& seminar) {
    return {seminar.kiosk.confirm, seminar.kiosk.search, !seminar.pin_hash.empty(), seminar.languages.size(), 0};
}

}  // namespace

App::App(AppParts parts)
    : parts_(parts), badges_(parts.seminar, parts.badge), wedge_(parts.seminar.kiosk.scanner_layout) {
    state_.rules = rules_of(parts_.seminar);
    state_.now = Clock::now();
    state_.devices.has_camera = parts_.camera != nullptr;
    parts_.window.on_key([this](int key, int, int action, int mods) { press(key, action, mods); });
    renew_theme();
}

Result<void> App::run() {
    while (!is_leaving_ && !parts_.window.is_close_asked()) {
        const auto until = wake_at();
        const auto now = Clock::now();
        // Also when there is no time to sleep: keys that came while a frame was drawn belong before the look at the clock.
        parts_.window.wait(std::max(0ms, std::chrono::ceil<std::chrono::milliseconds>(until - now)));
        // Woken before time: a finger, a key, or a thread with news. Then a frame is due, whatever it was.
        is_changed_ = is_changed_ || Clock::now() < until;
        take_inputs();
        if (is_changed_ || is_moving(state_, Clock::now())) draw_frame();
        if (parts_.pilot == nullptr) continue;
        const auto events = parts_.pilot->fly({state_, hits_, parts_.window, Clock::now()});
        if (!events) return tl::unexpected<Error>(events.error());
        for (const auto& event : *events) take(event);
        is_leaving_ = is_leaving_ || parts_.pilot->is_done();
    }
    return {};
}

Clock::time_point App::wake_at() const {
    const auto now = Clock::now();
    if (!was_drawn_ || is_moving(state_, now)) return now + frame_time;
    auto until = now + longest_sleep;
    if (const auto deadline = next_deadline(state_)) until = std::min(until, *deadline);
    if (const auto pause = wedge_.pause_ends()) until = std::min(until, *pause);
    if (parts_.pilot != nullptr) until = std::min(until, now + parts_.pilot->pace());
    return until;
}

void App::take_inputs() {
    for (auto& event : std::exchange(is_answer_near_, false) ? parts_.inbox.drain_within(answer_time) : parts_.inbox.drain()) take(event);
    for (auto& event : std::exchange(pressed_, {})) take(event);
    const auto now = Clock::now();
    if (auto scan = wedge_.look(now)) take(Scanned{std::move(*scan), ScanSource::scanner, now});
    take_preview();
    if (const auto deadline = next_deadline(state_); deadline && *deadline <= now) take(Tick{now});
    if (std::exchange(is_answer_near_, false))
        for (auto& event : parts_.inbox.drain_within(answer_time)) take(event);
}

void App::take_preview() {
    if (parts_.camera == nullptr) return;
    auto preview = parts_.camera->preview();
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
    if (is_escape(*pressed) && parts_.esc_leaves) {
        is_leaving_ = true;
        return;
    }
    if (auto scan = wedge_.press(*pressed))
        pressed_.push_back(Scanned{std::move(*scan), ScanSource::scanner, now});
}

void App::take(const Event& event) {
    if (parts_.trace != nullptr) *parts_.trace << to_trace(event, parts_.started) << std::endl;
    times_.saw(event, state_);
    const auto was_on = state_.screen.index();
    Step step = update(std::move(state_), event);
    state_ = std::move(step.state);
    if (state_.screen.index() != was_on) log_info("screen", "{}", name_of(state_.screen));
    if (const auto* camera = std::get_if<CameraStatus>(&event); camera != nullptr && !camera->is_working) camera_picture_.reset();
    for (const auto& effect : step.effects) carry_out(effect);
    is_changed_ = true;
}

void App::carry_out(const Effect& effect) {
    struct Carrier {
        App& app;
        void operator()(const PlaySound& order) const { app.sounds_.play(order.sound); }
        void operator()(const Quit&) const { app.is_leaving_ = true; }
        void operator()(const AlertStaff&) const { log_warning("staff", "a hand is needed at {}", app.parts_.seminar.kiosk.station); }
        void to_desk(DeskOrder order) const {
            if (app.parts_.workers != nullptr) app.parts_.workers->take(std::move(order));
        }
        void ask_desk(DeskOrder order) const {
            to_desk(std::move(order));
            app.is_answer_near_ = app.parts_.workers != nullptr;
        }
        void operator()(const LookUp& order) const { ask_desk(order); }
        void operator()(const FindName& order) const { ask_desk(order); }
        void operator()(const RecordCheckIn& order) const { ask_desk(order); }
        void operator()(const RecordReprint& order) const { ask_desk(order); }
        void operator()(const PrintBadge& order) const { to_desk(order); }
        void operator()(const PrintPending& order) const { to_desk(order); }
        void operator()(const CheckPin& order) const { to_desk(order); }
    };
    std::visit(Carrier{*this}, effect);
}

void App::renew_theme() {
    theme_ = make_theme(parts_.seminar, parts_.window.size(), state_.preferences.is_text_large, state_.preferences.is_contrast_high);
    themed_for_ = state_.preferences;
}

void App::draw_frame() {
    if (!(themed_for_ == state_.preferences) || !(theme_.screen == parts_.window.size())) renew_theme();
    const Language& words = parts_.languages.at(std::min(state_.preferences.language, parts_.languages.size() - 1));
    state_.now = std::max(state_.now, Clock::now());
    is_changed_ = false;
    const auto began = Clock::now();
    parts_.window.begin_frame();
    Frame frame{theme_, parts_.languages, words, text_, parts_.seminar, Clock::now(), hits_};
    frame.badge_picture = [&](const Registration& who, BadgeName name_shown, int width_px) {
        return badges_.get(who, name_shown, width_px, parts_.seminar.languages.front());
    };
    frame.camera = camera_picture_;
    const Events taps = draw(state_, frame);
    parts_.window.end_frame();
    times_.shown(began, Clock::now());
    if (!was_drawn_)
        log_info("screen", "first frame {:.0f} ms after the start", std::chrono::duration<double, std::milli>(Clock::now() - parts_.started).count());
    was_drawn_ = true;
    for (const auto& tap : taps) take(tap);
}

}  // namespace entre
