#include "core/services/staff_desk.hpp"

#include <utility>

#include "core/services/check_in_desk.hpp"
#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

struct StaffRoom : Door {
    Seminar seminar = small_seminar();
    StaffDesk staff;
    StaffRoom() : StaffRoom(small_seminar()) {}
    explicit StaffRoom(Seminar wanted) : seminar(std::move(wanted)), staff(database, seminar) {
        expect(person("A", "Bo", "Ek"));
        auto withdrawn = person("B", "Cia", "Al");
        withdrawn.status = RegistrationStatus::withdrawn;
        expect(withdrawn);
    }
    StaffAnswer act(const StaffRequest& action, int minute = 0) {
        auto answer = staff.act(action, morning(minute));
        REQUIRE(answer);
        return *answer;
    }
    PersonHistory history(const std::string& code) {
        auto read = staff.history({"id-" + code});
        REQUIRE((read && *read));
        return **read;
    }
    std::string inside() { return std::to_string(Ledger(database).inside()); }
};

const RegistrationId a{"id-A"}, b{"id-B"}, nobody{"id-?"};

}  // namespace

TEST_CASE("staff can check in a person whom the door refuses, with a badge", "[staff]") {
    StaffRoom room;
    const auto answer = room.act(CheckIn{b});
    CHECK(answer.verdict == StaffVerdict::done);
    REQUIRE(answer.badge);
    CHECK(answer.badge->state == OrderState::ordered);
    const auto history = room.history("B");
    CHECK(history.inside_since == morning());
    REQUIRE(history.records.size() == 1);
    CHECK(history.records[0].by == RecordedBy::staff);
    CHECK(room.act(CheckIn{b}, 1).verdict == StaffVerdict::already_in);
    CHECK(room.history("B").badges.size() == 1);
}

TEST_CASE("checking out and in again orders no second badge", "[staff]") {
    StaffRoom room;
    room.act(CheckIn{a});
    CHECK(room.act(CheckOut{a}, 5).verdict == StaffVerdict::done);
    CHECK(room.act(CheckOut{a}, 6).verdict == StaffVerdict::not_inside);
    const auto back = room.act(CheckIn{a}, 9);
    CHECK(back.verdict == StaffVerdict::done);
    CHECK_FALSE(back.badge);
    CHECK(room.history("A").inside_since == morning(9));
    const auto records = room.history("A").records;
    REQUIRE(records.size() == 3);
    CHECK(records[1].kind == RecordKind::checked_out);  // an arrival, unlike one that is undone
    CHECK(records[2].kind == RecordKind::checked_in);
}

TEST_CASE("undo adds a record and deletes none", "[staff]") {
    StaffRoom room;
    CHECK(room.act(UndoCheckIn{a}).verdict == StaffVerdict::not_inside);
    room.act(CheckIn{a});
    CHECK(room.act(UndoCheckIn{a}, 1).verdict == StaffVerdict::done);
    CHECK(room.inside() == "0");
    const auto records = room.history("A").records;
    REQUIRE(records.size() == 2);
    CHECK(records[1].kind == RecordKind::check_in_undone);
}

TEST_CASE("a walk-in is cleaned and added with record and badge in one transaction", "[staff]") {
    StaffRoom room;
    const auto version = Roster(room.database).version();
    const auto answer = room.act(WalkIn{" Åsa\x01 ", "\xe2\x80\xaeÖström", "Brå", "Polis"});
    CHECK(answer.verdict == StaffVerdict::done);
    REQUIRE(answer.badge);
    CHECK(answer.who.given == "Åsa");
    CHECK(answer.who.family == "Öström");
    const auto kept = Roster(room.database).with_id(answer.who.id);
    REQUIRE(kept);
    CHECK(kept->is_walk_in);
    CHECK(kept->category == "Polis");
    CHECK(room.inside() == "1");
    CHECK(Roster(room.database).version() > version);
    CHECK(Roster(room.database).expected() == 1);
    const auto before = everything_in(room.database);
    CHECK(room.act(WalkIn{" ", "\n", "Brå", ""}).verdict == StaffVerdict::no_name);
    CHECK(everything_in(room.database) == before);
}

