#include "core/store/roster.hpp"

#include "core/base/text.hpp"
#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

template <class Question>
auto ask(Door& door, Question question) {
    const auto answer = door.database.guard([&]() -> Result<decltype(question(std::declval<Roster&>()))> {
        Roster roster(door.database);
        return question(roster);
    });
    REQUIRE(answer);
    return *answer;
}

std::string alike(Door& door, std::string_view code) {
    const auto who = ask(door, [&](Roster& roster) { return roster.with_code_alike(code); });
    return who ? who->given : "nobody";
}

std::size_t found(Door& door, std::string_view given, std::string_view family) {
    return ask(door, [&](Roster& roster) { return roster.with_name(given, family, 5); }).size();
}

}  // namespace

TEST_CASE("a registration is read as it was stored", "[roster]") {
    Door door;
    auto who = person("A", "Åsa", "Öström");
    who.export_key = "ABC-1";
    who.title = "samordnare";
    who.category = "Kommun";
    who.language = "sv";
    who.status = RegistrationStatus::unpaid;
    who.note = "hämtas av Bo";
    who.is_protected = true;
    who.alias = "Deltagare 03";
    door.expect(who);
    CHECK(ask(door, [](Roster& roster) { return roster.with_code("A"); }) == who);
    CHECK(ask(door, [](Roster& roster) { return roster.with_id({"id-A"}); }) == who);
    CHECK_FALSE(ask(door, [](Roster& roster) { return roster.with_code("a"); }));
    CHECK_FALSE(ask(door, [](Roster& roster) { return roster.with_code(""); }));
    CHECK(ask(door, [](Roster& roster) { return roster.all(true); }).size() == 1);
}

TEST_CASE("codes that differ in case, UUID dashes or leading zeros find the only person with such a code", "[roster]") {
    Door door;
    door.expect(person("A-1234567", "Hi", "Events"));
    door.expect(person("123e4567-e89b-42d3-a456-426614174000", "Uu", "Id"));
    door.expect(person("001234567", "Zero", "Lead"));
    CHECK(alike(door, "a-1234567") == "Hi");
    CHECK(alike(door, "123E4567E89B42D3A456426614174000") == "Uu");
    CHECK(alike(door, "1234567") == "Zero");
    CHECK(alike(door, "0001234567") == "Zero");
    for (const auto* other : {"A1234567", "0", "000", "%", "_", "123456", "1234567%", "A-123456", "", "-", "'"})
        CHECK(alike(door, other) == "nobody");
}

TEST_CASE("a code that could belong to two people finds nobody", "[roster]") {
    Door door;
    door.expect(person("abC", "En", "A"));
    door.expect(person("aBc", "Två", "B"));
    door.expect(person("007", "Tre", "C"));
    door.expect(person("07", "Fyra", "D"));
    CHECK(alike(door, "ABC") == "nobody");
    CHECK(alike(door, "7") == "nobody");
}

TEST_CASE("names are compared in full and folded", "[roster][search]") {
    Door door;
    door.expect(person("A", "Åsa", "Öström"));
    for (const auto* family : {"ostrom", "ÖSTRÖM", "Öström", "O\xcc\x88stro\xcc\x88m"}) CHECK(found(door, "asa", family) == 1);
    for (const auto* wild : {"%", "_____", "*", "ostr%", "ostr", "' OR ''='", "o_t_om"}) CHECK(found(door, "asa", wild) == 0);
    CHECK(found(door, "asaostrom", "") == 0);
    CHECK(found(door, "", "asaostrom") == 0);
}

