#include "core/registrations/changes.hpp"

#include <set>

#include "tests/core/core_lab.hpp"

using namespace entre;
using namespace entre::test;

namespace {

/// As an export has it: without the roster's id.
ExportedPerson fresh(Registration who, std::int64_t line = 2) {
    who.id = {};
    return {std::move(who), line};
}

std::vector<RegistrationId> ids_of(const std::vector<Registration>& roster) {
    std::vector<RegistrationId> ids;
    for (const auto& who : roster) ids.push_back(who.id);
    return ids;
}

}  // namespace

TEST_CASE("an export into an empty roster adds everybody, each with an id", "[changes]") {
    const auto changes = changes_of({}, {}, {fresh(person("A", "Bo", "Ek")), fresh(person("B", "Cia", "Al"))}, morning());
    REQUIRE(changes.added.size() == 2);
    CHECK_FALSE(changes.added[0].registration.id.is_empty());
    CHECK(changes.added[0].registration.id != changes.added[1].registration.id);
    CHECK(changes.changed.empty());
}

TEST_CASE("the same export again changes nothing", "[changes]") {
    const std::vector roster{person("A", "Bo", "Ek"), person("B", "Cia", "Al")};
    const auto changes = changes_of(roster, ids_of(roster), {fresh(roster[1]), fresh(roster[0])}, morning());
    CHECK(changes.is_empty());
    CHECK(changes.unchanged == 2);
}

TEST_CASE("people are matched by ticket code, else by the export's own key", "[changes]") {
    std::vector roster{person("A", "Bo", "Ek"), person("B", "Cia", "Al")};
    roster[1].export_key = "ABC-1";
    auto renamed = roster[0], reissued = roster[1];
    renamed.family = "Eklund";
    reissued.ticket_code = "B2";
    const auto changes = changes_of(roster, ids_of(roster), {fresh(renamed), fresh(reissued)}, morning());
    REQUIRE(changes.changed.size() == 2);
    CHECK(changes.changed[0].registration.id == roster[0].id);
    CHECK(changes.changed[0].registration.family == "Eklund");
    CHECK(changes.changed[1].registration.id == roster[1].id);
    CHECK(changes.withdrawn.empty());
}

TEST_CASE("one person of the roster is not taken for two of the export", "[changes]") {
    std::vector roster{person("A", "Bo", "Ek")};
    roster[0].export_key = "ABC-1";
    auto twin = roster[0];
    twin.ticket_code = "A2";
    const auto changes = changes_of(roster, ids_of(roster), {fresh(twin), fresh(roster[0])}, morning());
    CHECK(changes.added.size() + changes.changed.size() + changes.unchanged == 2);
    std::set<std::string> ids;
    for (const auto* list : {&changes.added, &changes.changed})
        for (const auto& who : *list) ids.insert(who.registration.id.value);
    CHECK(ids.size() == changes.added.size() + changes.changed.size());
}

TEST_CASE("whoever is missing from the file they came from is withdrawn, others are left alone", "[changes]") {
    std::vector roster{person("A", "Bo", "Ek"), person("B", "Cia", "Al"), person("C", "Åke", "Lund"), person("D", "Eva", "Ask")};
    roster[3].status = RegistrationStatus::withdrawn;
    const std::vector from_here{roster[0].id, roster[1].id, roster[3].id};
    const auto changes = changes_of(roster, from_here, {fresh(roster[0])}, morning());
    REQUIRE(changes.withdrawn.size() == 1);
    CHECK(changes.withdrawn[0] == roster[1].id);
}

TEST_CASE("whoever comes back into the export is expected again", "[changes]") {
    std::vector roster{person("A", "Bo", "Ek")};
    auto back = roster[0];
    roster[0].status = RegistrationStatus::withdrawn;
    const auto changes = changes_of(roster, ids_of(roster), {fresh(back)}, morning());
    REQUIRE(changes.changed.size() == 1);
    CHECK(changes.changed[0].registration.status == RegistrationStatus::registered);
}

