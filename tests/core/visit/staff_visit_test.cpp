#include "core/visit/staff_visit.hpp"

#include "tests/core/visit/visit_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

const auto at = noon + 1s;

Walk on_page(StaffPage page, RequestId request = 0) {
    Walk walk;
    walk.state = on_screen(staff_on(std::move(page), request));
    walk.state.last_request = request;
    return walk;
}

template <class Page>
const Page& page_of(const Walk& walk) {
    return std::get<Page>(std::get<Staff>(walk.state.screen).page);
}

std::string_view page_name(const Walk& walk) { return name_of(std::get<Staff>(walk.state.screen).page); }

}  // namespace

TEST_CASE("phones are let in where there is a live page, and the code of one that was used goes away", "[visit][staff]") {
    State state = on_screen(staff_on(OverviewPage{}));
    CHECK(name_of(std::get<Staff>(update(state, PageOpened{StaffTab::phones, noon}).state.screen).page) == "printers");
    state.rules.has_live_page = true;
    auto step = update(state, PageOpened{StaffTab::phones, noon});
    CHECK(effect_in<LoadPhones>(step) != nullptr);
    step = update(step.state, PhoneCodeRequested{true, noon});
    REQUIRE(effect_in<InvitePhone>(step) != nullptr);
    CHECK(effect_in<InvitePhone>(step)->is_for_staff);
    step = update(step.state, PhonesChanged{PhoneCode{true, "https://x/pair#secret", "https://x", "482913", "AB", morning()}, {}, noon});
    const auto page = [&] { return std::get<PhonesPage>(std::get<Staff>(step.state.screen).page); };
    CHECK(page().code->digits == "482913");
    step = update(step.state, PhonesChanged{{}, {{"id", "Firefox, Android", true, morning()}}, noon});
    CHECK_FALSE(page().code);
    CHECK(page().phones.size() == 1);
    step = update(step.state, PhoneEnded{"id", noon});
    REQUIRE(effect_in<EndPhone>(step) != nullptr);
    CHECK(effect_in<EndPhone>(step)->id == "id");
    CHECK(effect_in<LoadPhones>(update(step.state, LiveViewChanged{door_of({}), {}, {}, noon})) != nullptr);
}

TEST_CASE("the PIN opens the live view, and calls for help wait until somebody was met", "[staff]") {
    Walk walk;
    walk.take(StaffCalled{at}).take(StaffCalled{at}).take(StaffDoorOpened{at});
    for (const auto* digit : {"2", "0", "4", "8"}) walk.take(Typed{digit, at});
    walk.take(Confirmed{at});
    walk.take(PinChecked{walk.news<CheckPin>()->request, true, at});
    REQUIRE(walk.screen() == "staff");
    CHECK(page_name(walk) == "live");
    REQUIRE(walk.state.help.size() == 1);  // the same visitor, who tapped again
    CHECK(walk.state.help[0].from == "welcome");
    CHECK(health_of(walk.state).help_wanted == 1);
    walk.take(HelpMet{walk.state.help[0].number, at});
    CHECK(walk.state.help.empty());
}

TEST_CASE("at most twenty calls are kept, the oldest goes", "[staff]") {
    State state;
    for (int i = 0; i < 25; ++i) add_help_call(state, "trouble");
    CHECK(state.help.size() == 20);
    CHECK(state.help.front().number == 6);
}

TEST_CASE("typing finds people as letters come, folded, and the list starts at its top", "[staff]") {
    auto walk = on_page(OverviewPage{});
    walk.take(LiveViewChanged{door_of({asa(), person("2", "Bo", "Ek")}), {}, {}, at}).take(PageOpened{StaffTab::people, at});
    CHECK(page_of<PeoplePage>(walk).shown->size() == 2);
    walk.take(Scrolled{1, at}).take(PanelChosen{PeoplePanel::keyboard, at}).take(Typed{"o", at}).take(Typed{"s", at});
    CHECK(page_of<PeoplePage>(walk).shown->size() == 1);
    CHECK(page_of<PeoplePage>(walk).top == 0);
    walk.take(Typed{"x", at});
    CHECK(page_of<PeoplePage>(walk).shown->empty());
    walk.take(Erased{at}).take(Confirmed{at});
    CHECK(page_of<PeoplePage>(walk).panel == PeoplePanel::none);
    CHECK(page_of<PeoplePage>(walk).shown->size() == 1);
}

