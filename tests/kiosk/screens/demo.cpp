#include "tests/kiosk/screens/demo.hpp"

#include <cmath>
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

State advised(ScanAdvice advice) {
    auto state = with(Welcome{});
    state.devices.scan_advice = advice;
    return state;
}

/// A welcome screen where no code can be shown.
State without_codes(bool have_visitors_codes, bool has_search) {
    auto state = with(Welcome{});
    state.have_visitors_codes = have_visitors_codes;
    state.devices.has_camera = !have_visitors_codes;
    state.rules.search = has_search;
    return state;
}

/// Fictitious people of the seminar's sectors. The first names cover most layout problems.
struct Invented {
    const char* given;
    const char* family;
    const char* organisation;
    const char* sector;
};
constexpr Invented invented[] = {
    {"Åsa", "Öström", "Region Östergötland", "Region"},
    {"Ann-Cathrine", "Hjortsberg", "Linköpings kommun", "Kommun"},
    {"محمد", "الخطيب", "Röda Korset", "Ideella organisationer"},
    {"Łukasz", "Nowak", "Polisen", "Polis"},
    {"Märta", "af Ekenstam", "Länsstyrelsen", "Myndighet"},
    {"小明", "王", "Linköpings universitet", "Skola"},
    {"Jürgen", "Weiß", "Räddningstjänsten", "Räddningstjänst"},
    {"Siv", "Holm", "Svenska kyrkan", "Trossamfund"},
    {"Dag", "Sørensen", "Brå", "Myndighet"},
    {"Eva", "Lind", "Norrköpings kommun", "Kommun"},
};
constexpr const char* families[] = {"Andersson", "Bergqvist", "Dahl",      "Ekström", "Fors",     "Grahn",   "Hedlund",
                                    "Isaksson",  "Jönsson",   "Källgren",  "Löfving", "Månsson",  "Nyström", "Palm",
                                    "Rosén",     "Sjöberg",   "Törnqvist", "Wallin",  "Åkerblom", "Öberg"};

Registration invented_person(std::size_t i) {
    const auto& model = invented[i % std::size(invented)];
    Registration r;
    r.id = {"person-" + std::to_string(i)};
    const bool is_first = i < std::size(invented);
    r.given = model.given;
    r.family = is_first ? model.family : families[(i * 7 + i / 10) % std::size(families)];
    r.organisation = model.organisation;
    r.category = model.sector;
    if (i == 17 || i == 41) {
        r.is_protected = true;
        r.alias = alias_of(i == 17 ? 7 : 12);
    }
    if (i == 5) r.is_flagged = true;
    if (i % 29 == 8) r.status = RegistrationStatus::withdrawn;
    return r;
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

/// A question that closes in 19 seconds.
State closing() { return with(confirm(visitor(), BadgeName::full, now() - 11s)); }

State help_waits() {
    auto s = with(Welcome{});
    s.help = {{1, now() - 40s, "trouble"}};
    return s;
}

State locked() {
    auto s = with(pin(OpenStaff{}, "", true));
    s.pin_locked_until = now() + 100s;
    return s;
}

}  // namespace

Clock::time_point now() { return Clock::time_point(std::chrono::hours(1000)); }

UtcTime wall() { return from_rfc3339("2027-05-20T08:47:12+02:00")->utc; }

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

