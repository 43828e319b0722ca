#include "core/import/changes.hpp"

#include <set>

#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

/// As in an export: without the roster's id.
ExportedPerson fresh(Registration who, std::int64_t line = 2) {
    who.id = {};
    return {std::move(who), line};
}

/// A roster whose people came from the files `origins`. `roster` must outlive the result.
EachKnown known(const std::vector<Registration>& roster, std::vector<Origin> origins) {
    return [&roster, origins = std::move(origins)](const std::function<void(KnownPerson)>& visit) {
        for (std::size_t i = 0; i < roster.size(); ++i) visit({roster[i], origins[i]});
    };
}
/// A roster that came entirely from one file; by default the one that is imported again.
EachKnown known(const std::vector<Registration>& roster, Origin origin = Origin::this_file) {
    return known(roster, std::vector(roster.size(), origin));
}

/// As in a form: without code and key.
ExportedPerson answer(const std::string& given, const std::string& family, const std::string& email_hash, std::int64_t line = 2) {
    auto who = person("", given, family);
    who.email_hash = email_hash;
    who.code_kind = CodeKind::issued;
    return fresh(std::move(who), line);
}

}  // namespace

TEST_CASE("an export into an empty roster adds everybody, each with an id", "[changes]") {
    const auto changes = changes_of({}, {fresh(person("A", "Bo", "Ek")), fresh(person("B", "Cia", "Al"))}, morning());
    REQUIRE(changes.added.size() == 2);
    CHECK_FALSE(changes.added[0].registration.id.is_empty());
    CHECK(changes.added[0].registration.id != changes.added[1].registration.id);
    CHECK(changes.changed.empty());
}

TEST_CASE("the same export again changes nothing", "[changes]") {
    const std::vector roster{person("A", "Bo", "Ek"), person("B", "Cia", "Al")};
    const auto changes = changes_of(known(roster), {fresh(roster[1]), fresh(roster[0])}, morning());
    CHECK(changes.is_empty());
    CHECK(changes.same.size() == 2);
}

TEST_CASE("people are matched by ticket code, else by the export's own key", "[changes]") {
    std::vector roster{person("A", "Bo", "Ek"), person("B", "Cia", "Al")};
    roster[1].export_key = "ABC-1";
    auto renamed = roster[0], reissued = roster[1];
    renamed.family = "Eklund";
    reissued.ticket_code = "B2";
    const auto changes = changes_of(known(roster), {fresh(renamed), fresh(reissued)}, morning());
    REQUIRE(changes.changed.size() == 2);
    CHECK(changes.changed[0].now.registration.id == roster[0].id);
    CHECK(changes.changed[0].now.registration.family == "Eklund");
    CHECK(changes.changed[1].now.registration.id == roster[1].id);
    CHECK(changes.withdrawn.empty());
}

TEST_CASE("namesakes with one e-mail and different titles stay who they are", "[changes]") {
    auto teacher = answer("Anna", "Berg", "h1", 2), head = answer("Anna", "Berg", "h1", 3);
    teacher.registration.title = "kurator";
    head.registration.title = "rektor";
    const auto first = changes_of({}, {teacher, head}, morning());
    const std::vector roster{first.added[0].registration, first.added[1].registration};
    CHECK(changes_of(known(roster), {head, teacher}, morning()).is_empty());
    teacher.registration.title = "skolkurator";
    const auto renamed = changes_of(known(roster), {teacher, head}, morning());
    CHECK(renamed.added.empty());
    CHECK(renamed.withdrawn.empty());
    REQUIRE(renamed.changed.size() == 1);
    CHECK(renamed.changed[0].now.registration.ticket_code == roster[0].ticket_code);
}