TEST_CASE("somebody who comes while the list stands moves between its filters", "[staff]") {
    auto walk = on_page(OverviewPage{});
    walk.take(LiveViewChanged{door_of({asa()}), {}, {}, at})
        .take(PageOpened{StaffTab::people, at})
        .take(FilterChosen{PeopleFilter::inside, at});
    CHECK(page_of<PeoplePage>(walk).shown->empty());
    walk.take(LiveViewChanged{door_of({asa()}, {asa().id}), {}, {}, at});
    CHECK(page_of<PeoplePage>(walk).shown->size() == 1);
}

TEST_CASE("a tap on a row and a ticket under the hand scanner open the same page", "[staff]") {
    auto tapped = on_page(PeoplePage{});
    tapped.take(PersonOpened{asa().id, at});
    CHECK(page_of<PersonPage>(tapped).person == asa().id);
    CHECK(tapped.news<LoadPerson>()->person == asa().id);
    auto scanned = on_page(OverviewPage{});
    scanned.take(Scanned{"KOD1", ScanSource::scanner, at});
    REQUIRE(scanned.news<FindTicket>());
    scanned.take(TicketFound{scanned.news<FindTicket>()->request, asa().id, at});
    CHECK(page_of<PersonPage>(scanned).person == asa().id);
    CHECK(scanned.news<LoadPerson>()->person == asa().id);
    auto unknown = on_page(OverviewPage{});
    unknown.take(Scanned{"KOD9", ScanSource::scanner, at});
    unknown.take(TicketFound{1, {}, at});
    CHECK(page_of<PersonPage>(unknown).is_missing);
    auto camera = on_page(OverviewPage{});
    camera.take(Scanned{"KOD1", ScanSource::camera, at});
    CHECK(camera.effects.empty());
}

TEST_CASE("letting in is one tap; undoing and hiding are two", "[staff]") {
    auto walk = on_page(person_page());
    walk.take(StaffRequested{StaffRequestKind::check_in, at});
    REQUIRE(walk.news<DoForStaff>());
    CHECK(std::get<CheckIn>(walk.news<DoForStaff>()->action).person == asa().id);
    for (const auto ask : {StaffRequestKind::undo, StaffRequestKind::protect, StaffRequestKind::unprotect}) {
        auto twice = on_page(person_page());
        twice.take(StaffRequested{ask, at});
        CHECK(twice.effects.empty());
        CHECK(page_of<PersonPage>(twice).sure == ask);
        twice.take(StaffRequested{ask, at});
        CHECK(twice.news<DoForStaff>());
        auto other = on_page(person_page());
        other.take(StaffRequested{ask, at}).take(StaffRequested{StaffRequestKind::reprint, at});
        CHECK(std::holds_alternative<Reprint>(other.news<DoForStaff>()->action));
    }
}

TEST_CASE("a second badge of one person wants a reason, a first one none", "[staff][PRN-8]") {
    auto page = person_page();
    auto history = *page.history;
    history.badges.push_back({});
    history.badges.back().state = OrderState::printed;
    page.history = std::make_shared<const PersonHistory>(history);
    auto walk = on_page(page);
    walk.take(StaffRequested{StaffRequestKind::reprint, at});
    CHECK(walk.effects.empty());
    CHECK(page_of<PersonPage>(walk).sure == StaffRequestKind::reprint);
    walk.take(StaffRequested{StaffRequestKind::reprint, at});
    CHECK_FALSE(page_of<PersonPage>(walk).sure);
    walk.take(StaffRequested{StaffRequestKind::reprint, at}).take(StaffRequested{StaffRequestKind::print_lost, at});
    REQUIRE(walk.news<DoForStaff>());
    CHECK(std::get<Reprint>(walk.news<DoForStaff>()->action).why == ReprintReason::lost);

    history.badges.back().state = OrderState::failed;
    page.history = std::make_shared<const PersonHistory>(history);
    auto first = on_page(page);
    first.take(StaffRequested{StaffRequestKind::reprint, at});
    REQUIRE(first.news<DoForStaff>());
    CHECK(std::get<Reprint>(first.news<DoForStaff>()->action).why == ReprintReason::unsaid);
}

