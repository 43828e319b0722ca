#include "core/visit/visit.hpp"

#include "core/base/text.hpp"

#include "tests/core/visit/visit_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

Walk& scan(Walk& walk, std::string code, Clock::duration after = 0s) {
    return walk.take(Scanned{std::move(code), ScanSource::camera, noon + after});
}

/// From the welcome screen to the question, by the ticket of `who`.
void to_confirm(Walk& walk, const Registration& who, Clock::duration after = 0s) {
    scan(walk, who.ticket_code, after);
    walk.take(LookUpDone{walk.state.last_request, {Verdict::admitted, {}}, who, noon + after});
    REQUIRE(walk.screen() == "confirm");
}

void to_printing(Walk& walk, const Registration& who, const std::string& order, Clock::duration after = 0s) {
    to_confirm(walk, who, after);
    walk.take(Confirmed{noon + after + 1s});
    walk.take(CheckInRecorded{walk.state.last_request, Verdict::admitted, {}, who, {order}, BadgeName::full, noon + after + 1s});
    REQUIRE(walk.screen() == "printing");
}

PrintReport report(const std::string& order, OrderState state, PrinterFault fault, Clock::duration after) {
    return {{{order}, state, fault, "Höger", 1, {}}, noon + after};
}

void pin(Walk& walk, bool is_right, Clock::duration after) {
    for (const char digit : std::string("204817")) walk.take(Typed{std::string(1, digit), noon + after});
    walk.take(Confirmed{noon + after});
    if (const auto* check = walk.news<CheckPin>()) {
        CHECK(check->pin == "204817");
        walk.take(PinChecked{check->request, is_right, noon + after});
    }
}

}  // namespace

TEST_CASE("scan, yes, badge: a plain visit", "[visit]") {
    Walk walk;
    scan(walk, "KOD1");
    REQUIRE(walk.news<LookUp>());
    CHECK(walk.news<LookUp>()->payload == "KOD1");
    walk.take(LookUpDone{walk.state.last_request, {Verdict::admitted, {}}, asa(), noon});
    walk.take(Confirmed{noon + 2s});
    REQUIRE(walk.news<RecordCheckIn>());
    CHECK(walk.news<RecordCheckIn>()->person == asa().id);
    CHECK_FALSE(walk.news<PlaySound>());  // nothing is green before it is on disk
    walk.take(CheckInRecorded{walk.state.last_request, Verdict::admitted, {}, asa(), {"o"}, BadgeName::full, noon + 2s});
    REQUIRE(walk.news<PrintBadge>());
    CHECK(walk.news<PrintBadge>()->order.value == "o");
    CHECK(walk.news<PlaySound>()->sound == Sound::in);
    walk.take(report("o", OrderState::printed, PrinterFault::none, 4s));
    walk.take(Tick{noon + 20s});
    CHECK(walk.screens == std::vector<std::string>{"looking_up", "confirm", "recording", "printing", "done", "welcome"});
}

TEST_CASE("without the question the check-in follows the scan", "[visit]") {
    Walk walk;
    walk.state.rules.confirm = false;
    scan(walk, "KOD1");
    walk.take(LookUpDone{walk.state.last_request, {Verdict::admitted, {}}, asa(), noon});
    CHECK(walk.screen() == "recording");
    CHECK(walk.news<RecordCheckIn>());
}

TEST_CASE("the same code within three seconds is one scan, also when it is held up all the time", "[visit]") {
    Walk walk;
    scan(walk, "KOD1");
    walk.take(LookUpDone{walk.state.last_request, {Verdict::unknown, {}}, {}, noon});
    REQUIRE(walk.screen() == "trouble");
    const auto requests = walk.state.last_request;
    for (int i = 1; i < 200; ++i) scan(walk, "KOD1", i * 100ms);
    CHECK(walk.state.last_request == requests);
    walk.take(Cancelled{noon + 20s});
    scan(walk, "KOD1", 20s + 500ms);
    CHECK(walk.screen() == "welcome");  // still held up
    scan(walk, "KOD1", 23s + 400ms);
    CHECK(walk.screen() == "welcome");  // 2.9 s since it was last seen
    scan(walk, "KOD1", 26s + 400ms);
    CHECK(walk.screen() == "looking_up");  // away for three seconds
}