TEST_CASE("a name is found in other spellings and by one of several names", "[roster][search]") {
    Door door;
    door.expect(person("A", "Anna-Karin", "O'Brien"));
    door.expect(person("B", "Åke", "von der Heide"));
    door.expect(person("C", "Madonna", ""));
    door.expect(person("D", "Sven Erik", "Jönsson Ek"));
    for (const auto* given : {"Anna Karin", "Annakarin", "Karin", "anna"}) CHECK(found(door, given, "O'Brien") == 1);
    CHECK(found(door, "Heide", "Åke") == 1);
    CHECK(found(door, "Aake von Heide", "") == 1);
    CHECK(found(door, "madonna", "") == 1);
    CHECK(found(door, "Sven", "Jonson") == 1);
    CHECK(found(door, "Sven", "") == 0);
    door.expect(person("E", "Anna", "OBrian"));
    CHECK(found(door, "Anna", "OBrien") == 1);  // exactly before almost
    CHECK(found(door, "Anna", "OBriem") == 1);
    CHECK(found(door, "Anna", "OBriqn") == 2);
    door.expect(person("F", "Anna", "O’Brien"));
    CHECK(found(door, "Anna", "OBrien") == 2);
}

TEST_CASE("a person whose name was corrected at the door is found by both names", "[roster][search]") {
    Door door;
    door.expect(person("A", "Katarina", "Ek"));
    REQUIRE(door.database.transaction([&]() -> Result<void> {
        Roster(door.database).correct_name({"id-A"}, "Ekaterina", "Eklund");
        return {};
    }));
    CHECK(found(door, "Katarina", "Ek") == 1);
    CHECK(found(door, "Ekaterina", "Eklund") == 1);
}

TEST_CASE("protected and withdrawn people are not found by name", "[roster][search][protected]") {
    Door door;
    auto hidden = person("A", "Hemlig", "Person"), gone = person("B", "Borta", "Person");
    hidden.is_protected = true;
    gone.status = RegistrationStatus::withdrawn;
    door.expect(hidden);
    door.expect(gone);
    CHECK(found(door, "Hemlig", "Person") == 0);
    CHECK(found(door, "Borta", "Person") == 0);
}

TEST_CASE("a name corrected at the door takes precedence over later exports, and the exported name is kept", "[roster]") {
    Door door;
    door.expect(person("A", "Asa", "Ostrom"));
    REQUIRE(door.database.transaction([&]() -> Result<void> {
        Roster roster(door.database);
        roster.correct_name({"id-A"}, "Åsa", "Öström");
        roster.change(person("A", "Assa", "Ostrom", "Polisen"), {"registrations.csv", 9});
        return {};
    }));
    const auto shown = ask(door, [](Roster& roster) { return roster.with_code("A"); });
    CHECK(shown->given == "Åsa");
    CHECK(shown->organisation == "Polisen");
    CHECK(ask(door, [](Roster& roster) { return roster.all(true); })[0].given == "Assa");
}

TEST_CASE("an organisation corrected at the door takes precedence over later exports", "[roster]") {
    Door door;
    door.expect(person("A", "Asa", "Ostrom"));
    REQUIRE(door.database.transaction([&]() -> Result<void> {
        Roster roster(door.database);
        roster.correct_organisation({"id-A"}, "Region 8", "Region");
        roster.change(person("A", "Asa", "Ostrom", "Polisen"), {"registrations.csv", 9});
        return {};
    }));
    const auto shown = ask(door, [](Roster& roster) { return roster.with_code("A"); });
    CHECK(shown->organisation == "Region 8");
    CHECK(shown->category == "Region");
    CHECK(ask(door, [](Roster& roster) { return roster.all(true); })[0].organisation == "Polisen");
}

TEST_CASE("registered people who are not withdrawn are expected", "[roster]") {
    Door door;
    door.expect(person("A", "A", "A"));
    door.expect(person("B", "B", "B"));
    REQUIRE(door.database.transaction([&]() -> Result<void> {
        Roster(door.database).withdraw({"id-B"});
        return {};
    }));
    CHECK(ask(door, [](Roster& roster) { return roster.expected(); }) == 1);
}

