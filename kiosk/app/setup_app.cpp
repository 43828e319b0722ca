#include "kiosk/app/setup_app.hpp"

#include <algorithm>
#include <functional>
#include <numeric>

#include "core/base/log.hpp"
#include "core/base/text.hpp"
#include "core/visit/screens.hpp"
#include "kiosk/app/camera_picture.hpp"
#include "kiosk/screens/setup/setup.hpp"
#include "kiosk/services/code_classifier.hpp"
#include "kiosk/services/seminar_cards.hpp"
#include "kiosk/share/invitation.hpp"
#include "kiosk/speech/visit_keys.hpp"

namespace entre {

namespace {

using namespace std::chrono_literals;

constexpr auto max_sleep = 60s;
constexpr std::chrono::milliseconds countdown_pace = 200ms;  // seconds are counted down on the screen

/// Reports each code once: what it is on the list in `folder`, or without one whether it lets this kiosk join a door. Used by the
/// camera's thread only.
class CodeReporter {
public:
    CodeReporter(const std::filesystem::path& folder, std::function<void(setup::Event)> report) : report_(std::move(report)) {
        if (!folder.empty()) list_.emplace(SeminarFolder{folder});
    }

    void saw(const std::string& payload, Clock::time_point taken_at) {
        const auto now = Clock::now();
        const bool is_same = payload == last_ && now - seen_ < same_scan_within;
        last_ = payload;
        seen_ = now;
        if (is_same) return;
        if (!list_ && parse_invitation(payload)) return report_(setup::InvitationRead{payload});
        const bool is_test = payload == setup::scanner_code;
        const bool is_on_list = !is_test && list_ && list_->meaning_of(payload).kind == CodeMeaning::Kind::ticket;
        report_(setup::CodeRead{is_on_list, is_test, std::chrono::duration_cast<std::chrono::milliseconds>(now - taken_at)});
    }

private:
    std::optional<CodeClassifier> list_;
    std::function<void(setup::Event)> report_;
    std::string last_;
    Clock::time_point seen_{};
};

/// From the mean of a grey picture.
setup::PictureLight light_of(const Preview& preview) {
    constexpr double dark = 28, bright = 232;
    if (preview.grey.empty()) return setup::PictureLight::good;
    const double mean = std::accumulate(preview.grey.begin(), preview.grey.end(), 0.0) / static_cast<double>(preview.grey.size());
    return mean < dark ? setup::PictureLight::dark : mean > bright ? setup::PictureLight::bright : setup::PictureLight::good;
}

}  // namespace

SetupApp::SetupApp(SetupContext context)
    : context_(std::move(context)), worker_(context_.places, [this](setup::Event event) {
          inbox_.push(std::move(event));
          context_.window.wake();
      }) {
    seminar_.zone = zone_here();
    context_.window.on_letter([this](unsigned code_point) { pressed_.push_back(setup::Typed{to_utf8(code_point)}); });
    context_.window.on_key([this](int key, int, int action, int mods) { press(key, action, mods); });
    take_step(setup::begin(local_date(seminar_.local(utc_now())), context_.seminar, context_.problem));
    state_.language = context_.language;
}

Result<std::optional<SetupEnd>> SetupApp::run() {
    while (!is_leaving_ && !context_.window.is_close_requested()) {
        std::chrono::milliseconds pace = context_.driver != nullptr ? context_.driver->pace() : max_sleep;
        if (us_scanner_.pause_ends()) pace = std::min(pace, std::chrono::milliseconds(KeyboardScanner::burst_gap));
        pace = std::min(pace, service_.max_sleep().value_or(max_sleep));
        if (setup::next_deadline(state_)) pace = std::min(pace, countdown_pace);
        context_.window.wait(is_changed_ ? 0ms : pace);
        service_.alive(Clock::now());
        if (const auto until = setup::next_deadline(state_); until && Clock::now() >= *until) take(setup::TurnUndone{});
        take_designs();
        for (const auto& event : inbox_.drain()) take(event);
        for (const auto& event : std::exchange(pressed_, {})) take(event);
        try_scanner(us_scanner_.look(Clock::now()), se_scanner_.look(Clock::now()));
        take_preview();
        draw_frame();
        service_.ready();
        if (context_.driver == nullptr || is_leaving_) continue;
        const auto events =
            context_.driver->step({setup::name_of(state_.screen), nullptr, targets_, context_.window, Clock::now()});
        if (!events) return pass_on(events);
        is_leaving_ = context_.driver->is_done();
    }
    return end_;
}

void SetupApp::press(int key, int action, int mods) {
    const auto pressed = key_press(key, action, mods, Clock::now());
    if (!pressed) return;
    if (std::holds_alternative<setup::KeysScreen>(state_.screen))
        return pressed_.push_back(setup::KeyPressed{name_of_key(pressed->key), is_fit_for_visits(pressed->key)});
    if (std::holds_alternative<setup::CameraScreen>(state_.screen)) {
        auto as_us = us_scanner_.press(*pressed);
        return try_scanner(std::move(as_us), se_scanner_.press(*pressed));
    }
    if (std::holds_alternative<setup::JoinScreen>(state_.screen)) {
        auto as_us = us_scanner_.press(*pressed);
        try_scanner(std::move(as_us), se_scanner_.press(*pressed));
    }
    if (is_backspace(*pressed)) pressed_.push_back(setup::Erased{});
    if (is_enter(*pressed)) pressed_.push_back(setup::TypingDone{});
}

/// The same keys in both layouts: the one that makes the code on the screen is the scanner's, and the one that makes another
/// kiosk's code lets this one join its door.
void SetupApp::try_scanner(std::optional<std::string> as_us, std::optional<std::string> as_se) {
    if (!as_us && !as_se) return;
    if (std::holds_alternative<setup::JoinScreen>(state_.screen)) {
        for (const auto& scan : {as_us, as_se})
            if (scan && parse_invitation(*scan)) return pressed_.push_back(setup::InvitationRead{*scan});
        return;  // somebody is typing
    }
    if (as_us == setup::scanner_code) return pressed_.push_back(setup::ScannerTried{ScannerLayout::us});
    if (as_se == setup::scanner_code) return pressed_.push_back(setup::ScannerTried{ScannerLayout::se});
    pressed_.push_back(setup::ScannerTried{});
}

void SetupApp::open_camera(const setup::OpenCamera& wanted) {
    close_camera();
    const auto report = [this](setup::Event event) {
        inbox_.push(std::move(event));
        context_.window.wake();
    };
    const auto codes = std::make_shared<CodeReporter>(wanted.folder, report);
    CameraListener listener{[codes](const std::string& payload, Clock::time_point at) { codes->saw(payload, at); },
                            [report](const CameraNews& news) { report(setup::CameraStatus{news.is_working}); },
                            [this] { context_.window.wake(); },
                            [report](ScanAdvice advice) { report(setup::CameraAdvised{advice}); }};
    const auto source = context_.camera.empty() ? wanted.source : context_.camera;
    camera_ = std::make_unique<Camera>(source, std::move(listener));
}

void SetupApp::close_camera() {
    camera_picture_.reset();
    if (camera_ != nullptr) closing_ = std::jthread([camera = std::move(camera_)]() mutable { camera.reset(); });
}

void SetupApp::take_preview() {
    if (camera_ == nullptr) return;
    const auto preview = camera_->preview();
    if (!preview) return;
    camera_picture_ = show_preview(camera_texture_, *preview);
    take(setup::LightMeasured{light_of(*preview)});
}

void SetupApp::take_designs() {
    auto designs = worker_.badge_designs();
    if (!designs) return;
    badges_.clear();
    designs_ = std::move(*designs);
    for (const auto& badge : designs_->templates)
        badges_.push_back(badge ? std::make_unique<BadgeCache>(designs_->seminar, *badge) : nullptr);
}

BadgeTexture SetupApp::badge_picture(const Registration& who, BadgeName name_shown, int width_px) {
    const auto* screen = std::get_if<setup::BadgeScreen>(&state_.screen);
    if (screen == nullptr || screen->chosen >= badges_.size() || badges_[screen->chosen] == nullptr) return {};
    return badges_[screen->chosen]->get(who, name_shown, width_px, designs_->seminar.languages.front());
}

void SetupApp::take(const setup::Event& event) {
    const auto before = state_.screen.index();
    if (const auto* read = std::get_if<setup::CodeRead>(&event))
        log_info("setup", "the camera read a code {}",
                 read->is_on_list ? "of the list"
                 : read->is_test  ? "for trying"
                                  : "of others");
    take_step(setup::update(std::move(state_), event));
    if (state_.screen.index() != before) log_info("setup", "{}", setup::name_of(state_.screen));
}

void SetupApp::take_step(setup::Step step) {
    state_ = std::move(step.state);
    is_changed_ = true;
    for (auto& effect : step.effects) {
        if (const auto* open = std::get_if<setup::OpenDoor>(&effect)) end_ = SetupEnd{open->folder};
        if (const auto* rehearse = std::get_if<setup::Rehearse>(&effect)) end_ = SetupEnd{rehearse->folder, true};
        if (const auto* camera = std::get_if<setup::OpenCamera>(&effect)) open_camera(*camera);
        if (std::holds_alternative<setup::CloseCamera>(effect)) close_camera();
        is_leaving_ = is_leaving_ || end_.has_value() || std::holds_alternative<setup::Leave>(effect);
        worker_.carry_out(std::move(effect));
    }
}

void SetupApp::draw_frame() {
    is_changed_ = false;
    context_.window.set_view({setup::rotation(state_), 0});
    if (!(theme_.screen == context_.window.size()))
        theme_ = make_theme(Look::light, context_.window.size(), seminar_.kiosk.screen_inches, false, std::nullopt);
    const Language& words = context_.languages.at(std::min(state_.language, context_.languages.size() - 1));
    context_.window.begin_frame();
    Frame frame{theme_, context_.languages, words, text_, seminar_, Clock::now(), targets_};
    frame.wall = utc_now();
    frame.camera = camera_picture_;
    frame.badge_picture = [this](const Registration& who, BadgeName name_shown, int width_px) {
        return badge_picture(who, name_shown, width_px);
    };
    const auto taps = setup::draw(state_, frame);
    context_.window.end_frame();
    for (const auto& tap : taps) take(tap);
}

}  // namespace entre
