#include "core/services/check_in_desk.hpp"

#include "core/base/log.hpp"
#include "core/services/staff_desk.hpp"
#include "core/store/preprinted_badges.hpp"
#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

struct Room : Door {
    Seminar seminar = small_seminar();
    CheckInDesk desk{database, seminar};
    Room() {
        expect(person("A", "Åsa", "Öström"));
        expect(person("B", "Bo", "Ek", "Polisen"));
    }
    CheckInAnswer check_in(const std::string& id, int minute = 0) {
        auto answer = desk.check_in({{id}, BadgeName::full, {}, {}}, morning(minute));
        REQUIRE(answer);
        return *answer;
    }
    std::string corrected(const std::string& id, std::string given, std::string family) {
        auto answer = desk.check_in({{id}, BadgeName::full, std::move(given), std::move(family)}, morning());
        REQUIRE(answer);
        return display_name(answer->who);
    }
};

}  // namespace

TEST_CASE("a check-in writes a record and a badge order, and the person is inside", "[desk]") {
    Room room;
    const auto before = room.desk.look_up("A", morning());
    REQUIRE(before);
    CHECK(before->admission.verdict == Verdict::admitted);
    const auto answer = room.check_in("id-A");
    CHECK(answer.admission.verdict == Verdict::admitted);
    CHECK(answer.order.state == OrderState::ordered);
    CHECK(answer.order.registration.value == "id-A");
    const auto after = room.desk.look_up("A", morning(5));
    CHECK(after->admission.verdict == Verdict::already_in);
    CHECK(after->admission.since == morning());
    const auto counts = room.desk.counts();
    REQUIRE(counts);
    CHECK(counts->inside == 1);
    CHECK(counts->expected == 2);
    CHECK(counts->badges_waiting == 1);
}

TEST_CASE("the number of people expected follows the roster", "[desk]") {
    Room room;
    CHECK(room.desk.counts()->expected == 2);
    REQUIRE(room.database.transaction([&]() -> Result<void> {
        Roster(room.database).withdraw({"id-B"});
        Roster(room.database).count_up();
        return {};
    }));
    CHECK(room.desk.counts()->expected == 1);
}

TEST_CASE("a check-out by staff follows the check-in at the desk, whatever came between", "[desk]") {
    Room room;
    StaffDesk staff(room.database, room.seminar);
    room.expect(person("C", "Cia", "Al"));
    room.check_in("id-A");
    REQUIRE(staff.act(CheckOut{{"id-A"}}, morning(1)));
    room.check_in("id-B", 2);
    room.check_in("id-C", 2);
    room.check_in("id-A", 3);
    REQUIRE(staff.act(CheckOut{{"id-A"}}, morning(4))->verdict == StaffVerdict::done);
    CHECK_FALSE(staff.history({"id-A"}).value()->inside_since);
    CHECK(room.desk.counts()->inside == 2);
    CHECK(asked(room.database, "SELECT count(DISTINCT station_seq) = count(*) FROM attendance") == "1");
}

TEST_CASE("checking in twice gives one record and one badge", "[desk]") {
    Room room;
    room.check_in("id-A");
    const auto again = room.check_in("id-A", 3);
    CHECK(again.admission.verdict == Verdict::already_in);
    CHECK(again.admission.since == morning());
    CHECK(again.order.id.is_empty());
    CHECK(asked(room.database, "SELECT count(*) FROM attendance") == "1");
    CHECK(asked(room.database, "SELECT count(*) FROM badge_orders") == "1");
}

TEST_CASE("a check-in sees changes made since the look-up", "[desk]") {
    Room room;
    const auto greeted = room.desk.look_up("A", morning());
    REQUIRE(greeted);
    SECTION("the person was checked in meanwhile") {
        CheckInDesk other(room.database, room.seminar);
        REQUIRE(other.check_in({{"id-A"}, BadgeName::full, {}, {}}, morning(1)));
        CHECK(room.check_in("id-A", 2).admission.verdict == Verdict::already_in);
    }
    SECTION("the person was withdrawn meanwhile") {
        auto withdrawn = room.database.transaction([&]() -> Result<void> {
            room.database.execute("UPDATE registrations SET status = 'withdrawn' WHERE id = 'id-A'");
            return {};
        });
        REQUIRE(withdrawn);
        CHECK(room.check_in("id-A", 2).admission.verdict == Verdict::withdrawn);
    }
    SECTION("another visitor was looked up meanwhile") {
        REQUIRE(room.desk.look_up("B", morning(1)));
        CHECK(room.check_in("id-A", 2).who.given == "Åsa");
    }
    SECTION("a badge came out meanwhile") {
        const auto order = room.check_in("id-B").order.id;
        REQUIRE(room.desk.look_up("A", morning(1)));
        REQUIRE(room.desk.note({order, OrderState::printed, PrinterFault::none, "Höger", 1, {}}, morning(1)));
        CHECK(room.check_in("id-A", 2).admission.verdict == Verdict::admitted);
        CHECK(room.check_in("id-A", 3).admission.verdict == Verdict::already_in);
    }
}

