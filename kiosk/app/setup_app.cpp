#include "kiosk/app/setup_app.hpp"

#include <algorithm>

#include "core/base/log.hpp"
#include "core/base/text.hpp"
#include "kiosk/input/keyboard_scanner.hpp"
#include "kiosk/screens/setup/setup.hpp"
#include "kiosk/services/seminar_cards.hpp"

namespace entre {

namespace {

using namespace std::chrono_literals;

constexpr auto max_sleep = 60s;

}  // namespace

SetupApp::SetupApp(SetupContext context)
    : context_(std::move(context)), worker_(context_.places, [this](setup::Event event) {
          inbox_.push(std::move(event));
          context_.window.wake();
      }) {
    seminar_.zone = zone_here();
    context_.window.on_letter([this](unsigned code_point) { pressed_.push_back(setup::Typed{to_utf8(code_point)}); });
    context_.window.on_key([this](int key, int, int action, int mods) { press(key, action, mods); });
    take_step(setup::begin(local_date(seminar_.local(utc_now()))));
    state_.language = context_.language;
}

Result<std::optional<std::filesystem::path>> SetupApp::run() {
    while (!is_leaving_ && !context_.window.is_close_requested()) {
        const std::chrono::milliseconds pace = context_.driver != nullptr ? context_.driver->pace() : max_sleep;
        context_.window.wait(is_changed_ ? 0ms : pace);
        for (const auto& event : inbox_.drain()) take(event);
        for (const auto& event : std::exchange(pressed_, {})) take(event);
        draw_frame();
        if (context_.driver == nullptr || is_leaving_) continue;
        const auto events =
            context_.driver->step({setup::name_of(state_.screen), nullptr, targets_, context_.window, Clock::now()});
        if (!events) return pass_on(events);
        is_leaving_ = context_.driver->is_done();
    }
    return door_;
}

void SetupApp::press(int key, int action, int mods) {
    const auto pressed = key_press(key, action, mods, Clock::now());
    if (!pressed) return;
    if (is_backspace(*pressed)) pressed_.push_back(setup::Erased{});
    if (is_enter(*pressed)) pressed_.push_back(setup::TypingDone{});
}

void SetupApp::take(const setup::Event& event) {
    const auto before = state_.screen.index();
    take_step(setup::update(std::move(state_), event));
    if (state_.screen.index() != before) log_info("setup", "{}", setup::name_of(state_.screen));
}

void SetupApp::take_step(setup::Step step) {
    state_ = std::move(step.state);
    is_changed_ = true;
    for (auto& effect : step.effects) {
        if (const auto* open = std::get_if<setup::OpenDoor>(&effect)) door_ = open->folder;
        is_leaving_ = is_leaving_ || door_.has_value() || std::holds_alternative<setup::Leave>(effect);
        worker_.carry_out(std::move(effect));
    }
}

void SetupApp::draw_frame() {
    is_changed_ = false;
    if (!(theme_.screen == context_.window.size()))
        theme_ = make_theme(Look::light, context_.window.size(), seminar_.kiosk.screen_inches, false, std::nullopt);
    const Language& words = context_.languages.at(std::min(state_.language, context_.languages.size() - 1));
    context_.window.begin_frame();
    Frame frame{theme_, context_.languages, words, text_, seminar_, Clock::now(), targets_};
    frame.wall = utc_now();
    const auto taps = setup::draw(state_, frame);
    context_.window.end_frame();
    for (const auto& tap : taps) take(tap);
}

}  // namespace entre