TEST_CASE("what an order gave is told, and the history is asked for anew", "[staff]") {
    auto walk = on_page(person_page());
    walk.take(StaffRequested{StaffRequestKind::check_in, at});
    const auto request = walk.news<DoForStaff>()->request;
    walk.take(StaffRequested{StaffRequestKind::check_in, at});
    CHECK(walk.effects.empty());  // one order at a time
    StaffAnswer answer{StaffVerdict::done, asa(), BadgeOrder{}};
    walk.take(StaffAnswered{request, answer, at});
    CHECK(page_of<PersonPage>(walk).note == StaffNote::printing);
    REQUIRE(walk.news<LoadPerson>());
    walk.take(PersonLoaded{walk.news<LoadPerson>()->request, nullptr, at});
    CHECK(page_of<PersonPage>(walk).is_missing);
    auto failed = on_page(person_page());
    failed.take(StaffRequested{StaffRequestKind::check_in, at}).take(DeskFailed{1, ErrorCode::disk_full, at});
    CHECK(page_of<PersonPage>(failed).note == StaffNote::failed);
}

TEST_CASE("a person's page is told anew when the door is counted, under the same number", "[staff]") {
    auto walk = on_page(person_page());
    walk.take(LiveViewChanged{door_of({asa()}), {}, {}, at});
    REQUIRE(walk.news<LoadPerson>());
    CHECK(walk.news<LoadPerson>()->request == 7);
    CHECK(walk.state.last_request == 0);
}

TEST_CASE("while another program writes, staff can look and change nothing", "[staff]") {
    auto walk = on_page(person_page());
    walk.state.rules.writer = "kiosk, process 7";
    for (const Event& request : std::vector<Event>{StaffRequested{StaffRequestKind::check_in, at}, CorrectionStarted{at}})
        CHECK(walk.take(request).effects.empty());
    CHECK(page_name(walk) == "person");
    auto form = on_page(WalkInPage{"Bo", "Ek", "", "", StaffField::given, false, false, StaffNote::none, ""});
    form.state.rules.writer = "kiosk, process 7";
    CHECK(form.take(Confirmed{at}).effects.empty());
}

TEST_CASE("a name is corrected on its own page, and not that of somebody protected", "[staff]") {
    auto walk = on_page(person_page());
    walk.take(CorrectionStarted{at});
    REQUIRE(page_name(walk) == "rename");
    CHECK(page_of<RenamePage>(walk).family == asa().family);
    walk.take(StaffFieldChosen{StaffField::family, at}).take(Typed{"x", at}).take(StaffFieldChosen{StaffField::sector, at});
    CHECK(page_of<RenamePage>(walk).field == StaffField::family);
    walk.take(Confirmed{at});
    REQUIRE(walk.news<DoForStaff>());
    CHECK(std::get<Rename>(walk.news<DoForStaff>()->action).family == asa().family + "x");
    walk.take(StaffAnswered{walk.news<DoForStaff>()->request, {StaffVerdict::done, asa(), {}}, at});
    CHECK(page_of<PersonPage>(walk).note == StaffNote::done);
    auto hidden = person_page();
    auto history = *hidden.history;
    history.who.is_protected = true;
    hidden.history = std::make_shared<const PersonHistory>(history);
    auto refused = on_page(hidden);
    CHECK(page_name(refused.take(CorrectionStarted{at})) == "person");
}

TEST_CASE("somebody is written in, and the form is ready for the next", "[staff]") {
    auto walk = on_page(WalkInPage{});
    CHECK(page_of<WalkInPage>(walk.take(Confirmed{at})).note == StaffNote::no_name);
    walk.take(Typed{"B", at})
        .take(Typed{"o", at})
        .take(StaffFieldChosen{StaffField::sector, at})
        .take(SectorChosen{"Kommun", at});
    walk.take(Typed{"z", at}).take(Confirmed{at});
    const auto* order = walk.news<DoForStaff>();
    REQUIRE(order);
    CHECK(std::get<WalkIn>(order->action).given == "Bo");
    CHECK(std::get<WalkIn>(order->action).category == "Kommun");
    walk.take(StaffAnswered{order->request, {StaffVerdict::done, person("9", "Bo", ""), BadgeOrder{}}, at});
    CHECK(page_of<WalkInPage>(walk).given.empty());
    CHECK(page_of<WalkInPage>(walk).written == "Bo");
}