TEST_CASE("record, badge order and corrected name are written in one transaction", "[desk][DUR-1]") {
    Room room;
    const auto before = everything_in(room.database);
    room.database.execute(
        "CREATE TRIGGER power_gone BEFORE INSERT ON attendance WHEN NEW.kind = 'checked_in' BEGIN SELECT RAISE(ABORT, 'power "
        "gone'); END");
    const auto failed = room.desk.check_in({{"id-A"}, BadgeName::full, "Asa", "Östrom"}, morning());
    REQUIRE_FALSE(failed);
    CHECK(failed.error().code == ErrorCode::database_failed);
    CHECK(everything_in(room.database) == before);
    room.database.execute("DROP TRIGGER power_gone");
    room.database.execute("CREATE TRIGGER power_gone BEFORE INSERT ON badge_orders BEGIN SELECT RAISE(ABORT, 'power gone'); END");
    REQUIRE_FALSE(room.desk.check_in({{"id-A"}, BadgeName::full, "Asa", "Östrom"}, morning()));
    CHECK(everything_in(room.database) == before);
    room.database.execute("DROP TRIGGER power_gone");
    const auto admitted = room.check_in("id-A");
    CHECK(admitted.admission.verdict == Verdict::admitted);
    CHECK(asked(room.database, "SELECT id || ' ' || registration || ' ' || state FROM badge_orders") ==
          admitted.order.id.value + " id-A ordered");
}

TEST_CASE("only admitted writes anything", "[desk]") {
    Room room;
    auto gone = person("C", "Cia", "Al"), unpaid = person("D", "Doris", "Dal");
    gone.status = RegistrationStatus::withdrawn;
    unpaid.status = RegistrationStatus::unpaid;
    room.expect(gone);
    room.expect(unpaid);
    const auto before = everything_in(room.database);
    CHECK(room.check_in("id-C").admission.verdict == Verdict::withdrawn);
    CHECK(room.check_in("id-D").admission.verdict == Verdict::unpaid);
    CHECK(room.check_in("nobody").admission.verdict == Verdict::unknown);
    auto early = room.seminar;
    early.doors_open = LocalTime{morning(30), {}};
    CheckInDesk closed(room.database, early);
    const auto answer = closed.look_up("A", morning());
    CHECK(answer->admission.verdict == Verdict::too_early);
    CHECK(answer->admission.since == morning(30));
    CHECK(closed.check_in({{"id-A"}, BadgeName::full, {}, {}}, morning())->admission.verdict == Verdict::too_early);
    CHECK(everything_in(room.database) == before);
}

TEST_CASE("a code of another seminar is distinguished from an unknown one", "[desk]") {
    Room room;
    room.seminar.registrations.event = "42";
    CheckInDesk desk(room.database, room.seminar);
    REQUIRE(room.database.transaction([&]() -> Result<void> {
        Roster(room.database).add_foreign("elsewhere");
        return {};
    }));
    CHECK(desk.look_up("elsewhere", morning())->admission.verdict == Verdict::other_seminar);
    CHECK(desk.look_up(R"({"some":"elsewhere"})", morning())->admission.verdict == Verdict::other_seminar);
    CHECK(desk.look_up(R"({"checkin_secret":"x","event_id":"41"})", morning())->admission.verdict == Verdict::other_seminar);
    CHECK(desk.look_up(R"({"checkin_secret":"x","event_id":"42"})", morning())->admission.verdict == Verdict::unknown);
    CHECK(desk.look_up("nowhere", morning())->admission.verdict == Verdict::unknown);
    CHECK(desk.look_up("BEGIN:VCARD", morning())->admission.verdict == Verdict::unknown);
}

TEST_CASE("a corrected spelling is recorded with the check-in, and another name is ignored", "[desk]") {
    Room room;
    CHECK(room.corrected("id-A", "Åsa", "Östrom") == "Åsa Östrom");
    CHECK(asked(room.database, "SELECT group_concat(kind) FROM (SELECT kind FROM attendance ORDER BY station_seq)") ==
          "correction,checked_in");
    CHECK_FALSE(contains(asked(room.database, "SELECT group_concat(detail) FROM attendance"), "strom"));
    CHECK(room.corrected("id-B", "Greta", "Garbo") == "Bo Ek");
    CHECK(asked(room.database, "SELECT count(*) FROM attendance WHERE kind = 'correction'") == "1");
}

