#include "core/store/badge_orders.hpp"

#include "tests/core/store/store_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

struct BadgeOrdersFixture : TwoPeople {
    BadgeOrders orders{database};

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

TEST_CASE("a person's badges are numbered", "[badge_order]") {
    BadgeOrdersFixture door;
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

TEST_CASE("an order stores the printer's reports", "[badge_order]") {
    BadgeOrdersFixture door;
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

TEST_CASE("a report that names no printer and no job keeps those that are known", "[badge_order]") {
    BadgeOrdersFixture door;
    const auto id = door.order().id;
    door.report(id, OrderState::submitted);
    door.write([&] { door.orders.note({id, OrderState::in_doubt, PrinterFault::offline, "", 0, {}}, morning(2)); });
    auto kept = *door.orders.with_id(id);
    CHECK(kept.printer == "Höger");
    CHECK(kept.job == 12);
    CHECK(kept.fault == PrinterFault::offline);
    door.write([&] { door.orders.settle(id, morning(3)); });
    CHECK(door.orders.with_id(id)->fault == PrinterFault::none);
}

TEST_CASE("late reports do not change a printed badge", "[badge_order]") {
    BadgeOrdersFixture door;
    const auto id = door.order().id;
    door.report(id, OrderState::printed);
    for (const auto late : {OrderState::submitted, OrderState::printing, OrderState::failed, OrderState::in_doubt})
        CHECK(door.report(id, late) == OrderState::printed);
    CHECK(door.orders.pending().empty());
    CHECK(door.orders.pending_count() == 0);
}

TEST_CASE("a late report does not resume an order in doubt, but can mark it as printed", "[badge_order]") {
    BadgeOrdersFixture door;
    const auto id = door.order().id;
    door.report(id, OrderState::in_doubt);
    CHECK(door.report(id, OrderState::submitted) == OrderState::in_doubt);
    CHECK(door.report(id, OrderState::printing) == OrderState::in_doubt);
    CHECK(door.report(id, OrderState::printed) == OrderState::printed);
}

TEST_CASE("orders that were with a printer, or about to be sent, are found after a power cut", "[badge_order][PRN-2]") {
    BadgeOrdersFixture door;
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

TEST_CASE("an order is submitted once, and each submission is a numbered attempt", "[badge_order][PRN-2]") {
    BadgeOrdersFixture door;
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
    SECTION("staff found the badge") {
        door.write([&] { door.orders.settle(id, morning(2)); });
        CHECK(door.orders.with_id(id)->state == OrderState::printed);
    }
    SECTION("staff want it printed again") {
        door.write([&] { door.orders.reorder(id, morning(2)); });
        CHECK(begin() == 4);
    }
    CHECK_FALSE(door.orders.begin_print({"nobody's"}, "Vänster", morning(1)));
}

TEST_CASE("a failed badge waits until staff reorder it", "[badge_order]") {
    BadgeOrdersFixture door;
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

TEST_CASE("a report about an unknown order changes nothing", "[badge_order]") {
    BadgeOrdersFixture door;
    door.order();
    const auto before = everything_in(door.database);
    door.write([&] { door.orders.note({{"other"}, OrderState::printed, PrinterFault::none, "Höger", 1, {}}, morning(1)); });
    CHECK(everything_in(door.database) == before);
}

TEST_CASE("orders are counted by state", "[badge_order]") {
    BadgeOrdersFixture door;
    const auto waiting = door.order(), printed = door.order();
    door.report(printed.id, OrderState::submitted);
    CHECK(door.orders.pending_count() == 2);
    door.report(printed.id, OrderState::printed);
    CHECK(door.orders.pending_count() == 1);
    CHECK(door.orders.counts().printed == 1);
    CHECK(door.orders.counts().waiting == 1);
    CHECK(BadgeOrders(door.database).with_id(waiting.id)->state == OrderState::ordered);
    const auto failed = door.order(), first_lost = door.order(), lost = door.order();
    door.report(failed.id, OrderState::failed);
    door.report(first_lost.id, OrderState::in_doubt);
    door.report(lost.id, OrderState::in_doubt);
    CHECK(door.orders.counts().failed == 1);
    CHECK(door.orders.counts().in_doubt == 2);
    CHECK(door.orders.counts().waiting == 1);
    const auto troubled = door.orders.troubled();
    REQUIRE(troubled.size() == 3);
    CHECK(troubled[0].id == failed.id);
    CHECK(troubled[1].id == first_lost.id);
}