TEST_CASE("protected people get aliases that never change and never meet", "[changes][protected]") {
    auto first = person("A", "Hemlig", "Ett"), second = person("B", "Hemlig", "Två");
    first.is_protected = second.is_protected = true;
    const auto changes = changes_of({}, {}, {fresh(first), fresh(second)}, morning());
    REQUIRE(changes.added.size() == 2);
    CHECK(changes.added[0].registration.alias == "Deltagare 01");
    CHECK(changes.added[1].registration.alias == "Deltagare 02");
    const std::vector roster{changes.added[1].registration};
    const auto again = changes_of(roster, {}, {fresh(first), fresh(second)}, morning());
    CHECK(again.unchanged == 1);
    REQUIRE(again.added.size() == 1);
    CHECK(again.added[0].registration.alias == "Deltagare 03");
}

TEST_CASE("a file that would withdraw over a fifth of the roster is suspicious", "[changes][suspicious]") {
    const auto would = [](std::size_t withdrawn, std::size_t roster) {
        Changes changes;
        changes.withdrawn.resize(withdrawn);
        return is_suspicious(changes, roster);
    };
    CHECK_FALSE(would(0, 0));
    CHECK_FALSE(would(20, 100));
    CHECK(would(21, 100));
    CHECK(would(180, 180));
    CHECK_FALSE(would(36, 180));
    CHECK(would(37, 180));
    CHECK(would(4, 12));
    CHECK(would(5, 5));
}

TEST_CASE("an exact code further down wins over a shared order code", "[changes]") {
    auto inside = person("code-orjan", "Örjan", "Ek");
    inside.export_key = "ABCDE";
    const std::vector roster{inside};
    auto newcomer = person("code-anna", "Anna", "Ny");
    newcomer.export_key = "ABCDE";
    newcomer.id = {};
    const auto changes = changes_of(roster, ids_of(roster), {fresh(newcomer), fresh(inside)}, morning());
    CHECK(changes.added.size() == 1);
    CHECK(changes.added.front().registration.given == "Anna");
    CHECK(changes.unchanged == 1);
}

TEST_CASE("an export that does not speak of protection takes none away", "[changes][PRV-5]") {
    auto hidden = person("A", "Eva", "Hemlig");
    hidden.is_protected = true;
    hidden.alias = "Deltagare 01";
    const std::vector roster{hidden};
    auto again = fresh(hidden);
    again.registration.is_protected = false;
    again.speaks_of_protection = false;
    CHECK(changes_of(roster, ids_of(roster), {again}, morning()).unchanged == 1);
    again.speaks_of_protection = true;
    CHECK(changes_of(roster, ids_of(roster), {again}, morning()).changed.size() == 1);
}

TEST_CASE("somebody whose row was rejected is not missing", "[changes][rejected]") {
    const std::vector roster{person("A", "Bo", "Ek"), person("B", "Cia", "Al")};
    Registration unreadable;
    unreadable.ticket_code = "B";
    CHECK(changes_of(roster, ids_of(roster), {fresh(roster[0])}, morning(), {&unreadable, 1}).withdrawn.empty());
    CHECK(changes_of(roster, ids_of(roster), {fresh(roster[0])}, morning()).withdrawn.size() == 1);
}

TEST_CASE("an export that says that many have withdrawn waits for a yes", "[changes]") {
    std::vector<Registration> roster;
    std::vector<ExportedPerson> fresh_rows;
    for (int i = 0; i < 9; ++i) {
        roster.push_back(person("code-" + std::to_string(i), "Bo", "Ek"));
        fresh_rows.push_back(fresh(roster.back()));
        if (i > 0) fresh_rows.back().registration.status = RegistrationStatus::withdrawn;
    }
    CHECK(is_suspicious(changes_of(roster, ids_of(roster), fresh_rows, morning()), roster.size()));
}