TEST_CASE("at a full house staff is asked once more before one more comes in", "[staff][full]") {
    auto walk = on_page(WalkInPage{"Bo", "Ek", "", "", StaffField::given, false, false, StaffNote::none, ""});
    walk.take(Confirmed{at});
    CHECK_FALSE(std::get<WalkIn>(walk.news<DoForStaff>()->action).is_sure);
    walk.take(StaffAnswered{1, {StaffVerdict::full, {}, {}}, at});
    CHECK(page_of<WalkInPage>(walk).note == StaffNote::full);
    walk.take(Confirmed{at});
    CHECK(std::get<WalkIn>(walk.news<DoForStaff>()->action).is_sure);
}

TEST_CASE("an unknown visitor at a full door is told so kindly", "[staff][full]") {
    for (const bool is_full : {false, true}) {
        Walk walk;
        walk.take(LiveViewChanged{door_of({asa()}, {asa().id}, is_full ? 1 : 2), {}, {}, at})
            .take(Scanned{"who", ScanSource::camera, at});
        walk.take(LookUpDone{1, {Verdict::unknown, {}}, {}, at});
        CHECK(std::get<Trouble>(walk.state.screen).advice == (is_full ? Advice::full : Advice::unknown));
    }
}

TEST_CASE("staff hears of a flagged guest and of a full house, once each, and of nothing that was so from the start", "[staff]") {
    auto guest = person("5", "Ida", "Dahl");
    guest.is_flagged = true;
    Walk walk;
    const auto has_heard = [&](const std::vector<RegistrationId>& inside) {
        walk.take(LiveViewChanged{door_of({asa(), guest}, inside, 2), {}, {}, at});
        return walk.news<PlaySound>() != nullptr && walk.news<AlertStaff>() != nullptr;
    };
    CHECK_FALSE(has_heard({}));
    CHECK(has_heard({guest.id}));
    CHECK_FALSE(has_heard({guest.id}));
    CHECK(has_heard({guest.id, asa().id}));
    CHECK_FALSE(has_heard({guest.id, asa().id}));
    CHECK(walk.screen() == "welcome");
    REQUIRE(guests_to_meet(walk.state).size() == 1);
    walk.state.screen = staff_on(OverviewPage{});
    walk.take(GuestMet{guest.id, at});
    CHECK(guests_to_meet(walk.state).empty());
    Walk restarted;
    restarted.take(LiveViewChanged{door_of({guest}, {guest.id}, 1), {}, {}, at});
    CHECK(restarted.effects.empty());
}

TEST_CASE("a printer that stops is heard once", "[staff]") {
    Walk walk;
    walk.take(PrinterStatus{"Höger", PrinterFault::out_of_labels, {}, at});
    CHECK(walk.news<PlaySound>());
    walk.take(PrinterStatus{"Höger", PrinterFault::jam, {}, at});
    CHECK_FALSE(walk.news<PlaySound>());
}

TEST_CASE("the roll call is made into a file, and says which or that it failed", "[staff][roll_call]") {
    auto walk = on_page(OverviewPage{});
    walk.take(LiveViewChanged{door_of({asa()}, {asa().id}), {}, {}, at}).take(PageOpened{StaffTab::roll_call, at});
    CHECK(page_of<RollCallPage>(walk).inside->rows() == 2);
    walk.take(RollCallRequested{at});
    REQUIRE(walk.news<SaveRollCall>());
    CHECK(walk.news<SaveRollCall>()->view == walk.state.live);
    walk.take(RollCallSaved{walk.news<SaveRollCall>()->request, "x.pdf", at});
    CHECK(page_of<RollCallPage>(walk).file == "x.pdf");
    walk.take(RollCallRequested{at});
    walk.take(RollCallSaved{walk.state.last_request, "", at});
    CHECK(page_of<RollCallPage>(walk).note == StaffNote::failed);
}

namespace {

std::shared_ptr<const ImportReview> waiting_list(std::string problem = {}) {
    ImportReview review;
    review.file = "registrations.csv";
    review.sha256 = "1";
    review.problem = std::move(problem);
    return std::make_shared<const ImportReview>(std::move(review));
}

ListsRequested ask(ListsRequestKind what, UtcTime wall = {}) { return {what, wall, at}; }

}  // namespace