TEST_CASE("when the seminar is full, a walk-in needs a second yes", "[staff]") {
    auto seminar = small_seminar();
    seminar.capacity = 1;
    StaffRoom room(seminar);
    room.act(CheckIn{a});
    const auto before = everything_in(room.database);
    CHECK(room.act(WalkIn{"Eva", "Ny", "", ""}).verdict == StaffVerdict::full);
    CHECK(everything_in(room.database) == before);
    CHECK(room.act(WalkIn{"Eva", "Ny", "", "", true}).verdict == StaffVerdict::done);
    CHECK(room.act(CheckIn{b}).verdict == StaffVerdict::done);  // registered people are always admitted
}

TEST_CASE("a new name is a correction, and a new badge for a person inside", "[staff]") {
    StaffRoom room;
    CHECK_FALSE(room.act(Rename{a, "Bosse", "Eek"}).badge);
    room.act(CheckIn{a}, 1);
    const auto answer = room.act(Rename{a, "Karin", "Lind"}, 2);
    REQUIRE(answer.badge);
    CHECK(answer.badge->reason == BadgeReason::correction);
    CHECK(answer.badge->print_number == 2);
    CHECK(room.history("A").who.given == "Karin");
    CHECK(Roster(room.database).all(true)[0].given == "Bo");  // the exported name is kept
    CHECK(room.act(Rename{a, "", " "}).verdict == StaffVerdict::no_name);
}

TEST_CASE("organisation and sector are corrected, and what was not changed follows the export", "[staff]") {
    StaffRoom room;
    room.act(CheckIn{a}, 1);
    const auto before = room.history("A").who;
    CHECK_FALSE(room.act(Rename{a, before.given, before.family, before.organisation, before.category}, 2).badge);
    CHECK(room.history("A").records.size() == 1);  // nothing was corrected
    const auto answer = room.act(Rename{a, before.given, before.family, "IF Metall avd. 3", "Fack"}, 3);
    CHECK(answer.badge);
    CHECK(room.history("A").who.organisation == "IF Metall avd. 3");
    CHECK(room.history("A").who.category == "Fack");
    CHECK(Roster(room.database).corrected_names().empty());
    CHECK(Roster(room.database).all(true)[0].category == before.category);
    CHECK(room.act(Rename{a, "Bosse", before.family}, 4).who.organisation == "IF Metall avd. 3");
    // One of the two alone.
    room.act(Rename{a, "Bosse", before.family, "IF Metall avd. 3", "Polis"}, 5);
    CHECK(room.history("A").who.category == "Polis");
    room.act(Rename{a, "Bosse", before.family, "Polisen", "Polis"}, 6);
    CHECK(room.history("A").who.organisation == "Polisen");
}

TEST_CASE("a reprint reuses the order of a badge that never came out", "[staff]") {
    StaffRoom room;
    const auto first = room.act(CheckIn{a}).badge->id;
    CHECK(room.act(Reprint{a}, 1).badge->id == first);
    REQUIRE(room.database.transaction([&]() -> Result<void> {
        BadgeOrders(room.database).note({first, OrderState::printed, PrinterFault::none, "Höger", 1, ""}, morning(2));
        return {};
    }));
    const auto second = room.act(Reprint{a, ReprintReason::damaged}, 3).badge;
    CHECK(second->id != first);
    CHECK(second->reason == BadgeReason::reprint);
    CHECK(room.history("A").badges.size() == 2);
    CHECK(room.history("A").badges.back().why == ReprintReason::damaged);
}

TEST_CASE("a badge that failed is ordered again instead of another one", "[staff]") {
    StaffRoom room;
    const auto order = room.act(CheckIn{a}).badge->id;
    const auto fail_it = [&] {
        REQUIRE(room.database.transaction([&]() -> Result<void> {
            BadgeOrders(room.database).note({order, OrderState::failed, PrinterFault::offline, "Höger", 1, ""}, morning(2));
            return {};
        }));
    };
    fail_it();
    CHECK(room.act(Reprint{a}, 3).badge->id == order);
    CHECK(BadgeOrders(room.database).with_id(order)->state == OrderState::ordered);
    fail_it();
    const auto again = room.act(PrintOrder{order}, 4).badge;
    REQUIRE(again);
    CHECK(again->id == order);
    CHECK(again->state == OrderState::ordered);
    CHECK(room.history("A").badges.size() == 1);
}

