#include "core/store/ledger.hpp"

#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

AttendanceRecord record(RecordKind kind, int minute, std::string who = "id-A", std::string station = "Kiosk 1") {
    AttendanceRecord out;
    out.id = new_id<RecordId>(morning(minute));
    out.registration.value = std::move(who);
    out.kind = kind;
    out.at = morning(minute);
    out.station = std::move(station);
    return out;
}

/// A door with two people and both ledgers.
struct Desk2 : Door {
    Ledger ledger{database};
    BadgeOrders orders{database};
    Desk2() {
        expect(person("A", "Bo", "Ek"));
        expect(person("B", "Cia", "Al"));
    }
    template <class Work>
    void write(Work work) {
        REQUIRE(database.transaction([&]() -> Result<void> {
            work();
            return {};
        }));
    }
    BadgeOrder order() {
        BadgeOrder made;
        write([&] { made = orders.add({"id-A"}, BadgeReason::check_in, BadgeName::given_only, morning()); });
        return made;
    }
    OrderState report(const OrderId& id, OrderState state, PrinterFault fault = PrinterFault::none) {
        write([&] { orders.note({id, state, fault, "Höger", 12, "detail"}, morning(1)); });
        return orders.with_id(id)->state;
    }
};

}  // namespace

TEST_CASE("records of a station are numbered one by one, also after a start", "[ledger]") {
    Desk2 door;
    door.write([&] {
        door.ledger.add(record(RecordKind::checked_in, 0));
        door.ledger.add(record(RecordKind::checked_in, 1, "id-B", "Kiosk 2"));
        door.ledger.add(record(RecordKind::checked_out, 2));
    });
    Ledger restarted(door.database);
    door.write([&] { restarted.add(record(RecordKind::checked_in, 3)); });
    const auto records = door.ledger.records_of({"id-A"});
    REQUIRE(records.size() == 3);
    CHECK(records[0].station_seq == 1);
    CHECK(records[1].station_seq == 2);
    CHECK(records[2].station_seq == 3);
    CHECK(records[2].kind == RecordKind::checked_in);
    CHECK(door.ledger.all().size() == 4);
    CHECK(door.ledger.inside_since({"id-A"}) == morning(3));
}

TEST_CASE("who is inside is counted as the fold says", "[ledger]") {
    Desk2 door;
    CHECK(door.ledger.inside() == 0);
    door.write([&] { door.ledger.add(record(RecordKind::checked_in, 0)); });
    door.write([&] { door.ledger.add(record(RecordKind::correction, 0, "id-B")); });
    CHECK(door.ledger.inside() == 1);
    door.write([&] { door.ledger.add(record(RecordKind::check_in_undone, 1)); });
    CHECK(door.ledger.inside() == 0);
    door.write([&] { door.ledger.add(record(RecordKind::walk_in, 2, "id-B")); });
    CHECK(door.ledger.inside() == 1);
}

TEST_CASE("a record for nobody on the roster is refused", "[ledger][database_failed]") {
    Desk2 door;
    const auto kept = door.database.transaction([&]() -> Result<void> {
        door.ledger.add(record(RecordKind::checked_in, 0, "nobody"));
        return {};
    });
    REQUIRE_FALSE(kept);
    CHECK(kept.error().code == ErrorCode::database_failed);
    CHECK(door.ledger.all().empty());
}

TEST_CASE("badges of a person are numbered", "[ledger][badge_order]") {
    Desk2 door;
    const auto first = door.order(), second = door.order();
    CHECK(first.print_number == 1);
    CHECK(second.print_number == 2);
    const auto kept = door.orders.with_id(second.id);
    REQUIRE(kept);
    CHECK(kept->name_shown == BadgeName::given_only);
    CHECK(kept->reason == BadgeReason::check_in);
    CHECK(kept->ordered_at == morning());
    CHECK(door.orders.of({"id-A"}).size() == 2);
    CHECK_FALSE(door.orders.with_id({"none"}));
}

