#include "core/store/erased_people.hpp"

#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

void erase(Door& door, const Registration& who) {
    REQUIRE(door.database.transaction([&]() -> Result<void> {
        ErasedPeople(door.database).erase(who);
        return {};
    }));
}

}  // namespace

TEST_CASE("an erased person has no name, code or organisation, and is not expected", "[erased][PRV-8]") {
    Door door;
    auto who = person("KOD-77", "Åsa", "Öström");
    who.id.value = "person-1";
    who.export_key = "order-9";
    who.note = "glutenfritt";
    door.expect(who);
    CHECK_FALSE(ErasedPeople(door.database).has_any());
    door.database.execute("INSERT INTO preprinted_sheets VALUES ('sheet', 'Höger', 1, 'printed', 0)");
    door.database.execute("INSERT INTO preprinted_badges (registration, sheet, content) VALUES ('person-1', 'sheet', 'aa')");
    erase(door, who);
    CHECK(asked(door.database, "SELECT count(*) FROM preprinted_badges") == "0");  // a fingerprint could be guessed back
    const auto left = Roster(door.database).with_id(who.id);
    REQUIRE(left);
    CHECK(display_name(*left) == erased_name);
    CHECK(left->is_protected);
    const auto everything = everything_in(door.database);
    for (const auto* text : {"Åsa", "Öström", "KOD-77", "order-9", "Linköpings kommun", "glutenfritt", "asa", "ostrom"})
        CHECK_FALSE(contains(everything, text));
    CHECK(Roster(door.database).expected() == 0);
}

TEST_CASE("a later row about an erased person is recognised by code, key or e-mail, by name only without them", "[erased]") {
    Door door;
    auto who = person("KOD-77", "Åsa", "Öström");
    who.export_key = "order-9";
    who.email_hash = "0123456789abcdef";
    door.expect(who);
    erase(door, who);
    const ErasedPeople erased(door.database);
    CHECK(erased.has_any());
    const auto row = [](std::string code, std::string key, std::string email) {
        auto one = person(std::move(code), "Åsa", "Öström");
        one.export_key = std::move(key);
        one.email_hash = std::move(email);
        return one;
    };
    CHECK(erased.has(row("KOD-77", "", "")));
    CHECK(erased.has(row("another", "order-9", "")));
    CHECK(erased.has(row("", "", "0123456789abcdef")));
    CHECK_FALSE(erased.has(row("another", "another", "another")));  // somebody of the same name
    CHECK_FALSE(erased.has(row("", "", "")));
    auto nameless = person("", "Bo", "Ek");
    nameless.id.value = "id-bo";
    door.expect(nameless);
    erase(door, nameless);
    CHECK(erased.has(nameless));
}