TEST_CASE("a badge that staff order shows the name that the visitor chose", "[staff]") {
    StaffRoom room;
    CheckInDesk desk(room.database, room.seminar);
    const auto first = desk.check_in({a, BadgeName::given_only, {}, {}}, morning());
    REQUIRE(first);
    REQUIRE(desk.note({first->order.id, OrderState::printed, PrinterFault::none, "Höger", 1, ""}, morning(1)));
    CHECK(room.act(Reprint{a}, 2).badge->name_shown == BadgeName::given_only);
    CHECK(room.act(CheckIn{b}, 2).badge->name_shown == BadgeName::full);
}

TEST_CASE("a person gets at most two reprints", "[staff][PRN-8]") {
    StaffRoom room;
    const auto come_out = [&](const OrderId& order) {
        REQUIRE(room.database.transaction([&]() -> Result<void> {
            BadgeOrders(room.database).note({order, OrderState::printed, PrinterFault::none, "Höger", 1, ""}, morning(2));
            return {};
        }));
    };
    come_out(room.act(CheckIn{a}).badge->id);
    for (int i = 0; i < 2; ++i) come_out(room.act(Reprint{a}, 3).badge->id);
    const auto third = room.act(Reprint{a}, 4);
    CHECK(third.verdict == StaffVerdict::enough);
    CHECK_FALSE(third.badge);
    // A new name always gives a new badge.
    CHECK(room.act(Rename{a, "Bo", "Eek"}, 5).badge);
}

TEST_CASE("staff settle a badge in doubt: it came out, or it is printed again", "[staff][print_in_doubt]") {
    StaffRoom room;
    const auto order = room.act(CheckIn{a}).badge->id;
    const auto note = [&](OrderState state) {
        REQUIRE(room.database.transaction([&]() -> Result<void> {
            BadgeOrders(room.database).note({order, state, PrinterFault::none, "Höger", 1, ""}, morning(2));
            return {};
        }));
    };
    const auto state = [&] { return BadgeOrders(room.database).with_id(order)->state; };
    note(OrderState::in_doubt);
    SECTION("it came out") {
        CHECK(room.act(BadgeSettled{order}).verdict == StaffVerdict::done);
        CHECK(state() == OrderState::printed);
        CHECK_FALSE(room.act(PrintOrder{order}).badge);  // already settled
    }
    SECTION("it did not come out") {
        const auto again = room.act(PrintOrder{order});
        REQUIRE(again.badge);
        CHECK(again.badge->id == order);
        CHECK(state() == OrderState::ordered);
    }
    CHECK(room.act(BadgeSettled{{"nobody's"}}).verdict == StaffVerdict::nobody);
    CHECK(room.act(PrintOrder{{"nobody's"}}).verdict == StaffVerdict::nobody);
}

TEST_CASE("a new roll is counted from its size, if the printer's labels are counted", "[staff][PRN-9]") {
    auto seminar = small_seminar();
    seminar.printers = {{"Höger", "auto", Side::right, "", PrintRoute::direct, 250},
                        {"Vänster", "auto", Side::left, "", PrintRoute::direct, 0}};
    StaffRoom room(seminar);
    CHECK(room.act(NewRoll{"Höger"}).verdict == StaffVerdict::done);
    CHECK(room.act(NewRoll{"Vänster"}).verdict == StaffVerdict::nobody);
    CHECK(asked(room.database, "SELECT group_concat(printer || ' ' || labels_left) FROM label_rolls") == "Höger 250");
}

TEST_CASE("a person whom staff marked as protected stays protected, with an alias", "[staff][PRV-5]") {
    StaffRoom room;
    auto named = person("C", "Dag", "Skyddad");
    named.is_protected = true;
    named.alias = "Deltagare 04";
    room.expect(named);
    CHECK(room.act(MarkProtected{a}).who.alias == "Deltagare 05");
    const auto who = room.history("A").who;
    CHECK(who.is_protected);
    CHECK(display_name(who) == "Deltagare 05");
    CHECK(Roster(room.database).with_name("Bo", "Ek", 2).empty());
    // A later export does not undo it.
    auto exported = Roster(room.database).all(true)[0];
    CHECK_FALSE(exported.is_protected);
    REQUIRE(room.database.transaction([&]() -> Result<void> {
        Roster(room.database).change(exported, {"registrations.csv", 2});
        return {};
    }));
    CHECK(room.history("A").who.is_protected);
    CHECK_FALSE(room.act(MarkProtected{a, false}, 1).who.is_protected);
    CHECK_FALSE(Roster(room.database).with_name("Bo", "Ek", 2).empty());
    CHECK(room.act(MarkProtected{a}, 2).who.alias == "Deltagare 05");  // the same again, as on a badge that was printed
    for (const auto& record : room.history("A").records) CHECK(record.detail.find("Bo") == std::string::npos);
}

