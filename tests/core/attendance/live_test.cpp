#include "core/attendance/live.hpp"

#include <random>

#include "core/attendance/live_json.hpp"
#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;
using namespace std::chrono_literals;

namespace {

int made = 0;

AttendanceRecord record(const std::string& code, RecordKind kind, int minute, std::string station = "Kiosk 1") {
    AttendanceRecord out;
    out.id = new_id<RecordId>(morning(minute));
    out.registration.value = "id-" + code;
    out.kind = kind;
    out.at = morning(minute);
    out.station = std::move(station);
    out.turn = ++made;
    return out;
}

Registration of_sector(Registration who, std::string sector) {
    who.category = std::move(sector);
    return who;
}

/// Åsa, Bo, Cia (protected), Dag (withdrawn), Eva (walk-in) and Örjan.
std::vector<Registration> small_roster() {
    std::vector<Registration> roster = {
        of_sector(person("A", "Åsa", "Öström"), "Polis"), of_sector(person("B", "Bo", "Ek"), "Polis"),
        of_sector(person("C", "Cia", "Hemlig"), "Skola"), of_sector(person("D", "Dag", "Borta"), "Skola"),
        of_sector(person("E", "Eva", "Ny"), "Media"),     of_sector(person("F", "Örjan", "Ahl"), "Polis")};
    roster[2].is_protected = true;
    roster[2].alias = "Deltagare 07";
    roster[3].status = RegistrationStatus::withdrawn;
    roster[4].is_walk_in = true;
    roster[5].is_flagged = true;
    return roster;
}

std::shared_ptr<const PersonRows> rows(const std::vector<Registration>& roster) {
    return std::make_shared<const PersonRows>(person_rows(roster));
}

LiveFacts facts(int minute) { return {morning(minute), small_seminar().starts.utc, {}, {}}; }

LiveView view(const std::vector<AttendanceRecord>& records, int minute = 10) {
    return live_view(rows(small_roster()), records, {}, facts(minute));
}

const PersonRow& row(const LiveView& v, std::size_t i) { return (*v.people)[i]; }

std::vector<std::string> names(const LiveView& v, const std::vector<std::size_t>& shown) {
    std::vector<std::string> out;
    for (const auto i : shown) out.push_back(row(v, i).name);
    return out;
}

}  // namespace

TEST_CASE("everybody is counted according to where they are", "[live]") {
    const auto v =
        view({record("A", RecordKind::checked_in, 0), record("C", RecordKind::checked_in, 1), record("E", RecordKind::walk_in, 2),
              record("B", RecordKind::checked_in, 3), record("B", RecordKind::checked_out, 4)});
    CHECK(v.inside == 3);
    CHECK(v.expected == 4);  // without the withdrawn and the walk-in
    CHECK(v.come == 3);      // Bo came and left
    CHECK(v.still_to_come == 1);
    CHECK(v.walk_ins == 1);
    CHECK(v.protected_inside == 1);
    REQUIRE(v.sectors.size() == 3);
    CHECK(v.sectors[0] == SectorCount{"Polis", 1, 3});
    CHECK(v.sectors[1] == SectorCount{"", 1, 1});
    CHECK(v.sectors[2] == SectorCount{"Media", 1, 0});
}

TEST_CASE("an undone check-in does not count as an arrival", "[live]") {
    const auto v = view({record("A", RecordKind::checked_in, 0), record("A", RecordKind::check_in_undone, 1)});
    CHECK(v.inside == 0);
    CHECK(v.come == 0);
    CHECK(v.curve.empty());
    const auto again = view({record("A", RecordKind::checked_in, 0), record("A", RecordKind::check_in_undone, 1),
                             record("A", RecordKind::checked_in, 5)});
    CHECK(again.come == 1);
    CHECK(again.inside == 1);
}