TEST_CASE("another code is another scan at once", "[visit]") {
    Walk walk;
    scan(walk, "KOD1");
    walk.take(LookUpDone{walk.state.last_request, {Verdict::unknown, {}}, {}, noon});
    scan(walk, "KOD2", 100ms);
    CHECK(walk.screen() == "looking_up");
    CHECK(walk.news<LookUp>()->payload == "KOD2");
}

TEST_CASE("the next visitor is served while the last badge prints, and its late report disturbs nobody", "[visit]") {
    Walk walk;
    to_printing(walk, asa(), "first");
    const auto bo = person("KOD2", "Bo", "Ek");
    to_printing(walk, bo, "second", 3s);
    walk.take(report("first", OrderState::failed, PrinterFault::jam, 5s));
    CHECK(walk.screen() == "printing");
    CHECK(walk.effects.empty());
    walk.take(report("first", OrderState::printed, PrinterFault::none, 5s));
    CHECK(walk.screen() == "printing");
    walk.take(report("second", OrderState::printed, PrinterFault::none, 6s));
    CHECK(walk.screen() == "done");
}

TEST_CASE("every verdict has its screen", "[visit]") {
    const auto after = [](Verdict verdict, std::optional<Registration> who) {
        Walk walk;
        scan(walk, "KOD1");
        walk.take(LookUpDone{walk.state.last_request, {verdict, morning()}, std::move(who), noon});
        const auto* trouble = std::get_if<Trouble>(&walk.state.screen);
        return trouble != nullptr ? "trouble " + std::to_string(static_cast<int>(trouble->advice)) : walk.screen();
    };
    const auto advice = [](Advice wanted) { return "trouble " + std::to_string(static_cast<int>(wanted)); };
    CHECK(after(Verdict::admitted, asa()) == "confirm");
    CHECK(after(Verdict::already_in, asa()) == "already_in");
    CHECK(after(Verdict::withdrawn, {}) == advice(Advice::withdrawn));
    CHECK(after(Verdict::unpaid, {}) == advice(Advice::unpaid));
    CHECK(after(Verdict::unknown, {}) == advice(Advice::unknown));
    CHECK(after(Verdict::other_seminar, {}) == advice(Advice::other_seminar));
    CHECK(after(Verdict::too_early, {}) == advice(Advice::too_early));
    CHECK(after(Verdict::admitted, {}) == advice(Advice::unknown));
}

TEST_CASE("when the desk fails nothing was promised and staff is called", "[visit]") {
    Walk walk;
    to_confirm(walk, asa());
    walk.take(Confirmed{noon + 1s});
    walk.take(DeskFailed{walk.state.last_request, ErrorCode::disk_full, noon + 1s});
    CHECK(std::get<Trouble>(walk.state.screen).advice == Advice::desk_failed);
    CHECK(walk.news<AlertStaff>());
    CHECK(walk.news<PlaySound>()->sound == Sound::stop);
}

TEST_CASE("a desk that does not answer is a desk that failed", "[visit]") {
    Walk walk;
    scan(walk, "KOD1");
    walk.take(Tick{noon + 7s});
    CHECK(walk.screen() == "looking_up");
    walk.take(Tick{noon + 8s});
    CHECK(walk.screen() == "trouble");
    walk.take(LookUpDone{walk.state.last_request, {Verdict::admitted, {}}, asa(), noon + 9s});
    CHECK(walk.screen() == "trouble");
}

TEST_CASE("another station that was faster is told as already in", "[visit]") {
    Walk walk;
    to_confirm(walk, asa());
    walk.take(Confirmed{noon});
    walk.take(CheckInRecorded{walk.state.last_request, Verdict::already_in, morning(), asa(), {}, BadgeName::full, noon});
    CHECK(walk.screen() == "already_in");
    CHECK_FALSE(walk.news<PrintBadge>());
}