TEST_CASE("a fresh export is heard once, and told to whoever looks", "[staff][lists]") {
    Walk walk;
    walk.take(ImportReviewChanged{waiting_list(), at});
    CHECK(walk.news<PlaySound>());
    CHECK(health_of(walk.state).is_import_waiting);
    walk.take(ImportReviewChanged{waiting_list(), at});
    CHECK_FALSE(walk.news<PlaySound>());
    walk.take(ImportReviewChanged{waiting_list("line 3: half a row"), at});
    CHECK(walk.news<PlaySound>());
    CHECK_FALSE(health_of(walk.state).is_import_waiting);
    walk.take(ImportReviewChanged{nullptr, at});
    CHECK_FALSE(walk.news<PlaySound>());
    CHECK(walk.screen() == "welcome");
}

TEST_CASE("a list is taken or left when one waits, by whoever writes", "[staff][lists]") {
    auto walk = on_page(ListsPage{});
    walk.take(ask(ListsRequestKind::take));
    CHECK_FALSE(walk.news<DoForLists>());
    walk.take(ImportReviewChanged{waiting_list("unreadable"), at}).take(ask(ListsRequestKind::leave));
    CHECK_FALSE(walk.news<DoForLists>());
    walk.take(ImportReviewChanged{waiting_list(), at});
    auto beside = walk;
    beside.state.rules.writer = "Kiosk 1";
    beside.take(ask(ListsRequestKind::take));
    CHECK_FALSE(beside.news<DoForLists>());
    beside.take(ask(ListsRequestKind::save));
    CHECK(beside.news<DoForLists>());
    walk.take(ask(ListsRequestKind::take));
    REQUIRE(walk.news<DoForLists>());
    CHECK(page_of<ListsPage>(walk).note == ListsNote::working);
    const auto request = walk.news<DoForLists>()->request;
    walk.take(ask(ListsRequestKind::leave));
    CHECK_FALSE(walk.news<DoForLists>());
    walk.take(ListsAnswered{request + 1, ListsNote::failed, {}, 0, 0, at});
    CHECK(page_of<ListsPage>(walk).note == ListsNote::working);
    walk.take(ListsAnswered{request, ListsNote::taken, {}, 0, 0, at});
    CHECK(page_of<ListsPage>(walk).note == ListsNote::taken);
}

TEST_CASE("everything about people goes after the seminar, when it was asked for twice, and then there is only the way out",
          "[staff][lists][PRV-7]") {
    auto walk = on_page(ListsPage{});
    const UtcTime ends{1h};
    walk.state.rules.ends = ends;
    walk.take(ask(ListsRequestKind::purge, ends - 1ms));
    CHECK(page_of<ListsPage>(walk).note == ListsNote::not_over);
    walk.take(ask(ListsRequestKind::purge, ends));
    CHECK_FALSE(walk.news<DoForLists>());
    CHECK(page_of<ListsPage>(walk).is_sure);
    auto changed_mind = walk;
    changed_mind.take(ask(ListsRequestKind::save)).take(ListsAnswered{changed_mind.state.last_request, ListsNote::saved, "a.csv", 0, 0, at});
    changed_mind.take(ask(ListsRequestKind::purge, ends));
    CHECK_FALSE(changed_mind.news<DoForLists>());
    walk.take(ask(ListsRequestKind::purge, ends));
    REQUIRE(walk.news<DoForLists>());
    CHECK_FALSE(closes_at(walk.state.screen));
    walk.take(Cancelled{at}).take(PageOpened{StaffTab::live, at}).take(Tick{at + 1h});
    CHECK(page_of<ListsPage>(walk).note == ListsNote::purging);
    walk.take(ListsAnswered{walk.state.last_request, ListsNote::purged, {}, 612, 4, at});
    CHECK(page_of<ListsPage>(walk).marks == 612);
    walk.take(PageOpened{StaffTab::live, at});
    CHECK(page_name(walk) == "lists");
    walk.take(QuitRequested{at});
    CHECK(walk.news<Quit>());
}