TEST_CASE("the order and duplication of records do not change the view", "[live]") {
    std::vector<Registration> roster;
    for (int i = 0; i < 40; ++i)
        roster.push_back(
            of_sector(person("P" + std::to_string(i), "Given", "Family" + std::to_string(i)), i % 3 ? "Polis" : "Skola"));
    const auto people = rows(roster);
    std::mt19937 random(7);
    std::vector<AttendanceRecord> records;
    std::vector<std::int64_t> seq(2, 0);
    for (int i = 0; i < 160; ++i) {
        const auto kind = static_cast<RecordKind>(random() % 4 == 3 ? 4 : random() % 3);
        const std::size_t station = random() % 2;
        auto one = record("P" + std::to_string(random() % 40), kind, i / 4, station == 0 ? "Kiosk 1" : "Kiosk 2");
        one.turn = ++seq[station];
        records.push_back(one);
    }
    const auto expected = live_json(live_view(people, records, {}, facts(45)), {});
    for (int i = 0; i < 50; ++i) {
        for (int copies = static_cast<int>(random() % 20); copies > 0; --copies)
            records.push_back(records[random() % records.size()]);
        std::shuffle(records.begin(), records.end(), random);
        CHECK(live_json(live_view(people, records, {}, facts(45)), {}) == expected);
    }
}

TEST_CASE("the curve counts first arrivals per minute, the rate those of the last five minutes", "[live]") {
    const auto v = view({record("A", RecordKind::checked_in, 0), record("B", RecordKind::checked_in, 8),
                         record("F", RecordKind::checked_in, 8), record("A", RecordKind::checked_out, 8),
                         record("A", RecordKind::checked_in, 9)});
    CHECK(v.curve_begins == morning(0));
    REQUIRE(v.curve.size() == 11);
    CHECK(v.curve[0] == 1);
    CHECK(v.curve[8] == 2);
    CHECK(v.curve[9] == 0);
    CHECK(v.arrivals_a_minute == Approx(0.4));
    // One who came exactly five minutes ago is no longer among them.
    CHECK(view({record("A", RecordKind::checked_in, 5)}).arrivals_a_minute == 0);
}

TEST_CASE("a clock that was a year wrong does not make the curve a year long", "[live]") {
    const auto v = view({record("A", RecordKind::checked_in, -60 * 24 * 365), record("B", RecordKind::checked_in, 0)});
    CHECK(v.curve.size() == 24 * 60);
    CHECK(v.curve.front() == 1);
    CHECK(v.curve.back() == 0);
}

TEST_CASE("the latest arrivals come first, at most twelve, and flagged people are listed", "[live]") {
    const auto v = view(
        {record("A", RecordKind::checked_in, 0), record("F", RecordKind::checked_in, 3), record("C", RecordKind::checked_in, 2)});
    REQUIRE(v.latest.size() == 3);
    CHECK(row(v, v.latest[0].person).name == "Örjan Ahl");
    CHECK(row(v, v.latest[1].person).name == "Deltagare 07");
    CHECK(v.latest[0].station == "Kiosk 1");
    REQUIRE(v.flagged.size() == 1);
    CHECK(row(v, v.flagged[0].person).name == "Örjan Ahl");
    std::vector<Registration> many;
    std::vector<AttendanceRecord> all;
    for (int i = 0; i < 20; ++i) {
        many.push_back(person(std::to_string(i), "G", "F" + std::to_string(i)));
        all.push_back(record(std::to_string(i), RecordKind::checked_in, i));
    }
    CHECK(live_view(rows(many), all, {}, facts(20)).latest.size() == 12);
}