TEST_CASE("out of labels is told, and when the badge comes after all so is that", "[visit]") {
    Walk walk;
    to_printing(walk, asa(), "o");
    walk.take(report("o", OrderState::submitted, PrinterFault::labels_low, 2s));
    CHECK(walk.screen() == "printing");
    walk.take(report("o", OrderState::printing, PrinterFault::out_of_labels, 3s));
    CHECK(std::get<BadgeTrouble>(walk.state.screen).fault == PrinterFault::out_of_labels);
    CHECK(walk.news<AlertStaff>());
    walk.take(report("o", OrderState::printing, PrinterFault::none, 4s));
    CHECK(walk.screen() == "printing");
    walk.take(report("o", OrderState::printed, PrinterFault::none, 5s));
    CHECK(walk.screen() == "done");
}

TEST_CASE("a badge that takes long is said to, once", "[visit]") {
    Walk walk;
    to_printing(walk, asa(), "o");
    const auto slow = next_deadline(walk.state);
    REQUIRE(slow);
    walk.take(Tick{*slow});
    CHECK(std::get<Printing>(walk.state.screen).is_slow);
    CHECK(*next_deadline(walk.state) > *slow);
}

TEST_CASE("a visitor mends a spelling, and cannot become somebody else, not even in small steps", "[visit]") {
    Walk walk;
    to_confirm(walk, person("KOD1", "Cecila", "Persson"));
    const auto type = [&](const std::string& text) {
        for (const auto& letter : graphemes(text)) walk.take(Typed{letter, noon + 2s});
    };
    const auto erase = [&](int count) {
        for (int i = 0; i < count; ++i) walk.take(Erased{noon + 2s});
    };
    walk.take(CorrectionStarted{noon + 1s});
    erase(1);
    type("ia");
    walk.take(Confirmed{noon + 3s});
    REQUIRE(walk.screen() == "confirm");
    CHECK(std::get<Confirm>(walk.state.screen).who.given == "Cecilia");
    for (const auto* step : {"Cecixyz", "Cewxyz", "Vwxyz"}) {
        walk.take(CorrectionStarted{noon + 4s});
        erase(20);
        type(step);
        walk.take(Confirmed{noon + 5s});
        if (walk.screen() == "correcting") {
            CHECK(std::get<Correcting>(walk.state.screen).is_refused);
            walk.take(Cancelled{noon + 5s});
        }
    }
    CHECK(std::get<Confirm>(walk.state.screen).who.given.starts_with("Cec"));
    walk.take(Confirmed{noon + 6s});
    CHECK(walk.news<RecordCheckIn>()->given->starts_with("Cec"));
}

TEST_CASE("a protected person has no name to mend", "[visit][protected]") {
    Walk walk;
    auto who = asa();
    who.is_protected = true;
    to_confirm(walk, who);
    walk.take(CorrectionStarted{noon});
    CHECK(walk.screen() == "confirm");
}

TEST_CASE("what is typed has an end", "[visit]") {
    Walk walk;
    walk.take(SearchStarted{noon});
    for (int i = 0; i < 500; ++i) walk.take(Typed{"👩‍👩‍👧", noon});
    CHECK(std::get<Search>(walk.state.screen).given.size() <= 200);
    walk.take(Erased{noon});
    CHECK(std::get<Search>(walk.state.screen).given.ends_with("👧"));
}

TEST_CASE("search is off unless switched on: then staff comes", "[visit][search]") {
    Walk walk;
    walk.state.rules.search = false;
    walk.take(SearchStarted{noon});
    CHECK(walk.screen() == "staff_coming");
    CHECK(walk.news<AlertStaff>());
    CHECK(walk.state.help.size() == 1);
}

TEST_CASE("a name of two letters each is looked up; one person is offered, otherwise one neutral answer", "[visit][search]") {
    Walk walk;
    walk.take(SearchStarted{noon});
    for (const auto* letter : {"Å", "s"}) walk.take(Typed{letter, noon});
    walk.take(Confirmed{noon});
    CHECK(walk.screen() == "search");
    walk.take(FieldChosen{NameField::family, noon});
    for (const auto* letter : {"Ö", "s"}) walk.take(Typed{letter, noon});
    walk.take(Confirmed{noon});
    REQUIRE(walk.news<FindName>());
    CHECK(walk.news<FindName>()->given == "Ås");
    auto nobody = walk;
    nobody.take(NameLookedUp{walk.state.last_request, {}, {}, noon});
    CHECK(std::get<Trouble>(nobody.state.screen).advice == Advice::not_found);
    walk.take(NameLookedUp{walk.state.last_request, RegistrationId{"id"}, "Åsa Ö.", noon});
    CHECK(walk.screen() == "offer");
    walk.take(Confirmed{noon + 1s});
    CHECK(walk.news<RecordCheckIn>()->person.value == "id");
}