TEST_CASE("everybody is read as exported, with the file they came from", "[roster]") {
    Door door;
    door.expect(person("A", "Åsa", "Öström"));
    REQUIRE(door.database.transaction([&]() -> Result<void> {
        Roster roster(door.database);
        roster.add(person("B", "Bo", "Ek"), {"late.csv", 2});
        roster.add(person("C", "Cia", "Al"), {"gone.csv", 2});
        roster.correct_name({"id-A"}, "Aase", "Ostrom");
        return {};
    }));
    const std::vector<std::string> others{"late.csv"};
    const auto people = ask(door, [&](Roster& roster) {
        std::vector<KnownPerson> all;
        roster.each_exported("registrations.csv", others, [&](KnownPerson one) { all.push_back(std::move(one)); });
        return all;
    });
    REQUIRE(people.size() == 3);
    CHECK(people[0].registration.given == "Åsa");
    CHECK(people[0].origin == Origin::this_file);
    CHECK(people[1].origin == Origin::other_file);
    CHECK(people[2].origin == Origin::elsewhere);
}

TEST_CASE("a person whose organisation changes is still found by code and name", "[roster]") {
    Door door;
    door.expect(person("A", "Åsa", "Öström"));
    auto moved = person("A", "Åsa", "Öström", "Polisen");
    moved.title = "chef";
    REQUIRE(door.database.transaction([&]() -> Result<void> {
        Roster(door.database).change(moved, {"registrations.csv", 7});
        return {};
    }));
    const auto found = ask(door, [](Roster& roster) { return roster.with_code("A"); });
    REQUIRE(found);
    CHECK(*found == moved);
    CHECK(ask(door, [](Roster& roster) { return roster.with_name("asa", "ostrom", 2); }).size() == 1);
}

TEST_CASE("only the hashes of another seminar's codes are stored", "[roster]") {
    Door door;
    REQUIRE(door.database.transaction([&]() -> Result<void> {
        Roster roster(door.database);
        roster.add_foreign("hemligkod");
        roster.add_foreign("hemligkod");
        return {};
    }));
    CHECK(ask(door, [](Roster& roster) { return roster.is_foreign("hemligkod"); }));
    CHECK_FALSE(ask(door, [](Roster& roster) { return roster.is_foreign("annankod"); }));
    CHECK_FALSE(contains(everything_in(door.database), "hemligkod"));
}

TEST_CASE("indexes can be dropped and created again", "[roster]") {
    Door door;
    REQUIRE(door.database.transaction([&]() -> Result<void> {
        Roster roster(door.database);
        roster.drop_indexes();
        roster.add(person("A", "Bo", "Ek"), {});
        roster.make_indexes();
        return {};
    }));
    CHECK(asked(door.database, "SELECT count(*) FROM sqlite_master WHERE name LIKE 'registrations_%' AND type = 'index'") == "2");
}

TEST_CASE("different splits of a name into given and family name have different keys", "[roster][search]") {
    CHECK(folded_name("Ann Cathrine", "Berg") != folded_name("Ann", "Cathrine Berg"));
    CHECK(folded_name("a\nb", "c") != folded_name("a", "b\nc"));
}

TEST_CASE("a scanned number finds the only prefix of six digits or more that it begins with", "[roster][eventbrite]") {
    Door door;
    const auto expect_prefix = [&](const char* code, const char* given) {
        auto who = person(code, given, "Ek");
        who.code_kind = CodeKind::prefix;
        door.expect(who);
    };
    const auto beginning = [&](std::string_view scanned) {
        const auto who = ask(door, [&](Roster& roster) { return roster.with_code_beginning(scanned); });
        return who ? who->given : "nobody";
    };
    expect_prefix("123456", "Sex");
    expect_prefix("98765", "Fem");
    door.expect(person("555555", "Hel", "Kod"));
    CHECK(beginning("1234567001") == "Sex");
    CHECK(beginning("123456") == "nobody");
    CHECK(beginning("9876500") == "nobody");
    CHECK(beginning("5555550") == "nobody");  // a whole code, not a prefix
    expect_prefix("1234567", "Sju");
    CHECK(beginning("1234567001") == "nobody");
    CHECK(beginning("1234568001") == "Sex");
}