TEST_CASE("of one person in two files the registration that lets in counts", "[changes]") {
    auto coming = answer("Anna", "Berg", "h1"), cancelled = coming;
    cancelled.registration.status = RegistrationStatus::withdrawn;
    cancelled.registration.is_protected = true;
    const auto from = [](const ExportedPerson& one) { return changes_of({}, {one}, morning()).added[0].registration; };
    const std::vector in{from(coming)}, out{from(cancelled)};
    const auto late = changes_of(known(in, Origin::other_file), {cancelled}, morning());
    REQUIRE(late.changed.size() == 1);  // protected wins
    CHECK(late.changed[0].now.registration.status == RegistrationStatus::registered);
    CHECK(late.changed[0].now.registration.is_protected);
    CHECK(late.changed[0].stays_in_other_list);
    cancelled.registration.is_protected = false;
    CHECK(changes_of(known(in, Origin::other_file), {cancelled}, morning()).is_empty());
    const auto early = changes_of(known(out, Origin::other_file), {coming}, morning());
    REQUIRE(early.changed.size() == 1);
    CHECK(early.changed[0].now.registration.status == RegistrationStatus::registered);
    CHECK(early.changed[0].now.registration.ticket_code == out[0].ticket_code);
    CHECK(early.added.empty());
    REQUIRE(early.other_list.size() == 1);
    CHECK(early.other_list[0] == RowIssue{2, RowIssueKind::other_list, RowIssueAction::kept, {}, 0});
    // Another Anna Berg, and an Anna Berg without an e-mail address, are people of their own.
    CHECK(changes_of(known(in, Origin::other_file), {answer("Anna", "Berg", "h2")}, morning()).added.size() == 1);
    CHECK(changes_of(known(in, Origin::other_file), {answer("Anna", "Berg", "")}, morning()).added.size() == 1);
}

TEST_CASE("beside another list no import takes protection away", "[changes][PRV-4]") {
    auto hidden = answer("Anna", "Berg", "h1");
    hidden.registration.is_protected = hidden.speaks_of_protection = true;
    const std::vector roster{changes_of({}, {hidden}, morning()).added[0].registration};
    auto shown = hidden;
    shown.registration.is_protected = false;
    const auto alone = changes_of(known(roster), {shown}, morning());
    REQUIRE(alone.changed.size() == 1);
    CHECK_FALSE(alone.changed[0].now.registration.is_protected);
    CHECK(changes_of(known(roster), {shown}, morning(), {}, true).is_empty());
}

TEST_CASE("what two files say differently of one person does not change to and fro", "[changes]") {
    auto one = answer("Anna", "Berg", "h1"), other = one;
    one.registration.organisation = "Polisen";
    const std::vector roster{changes_of({}, {one}, morning()).added[0].registration};
    CHECK(changes_of(known(roster, Origin::other_file), {other}, morning()).is_empty());
    // A code of its own is what she will show at the door.
    other.registration.ticket_code = "k1";
    other.registration.code_kind = CodeKind::exported;
    const auto coded = changes_of(known(roster, Origin::other_file), {other}, morning());
    REQUIRE(coded.changed.size() == 1);
    CHECK(coded.changed[0].now.registration.ticket_code == "k1");
    CHECK_FALSE(coded.changed[0].stays_in_other_list);
    const std::vector after{coded.changed[0].now.registration};
    CHECK(changes_of(known(after, Origin::other_file), {one}, morning()).is_empty());
}

TEST_CASE("the status of another file does not undo a registration with the same code", "[changes]") {
    const std::vector roster{person("A", "Bo", "Ek")};
    auto row = roster[0];
    row.status = RegistrationStatus::withdrawn;
    CHECK(changes_of(known(roster, Origin::other_file), {fresh(row)}, morning()).is_empty());
    CHECK(changes_of(known(roster), {fresh(row)}, morning()).changed.size() == 1);
}

TEST_CASE("one person in the roster does not match two rows", "[changes]") {
    std::vector roster{person("A", "Bo", "Ek")};
    roster[0].export_key = "ABC-1";
    auto twin = roster[0];
    twin.ticket_code = "A2";
    const auto changes = changes_of(known(roster), {fresh(twin), fresh(roster[0])}, morning());
    CHECK(changes.added.size() + changes.changed.size() + changes.same.size() == 2);
    std::set<std::string> ids;
    for (const auto& person : changes.added) ids.insert(person.registration.id.value);
    for (const auto& person : changes.changed) ids.insert(person.now.registration.id.value);
    CHECK(ids.size() == changes.added.size() + changes.changed.size());
}

