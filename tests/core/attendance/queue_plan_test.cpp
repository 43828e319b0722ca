#include "core/attendance/queue_plan.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include "tests/support/catch.hpp"

using namespace entre;

namespace {

constexpr double never = std::numeric_limits<double>::infinity();

double quantile(std::vector<double> values, double share) {
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size()));
    std::nth_element(values.begin(), at, values.end());
    return *at;
}

/// The share that has to wait at all in a steady queue (Erlang C); `load`: arrivals in the time of a visit.
double share_waiting(double load, int kiosks) {
    double sum = 0, term = 1;
    for (int k = 0; k < kiosks; ++k) {
        sum += term;
        term *= load / (k + 1);
    }
    const double busy = term * kiosks / (kiosks - load);
    return busy / (sum + busy);
}

/// Independent arrivals, and visits that are as likely to end at any moment: a mean of 10 s.
std::vector<Guest> steady_queue(double load, std::size_t count) {
    std::mt19937_64 random(7);
    std::exponential_distribution<double> gap(load / 10), visit(0.1);
    std::vector<Guest> guests;
    double now = 0;
    for (std::size_t i = 0; i < count; ++i) guests.push_back({now += gap(random), visit(random)});
    return guests;
}

PlanQuestion question_for(std::size_t invited, std::uint64_t seed = 1, std::size_t mornings = 60) {
    PlanQuestion question;
    question.invited = invited;
    question.seed = seed;
    question.mornings = mornings;
    return question;
}

}  // namespace

TEST_CASE("with visits of one length the waits are exact", "[plan]") {
    std::vector<Guest> guests;
    for (int i = 0; i < 10; ++i) guests.push_back({i * 10.0, 12});
    const auto alone = waits_of(guests, {.kiosks = 1, .printers = 1});
    for (std::size_t i = 0; i < alone.size(); ++i) CHECK(alone[i] == 2.0 * static_cast<double>(i));
    CHECK(longest_queue(guests, alone) == 2);
    const auto both = waits_of(guests, {.kiosks = 2, .printers = 2});
    CHECK(std::all_of(both.begin(), both.end(), [](double wait) { return wait == 0; }));
    CHECK(longest_queue(guests, both) == 0);
}

TEST_CASE("a shared printer is waited for, and the kiosk with it", "[plan]") {
    const std::vector<Guest> guests{{0, 12}, {0, 12}, {0, 12}};
    CHECK(waits_of(guests, {.kiosks = 2, .printers = 2, .print_seconds = 4}) == std::vector<double>{0, 0, 12});
    CHECK(waits_of(guests, {.kiosks = 2, .printers = 1, .print_seconds = 4}) == std::vector<double>{0, 0, 12});
    const std::vector<Guest> four{{0, 12}, {0, 12}, {0, 12}, {0, 12}};
    CHECK(waits_of(four, {.kiosks = 2, .printers = 1, .print_seconds = 4}) == std::vector<double>{0, 0, 12, 16});
}

TEST_CASE("a kiosk that breaks ends its visit and takes nobody any more", "[plan]") {
    const std::vector<Guest> guests{{0, 12}, {1, 12}, {2, 12}, {3, 12}};
    CHECK(waits_of(guests, {.kiosks = 2, .printers = 2, .one_breaks_at = 5}) == std::vector<double>{0, 0, 11, 22});
    CHECK(waits_of(guests, {.kiosks = 1, .printers = 1, .one_breaks_at = 5}) == std::vector<double>{0, never, never, never});
    CHECK(waits_of(guests, {.kiosks = 0, .printers = 0}) == std::vector<double>{never, never, never, never});
}

TEST_CASE("a steady queue waits as Erlang's formula says, within three percent", "[plan]") {
    for (const int kiosks : {1, 2, 3, 4, 5, 6}) {
        const double load = 0.8 * kiosks;
        const auto count = static_cast<std::size_t>(kiosks);
        const auto waits = waits_of(steady_queue(load, 3'000'000), {.kiosks = count, .printers = count});
        const double expected = std::log(share_waiting(load, kiosks) / 0.05) * 10 / (kiosks - load);
        INFO(kiosks << " kiosks: " << quantile(waits, 0.95) << " s instead of " << expected << " s");
        CHECK(std::abs(quantile(waits, 0.95) / expected - 1) < 0.03);
    }
}

