#include "kiosk/services/desk_worker.hpp"

#include <future>

#include "core/services/pin_check.hpp"
#include "core/store/preprinted_badges.hpp"
#include "tests/kiosk/services/desk_worker_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("a visit through all threads: looked up, recorded, printed, and on disk", "[desk_worker]") {
    Kiosk kiosk;
    kiosk.start();
    kiosk.workers->take(LookUp{1, "KOD1", {}});
    const auto answer = kiosk.has_heard<LookUpDone>([](const auto& e) { return e.request == 1; });
    REQUIRE(answer);
    CHECK(answer->admission.verdict == Verdict::admitted);
    REQUIRE(answer->who);
    const auto recorded = kiosk.check_in("id-KOD1", 2);
    REQUIRE(recorded);
    kiosk.workers->take(PrintBadge{recorded->order});
    CHECK(kiosk.report(recorded->order, OrderState::printed));
    CHECK(
        kiosk.has_heard<CountsChanged>([](const auto& e) { return e.inside == 1 && e.expected == 2 && e.badges_waiting == 0; }));
    CHECK(kiosk.kept("SELECT state || ' ' || printer FROM badge_orders") == "printed Höger");
    CHECK(kiosk.paper->printed == std::vector<std::string>{recorded->order.value});
}

TEST_CASE("pieces that make a known code are one scan and others are what the last piece is", "[desk_worker]") {
    Kiosk kiosk;
    kiosk.start();
    const auto scanned = [&](std::string_view code) {
        return kiosk.has_heard<Scanned>([&](const auto& e) { return e.payload == code; });
    };
    kiosk.workers->take(LookUpPieces{"nonsense", ""});
    kiosk.workers->take(LookUpPieces{"xother", "other"});
    kiosk.workers->take(LookUpPieces{"KOD1", "D1"});
    CHECK(scanned("KOD1"));
    CHECK(scanned("other"));
    const auto is_scan = [](const Event& event) { return std::holds_alternative<Scanned>(event); };
    CHECK(std::count_if(kiosk.received.begin(), kiosk.received.end(), is_scan) == 2);
}

TEST_CASE("a pre-printed badge is not printed again, unless its content has changed", "[desk_worker]") {
    Kiosk kiosk;
    {
        auto database = Database::open(kiosk.folder, Access::write, "the evening before");
        REQUIRE(database);
        REQUIRE(database->transaction([&]() -> Result<void> {
            const std::vector<PreprintedBadge> badges{
                {{"id-KOD1"}, fingerprint(badge_content(small_seminar(), person("KOD1", "Åsa", "Öström")))},
                {{"id-KOD2"}, fingerprint(badge_content(small_seminar(), person("KOD2", "Bo", "Eck")))}};
            PreprintedBadges early(*database);
            early.begin({"sheet"}, "Höger", badges, utc_now());
            early.note({"sheet"}, OrderState::printed, 1, utc_now());
            return {};
        }));
    }
    kiosk.start();
    const auto asa = kiosk.check_in("id-KOD1", 1), bo = kiosk.check_in("id-KOD2", 2);
    REQUIRE((asa && bo));
    kiosk.workers->take(PrintBadge{asa->order});
    kiosk.workers->take(PrintBadge{bo->order});
    const auto ready = kiosk.report(asa->order, OrderState::printed);
    REQUIRE(ready);
    CHECK(ready->report.printer == before_the_day);
    REQUIRE(kiosk.report(bo->order, OrderState::printed));  // the first badge has the old spelling
    // A lost badge is printed again.
    kiosk.workers->take(RecordReprint{3, {"id-KOD1"}, ReprintReason::lost});
    const auto again = kiosk.has_heard<CheckInRecorded>([](const auto& e) { return e.request == 3; });
    REQUIRE(again);
    kiosk.workers->take(PrintBadge{again->order});
    REQUIRE(kiosk.report(again->order, OrderState::printed));
    CHECK(kiosk.kept("SELECT count(*) FROM badge_orders WHERE state = 'printed'") == "3");
    CHECK(kiosk.paper->printed == std::vector<std::string>{bo->order.value, again->order.value});
}

TEST_CASE("the screen does not get the name of a person who is not admitted", "[desk_worker]") {
    Kiosk kiosk;
    {
        auto database = Database::open(kiosk.folder, Access::write, "test");
        REQUIRE(refusal_of(*database, "UPDATE registrations SET status = 'withdrawn'").empty());
    }
    kiosk.start();
    kiosk.workers->take(LookUp{1, "KOD1", {}});
    const auto answer = kiosk.has_heard<LookUpDone>([](const auto& e) { return e.request == 1; });
    REQUIRE(answer);
    CHECK(answer->admission.verdict == Verdict::withdrawn);
    CHECK_FALSE(answer->who);
}