TEST_CASE("pages that change something close after a minute, the live view after three, a roll call after ten",
          "[staff][KIO-2]") {
    const auto life = [](StaffPage page) { return *closes_at(Screen{staff_on(std::move(page))}) - noon; };
    CHECK(life(person_page()) == 60s);
    CHECK(life(WalkInPage{}) == 60s);
    CHECK(life(PeoplePage{}) == 60s);
    CHECK(life(OverviewPage{}) == 3min);
    CHECK(life(RollCallPage{}) == 10min);
}

TEST_CASE("the organiser's window stands until it is closed, and is left by closing", "[staff][organiser]") {
    auto walk = on_page(person_page());
    std::get<Staff>(walk.state.screen).is_organisers = true;
    CHECK_FALSE(next_deadline(walk.state));
    walk.take(Tick{noon + 24h});
    CHECK(page_name(walk) == "person");
    walk.take(Cancelled{at}).take(PageOpened{StaffTab::live, at});
    CHECK(std::get<Staff>(walk.state.screen).is_organisers);
    walk.take(Cancelled{at});
    CHECK(walk.news<Quit>());
}

TEST_CASE("leaving the program is asked for twice, and only where the devices are", "[staff]") {
    auto walk = on_page(PrintersPage{});
    CHECK_FALSE(walk.take(QuitRequested{at}).news<Quit>());
    CHECK(walk.take(QuitRequested{at}).news<Quit>());
    CHECK(on_page(OverviewPage{}).take(QuitRequested{at}).effects.empty());
}

TEST_CASE("the door's health is what its parts last said", "[staff]") {
    State state;
    update(state, Tick{at});
    state = update(state, PrinterStatus{"Höger", PrinterFault::jam, "jam", at}).state;
    state = update(state, VisitsMeasured{{5, 100, 250}, at}).state;
    state = update(state, LiveViewChanged{door_of({asa()}), ImportHealth{"a.csv", morning(), 1, 2, 3, 4}, 700, at}).state;
    const auto health = health_of(state);
    CHECK(health.is_known);
    CHECK(health.printers == std::vector<PrinterNote>{{"Höger", PrinterFault::jam, "jam", {}}});
    CHECK(health.speed.p95_ms == 250);
    CHECK(health.last_import->file == "a.csv");
    CHECK(health.disk_free_mib == 700);
}

TEST_CASE("whether a badge came out is asked, and the answer is an order to the desk", "[staff][print_in_doubt]") {
    auto walk = on_page(PrintersPage{});
    walk.take(BadgeAnswered{{"order"}, true, at});
    REQUIRE(walk.news<DoForStaff>());
    CHECK(std::get<BadgeSettled>(walk.news<DoForStaff>()->action).order.value == "order");
    walk.take(BadgeAnswered{{"order"}, false, at});  // the first answer is still on its way
    CHECK_FALSE(walk.news<DoForStaff>());
    walk.take(StaffAnswered{walk.state.last_request, {StaffVerdict::done, asa(), {}}, at});
    CHECK(page_of<PrintersPage>(walk).note == StaffNote::done);
    walk.take(BadgeAnswered{{"order"}, false, at});
    CHECK(std::holds_alternative<PrintOrder>(walk.news<DoForStaff>()->action));
    auto beside = on_page(PrintersPage{});
    beside.state.rules.writer = "Kiosk 1";
    beside.take(BadgeAnswered{{"order"}, false, at});
    CHECK_FALSE(beside.news<DoForStaff>());
}

TEST_CASE("a roll that runs low is heard once, and its count is the printer's", "[staff][PRN-9]") {
    Walk walk;
    walk.state.devices.printers = {{"Höger", PrinterFault::none, {}}};
    const auto has_heard = [&](int left) {
        LiveViewChanged news{door_of({asa()}), {}, {}, at};
        news.rolls = {{"Höger", 250, left}};
        walk.take(news);
        return walk.news<PlaySound>() != nullptr;
    };
    CHECK_FALSE(has_heard(27));
    CHECK_FALSE(has_heard(26));
    CHECK(has_heard(25));
    CHECK_FALSE(has_heard(24));
    CHECK(health_of(walk.state).printers.at(0).labels_left == 24);
    CHECK_FALSE(has_heard(250));
    CHECK(has_heard(20));
}