TEST_CASE("a list of names cannot be tried through: after five searches there is a pause", "[visit][search]") {
    Walk walk;
    const auto search = [&](Clock::duration after) {
        walk.take(SearchStarted{noon + after});
        for (int i = 0; i < 2; ++i) walk.take(Typed{"a", noon + after});
        walk.take(FieldChosen{NameField::family, noon + after});
        for (int i = 0; i < 2; ++i) walk.take(Typed{"b", noon + after});
        walk.take(Confirmed{noon + after});
        const bool is_asked = walk.news<FindName>() != nullptr;
        if (is_asked) walk.take(NameLookedUp{walk.state.last_request, {}, {}, noon + after});
        return is_asked;
    };
    for (int i = 0; i < 5; ++i) CHECK(search(i * 5s));
    CHECK_FALSE(search(25s));
    CHECK(std::get<Trouble>(walk.state.screen).advice == Advice::search_paused);
    CHECK_FALSE(search(79s));
    CHECK(search(81s));
    CHECK_FALSE(search(82s));
}

TEST_CASE("five wrong PINs shut the staff door for a minute, and each further one for twice as long", "[visit][pin][KIO-2]") {
    CHECK(pin_pause(0) == 0s);
    CHECK(pin_pause(4) == 0s);
    CHECK(pin_pause(5) == 60s);
    CHECK(pin_pause(6) == 120s);
    CHECK(pin_pause(7) == 240s);
    CHECK(pin_pause(1000) == 1h);
    Walk walk;
    walk.take(StaffDoorOpened{noon});
    for (int i = 0; i < 5; ++i) pin(walk, false, i * 1s);
    REQUIRE(walk.state.pin_locked_until);
    CHECK(*walk.state.pin_locked_until == noon + 64s);
    pin(walk, true, 30s);
    CHECK(walk.screen() == "staff_pin");  // not even the right one
    walk.take(Cancelled{noon + 40s}).take(StaffDoorOpened{noon + 41s});
    pin(walk, true, 50s);
    CHECK(walk.screen() == "staff_pin");  // leaving and coming back does not help
    walk.take(Cancelled{noon + 60s}).take(StaffDoorOpened{noon + 63s});
    pin(walk, false, 65s);
    CHECK(*walk.state.pin_locked_until == noon + 185s);
    walk.take(Cancelled{noon + 100s}).take(StaffDoorOpened{noon + 184s});
    pin(walk, true, 186s);
    CHECK(walk.screen() == "staff");
    CHECK(walk.state.wrong_pins == 0);
}

TEST_CASE("without a PIN the staff door stays shut", "[visit][pin]") {
    Walk walk;
    walk.state.rules.has_pin = false;
    walk.take(StaffDoorOpened{noon});
    pin(walk, true, 1s);
    CHECK(walk.screen() == "staff_pin");
    Walk reprint;
    reprint.state = on_screen(AlreadyIn{asa(), morning(), noon});
    reprint.state.rules.has_pin = false;
    reprint.take(ReprintRequested{noon});
    CHECK(reprint.screen() == "staff_coming");
}

TEST_CASE("nobody says why without the PIN", "[visit][pin]") {
    Walk walk;
    walk.state = on_screen(AlreadyIn{asa(), morning(), noon});
    walk.take(StaffRequested{StaffRequestKind::print_lost, noon});
    CHECK(walk.effects.empty());
    CHECK(walk.screen() == "already_in");
}