TEST_CASE("with the printer off, the check-in is kept and the badge is printed when the printer is back",
          "[desk_worker][printer_offline]") {
    Kiosk kiosk;
    kiosk.paper->is_off = true;
    kiosk.start();
    const auto recorded = kiosk.check_in("id-KOD1", 1);
    REQUIRE(recorded);
    kiosk.workers->take(PrintBadge{recorded->order});
    REQUIRE(kiosk.has_heard<PrintReport>(
        [](const auto& e) { return e.report.state == OrderState::ordered && e.report.fault == PrinterFault::offline; }));
    CHECK(kiosk.has_heard<PrinterStatus>([](const auto& e) { return e.fault == PrinterFault::offline; }));
    kiosk.paper->set([&] { kiosk.paper->is_off = false; });
    CHECK(kiosk.report(recorded->order, OrderState::printed));
    CHECK(kiosk.kept("SELECT count(*) FROM attendance") == "1");
}

TEST_CASE("after a restart, a recent badge order is printed and an old one is offered to staff", "[desk_worker][PRN-5]") {
    Kiosk kiosk;
    kiosk.paper->is_off = true;
    kiosk.start();
    const auto fresh = kiosk.check_in("id-KOD1", 1), old = kiosk.check_in("id-KOD2", 2);
    REQUIRE((fresh && old));
    kiosk.workers.reset();
    {
        auto database = Database::open(kiosk.folder, Access::write, "test");
        REQUIRE(database);
        const auto aged = database->transaction([&]() -> Result<void> {
            BadgeOrders orders(*database);
            orders.note({old->order, OrderState::ordered, PrinterFault::offline, "Höger", 0, {}}, utc_now());
            database->execute("UPDATE badge_orders SET ordered_ms = ordered_ms - 11 * 60 * 1000 WHERE id = '" + old->order.value +
                              "'");
            return {};
        });
        REQUIRE(aged);
    }
    kiosk.paper->set([&] { kiosk.paper->is_off = false; });
    kiosk.received.clear();
    kiosk.start();
    REQUIRE(kiosk.report(fresh->order, OrderState::printed));
    CHECK(kiosk.has_heard<CountsChanged>([](const auto& e) { return e.badges_waiting == 1; }));
    // The printer prints in order: when a later badge is out, the old one would be, too.
    kiosk.workers->take(RecordReprint{3, {"id-KOD1"}, ReprintReason::lost});
    const auto later = kiosk.has_heard<CheckInRecorded>([](const auto& e) { return e.request == 3; });
    REQUIRE(later);
    kiosk.workers->take(PrintBadge{later->order});
    REQUIRE(kiosk.report(later->order, OrderState::printed));
    CHECK(kiosk.paper->printed == std::vector<std::string>{fresh->order.value, later->order.value});
    kiosk.workers->take(PrintPending{});
    CHECK(kiosk.report(old->order, OrderState::printed));
}

TEST_CASE("scans are served while a badge prints", "[desk_worker]") {
    Kiosk kiosk;
    kiosk.paper->is_stuck = true;
    kiosk.start();
    const auto first = kiosk.check_in("id-KOD1", 1);
    REQUIRE(first);
    kiosk.workers->take(PrintBadge{first->order});
    REQUIRE(kiosk.report(first->order, OrderState::submitted));
    kiosk.workers->take(LookUp{2, "KOD2", {}});
    CHECK(kiosk.has_heard<LookUpDone>([](const auto& e) { return e.request == 2; }));
    CHECK(kiosk.check_in("id-KOD2", 3));
    kiosk.paper->set([&] { kiosk.paper->is_stuck = false; });
    CHECK(kiosk.report(first->order, OrderState::printed));
}

TEST_CASE("when the program ends during a badge, the next run asks the printer about it and prints no second one",
          "[desk_worker][print_in_doubt][PRN-2]") {
    Kiosk kiosk;
    kiosk.paper->is_stuck = true;
    kiosk.start();
    const auto recorded = kiosk.check_in("id-KOD1", 1);
    REQUIRE(recorded);
    kiosk.workers->take(PrintBadge{recorded->order});
    REQUIRE(kiosk.report(recorded->order, OrderState::submitted));
    const auto began = Clock::now();
    kiosk.workers.reset();
    CHECK(Clock::now() - began < 2s);
    kiosk.paper->set([&] { kiosk.paper->is_stuck = false; });
    const bool is_forgotten = GENERATE(false, true);
    kiosk.paper->set([&] { kiosk.paper->is_forgotten = is_forgotten; });
    kiosk.received.clear();
    kiosk.start();
    kiosk.workers->take(PrintPending{});
    CHECK(kiosk.report(recorded->order, is_forgotten ? OrderState::in_doubt : OrderState::printed));
    CHECK(kiosk.kept("SELECT state FROM badge_orders") == (is_forgotten ? "in_doubt" : "printed"));
    CHECK(kiosk.paper->resumed == std::vector<std::string>{recorded->order.value});
    CHECK(kiosk.paper->printed.empty());
}