TEST_CASE("a correction cannot empty a name or put control characters on a badge", "[desk][KIO-9]") {
    Room room;
    room.expect(person("S", "★", ""));
    CHECK(room.corrected("id-S", "", "") == "★");
    CHECK(room.corrected("id-A",
                         "\xe2\x80\xae"
                         "Åsa",
                         " Öström\xe2\x80\x8b ") == "Åsa Öström");
    CHECK(asked(room.database, "SELECT count(*) FROM attendance WHERE kind = 'correction'") == "0");  // it is the same name
    CHECK(room.corrected("id-B", "", "") == "Bo Ek");
}

TEST_CASE("a protected person's name cannot be corrected", "[desk][protected]") {
    Room room;
    auto who = person("P", "Hemlig", "Person");
    who.is_protected = true;
    who.alias = "Deltagare 07";
    room.expect(who);
    CHECK(room.corrected("id-P", "Hemliga", "Personer") == "Deltagare 07");
    CHECK(asked(room.database, "SELECT count(*) FROM attendance WHERE kind = 'correction'") == "0");
}

TEST_CASE("anybody who asks gets an alias with the check-in, on the badge and everywhere else", "[desk][protected][PRV-6]") {
    Room room;
    const auto answer = room.desk.check_in({{"id-A"}, BadgeName::alias, "Åsa", "Östrom"}, morning());
    REQUIRE(answer);
    CHECK(answer->who.is_protected);
    CHECK(display_name(answer->who) == "Deltagare 01");
    CHECK(answer->order.name_shown == BadgeName::full);
    CHECK(asked(room.database, "SELECT group_concat(detail) FROM attendance WHERE kind = 'correction'") == "protected");
    CHECK(asked(room.database, "SELECT count(*) FROM registrations WHERE door_given IS NOT NULL") == "0");
    CHECK(asked(room.database, "SELECT name_shown FROM badge_orders") == "full");
    const auto waiting = room.desk.order(answer->order.id);
    REQUIRE((waiting && *waiting));
    CHECK(display_name((*waiting)->who) == "Deltagare 01");
}

TEST_CASE("a reprint is a new badge order and no new check-in", "[desk][PRN-8]") {
    Room room;
    const auto first = room.desk.check_in({{"id-A"}, BadgeName::given_only, {}, {}}, morning())->order.id;

    SECTION("it reuses a first order that was never printed, or that failed") {
        if (GENERATE(false, true))
            REQUIRE(room.desk.note({first, OrderState::failed, PrinterFault::offline, "Höger", 1, {}}, morning(1)));
        const auto again = room.desk.reprint({"id-A"}, ReprintReason::lost, morning(4));
        REQUIRE(again);
        CHECK(again->order.id == first);
        CHECK(room.desk.waiting()->size() == 1);
    }

    REQUIRE(room.desk.note({first, OrderState::printed, PrinterFault::none, "Höger", 1, {}}, morning(1)));
    const auto again = room.desk.reprint({"id-A"}, ReprintReason::lost, morning(4));
    REQUIRE(again);
    CHECK(again->order.print_number == 2);
    CHECK(again->order.reason == BadgeReason::reprint);
    CHECK(again->order.name_shown == BadgeName::given_only);
    CHECK(asked(room.database, "SELECT why FROM badge_orders WHERE print_number = 2") == "lost");
    CHECK(asked(room.database, "SELECT count(*) FROM attendance") == "1");
    CHECK(room.desk.reprint({"nobody"}, ReprintReason::lost, morning())->admission.verdict == Verdict::unknown);
    const auto waiting = room.desk.waiting();
    REQUIRE(waiting);
    CHECK(waiting->size() == 1);
}