TEST_CASE("an order remembers what the printer said of it", "[ledger][badge_order]") {
    Desk2 door;
    const auto id = door.order().id;
    CHECK(door.report(id, OrderState::submitted) == OrderState::submitted);
    CHECK(door.report(id, OrderState::printing, PrinterFault::out_of_labels) == OrderState::printing);
    const auto kept = *door.orders.with_id(id);
    CHECK(kept.fault == PrinterFault::out_of_labels);
    CHECK(kept.printer == "Höger");
    CHECK(kept.job == 12);
    CHECK(kept.attempts == 0);
    CHECK(kept.changed_at == morning(1));
    CHECK(door.report(id, OrderState::printed) == OrderState::printed);
}

TEST_CASE("a printed badge stays printed, whatever comes late", "[ledger][badge_order]") {
    Desk2 door;
    const auto id = door.order().id;
    door.report(id, OrderState::printed);
    for (const auto late : {OrderState::submitted, OrderState::printing, OrderState::failed, OrderState::in_doubt})
        CHECK(door.report(id, late) == OrderState::printed);
    CHECK(door.orders.pending().empty());
    CHECK(door.orders.pending_count() == 0);
}

TEST_CASE("an order in doubt is not brought to life by a late report, but can turn out printed", "[ledger][badge_order]") {
    Desk2 door;
    const auto id = door.order().id;
    door.report(id, OrderState::in_doubt);
    CHECK(door.report(id, OrderState::submitted) == OrderState::in_doubt);
    CHECK(door.report(id, OrderState::printing) == OrderState::in_doubt);
    CHECK(door.report(id, OrderState::printed) == OrderState::printed);
}

TEST_CASE("what a printer had, or was about to get, when the power went is found again", "[ledger][badge_order][PRN-2]") {
    Desk2 door;
    const auto waiting = door.order().id, sent = door.order().id, running = door.order().id, out = door.order().id;
    door.report(sent, OrderState::submitted);
    door.report(running, OrderState::printing);
    door.report(out, OrderState::printed);
    const auto found = door.orders.interrupted();
    REQUIRE(found.size() == 2);
    CHECK(found[0].id == sent);
    CHECK(found[1].id == running);
    CHECK(found[1].job == 12);
    const auto pending = door.orders.pending();
    REQUIRE(pending.size() == 1);
    CHECK(pending[0].id == waiting);
}

TEST_CASE("an order begins at a printer once, and each time it does is another attempt", "[ledger][badge_order][PRN-2]") {
    Desk2 door;
    const auto id = door.order().id;
    std::optional<int> attempt;
    const auto begin = [&] {
        door.write([&] { attempt = door.orders.begin_print(id, "Vänster", morning(1)); });
        return attempt;
    };
    CHECK(begin() == 1);
    auto kept = *door.orders.with_id(id);
    CHECK(kept.state == OrderState::submitted);
    CHECK(kept.printer == "Vänster");
    CHECK(kept.job == 0);
    CHECK_FALSE(begin());
    door.report(id, OrderState::submitted);
    door.report(id, OrderState::ordered);
    CHECK(begin() == 2);
    CHECK(door.orders.with_id(id)->job == 0);
    door.report(id, OrderState::failed);
    CHECK(begin() == 3);
    door.report(id, OrderState::in_doubt);
    CHECK_FALSE(begin());
    door.report(id, OrderState::ordered);
    CHECK(door.orders.with_id(id)->state == OrderState::in_doubt);
    SECTION("somebody looked, and it is there") {
        door.write([&] { door.orders.settle(id, morning(2)); });
        CHECK(door.orders.with_id(id)->state == OrderState::printed);
    }
    SECTION("somebody looked, and wants it printed again") {
        door.write([&] { door.orders.reorder(id, morning(2)); });
        CHECK(begin() == 4);
    }
    CHECK_FALSE(door.orders.begin_print({"nobody's"}, "Vänster", morning(1)));
}