TEST_CASE("search answers with a masked name only, and the PIN is checked", "[desk_worker][search][pin]") {
    Kiosk kiosk;
    kiosk.start();
    kiosk.workers->take(FindName{1, "asa", "ostrom"});
    const auto offer = kiosk.has_heard<NameLookedUp>([](const auto& e) { return e.request == 1; });
    REQUIRE(offer);
    CHECK(offer->masked == "Åsa Ö., Linköpings kommun");
    kiosk.workers->take(FindName{2, "nils", "ingen"});
    const auto nobody = kiosk.has_heard<NameLookedUp>([](const auto& e) { return e.request == 2; });
    REQUIRE(nobody);
    CHECK_FALSE(nobody->person);
    kiosk.workers->take(CheckPin{3, "204817"});
    kiosk.workers->take(CheckPin{4, "204818"});
    CHECK(kiosk.has_heard<PinChecked>([](const auto& e) { return e.request == 3 && e.is_right; }));
    CHECK(kiosk.has_heard<PinChecked>([](const auto& e) { return e.request == 4 && !e.is_right; }));
}

TEST_CASE("requests that still wait when the program ends are not carried out", "[desk_worker]") {
    Kiosk kiosk;
    kiosk.start();
    for (RequestId i = 1; i <= 10; ++i) kiosk.workers->take(CheckPin{i, "204818"});  // each takes a tenth of a second
    kiosk.workers->take(RecordCheckIn{11, {"id-KOD1"}, BadgeName::full, {}, {}});
    CHECK(kiosk.kept("SELECT count(*) FROM attendance") == "0");
}

TEST_CASE("a report about a badge that cannot be stored is answered with no", "[desk_worker][DUR-1]") {
    Kiosk kiosk;
    auto badge = read_template(std::filesystem::path(ENTRE_SOURCE_DIR) / "assets/badges/landscape.svg");
    REQUIRE(badge);
    const bool may_write = GENERATE(true, false);
    auto database = Database::open(kiosk.folder, may_write ? Access::write : Access::read, "test");
    REQUIRE(database);
    kiosk.workers.emplace(std::move(*database), small_seminar(), std::move(*badge), std::vector<std::unique_ptr<Printer>>{},
                          kiosk.inbox, may_write ? DeskRole::writer : DeskRole::reader);
    std::promise<bool> stored;
    kiosk.workers->take(StoreReport{{{"an order"}, OrderState::printed, PrinterFault::none, "Höger", 1, {}},
                                    [&](bool is_stored) { stored.set_value(is_stored); }});
    CHECK(stored.get_future().get() == may_write);
}

TEST_CASE("an order that was in hand when the program ended twice is in doubt, and its printer is not asked again",
          "[desk][DUR-9]") {
    Kiosk kiosk;
    OrderId order;
    {
        auto database = Database::open(kiosk.folder, Access::write, "test");
        REQUIRE(database);
        CheckInDesk desk(*database, small_seminar());
        const auto answer = desk.check_in({RegistrationId{"id-KOD1"}, BadgeName::full, {}, {}, RecordedBy::self}, utc_now());
        REQUIRE(answer);
        order = answer->order.id;
        REQUIRE(desk.begin_print(order, "Höger", utc_now()));
    }
    const bool was_resumed = GENERATE(false, true);
    write_file(kiosk.folder.path / "starts.json", R"({"unfinished":3})");
    if (was_resumed) ResumedOrders(kiosk.folder).store({order});
    kiosk.start();
    REQUIRE(kiosk.report(order, was_resumed ? OrderState::in_doubt : OrderState::printed));
    CHECK(kiosk.paper->resumed.size() == (was_resumed ? 0U : 1U));
    CHECK(ResumedOrders(kiosk.folder).was_resumed(order) == !was_resumed);
    kiosk.workers.reset();
    CHECK_FALSE(ResumedOrders(kiosk.folder).was_resumed(order));
}

TEST_CASE("a wrong PIN is counted in the folder, and the right one forgets it", "[desk][pin]") {
    Kiosk kiosk;
    kiosk.start();
    kiosk.workers->take(CheckPin{1, "204818", 6});
    const auto wrong = kiosk.has_heard<PinChecked>([](const auto& e) { return e.request == 1; });
    REQUIRE(wrong);
    CHECK_FALSE(wrong->is_right);
    CHECK(load_pin_tries(kiosk.folder, utc_now()).wrong == 7);
    kiosk.workers->take(CheckPin{2, "204817", 7});
    CHECK(kiosk.has_heard<PinChecked>([](const auto& e) { return e.request == 2; })->is_right);
    CHECK(load_pin_tries(kiosk.folder, utc_now()).wrong == 0);
}

TEST_CASE("a task with the database runs behind earlier requests", "[desk_worker]") {
    Kiosk kiosk;
    kiosk.start();
    std::promise<std::string> inside;
    kiosk.workers->take(RecordCheckIn{1, {"id-KOD1"}, BadgeName::full, {}, {}});
    kiosk.workers->take(
        DatabaseTask{[&](Database& database) { inside.set_value(asked(database, "SELECT count(*) FROM attendance")); }});
    CHECK(inside.get_future().get() == "1");
}