TEST_CASE("an unknown person is an answer, not an error", "[staff]") {
    StaffRoom room;
    for (const StaffRequest& action :
         {StaffRequest{CheckIn{nobody}}, StaffRequest{UndoCheckIn{nobody}}, StaffRequest{CheckOut{nobody}},
          StaffRequest{Rename{nobody, "A", "B"}}, StaffRequest{Reprint{nobody}}, StaffRequest{MarkProtected{nobody}}})
        CHECK(room.act(action).verdict == StaffVerdict::nobody);
    CHECK_FALSE(*room.staff.history(nobody));
}

TEST_CASE("each action has its own name", "[staff]") {
    CHECK(name_of(CheckIn{}) == "check_in");
    CHECK(name_of(MarkProtected{}) == "mark_protected");
    CHECK(to_string(StaffVerdict::full) == "full");
}

TEST_CASE("an action that fails halfway leaves nothing", "[staff]") {
    StaffRoom room;
    room.database.execute("CREATE TRIGGER power_gone BEFORE INSERT ON badge_orders BEGIN SELECT RAISE(ABORT, 'power gone'); END");
    const auto before = everything_in(room.database);
    CHECK_FALSE(room.staff.act(WalkIn{"Eva", "Ny", "", ""}, morning()));
    CHECK(everything_in(room.database) == before);
}

TEST_CASE("every change of what is shown about a person makes a new version of the roster", "[staff][PRV-5]") {
    StaffRoom room;
    auto version = Roster(room.database).version();
    const auto is_new = [&] { return std::exchange(version, Roster(room.database).version()) < version; };
    room.act(MarkProtected{a});
    CHECK(is_new());
    room.act(MarkProtected{a});  // already
    CHECK_FALSE(is_new());
    room.act(MarkProtected{a, false});
    CHECK(is_new());
    room.act(Rename{a, "Bosse", "Ek"});
    CHECK(is_new());
    room.act(WalkIn{"Eva", "Ny", {}, {}});
    CHECK(is_new());
    room.act(CheckIn{a});
    CHECK_FALSE(is_new());
}

TEST_CASE("a protected person inside who is renamed gets no new badge, which would show the alias again", "[staff][PRV-5]") {
    StaffRoom room;
    room.act(CheckIn{a});
    room.act(MarkProtected{a}, 1);
    const auto answer = room.act(Rename{a, "Bosse", "Ek"}, 2);
    CHECK(answer.verdict == StaffVerdict::done);
    CHECK_FALSE(answer.badge);
}

TEST_CASE("a look at a protected person's name is recorded with its reason", "[staff][protected][PRV-5]") {
    StaffRoom room;
    room.act(MarkProtected{a, true});
    CHECK(display_name(room.history("A").who) == "Deltagare 01");
    const auto answer = room.act(ShowName{a, ShowReason::as_asked}, 5);
    CHECK(answer.verdict == StaffVerdict::done);
    CHECK(display_name(answer.who) == "Bo Ek");
    const auto records = room.history("A").records;
    REQUIRE(records.size() == 2);
    CHECK(records[1].kind == RecordKind::name_shown);
    CHECK(records[1].detail == "as_asked");
    CHECK(records[1].by == RecordedBy::staff);
    CHECK(room.history("A").who.is_protected);
    CHECK_FALSE(room.history("A").inside_since);
    CHECK(room.act(ShowName{nobody}).verdict == StaffVerdict::nobody);
    room.act(ShowName{b});  // not protected: there is nothing to record
    CHECK(room.history("B").records.empty());
}

TEST_CASE("staff neither print nor settle nor reorder a badge of another kiosk", "[staff][share]") {
    StaffRoom room;
    const auto theirs = room.act(CheckIn{a}).badge->id;
    room.database.execute("UPDATE badge_orders SET station = 'Kiosk 2'");
    CHECK_FALSE(room.act(PrintOrder{theirs}, 1).badge);
    room.act(BadgeSettled{theirs}, 1);
    CHECK(BadgeOrders(room.database).with_id(theirs)->state == OrderState::ordered);
    const auto own = room.act(Reprint{a}, 2).badge;
    REQUIRE(own);
    CHECK(own->id != theirs);
}