TEST_CASE("check-ins at two stations and a withdrawn person inside are conflicts", "[live]") {
    auto first = record("A", RecordKind::checked_in, 0), second = record("A", RecordKind::checked_in, 1, "Kiosk 2");
    second.turn = first.turn;
    const auto v = view({second, first, record("D", RecordKind::checked_in, 2)});
    REQUIRE(v.conflicts.size() == 2);
    CHECK(row(v, v.conflicts[0].person).name == "Dag Borta");
    CHECK(v.conflicts[0].kind == ConflictKind::withdrawn_inside);
    CHECK(row(v, v.conflicts[1].person).name == "Åsa Öström");
    CHECK(v.conflicts[1].kind == ConflictKind::two_stations);
    CHECK(v.conflicts[1].first == StationTime{"Kiosk 1", morning(0)});
    CHECK(v.conflicts[1].second == StationTime{"Kiosk 2", morning(1)});
    CHECK(v.inside == 2);
    // Staff check the person out; then it is settled.
    CHECK(view({first, second, record("A", RecordKind::checked_out, 5)}).conflicts.empty());
}

TEST_CASE("a person who left by one station and came back by another is no conflict", "[live]") {
    CHECK(view({record("A", RecordKind::checked_in, 0), record("A", RecordKind::checked_out, 1),
                record("A", RecordKind::checked_in, 2, "Kiosk 2")})
              .conflicts.empty());
}

TEST_CASE("a check-out and a check-in at stations that did not know of each other are a conflict", "[live]") {
    const auto in = record("A", RecordKind::checked_in, 0);
    auto out = record("A", RecordKind::checked_out, 7), back = record("A", RecordKind::checked_in, 4, "Kiosk 2");
    back.turn = out.turn;
    const auto v = view({in, back, out});
    CHECK(v.inside == 1);
    REQUIRE(v.conflicts.size() == 1);
    CHECK(v.conflicts[0].kind == ConflictKind::out_and_in);
    CHECK(v.conflicts[0].first == StationTime{"Kiosk 1", morning(7)});
    CHECK(v.conflicts[0].second == StationTime{"Kiosk 2", morning(4)});
}

TEST_CASE("the station shown is that of the check-in that counts, also when another was at the same time", "[live]") {
    auto first = record("A", RecordKind::checked_in, 0, "Kiosk 2"), out = record("A", RecordKind::checked_out, 0, "Kiosk 2");
    const auto back = record("A", RecordKind::checked_in, 0, "Kiosk 1");
    const auto v = view({first, out, back});
    REQUIRE(v.latest.size() == 1);
    CHECK(v.latest[0].station == "Kiosk 1");
}

TEST_CASE("a full venue is reported", "[live]") {
    const std::vector<AttendanceRecord> two = {record("A", RecordKind::checked_in, 0), record("B", RecordKind::checked_in, 1)};
    auto with = facts(5);
    with.capacity = 3;
    CHECK_FALSE(live_view(rows(small_roster()), two, {}, with).is_full);
    with.capacity = 2;
    CHECK(live_view(rows(small_roster()), two, {}, with).is_full);
}

TEST_CASE("the list is in Swedish order by family name", "[live]") {
    const auto v = view({});
    CHECK(names(v, people_shown(v, PeopleFilter::everybody, "", "")) ==
          std::vector<std::string>{"Örjan Ahl", "Dag Borta", "Deltagare 07", "Bo Ek", "Eva Ny", "Åsa Öström"});
}

TEST_CASE("filters and folded words find people", "[live]") {
    const auto v = view({record("A", RecordKind::checked_in, 0)});
    const auto shown = [&](PeopleFilter filter, std::string_view sector, std::string_view words) {
        return names(v, people_shown(v, filter, sector, words));
    };
    using List = std::vector<std::string>;
    CHECK(shown(PeopleFilter::inside, "", "") == List{"Åsa Öström"});
    CHECK(shown(PeopleFilter::not_yet, "", "") == List{"Örjan Ahl", "Deltagare 07", "Bo Ek"});
    CHECK(shown(PeopleFilter::walk_ins, "", "") == List{"Eva Ny"});
    CHECK(shown(PeopleFilter::withdrawn, "", "") == List{"Dag Borta"});
    CHECK(shown(PeopleFilter::everybody, "Polis", "") == List{"Örjan Ahl", "Bo Ek", "Åsa Öström"});
    CHECK(shown(PeopleFilter::everybody, "", "ostrom asa") == List{"Åsa Öström"});
    CHECK(shown(PeopleFilter::everybody, "", "  ÖSTR ") == List{"Åsa Öström"});
    CHECK(shown(PeopleFilter::everybody, "", "öping") == List{"Örjan Ahl", "Dag Borta", "Bo Ek", "Eva Ny", "Åsa Öström"});
    CHECK(shown(PeopleFilter::inside, "", "öström") == List{"Åsa Öström"});
    CHECK(shown(PeopleFilter::everybody, "", "öströn") == List{"Åsa Öström"});  // a typo
    CHECK(shown(PeopleFilter::not_yet, "", "öström").empty());
    CHECK(shown(PeopleFilter::everybody, "", "linköping") == List{"Örjan Ahl", "Dag Borta", "Bo Ek", "Eva Ny", "Åsa Öström"});
}