std::shared_ptr<const LiveView> live(std::size_t registered, std::size_t come) {
    std::vector<Registration> roster;
    for (std::size_t i = 0; i < registered; ++i) roster.push_back(invented_person(i));
    std::vector<AttendanceRecord> records;
    const auto begins = from_rfc3339("2027-05-20T08:24:00+02:00")->utc;
    for (std::size_t n = 0; n < come; ++n) {
        // Few at first, most towards the end; people who are no longer registered stay away.
        const auto& who = roster[n % registered];
        if (who.status != RegistrationStatus::registered) continue;
        const double share = std::sqrt(static_cast<double>(n * 37 % come) / static_cast<double>(come));
        const auto at = begins + std::chrono::milliseconds{static_cast<std::int64_t>(share * 22.9 * 60'000)};
        records.push_back({RecordId{"r" + std::to_string(n)},
                           who.id,
                           RecordKind::checked_in,
                           at,
                           "Kiosk 1",
                           static_cast<std::int64_t>(n),
                           1,
                           RecordedBy::self,
                           {}});
    }
    LiveFacts facts;
    facts.now = wall();
    facts.starts = seminar().starts.utc;
    return std::make_shared<const LiveView>(
        live_view(std::make_shared<const PersonRows>(person_rows(roster)), records, {}, facts));
}

Seminar seminar() {
    Seminar s;
    s.name = two("Att förebygga social oro", "Preventing social unrest");
    s.organisers = {"Polisen", "MSB", "Linköpings kommun"};
    s.privacy = {"Linköpings kommun", "dataskydd@linkoping.se", "https://linkoping.se/personuppgifter"};
    s.starts = *from_rfc3339("2027-05-20T09:00:00+02:00");
    s.ends = *from_rfc3339("2027-05-20T12:30:00+02:00");
    s.venue = LocalText("Missionskyrkan");
    s.address = LocalText("Drottninggatan 22");
    s.room = two("Kyrksalen, en trappa upp.", "The church hall, one floor up.");
    s.note = two("Kaffe finns i foajén.", "Coffee is served in the foyer.");
    s.printers = {{"Höger", "auto", Side::right, "", PrintRoute::direct, 250, Rgb{0xE8, 0xB5, 0x00}},
                  {"Vänster", "auto", Side::left, "", PrintRoute::direct, 250, Rgb{0x1F, 0x5F, 0xA8}}};
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
        {"welcome_help", help_waits()},
        {"welcome_closer", advised(ScanAdvice::closer)},
        {"welcome_further", advised(ScanAdvice::further)},
        {"welcome_away_from_light", advised(ScanAdvice::away_from_light)},
        {"welcome_brighter", advised(ScanAdvice::brighter)},
        {"welcome_hold_still", advised(ScanAdvice::hold_still)},
        {"welcome_one_at_a_time", advised(ScanAdvice::one_at_a_time)},
        {"welcome_not_a_ticket", advised(ScanAdvice::not_a_ticket)},
        {"welcome_no_codes", without_codes(false, true)},
        {"welcome_camera_gone", without_codes(true, true)},
        {"welcome_camera_gone_desk", without_codes(true, false)},
        {"looking_up", with(LookingUp{1, at})},
        {"confirm", with(confirm(who, BadgeName::full, at))},
        {"confirm_given_only", with(confirm(who, BadgeName::given_only, at))},
        {"confirm_alias", with(confirm(who, BadgeName::alias, at))},
        {"confirm_protected", with(confirm(protected_visitor(), BadgeName::full, at))},
        {"confirm_closing", closing()},
        {"correcting", with(correcting(who.given, who.family, false))},
        {"correcting_refused", with(correcting("Greta", "Ek", true))},
        {"recording", with(Recording{1, who, at})},
        {"printing", with(printing("Höger", false))},
        {"printing_anywhere", with(printing("", false))},
        {"printing_slow", with(printing("Vänster", true))},
        {"done", with(Done{who, BadgeName::full, "Höger", at})},
        {"done_at_desk", with(Done{who, BadgeName::full, std::string(before_the_day), at})},
        {"done_no_badge", with(Done{who, BadgeName::full, {}, at, false, false})},
        {"done_left", with(Done{who, BadgeName::full, "Vänster", at})},
        {"already_in", with(AlreadyIn{who, from_rfc3339("2027-05-20T08:47:00+02:00")->utc, at})},
        {"already_in_elsewhere",
         with(AlreadyIn{who, from_rfc3339("2027-05-20T08:47:00+02:00")->utc, at, false, false, "Kiosk 2 vid södra ingången"})},
        {"already_in_served_elsewhere", with(AlreadyIn{who, {}, at, false, false, "Kiosk 2 vid södra ingången"})},
        {"already_in_help", with(AlreadyIn{who, from_rfc3339("2027-05-20T08:47:00+02:00")->utc, at, false, true})},
        {"already_in_why", with(AlreadyIn{who, from_rfc3339("2027-05-20T08:47:00+02:00")->utc, at, true})},
        {"search_empty", with(Search{"", "", NameField::given, true, at})},
        {"search", with(Search{"Åsa", "Öström", NameField::family, false, at})},
        {"offer", with(Offer{who.id, "Åsa Ö., Linköpings kommun", at})},
        {"offer_alias", with(Offer{who.id, "Åsa Ö., Linköpings kommun", at, BadgeName::alias})},
        {"privacy", with(PrivacyNotice{at})},
        {"staff_coming", with(StaffComing{at})},
        {"staff_pin", with(pin(OpenStaff{}, "1234", false))},
        {"staff_pin_wrong", with(pin(ReprintFor{who}, "", true))},
        {"staff_pin_locked", locked()},
        {"new_pin", with(NewPin{"204", {}, NewPinNote::none, 0})},
        {"new_pin_again", with(NewPin{"", "204817", NewPinNote::again, 0})},
        {"new_pin_too_simple", with(NewPin{"", {}, NewPinNote::too_simple, 0})},
    };
    for (auto& page : staff_states()) out.push_back(std::move(page));
    for (int i = 0; i <= static_cast<int>(Advice::full); ++i) {
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
                                   .tap_targets = targets_,
                                   .badge_picture = std::move(badges),
                                   .camera = camera,
                                   .wall = wall()});
    window_->end_frame();
    return out;
}

setup::Events Studio::draw(const setup::State& state, const Drawing& how) {
    auto shown = state;
    shown.language = how.language;
    const auto theme = make_theme(how.look, how.size, how.inches, false, std::nullopt);
    window_->begin_frame();
    auto out = setup::draw(shown, {.theme = theme,
                                   .languages = languages_,
                                   .words = languages_[how.language],
                                   .text = text_,
                                   .seminar = seminar_,
                                   .now = now(),
                                   .tap_targets = targets_,
                                   .wall = wall()});
    window_->end_frame();
    return out;
}

}  // namespace entre::demo
