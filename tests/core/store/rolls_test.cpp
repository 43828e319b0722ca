#include "core/store/rolls.hpp"

#include "core/services/check_in_desk.hpp"
#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("labels are counted per printer from the roll's loading, and never below zero", "[rolls][PRN-9]") {
    Door door;
    const auto write = [&](auto work) {
        REQUIRE(door.database.transaction([&]() -> Result<void> {
            work(Rolls(door.database));
            return {};
        }));
    };
    write([](Rolls rolls) {
        rolls.count_down("Höger");  // no roll was loaded
        rolls.change("Vänster", 2);
        for (int i = 0; i < 3; ++i) rolls.count_down("Vänster");
    });
    CHECK(Rolls(door.database).all() == std::vector<LabelRoll>{{"Vänster", 2, 0}});
    write([](Rolls rolls) { rolls.change("Vänster", 250); });
    CHECK(Rolls(door.database).all() == std::vector<LabelRoll>{{"Vänster", 250, 250}});
}

TEST_CASE("a printed badge uses one label, and the count survives a restart", "[rolls][desk][PRN-9]") {
    Door door;
    door.expect(person("A", "Åsa", "Öström"));
    CheckInDesk desk(door.database, small_seminar());
    REQUIRE(door.database.transaction([&]() -> Result<void> {
        Rolls(door.database).change("Höger", 10);
        return {};
    }));
    const auto order = desk.check_in({.person = {"id-A"}, .given = {}, .family = {}}, morning())->order.id;
    const OrderReport printing{order, OrderState::printing, PrinterFault::none, "Höger", 1, {}};
    auto printed = printing;
    printed.state = OrderState::printed;
    REQUIRE(desk.note(printing, morning()));
    CHECK(Rolls(door.database).all().front().left == 10);
    REQUIRE(desk.note(printed, morning()));
    REQUIRE(desk.note(printed, morning()));  // reported twice
    CHECK(Rolls(door.database).all().front().left == 9);
}

TEST_CASE("a roll is low when a tenth is left", "[rolls][PRN-9]") {
    CHECK_FALSE(is_low({"Höger", 250, 26}));
    CHECK(is_low({"Höger", 250, 25}));
    CHECK(is_low({"Höger", 250, 0}));
}
