#include "tests/kiosk/screens/demo.hpp"

#include <stdexcept>

namespace entre::demo {
namespace {

using namespace std::chrono_literals;

LocalText two(std::string sv, std::string en) {
    LocalText text;
    text.add("sv", std::move(sv));
    text.add("en", std::move(en));
    return text;
}

template <class T>
T value_of(Result<T> result) {
    if (!result) throw std::runtime_error(result.error().detail);
    return std::move(*result);
}

State with(Screen screen) {
    State s;
    s.screen = std::move(screen);
    s.rules.search = true;
    s.rules.has_pin = true;
    s.now = now();
    s.devices.inside = 126;
    s.devices.expected = 180;
    return s;
}

State staff(bool has_trouble) {
    auto s = with(Staff{now() - 1s});
    s.devices.printers = {{"Höger", PrinterFault::none, ""}, {"Vänster", PrinterFault::none, ""}};
    if (!has_trouble) return s;
    s.devices.has_camera = false;
    s.devices.printers[0].fault = PrinterFault::out_of_labels;
    s.devices.badges_waiting = 2;
    s.devices.help_wanted = 1;
    return s;
}

Confirm confirm(const Registration& who, BadgeName name_shown, Clock::time_point at) {
    return {who, who.given, who.family, name_shown, at};
}

Correcting correcting(std::string given, std::string family, bool is_refused) {
    Correcting screen{confirm(visitor(), BadgeName::full, now()), std::move(given), std::move(family)};
    screen.is_refused = is_refused;
    screen.shown = now() - 1s;
    return screen;
}

Printing printing(std::string printer, bool is_slow) {
    Printing screen;
    screen.who = visitor();
    screen.printer = std::move(printer);
    screen.is_slow = is_slow;
    screen.since = now() - 1s;
    return screen;
}

StaffPin pin(PinPurpose purpose, std::string digits, bool was_wrong) {
    StaffPin screen{std::move(purpose), std::move(digits)};
    screen.was_wrong = was_wrong;
    screen.shown = now() - 1s;
    return screen;
}

State closing() {
    auto s = with(confirm(visitor(), BadgeName::full, now() - 1s));
    while (!is_closing_soon(s) && s.now < now() + 10min) s.now += 1s;
    return s;
}

State locked() {
    auto s = with(pin(OpenStaff{}, "", true));
    s.pin_locked_until = now() + 100s;
    return s;
}

}  // namespace

Clock::time_point now() { return Clock::time_point(std::chrono::hours(1000)); }

Seminar seminar() {
    Seminar s;
    s.name = two("Att förebygga social oro", "Preventing social unrest");
    s.organisers = {"Polisen", "MSB", "Linköpings kommun"};
    s.starts = *from_rfc3339("2027-05-20T09:00:00+02:00");
    s.ends = *from_rfc3339("2027-05-20T12:30:00+02:00");
    s.venue = LocalText("Missionskyrkan");
    s.address = LocalText("Drottninggatan 22");
    s.room = two("Kyrksalen, en trappa upp.", "The church hall, one floor up.");
    s.note = two("Kaffe finns i foajén.", "Coffee is served in the foyer.");
    s.printers = {{"Höger", "auto", Side::right, ""}, {"Vänster", "auto", Side::left, ""}};
    s.kiosk.camera_side = Side::right;
    s.kiosk.search = true;
    s.categories = {{"Kommun", two("Kommun", "Municipality"), {0x1B, 0x6E, 0x43}}};
    return s;
}

Registration visitor() {
    Registration r;
    r.id = {"0190f3a0-0000-7000-8000-000000000001"};
    r.ticket_code = "9f3c2a71b6e04d58a1c7e2f90b4d6a83";
    r.given = "Ann-Cathrine";
    r.family = "Hjortsberg";
    r.organisation = "Linköpings kommun";
    r.title = "kommunalråd";
    r.category = "Kommun";
    return r;
}

Registration protected_visitor() {
    auto r = visitor();
    r.is_protected = true;
    r.alias = "Deltagare 07";
    return r;
}

std::vector<NamedState> states(Clock::time_point when) {
    const auto at = when - 1s;
    const auto who = visitor();
    std::vector<NamedState> out{
        {"welcome", with(Welcome{})},
        {"looking_up", with(LookingUp{1, at})},
        {"confirm", with(confirm(who, BadgeName::full, at))},
        {"confirm_given_only", with(confirm(who, BadgeName::given_only, at))},
        {"confirm_protected", with(confirm(protected_visitor(), BadgeName::full, at))},
        {"confirm_closing", closing()},
        {"correcting", with(correcting(who.given, who.family, false))},
        {"correcting_refused", with(correcting("Greta", "Ek", true))},
        {"recording", with(Recording{1, who, at})},
        {"printing", with(printing("Höger", false))},
        {"printing_slow", with(printing("Vänster", true))},
        {"done", with(Done{who, BadgeName::full, "Höger", at})},
        {"done_left", with(Done{who, BadgeName::full, "Vänster", at})},
        {"already_in", with(AlreadyIn{who, from_rfc3339("2027-05-20T08:47:00+02:00")->utc, at})},
        {"search_empty", with(Search{"", "", NameField::given, true, at})},
        {"search", with(Search{"Åsa", "Öström", NameField::family, false, at})},
        {"offer", with(Offer{who.id, "Åsa Ö., Linköpings kommun", at})},
        {"staff_coming", with(StaffComing{at})},
        {"staff_pin", with(pin(OpenStaff{}, "1234", false))},
        {"staff_pin_wrong", with(pin(ReprintFor{who}, "", true))},
        {"staff_pin_locked", locked()},
        {"staff", staff(false)},
        {"staff_trouble", staff(true)},
    };
    for (int i = 0; i <= static_cast<int>(Advice::desk_failed); ++i) {
        const auto advice = static_cast<Advice>(i);
        Trouble trouble{advice, {}, at};
        if (advice == Advice::too_early) trouble.opens = from_rfc3339("2027-05-20T08:15:00+02:00")->utc;
        out.push_back({"trouble_" + std::to_string(i), with(trouble)});
    }
    for (int i = 0; i <= static_cast<int>(PrinterFault::other); ++i) {
        const auto fault = static_cast<PrinterFault>(i);
        out.push_back(
            {"badge_trouble_" + std::string(to_string(fault)), with(BadgeTrouble{{}, who, BadgeName::full, fault, "Höger", at})});
    }
    return out;
}

std::vector<NamedState> hard_states(Clock::time_point when) {
    const std::pair<const char*, std::pair<const char*, const char*>> names[] = {
        {"long", {"Maria Charlotta Wilhelmina Ann-Katrin", "Silfverswärd-Hammarskjöld af Rosenschöld"}},
        {"long_given", {"Wolfeschlegelsteinhausenbergerdorffvoralternwarengewissenhaftschafers", "Ek"}},
        {"arabic", {"محمد", "الخطيب"}},
        {"chinese", {"小明", "王"}},
        {"emoji", {"Åsa 🌻", "Öström"}},
    };
    std::vector<NamedState> out;
    for (const auto& [label, name] : names) {
        auto who = visitor();
        who.given = name.first;
        who.family = name.second;
        who.organisation = "Myndigheten för samhällsskydd och beredskap, avdelningen för utveckling av beredskap";
        const auto at = when - 1s;
        out.push_back({std::string("hard_confirm_") + label, with(confirm(who, BadgeName::full, at))});
        out.push_back({std::string("hard_done_") + label, with(Done{who, BadgeName::full, "Höger", at})});
        out.push_back({std::string("hard_search_") + label, with(Search{who.given, who.family, NameField::given, false, at})});
    }
    return out;
}

Studio::Studio(SizePx size)
    : window_(value_of(open_offscreen(size))), languages_(value_of(read_languages({"sv", "en"}))), seminar_(seminar()) {}

Events Studio::draw(const State& state, const Drawing& how, BadgePictures badges, std::optional<CameraPicture> camera) {
    auto shown = state;
    shown.preferences.language = how.language;
    shown.preferences.is_text_large = how.is_text_large;
    shown.preferences.is_contrast_high = how.look == Look::high_contrast;
    const auto theme = make_theme(how.look, how.size, how.inches, how.is_text_large, seminar_.color);
    window_->begin_frame();
    auto out = entre::draw(shown, {.theme = theme,
                                   .languages = languages_,
                                   .words = languages_[how.language],
                                   .text = text_,
                                   .seminar = seminar_,
                                   .now = now(),
                                   .hits = hits_,
                                   .badge_picture = std::move(badges),
                                   .camera = camera});
    window_->end_frame();
    return out;
}

Events Studio::tap(const State& state, const Drawing& how, PointPx at) {
    window_->tap(at);
    Events out;
    for (int frame = 0; frame < 3; ++frame)
        for (auto& event : draw(state, how)) out.push_back(std::move(event));
    return out;
}

}  // namespace entre::demo