TEST_CASE("people missing from the file they came from are withdrawn, others are not", "[changes]") {
    std::vector roster{person("A", "Bo", "Ek"), person("B", "Cia", "Al"), person("C", "Åke", "Lund"), person("D", "Eva", "Ask")};
    roster[3].status = RegistrationStatus::withdrawn;
    const std::vector origins{Origin::this_file, Origin::this_file, Origin::elsewhere, Origin::this_file};
    const auto changes = changes_of(known(roster, origins), {fresh(roster[0])}, morning());
    REQUIRE(changes.withdrawn.size() == 1);
    CHECK(changes.withdrawn[0] == roster[1]);
}

TEST_CASE("people who reappear in the export are expected again", "[changes]") {
    std::vector roster{person("A", "Bo", "Ek")};
    auto back = roster[0];
    roster[0].status = RegistrationStatus::withdrawn;
    const auto changes = changes_of(known(roster), {fresh(back)}, morning());
    REQUIRE(changes.changed.size() == 1);
    CHECK(changes.changed[0].now.registration.status == RegistrationStatus::registered);
}

TEST_CASE("protected people get unique aliases that never change", "[changes][protected]") {
    auto first = person("A", "Hemlig", "Ett"), second = person("B", "Hemlig", "Två");
    first.is_protected = second.is_protected = true;
    const auto changes = changes_of({}, {fresh(first), fresh(second)}, morning());
    REQUIRE(changes.added.size() == 2);
    CHECK(changes.added[0].registration.alias == "Deltagare 01");
    CHECK(changes.added[1].registration.alias == "Deltagare 02");
    const std::vector roster{changes.added[1].registration};
    const auto again = changes_of(known(roster, Origin::elsewhere), {fresh(first), fresh(second)}, morning());
    CHECK(again.same.size() == 1);
    REQUIRE(again.added.size() == 1);
    CHECK(again.added[0].registration.alias == "Deltagare 03");
}