TEST_CASE("a reprint stands behind the PIN and is a new order", "[visit][pin]") {
    Walk walk;
    walk.state = on_screen(AlreadyIn{asa(), morning(), noon});
    walk.take(ReprintRequested{noon});
    CHECK(walk.screen() == "staff_pin");
    CHECK_FALSE(walk.news<RecordReprint>());
    pin(walk, true, 1s);
    CHECK(walk.screen() == "already_in");
    CHECK(std::get<AlreadyIn>(walk.state.screen).asks_why);
    CHECK_FALSE(walk.news<RecordReprint>());
    walk.take(StaffRequested{StaffRequestKind::check_in, noon + 1s});  // no reason
    CHECK_FALSE(walk.news<RecordReprint>());
    walk.take(StaffRequested{StaffRequestKind::print_damaged, noon + 1s});
    REQUIRE(walk.news<RecordReprint>());
    CHECK(walk.news<RecordReprint>()->person == asa().id);
    CHECK(walk.news<RecordReprint>()->why == ReprintReason::damaged);
    walk.take(
        CheckInRecorded{walk.state.last_request, Verdict::admitted, morning(), asa(), {"again"}, BadgeName::full, noon + 2s});
    CHECK(walk.news<PrintBadge>()->order.value == "again");
}

TEST_CASE("nothing is printed, quit or said of the staff to a visitor", "[visit][pin]") {
    for (const auto& screen : every_screen()) {
        if (std::holds_alternative<Staff>(screen)) continue;
        for (const Event& event : std::vector<Event>{QuitRequested{noon + 1s}, PendingPrintRequested{noon + 1s}})
            CHECK(update(on_screen(screen), event).effects.empty());
    }
}

TEST_CASE("language and reading aids go back when the visitor is gone", "[visit]") {
    Walk walk;
    walk.take(LanguageChosen{1, noon}).take(TextSizeToggled{noon}).take(ContrastToggled{noon});
    CHECK(walk.state.preferences == Preferences{1, true, true});
    walk.take(LanguageChosen{99, noon});
    CHECK(walk.state.preferences.language == 1);
    to_printing(walk, asa(), "o");
    CHECK(walk.state.preferences.is_text_large);
    scan(walk, "KOD2", 5s);  // the next visitor
    CHECK(walk.state.preferences == Preferences{});
    walk.take(LanguageChosen{1, noon + 5s});
    walk.take(LookUpDone{walk.state.last_request, {Verdict::unknown, {}}, {}, noon + 5s});
    walk.take(Tick{noon + 1h});
    CHECK(walk.screen() == "welcome");
    CHECK(walk.state.preferences == Preferences{});
}

TEST_CASE("a visitor is warned before a long screen closes, and can ask for more time", "[visit]") {
    Walk walk;
    to_confirm(walk, asa());
    CHECK_FALSE(is_closing_soon(walk.state));
    const auto warning = next_deadline(walk.state);
    REQUIRE(warning);
    walk.take(Tick{*warning});
    CHECK(is_closing_soon(walk.state));
    walk.take(MoreTimeRequested{*warning + 5s});
    CHECK_FALSE(is_closing_soon(walk.state));
    CHECK(closes_at(walk.state.screen) == *warning + 65s);
}

TEST_CASE("printers are remembered by name, and staff is alerted once when one stops", "[visit]") {
    Walk walk;
    walk.take(PrinterStatus{"Höger", PrinterFault::none, {}, noon});
    CHECK_FALSE(walk.news<AlertStaff>());
    walk.take(PrinterStatus{"Höger", PrinterFault::out_of_labels, "media-empty", noon});
    CHECK(walk.news<AlertStaff>());
    walk.take(PrinterStatus{"Höger", PrinterFault::jam, {}, noon});
    CHECK_FALSE(walk.news<AlertStaff>());
    CHECK(walk.state.devices.printers.size() == 1);
    walk.take(PrinterStatus{"Vänster", PrinterFault::labels_low, {}, noon});
    CHECK_FALSE(walk.news<AlertStaff>());
}

TEST_CASE("a clock that jumps back neither closes a screen nor keeps it", "[visit][DUR-8]") {
    Walk walk;
    to_confirm(walk, asa());
    walk.take(Tick{noon - 1h});
    CHECK(walk.screen() == "confirm");
    CHECK(walk.state.now >= noon);
}