TEST_CASE("a failed badge waits, and is ordered again when a person asks", "[ledger][badge_order]") {
    Desk2 door;
    const auto id = door.order().id, later = door.order().id;
    door.report(id, OrderState::failed, PrinterFault::offline);
    const auto pending = door.orders.pending();
    REQUIRE(pending.size() == 2);
    CHECK(pending[0].id == id);
    CHECK(pending[1].id == later);
    door.write([&] { door.orders.reorder(id, morning(5)); });
    CHECK(door.orders.with_id(id)->state == OrderState::ordered);
    CHECK(door.orders.with_id(id)->fault == PrinterFault::none);
}

TEST_CASE("a report about an order nobody made changes nothing", "[ledger][badge_order]") {
    Desk2 door;
    door.order();
    const auto before = everything_in(door.database);
    door.write([&] { door.orders.note({{"other"}, OrderState::printed, PrinterFault::none, "Höger", 1, {}}, morning(1)); });
    CHECK(everything_in(door.database) == before);
}

TEST_CASE("a check-in's record is its badge order, from before a printer has it until it is printed", "[ledger][badge_orders]") {
    Desk2 door;
    auto first = record(RecordKind::checked_in, 0), second = record(RecordKind::checked_in, 1, "id-B");
    first.detail = badge_detail(BadgeName::given_only, 1);
    second.detail = badge_detail(BadgeName::full, 1);
    CHECK(first.detail == "given_only 1");
    door.write([&] {
        door.ledger.add(first);
        door.ledger.add(second);
        door.ledger.add(record(RecordKind::checked_in, 2, "id-B", "Kiosk 2"));  // without a badge
    });
    const OrderId id{first.id.value};
    const auto untouched = door.orders.with_id(id);
    REQUIRE(untouched);
    CHECK(untouched->state == OrderState::ordered);
    CHECK(untouched->name_shown == BadgeName::given_only);
    CHECK(untouched->reason == BadgeReason::check_in);
    CHECK(untouched->print_number == 1);
    CHECK(untouched->ordered_at == morning(0));
    CHECK(door.orders.pending().size() == 2);
    CHECK(door.orders.pending_count() == 2);
    CHECK(door.orders.counts().waiting == 2);
    CHECK(door.orders.count_of({"id-A"}) == 1);

    CHECK(door.report(id, OrderState::submitted) == OrderState::submitted);
    CHECK(door.orders.pending().size() == 1);
    CHECK(door.orders.pending_count() == 2);
    CHECK(door.orders.with_id(id)->name_shown == BadgeName::given_only);
    CHECK(door.report(id, OrderState::printed) == OrderState::printed);
    CHECK(door.orders.pending_count() == 1);
    CHECK(door.orders.counts().printed == 1);
    CHECK(door.orders.counts().waiting == 1);
    // The next badge of the same person has a row of its own and the next number.
    BadgeOrder again;
    door.write([&] { again = door.orders.add({"id-A"}, BadgeReason::reprint, BadgeName::full, morning(3)); });
    CHECK(again.print_number == 2);
    CHECK(door.orders.of({"id-A"}).size() == 2);
    CHECK(door.orders.pending_count() == 2);
    // Another that knows nothing yet finds them as well, and so does a restart.
    BadgeOrders restarted(door.database);
    CHECK(restarted.with_id({second.id.value})->state == OrderState::ordered);
    CHECK_FALSE(restarted.with_id({"nobody's"}));
    door.write([&] { restarted.note({{second.id.value}, OrderState::printing, PrinterFault::none, "Höger", 1, {}}, morning(4)); });
    CHECK(restarted.interrupted().size() == 1);
    door.write([&] { restarted.note({{second.id.value}, OrderState::in_doubt, PrinterFault::none, "Höger", 1, {}}, morning(5)); });
    CHECK(restarted.with_id({second.id.value})->state == OrderState::in_doubt);
    door.write([&] { restarted.reorder({second.id.value}, morning(6)); });
    CHECK(restarted.with_id({second.id.value})->state == OrderState::ordered);
    CHECK(restarted.pending_count() == 2);
}
