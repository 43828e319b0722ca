#include "core/attendance/occupancy.hpp"

#include "tests/support/catch.hpp"

using namespace entre;
using namespace std::chrono_literals;

TEST_CASE("visits are counted by whole seconds, and long ones together", "[occupancy]") {
    Occupancy occupancy;
    for (const auto visit : {11000ms, 11900ms, 12000ms, -5ms, 300s + 0ms, 4000000ms}) occupancy.add(visit);
    CHECK(occupancy.visits() == 6);
    CHECK(occupancy.by_second()[11] == 2);
    CHECK(occupancy.by_second()[12] == 1);
    CHECK(occupancy.by_second()[0] == 1);
    CHECK(occupancy.by_second()[Occupancy::max_seconds] == 2);
    CHECK(occupancy.median_seconds() == 11.5);
    CHECK(Occupancy{}.median_seconds() == 0);
}

TEST_CASE("the counts of several runs add up, in any order", "[occupancy]") {
    Occupancy morning, afternoon;
    morning.add(9s);
    morning.add(30s);
    afternoon.add(9s);
    auto both = morning, other_way = afternoon;
    both.add(afternoon);
    other_way.add(morning);
    CHECK(both == other_way);
    CHECK(both.visits() == 3);
    CHECK(both.by_second()[9] == 2);
}

TEST_CASE("counts survive their JSON, which holds nothing else", "[occupancy]") {
    Occupancy occupancy;
    occupancy.add(2s);
    occupancy.add(3s);
    occupancy.add(3s);
    CHECK(occupancy_json(occupancy) == R"({"visits":3,"by_second":[0,0,1,2]})");
    CHECK(parse_occupancy(occupancy_json(occupancy)) == occupancy);
    CHECK(parse_occupancy(R"({"came":4,"occupancy":{"visits":3,"by_second":[0,0,1,2]}})") == occupancy);
    CHECK(parse_occupancy(occupancy_json({})) == Occupancy{});
}

TEST_CASE("what holds no counts is not read", "[occupancy][bad_input]") {
    for (const auto* text :
         {"", "[]", "{}", "{\"by_second\":5}", "{\"by_second\":[-1]}", "{\"by_second\":[1.5]}", "{\"by_second\":[\"1\"]}",
          "{\"by_second\":[99999999999]}", "{\"occupancy\":7,\"by_second\":[1]}", "{\"by_second\":[1,"}) {
        INFO(text);
        CHECK_FALSE(parse_occupancy(text));
    }
    std::string long_one = R"({"by_second":[0)";
    for (int i = 0; i < 301; ++i) long_one += ",0";
    CHECK_FALSE(parse_occupancy(long_one + "]}"));
}