TEST_CASE("the rows contain only the alias of a protected person", "[live][PRV-5]") {
    auto roster = small_roster();
    roster[2].note = "Hemlig anteckning";
    roster[2].title = "Hemlig titel";
    roster[2].organisation = "Hemlig arbetsplats";
    roster[2].category = "Hemlig sektor";
    const auto people = rows(roster);
    const auto v = live_view(people, std::vector{record("C", RecordKind::checked_in, 0)}, {}, facts(5));
    CHECK_FALSE(contains(live_json(v, {}), "Hemlig"));
    CHECK_FALSE(contains(people_json(v), "Hemlig"));
    CHECK(contains(people_json(v), "Deltagare 07"));
    CHECK(people_shown(v, PeopleFilter::everybody, "", "hemlig").empty());
    CHECK(people_shown(v, PeopleFilter::everybody, "", "deltagare 07").size() == 1);
}

TEST_CASE("the curve of a past seminar contains the registered people who came", "[live]") {
    const auto curve =
        arrival_curve(small_roster(), std::vector{record("A", RecordKind::checked_in, 0), record("E", RecordKind::walk_in, 1)},
                      small_seminar().starts.utc);
    CHECK(curve.expected == 4);
    REQUIRE(curve.minutes.size() == 1);
    CHECK(curve.minutes[0] == Approx(-19));
}

TEST_CASE("there is a forecast until the start and not after", "[live]") {
    CHECK(view({}, 0).forecast);
    CHECK_FALSE(view({}, 30).forecast);
}

TEST_CASE("the forecast of the view knows earlier seminars", "[live]") {
    std::vector<Registration> roster;
    for (int i = 0; i < 100; ++i) roster.push_back(person("R" + std::to_string(i), "G", "F" + std::to_string(i)));
    const auto expected = live_view(rows(roster), {}, {}, facts(-20)).forecast;
    auto with = facts(-20);
    const std::vector<ArrivalCurve> poor(3, ArrivalCurve{200, std::vector<double>(80, -12)});
    with.earlier = poor;
    const auto fewer = live_view(rows(roster), {}, {}, with).forecast;
    REQUIRE((expected && fewer));
    CHECK(fewer->likely < expected->likely);
}

TEST_CASE("a walk-in who went out again still counts as a walk-in", "[live]") {
    const auto v = view({record("E", RecordKind::walk_in, 0), record("E", RecordKind::checked_out, 1)});
    CHECK(v.inside == 0);
    CHECK(v.walk_ins == 1);
}

TEST_CASE("a person who was in, went out, and whose second check-in was undone has come", "[live]") {
    const auto v = view({record("A", RecordKind::checked_in, 0), record("A", RecordKind::checked_out, 1),
                         record("A", RecordKind::checked_in, 2), record("A", RecordKind::check_in_undone, 3)});
    CHECK(v.inside == 0);
    CHECK(v.come == 1);
    CHECK(std::count_if(v.presence.begin(), v.presence.end(), [](const auto& p) { return p.first_in == morning(0); }) == 1);
}