TEST_CASE("the same seed gives the same plan, and another one a similar plan", "[plan]") {
    const auto plan = plan_queue(question_for(300));
    CHECK(plan == plan_queue(question_for(300)));
    const auto other = plan_queue(question_for(300, 2));
    CHECK_FALSE(plan == other);
    CHECK(other[1].nearly_all_wait > plan[1].nearly_all_wait * 0.7);
    CHECK(other[1].nearly_all_wait < plan[1].nearly_all_wait * 1.4);
}

TEST_CASE("more kiosks are never worse, in a thousand mornings", "[plan]") {
    for (std::uint64_t seed = 0; seed < 1000; ++seed) {
        const auto plan = plan_queue(question_for(120 + seed % 200, seed, 1), 6);
        for (std::size_t i = 1; i < plan.size(); ++i) {
            CHECK(plan[i].half_wait <= plan[i - 1].half_wait);
            CHECK(plan[i].nearly_all_wait <= plan[i - 1].nearly_all_wait);
            CHECK(plan[i].longest_queue <= plan[i - 1].longest_queue);
            CHECK(plan[i].short_share >= plan[i - 1].short_share);
            CHECK(plan[i].broken_wait <= plan[i - 1].broken_wait);
        }
    }
}

TEST_CASE("a kiosk more is enough where one is too slow, and a broken one is felt", "[plan]") {
    const auto question = question_for(300);
    const auto plan = plan_queue(question);
    const auto enough = enough_kiosks(question, plan);
    REQUIRE(enough);
    CHECK(*enough == 3);  // as measured by another program: three for 300 people with visits of 12 s
    CHECK(plan[*enough - 2].nearly_all_wait >= question.patience_seconds);
    CHECK(plan[*enough - 1].broken_wait > plan[*enough - 1].nearly_all_wait);
    CHECK(plan[0].broken_wait == never);
    auto quick = question;
    quick.visit_seconds = 6;
    CHECK(enough_kiosks(quick, plan_queue(quick)) == 2);
    auto many = question;
    many.invited = 5000;
    CHECK_FALSE(enough_kiosks(many, plan_queue(many, 4)));
}

TEST_CASE("fewer printers than kiosks make the queue longer", "[plan]") {
    auto shared = question_for(300);
    shared.printers = 1;
    shared.print_seconds = 8;
    auto own = shared;
    own.printers = 0;
    CHECK(plan_queue(shared)[3].nearly_all_wait > plan_queue(own)[3].nearly_all_wait);
}

TEST_CASE("earlier seminars say when people come, and how many", "[plan]") {
    auto question = question_for(300);
    std::vector<double> spread;
    for (int i = 0; i < 200; ++i) spread.push_back(-45 + i * 0.225);
    question.earlier = {{400, spread}};  // half of them, evenly over the time of the open doors
    const auto calm = plan_queue(question);
    CHECK(calm[0].nearly_all_wait < plan_queue(question_for(300))[0].nearly_all_wait);
}

TEST_CASE("nobody waits where nobody comes", "[plan]") {
    for (const std::size_t invited : {0U, 1U}) {
        const auto plan = plan_queue(question_for(invited), 2);
        CHECK(plan[0].nearly_all_wait == 0);
        CHECK(plan[0].longest_queue == 0);
        CHECK(plan[0].short_share == 1);
    }
}

TEST_CASE("visits as they were measured take the place of the usual ones", "[plan]") {
    PlanQuestion question;
    question.invited = 200;
    question.mornings = 40;
    const auto usual = plan_queue(question);
    for (int i = 0; i < 60; ++i) question.measured.add(std::chrono::seconds{30});
    const auto slow = plan_queue(question);
    question.measured = {};
    for (int i = 0; i < 60; ++i) question.measured.add(std::chrono::seconds{5});
    const auto quick = plan_queue(question);
    for (std::size_t i = 0; i < usual.size(); ++i) {
        CHECK(quick[i].nearly_all_wait <= usual[i].nearly_all_wait);
        CHECK(usual[i].nearly_all_wait <= slow[i].nearly_all_wait);
    }
    CHECK(quick[0].nearly_all_wait < usual[0].nearly_all_wait / 2);
    CHECK(slow[0].nearly_all_wait > 2 * usual[0].nearly_all_wait);
    CHECK(plan_queue(question) == quick);
}
