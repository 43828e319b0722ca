#include "core/attendance/attendance_state.hpp"

#include <random>

#include "core/attendance/live_json.hpp"
#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

LiveFacts facts(int minute) { return {morning(minute), small_seminar().starts.utc, {}, {}}; }

/// A morning at three stations with a roster that changes: people are added, withdrawn, protected, flagged and renamed.
class Morning {
public:
    explicit Morning(unsigned seed) : random_(seed) {
        for (int i = 0; i < 20; ++i) add_person();
    }

    std::shared_ptr<const PersonRows> people() const { return std::make_shared<const PersonRows>(person_rows(roster_)); }

    void change_roster() {
        auto& who = roster_[random_() % roster_.size()];
        switch (random_() % 6) {
            case 0:
                return add_person();
            case 1:
                who.status =
                    who.status == RegistrationStatus::withdrawn ? RegistrationStatus::registered : RegistrationStatus::withdrawn;
                return;
            case 2:
                who.is_protected = !who.is_protected;
                who.alias = "Deltagare " + who.ticket_code;
                return;
            case 3:
                who.is_flagged = !who.is_flagged;
                return;
            case 4:
                who.category = "Sektor " + std::to_string(random_() % 4);
                return;
            default:
                who.family = "Efternamn" + std::to_string(random_() % 50);
        }
    }

    std::vector<AttendanceRecord> some_records() {
        std::vector<AttendanceRecord> records;
        for (auto left = random_() % 5; left > 0; --left) {
            AttendanceRecord one;
            one.at = morning(static_cast<int>(random_() % 60)) + std::chrono::milliseconds{random_() % 60000};
            one.id = new_id<RecordId>(one.at);
            // The last two may be people whom no roster knows yet.
            one.registration.value = "id-" + std::to_string(random_() % (roster_.size() + 2));
            one.kind = static_cast<RecordKind>(random_() % 5);
            one.station = "Kiosk " + std::to_string(random_() % 3);
            one.turn = static_cast<std::int64_t>(random_() % 6);
            records.push_back(std::move(one));
        }
        return records;
    }

    std::size_t below(std::size_t limit) { return random_() % limit; }

private:
    void add_person() {
        auto who = person(std::to_string(roster_.size()), "Förnamn", "Efternamn" + std::to_string(random_() % 50));
        who.category = "Sektor " + std::to_string(random_() % 4);
        who.is_walk_in = random_() % 4 == 0;
        roster_.push_back(std::move(who));
    }

    std::mt19937 random_;
    std::vector<Registration> roster_;
};

std::string shown(const LiveView& view) { return live_json(view, {}) + people_json(view); }

/// Each count anew from the people's presence.
void check_counts(const LiveView& view) {
    std::size_t inside = 0, come = 0, walk_ins = 0, arrivals = 0;
    for (std::size_t i = 0; i < view.people->size(); ++i) {
        const auto& person = (*view.people)[i];
        inside += view.presence[i].inside_since ? 1U : 0U;
        arrivals += view.presence[i].first_in ? 1U : 0U;
        come += view.presence[i].first_in && is_expected(person) ? 1U : 0U;
        walk_ins += view.presence[i].first_in && person.is_walk_in ? 1U : 0U;
    }
    std::size_t in_curve = 0, in_sectors = 0;
    for (const auto minute : view.curve) in_curve += minute;
    for (const auto& sector : view.sectors) in_sectors += sector.inside;
    REQUIRE(view.inside == inside);
    REQUIRE(in_sectors == inside);
    REQUIRE(view.come == come);
    REQUIRE(view.walk_ins == walk_ins);
    REQUIRE(in_curve == arrivals);
    REQUIRE(view.latest.size() == std::min<std::size_t>(inside, 12));
}

}  // namespace

TEST_CASE("views of a running count equal those computed anew, while the roster changes and records come again", "[live]") {
    std::size_t conflicts = 0, latest = 0;
    for (unsigned seed = 0; seed < 60; ++seed) {
        Morning morning_of(seed);
        AttendanceState state(morning_of.people());
        std::vector<AttendanceRecord> all;
        auto people = morning_of.people();
        for (int step = 0; step < 30; ++step) {
            if (morning_of.below(4) == 0) {
                morning_of.change_roster();
                people = morning_of.people();
                state.set_people(people);
            }
            const auto fresh = morning_of.some_records();
            state.add(fresh);
            all.insert(all.end(), fresh.begin(), fresh.end());
            if (!all.empty() && morning_of.below(3) == 0) state.add(std::span(all).subspan(morning_of.below(all.size())));
            const auto view = state.view({}, facts(step * 2));
            REQUIRE(shown(view) == shown(live_view(people, all, {}, facts(step * 2))));
            check_counts(view);
            for (std::size_t i = 0; i < people->size(); ++i) {
                std::vector<AttendanceRecord> own;
                std::copy_if(all.begin(), all.end(), std::back_inserter(own),
                             [&](const auto& one) { return one.registration == (*people)[i].id; });
                REQUIRE(view.presence[i].inside_since == inside_since(own));
            }
            conflicts += view.conflicts.size();
            latest = std::max(latest, view.latest.size());
        }
    }
    CHECK(conflicts > 1000);
    CHECK(latest == 12);
}

TEST_CASE("a person's records from before the person was on the roster count as soon as the person is", "[live]") {
    AttendanceState state(std::make_shared<const PersonRows>());
    AttendanceRecord one;
    one.id.value = "r";
    one.registration.value = "id-A";
    one.at = morning();
    one.station = "Kiosk 2";
    one.turn = 1;
    state.add(std::vector{one});
    CHECK(state.view({}, facts(5)).inside == 0);
    state.set_people(std::make_shared<const PersonRows>(person_rows(std::vector{person("A", "Bo", "Ek")})));
    const auto view = state.view({}, facts(5));
    CHECK(view.inside == 1);
    REQUIRE(view.latest.size() == 1);
    CHECK(view.latest[0].station == "Kiosk 2");
}

TEST_CASE("the arrivals are those of the expected people, in minutes from the start", "[live]") {
    auto walk_in = person("B", "Eva", "Ny");
    walk_in.is_walk_in = true;
    AttendanceState state(std::make_shared<const PersonRows>(person_rows(std::vector{person("A", "Bo", "Ek"), walk_in})));
    for (const std::string who : {"id-A", "id-B"}) {
        AttendanceRecord one;
        one.id.value = who;
        one.registration.value = who;
        one.at = morning(9);
        state.add(std::vector{one});
    }
    const auto curve = state.arrivals(morning(29));
    CHECK(curve.expected == 1);
    REQUIRE(curve.minutes.size() == 1);
    CHECK(curve.minutes[0] == Approx(-20));
}