TEST_CASE("a badge's outcome is stored, and it can be reordered", "[desk]") {
    Room room;
    const auto id = room.check_in("id-A").order.id;
    REQUIRE(room.desk.note({id, OrderState::failed, PrinterFault::offline, "Höger", 0, "off"}, morning(1)));
    CHECK((*room.desk.order(id))->order.state == OrderState::failed);
    REQUIRE(room.desk.reorder(id, morning(2)));
    CHECK((*room.desk.order(id))->order.state == OrderState::ordered);
    CHECK(*room.desk.begin_print(id, "Höger", morning(3)) == 1);
    CHECK_FALSE(room.desk.begin_print(id, "Vänster", morning(3))->has_value());
    REQUIRE(room.desk.note({id, OrderState::printing, PrinterFault::none, "Höger", 3, ""}, morning(3)));
    const auto interrupted = room.desk.interrupted();
    REQUIRE(interrupted);
    REQUIRE(interrupted->size() == 1);
    CHECK(interrupted->front().who.given == "Åsa");
    CHECK(interrupted->front().order.job == 3);
    CHECK((*room.desk.order(id))->who.given == "Åsa");
    CHECK_FALSE(*room.desk.order({"none"}));
}

TEST_CASE("a name finds exactly one person, while no match, several, protected and withdrawn people look the same",
          "[desk][search]") {
    Room room;
    auto hidden = person("P", "Hemlig", "Person"), gone = person("W", "Borta", "Bort");
    hidden.is_protected = true;
    hidden.alias = "Deltagare 01";
    gone.status = RegistrationStatus::withdrawn;
    for (const auto& who : {hidden, gone, person("T1", "Eva", "Tvilling"), person("T2", "Eva", "Tvilling", "Polisen")})
        room.expect(who);
    const auto offer = room.desk.find_name("asa", "OSTROM");
    REQUIRE(offer);
    REQUIRE(*offer);
    CHECK((*offer)->masked == "Åsa Ö., Linköpings kommun");
    for (const auto& [given, family] :
         std::vector<std::pair<std::string, std::string>>{{"Eva", "Tvilling"},
                                                          {"Hemlig", "Person"},
                                                          {"Deltagare", "01"},
                                                          {"Borta", "Bort"},
                                                          {"Nils", "Ingen"},
                                                          {"Å", "Öström"},
                                                          {"%%", "%%"},
                                                          {"Åsa", "%"},
                                                          {"__", "______"},
                                                          {"Åsa", "' OR 1=1 --"},
                                                          {"Åsa*", "Öström*"},
                                                          {"", ""},
                                                          {std::string(5000, 'x'), std::string(5000, 'y')}}) {
        const auto nobody = room.desk.find_name(given, family);
        REQUIRE(nobody);
        if (given != "Åsa*") CHECK_FALSE(*nobody);  // an asterisk is a character, not a wildcard
    }
}

TEST_CASE("ten thousand hostile codes neither crash the desk nor change anything", "[desk][KIO-6]") {
    Door room;
    room.expect(person("ez5t6x53x85setzsrrsn7hqgc92nms22", "Åsa", "Öström"));
    CheckInDesk desk(room.database, small_seminar());
    keep_log_quiet();
    const auto before = everything_in(room.database);
    const std::vector<std::string> seeds{"%n%s%n%s",
                                         "'; DROP TABLE registrations; --",
                                         "=cmd|' /C calc'!A0",
                                         "\xe2\x80\xae\xe2\x81\xa6",
                                         "BEGIN:VCARD\nN:",
                                         "WIFI:T:WPA;S:x;;",
                                         "{\"ticket\":",
                                         "{\"i\":[2,\"",
                                         "[[[[",
                                         "https://x/?code=",
                                         "%00%ff",
                                         "\\000026",
                                         "]Q1",
                                         "../../",
                                         std::string("\0\0", 2),
                                         "\xff\xc0\xaf",
                                         "\x1b[2J",
                                         "Å",
                                         "´",
                                         "/",
                                         "\"",
                                         "=",
                                         "A-",
                                         "123e4567-e89b-42d3-a456-"};
    unsigned seed = 42;
    const auto random = [&](std::size_t below) {
        return (seed = seed * 1664525U + 1013904223U, static_cast<std::size_t>(seed >> 8) % below);
    };
    for (int round = 0; round < 10000; ++round) {
        std::string payload;
        const std::size_t parts = random(8);
        for (std::size_t i = 0; i < parts; ++i)
            payload += random(3) == 0 ? std::string(random(64), static_cast<char>(random(256))) : seeds[random(seeds.size())];
        if (round % 1000 == 0) payload += std::string(2953, static_cast<char>(round / 1000 + 1));
        const auto answer = desk.look_up(payload, morning());
        REQUIRE(answer);
        REQUIRE(answer->admission.verdict == Verdict::unknown);
        if (round % 50 == 0) REQUIRE_FALSE(*desk.find_name(payload, payload));
    }
    CHECK(everything_in(room.database) == before);
}

