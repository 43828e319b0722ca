#include "core/store/preprinted_badges.hpp"

#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

struct Evening : Door {
    Evening() {
        expect(person("A", "Åsa", "Öström"));
        expect(person("B", "Bo", "Ek"));
    }
    template <class Work>
    auto with(Work work) {
        return *database.transaction(
            [&]() -> Result<decltype(work(PreprintedBadges(database)))> { return work(PreprintedBadges(database)); });
    }
    void begin(const SheetId& sheet, const std::vector<PreprintedBadge>& badges, std::string_view printer = "Höger") {
        with([&](PreprintedBadges early) {
            early.begin(sheet, printer, badges, morning());
            return true;
        });
    }
    void note(const SheetId& sheet, OrderState state, int job = 0) {
        with([&](PreprintedBadges early) {
            early.note(sheet, state, job, morning());
            return true;
        });
    }
};

const SheetId first{"sheet-1"}, second{"sheet-2"};

}  // namespace

TEST_CASE("a sent sheet is kept, with its people, until it has come out", "[preprinted_badges]") {
    Evening evening;
    evening.begin(first, {{{"id-A"}, "aa"}, {{"id-B"}, "bb"}});
    evening.note(first, OrderState::printing, 17);
    evening.note(first, OrderState::printing, 0);  // a report without a job number keeps the known one
    auto unsettled = PreprintedBadges(evening.database).unsettled();
    REQUIRE(unsettled.size() == 1);
    CHECK(unsettled[0].id == first);
    CHECK(unsettled[0].printer == "Höger");
    CHECK(unsettled[0].job == 17);
    CHECK(unsettled[0].state == OrderState::printing);
    CHECK(unsettled[0].registrations.size() == 2);
    CHECK(PreprintedBadges(evening.database).printed().empty());

    CHECK_FALSE(PreprintedBadges(evening.database).is_printed({"id-A"}, "aa"));
    evening.note(first, OrderState::printed);
    CHECK(PreprintedBadges(evening.database).is_printed({"id-A"}, "aa"));
    CHECK_FALSE(PreprintedBadges(evening.database).is_printed({"id-A"}, "bb"));
    CHECK_FALSE(PreprintedBadges(evening.database).is_printed({"id-C"}, "aa"));
    CHECK(PreprintedBadges(evening.database).unsettled().empty());
    CHECK(PreprintedBadges(evening.database).printed() ==
          std::unordered_map<RegistrationId, std::string>{{{"id-A"}, "aa"}, {{"id-B"}, "bb"}});
}

TEST_CASE("a sheet that failed is deleted, and can be sent to another printer", "[preprinted_badges]") {
    Evening evening;
    evening.begin(first, {{{"id-A"}, "aa"}});
    evening.note(first, OrderState::submitted, 3);
    evening.note(first, OrderState::failed);
    CHECK(PreprintedBadges(evening.database).unsettled().empty());
    CHECK(asked(evening.database, "SELECT count(*) FROM preprinted_badges") == "0");
    evening.begin(first, {{{"id-A"}, "aa"}}, "Vänster");
    const auto again = PreprintedBadges(evening.database).unsettled();
    REQUIRE(again.size() == 1);
    CHECK(again[0].printer == "Vänster");
    CHECK(again[0].job == 0);
}

TEST_CASE("a person's latest badge counts", "[preprinted_badges]") {
    Evening evening;
    evening.begin(first, {{{"id-A"}, "Ostrom"}});
    evening.note(first, OrderState::printed, 1);
    evening.begin(second, {{{"id-A"}, "Öström"}});
    CHECK(PreprintedBadges(evening.database).printed().at({"id-A"}) == "Ostrom");
    evening.note(second, OrderState::in_doubt, 2);
    CHECK(PreprintedBadges(evening.database).unsettled().front().state == OrderState::in_doubt);
    evening.note(second, OrderState::printed);
    CHECK(PreprintedBadges(evening.database).printed().at({"id-A"}) == "Öström");
}