TEST_CASE("a file that would withdraw over a fifth of the roster is suspicious", "[changes][suspicious]") {
    const auto would = [](std::size_t withdrawn, std::size_t roster) {
        Changes changes;
        changes.withdrawn.resize(withdrawn);
        changes.roster_size = roster;
        return is_suspicious(changes);
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

TEST_CASE("an exact code further down takes precedence over a shared order code", "[changes]") {
    auto inside = person("code-orjan", "Örjan", "Ek");
    inside.export_key = "ABCDE";
    const std::vector roster{inside};
    auto newcomer = person("code-anna", "Anna", "Ny");
    newcomer.export_key = "ABCDE";
    newcomer.id = {};
    const auto changes = changes_of(known(roster), {fresh(newcomer), fresh(inside)}, morning());
    CHECK(changes.added.size() == 1);
    CHECK(changes.added.front().registration.given == "Anna");
    CHECK(changes.same.size() == 1);
}

TEST_CASE("an export without a protection column removes no protection", "[changes][PRV-5]") {
    auto hidden = person("A", "Eva", "Hemlig");
    hidden.is_protected = true;
    hidden.alias = "Deltagare 01";
    const std::vector roster{hidden};
    auto again = fresh(hidden);
    again.registration.is_protected = false;
    again.speaks_of_protection = false;
    CHECK(changes_of(known(roster), {again}, morning()).same.size() == 1);
    again.speaks_of_protection = true;
    CHECK(changes_of(known(roster), {again}, morning()).changed.size() == 1);
}

TEST_CASE("a person whose row was rejected is not missing", "[changes][rejected]") {
    const std::vector roster{person("A", "Bo", "Ek"), person("B", "Cia", "Al")};
    Registration unreadable;
    unreadable.ticket_code = "B";
    CHECK(changes_of(known(roster), {fresh(roster[0])}, morning(), {&unreadable, 1}).withdrawn.empty());
    CHECK(changes_of(known(roster), {fresh(roster[0])}, morning()).withdrawn.size() == 1);
}

TEST_CASE("an export that calls many people withdrawn is suspicious", "[changes]") {
    std::vector<Registration> roster;
    ExportedPeople fresh_rows;
    for (int i = 0; i < 9; ++i) {
        roster.push_back(person("code-" + std::to_string(i), "Bo", "Ek"));
        fresh_rows.push_back(fresh(roster.back()));
        if (i > 0) fresh_rows.back().registration.status = RegistrationStatus::withdrawn;
    }
    CHECK(is_suspicious(changes_of(known(roster), fresh_rows, morning())));
}

TEST_CASE("people without a code get one, and keep it in later imports", "[changes][issue]") {
    const auto first = changes_of({}, {answer("Bo", "Ek", "h1"), answer("Cia", "Al", "h2")}, morning());
    REQUIRE(first.added.size() == 2);
    CHECK(first.added[0].registration.ticket_code.size() == 26);
    CHECK(first.added[0].registration.ticket_code != first.added[1].registration.ticket_code);
    const std::vector roster{first.added[0].registration, first.added[1].registration};
    const auto again = changes_of(known(roster), {answer("Bo", "Ek", "h1"), answer("Cia", "Alm", "h2")}, morning(1));
    CHECK(again.added.empty());
    CHECK(again.withdrawn.empty());
    CHECK(again.same.size() == 1);
    REQUIRE(again.changed.size() == 1);
    CHECK(again.changed[0].now.registration.family == "Alm");
    CHECK(again.changed[0].now.registration.ticket_code == roster[1].ticket_code);
}

TEST_CASE("people are matched by e-mail, else by name and organisation", "[changes][matching]") {
    auto bo = answer("Bo", "Ek", "h1").registration, cia = answer("Cia", "Al", "h2").registration,
         dag = answer("Dag", "Ny", "").registration;
    const std::vector roster{changes_of({}, {fresh(bo), fresh(cia), fresh(dag)}, morning()).added[0].registration,
                             changes_of({}, {fresh(cia)}, morning()).added[0].registration,
                             changes_of({}, {fresh(dag)}, morning()).added[0].registration};
    const auto changes = changes_of(
        known(roster), {answer("Bosse", "Ek", "h1"), answer("CIA", "al", "h9"), answer("Dag", "Ny", "h3")}, morning(1));
    CHECK(changes.added.empty());
    CHECK(changes.withdrawn.empty());
    REQUIRE(changes.changed.size() == 3);
    CHECK(changes.changed[0].now.registration.id == roster[0].id);
    CHECK(changes.changed[1].now.registration.id == roster[1].id);  // another e-mail, the same name and organisation
    CHECK(changes.changed[2].now.registration.id == roster[2].id);  // an e-mail where there was none
}

TEST_CASE("colleagues who share an address are not mixed up", "[changes][matching]") {
    const auto first = changes_of({}, {answer("Bo", "Ek", "h1"), answer("Cia", "Al", "h1")}, morning());
    const std::vector roster{first.added[0].registration, first.added[1].registration};
    const auto again = changes_of(known(roster), {answer("Cia", "Al", "h1"), answer("Bo", "Ek", "h1")}, morning(1));
    CHECK(again.same.size() == 2);
    CHECK(again.is_empty());
}

TEST_CASE("a row with only a name that others share is ambiguous, and nobody is withdrawn because of it",
          "[changes][ambiguous]") {
    const auto twins = changes_of({}, {answer("Anna", "Berg", "", 4), answer("anna", "Berg", "", 9)}, morning());
    CHECK(twins.added.empty());
    REQUIRE(twins.ambiguous.size() == 2);
    CHECK(twins.ambiguous[0] == RowIssue{4, RowIssueKind::ambiguous, RowIssueAction::rejected, {}, 9});
    CHECK(twins.ambiguous[1] == RowIssue{9, RowIssueKind::ambiguous, RowIssueAction::rejected, {}, 4});
    const auto apart = changes_of({}, {answer("Anna", "Berg", "h1"), answer("Anna", "Berg", "h2")}, morning());
    REQUIRE(apart.added.size() == 2);
    const std::vector roster{apart.added[0].registration, apart.added[1].registration};
    const auto again = changes_of(known(roster), {answer("Anna", "Berg", "", 5)}, morning(1));
    CHECK(again.added.empty());
    CHECK(again.withdrawn.empty());  // one of them is meant
    REQUIRE(again.ambiguous.size() == 1);
    CHECK(again.ambiguous[0].other_line == 0);
}

TEST_CASE("a namesake in another file is another person", "[changes][matching]") {
    const std::vector roster{person("A", "Anna", "Berg")};
    const auto changes = changes_of(known(roster, Origin::other_file), {answer("Anna", "Berg", "")}, morning());
    REQUIRE(changes.added.size() == 1);
    CHECK(changes.added[0].registration.id != roster[0].id);
    CHECK(changes_of(known(roster, Origin::elsewhere), {answer("Anna", "Berg", "")}, morning()).added.empty());
}

TEST_CASE("a protected person is matched by the real name, not by the alias", "[changes][protected]") {
    auto hidden = answer("Eva", "Hemlig", "");
    hidden.registration.is_protected = true;
    const auto first = changes_of({}, {hidden}, morning());
    const std::vector roster{first.added[0].registration};
    const auto again = changes_of(known(roster), {hidden}, morning(1));
    CHECK(again.same.size() == 1);
    CHECK(again.is_empty());
}

TEST_CASE("the same number in another file is another person", "[changes][matching]") {
    auto first = answer("Anna", "Berg", "").registration;
    first.ticket_code = "issued-1";
    first.export_key = "1";
    first.id.value = "id-1";
    const std::vector roster{first};
    auto late = answer("Bo", "Ek", "");
    late.registration.export_key = "1";
    const auto changes = changes_of(known(roster, Origin::other_file), {late}, morning());
    CHECK(changes.changed.empty());
    REQUIRE(changes.added.size() == 1);
    CHECK(changes.added[0].registration.id != first.id);
}

TEST_CASE("codes are matched in any order of the rows", "[changes][matching]") {
    std::vector<Registration> roster;
    for (int i = 0; i < 40; ++i) roster.push_back(person("code-" + std::to_string(i), "Bo", "Ek"));
    ExportedPeople rows;
    for (int i = 39; i >= 0; --i) rows.push_back(fresh(roster[static_cast<std::size_t>(i * 7 % 40)]));
    rows.insert(rows.begin() + 20, fresh(person("code-new", "Cia", "Al")));
    const auto changes = changes_of(known(roster), rows, morning());
    CHECK(changes.same.size() == 40);
    CHECK(changes.added.size() == 1);
    CHECK(changes.withdrawn.empty());
    for (const auto& one : changes.same) CHECK(one.registration.id.value == "id-" + one.registration.ticket_code);
}

TEST_CASE("a changed person comes with the registration before the change", "[changes]") {
    const std::vector roster{person("A", "Bo", "Ek"), person("B", "Cia", "Al"), person("C", "Dag", "Ny")};
    auto moved = roster[2], renamed = roster[0];
    moved.organisation = "Polisen";
    renamed.family = "Eklund";
    const auto changes = changes_of(known(roster), {fresh(roster[1]), fresh(moved), fresh(renamed)}, morning());
    REQUIRE(changes.changed.size() == 2);
    CHECK(changes.changed[0].before == roster[2]);
    CHECK(changes.changed[1].before == roster[0]);
}

TEST_CASE("an address that an export leaves out stays known", "[changes][matching]") {
    auto bo = answer("Bo", "Ek", "h1").registration;
    bo.export_key = "K-1";
    const std::vector roster{changes_of({}, {fresh(bo)}, morning()).added[0].registration};
    bo.email_hash.clear();
    CHECK(changes_of(known(roster), {fresh(bo)}, morning()).is_empty());
}

TEST_CASE("a rejected row whose key several people have keeps none of them", "[changes][rejected]") {
    std::vector roster{person("A", "Bo", "Ek"), person("B", "Cia", "Al"), person("C", "Dag", "Ny")};
    roster[1].export_key = roster[2].export_key = "ORDER-1";
    Registration unreadable;
    unreadable.export_key = "ORDER-1";
    CHECK(changes_of(known(roster), {fresh(roster[0])}, morning(), {&unreadable, 1}).withdrawn.size() == 2);
    roster[2].export_key = "ORDER-2";
    CHECK(changes_of(known(roster), {fresh(roster[0])}, morning(), {&unreadable, 1}).withdrawn.size() == 1);
}

TEST_CASE("a protected row that is nobody in particular uses up no alias", "[changes][protected]") {
    auto twin = answer("Anna", "Berg", "", 2), other = answer("Anna", "Berg", "", 3), hidden = answer("Bo", "Ek", "h1", 4);
    for (auto* one : {&twin, &other, &hidden}) one->registration.is_protected = true;
    const auto changes = changes_of({}, {twin, other, hidden}, morning());
    CHECK(changes.ambiguous.size() == 2);
    REQUIRE(changes.added.size() == 1);
    CHECK(changes.added[0].registration.alias == "Deltagare 01");
}