TEST_CASE("the log contains no names, codes or PINs", "[desk][log]") {
    Room room;
    room.expect(person("PLANTED-CODE-77", "Planterad", "Hemlighet", "Planterade byrån"));
    REQUIRE(start_log(room.folder.log(), true));
    static_cast<void>(room.desk.look_up("PLANTED-CODE-77", morning()));
    static_cast<void>(room.desk.look_up("https://x/?code=PLANTED-CODE-77&n=Planterad", morning()));
    static_cast<void>(room.desk.look_up("BEGIN:VCARD Planterad Hemlighet", morning()));
    static_cast<void>(room.desk.find_name("Planterad", "Hemlighet"));
    const auto answer = room.desk.check_in({{"id-PLANTED-CODE-77"}, BadgeName::full, "Greta", "Hemlighetsson"}, morning());
    static_cast<void>(room.desk.reprint({"id-B"}, ReprintReason::damaged, morning()));
    static_cast<void>(
        room.desk.note({answer->order.id, OrderState::failed, PrinterFault::jam, "Höger", 3, "media-jam"}, morning()));
    static_cast<void>(room.desk.interrupted());
    keep_log_quiet();
    auto log = read_file(room.folder.log());
    for (auto at = log.find("id-PLANTED-CODE-77"); at != std::string::npos; at = log.find("id-PLANTED-CODE-77"))
        log.replace(at, 18, "ID");
    CHECK(contains(log, "scan #"));
    CHECK(contains(log, "tried"));
    CHECK(contains(log, "check-in ID: admitted"));
    for (const auto* secret : {"PLANTED", "Planterad", "Hemlighet", "Greta", "VCARD"}) CHECK_FALSE(contains(log, secret));
}

TEST_CASE("a name corrected at check-in makes a new version of the roster, and a plain check-in does not", "[desk][PRV-5]") {
    Room room;
    const auto version = [&] { return Roster(room.database).version(); };
    const auto before = version();
    room.check_in("id-B");
    CHECK(version() == before);
    CHECK(room.corrected("id-A", "Asa", "Öström") == "Asa Öström");
    CHECK(version() > before);
}

TEST_CASE("the last reprint at the glass is allowed and the next is refused as already in", "[desk][PRN-8]") {
    Room room;
    auto order = room.check_in("id-A").order.id;
    for (int i = 0; i < max_reprints; ++i) {
        REQUIRE(room.desk.note({order, OrderState::printed, PrinterFault::none, "Höger", 1, {}}, morning(i)));
        const auto reprint = room.desk.reprint({"id-A"}, ReprintReason::lost, morning(i));
        REQUIRE(reprint);
        CHECK(reprint->admission.verdict == Verdict::admitted);
        order = reprint->order.id;
    }
    REQUIRE(room.desk.note({order, OrderState::printed, PrinterFault::none, "Höger", 1, {}}, morning(9)));
    const auto refused = room.desk.reprint({"id-A"}, ReprintReason::lost, morning(9));
    REQUIRE(refused);
    CHECK(refused->admission.verdict == Verdict::already_in);
    CHECK(refused->order.id.is_empty());
}

TEST_CASE("a pre-printed badge serves the first check-in only, not another one or a reprint", "[desk]") {
    Room room;
    REQUIRE(room.database.transaction([&]() -> Result<void> {
        const std::vector<PreprintedBadge> badges{{{"id-A"}, "same"}};
        PreprintedBadges early(room.database);
        early.begin({"sheet"}, "Höger", badges, morning());
        early.note({"sheet"}, OrderState::printed, 1, morning());
        return {};
    }));
    auto badge = room.check_in("id-A").order;
    const auto claimed = [&] { return room.desk.claim_preprinted(badge, "same", morning(1)).value().has_value(); };
    CHECK_FALSE(room.desk.claim_preprinted(badge, "other", morning(1)).value());
    badge.print_number = 2;
    CHECK_FALSE(claimed());
    badge.print_number = 1;
    badge.reason = BadgeReason::reprint;
    CHECK_FALSE(claimed());
    badge.reason = BadgeReason::check_in;
    CHECK(claimed());
    CHECK(room.desk.order(badge.id).value()->order.state == OrderState::printed);
}

TEST_CASE("a reprint does not take over an order that waits at another kiosk", "[desk][share]") {
    Room room;
    const auto theirs = room.check_in("id-A").order.id;
    room.database.execute("UPDATE badge_orders SET station = 'Kiosk 2'");
    const auto again = room.desk.reprint({"id-A"}, ReprintReason::never_came, morning(1));
    REQUIRE(again);
    CHECK(again->order.id != theirs);
    CHECK(again->order.print_number == 2);
}
