// How many kiosks, from the command line.
#include <nlohmann/json.hpp>

#include "core/services/occupancy_file.hpp"
#include "tests/kiosk/commands/seat.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("a plan says how many kiosks are enough, also as JSON", "[commands][plan]") {
    const Seat seat;
    seat.furnish();
    const auto text = seat.run({"plan", seat.seminar, "--guests", "300"});
    CHECK(text.status == 0);
    CHECK(contains(text.out, "300 invited"));
    CHECK(contains(text.out, "3 are enough: 19 of 20 wait "));
    CHECK(contains(text.out, "∞"));  // one kiosk, and that one breaks
    const auto few = seat.run({"plan", seat.seminar, "--guests", "300", "--kiosks", "2"});
    CHECK(contains(few.out, "2 are not enough"));
    const auto json = nlohmann::json::parse(seat.run({"plan", seat.seminar, "--guests", "300", "--json"}).out);
    CHECK(json["invited"] == 300);
    CHECK(json["enough"] == 3);
    REQUIRE(json["kiosks"].size() == 8);
    CHECK(json["kiosks"][0]["p95_wait_one_broken_s"].is_null());
    CHECK(json["kiosks"][2]["p95_wait_s"].get<double>() < 180);
}

TEST_CASE("without a number the people on the list are planned for", "[commands][plan]") {
    const Seat seat;
    seat.furnish();
    const auto nobody = seat.run({"plan", seat.seminar});
    CHECK(nobody.status == 2);
    CHECK(contains(nobody.err, "--guests 300"));
    REQUIRE(seat.run({"import", seat.seminar}).status == 0);
    CHECK(contains(seat.run({"plan", seat.seminar}).out, "2 invited"));
}

TEST_CASE("a plan for numbers that make no sense is refused with what to change", "[commands][plan][bad_input]") {
    const Seat seat;
    seat.furnish();
    for (const auto& options : std::vector<std::vector<std::string>>{{"--guests", "0"},
                                                                     {"--guests", "1000000"},
                                                                     {"--guests", "300", "--kiosks", "0"},
                                                                     {"--guests", "300", "--printers", "0"},
                                                                     {"--guests", "300", "--visit", "0"},
                                                                     {"--guests", "300", "--wait", "0"}}) {
        std::vector<std::string> command{"plan", seat.seminar};
        command.insert(command.end(), options.begin(), options.end());
        const auto refused = seat.run(command);
        CHECK(refused.status == 2);
        CHECK(contains(refused.err, "must be between"));
    }
}

TEST_CASE("a plan says which measurement it uses, and an answer of one's own goes before it", "[commands][plan][occupancy]") {
    const Seat seat;
    seat.furnish();
    Occupancy visits;
    for (int i = 0; i < 214; ++i) visits.add(std::chrono::seconds{40});
    REQUIRE(add_occupancy({seat.seminar}, visits));
    const auto text = seat.run({"plan", seat.seminar, "--guests", "300"});
    CHECK(contains(text.out, "measured at this door: 214 visits"));
    CHECK_FALSE(contains(text.out, "3 are enough"));
    const auto json = nlohmann::json::parse(seat.run({"plan", seat.seminar, "--guests", "300", "--json"}).out);
    CHECK(json["measured_visits"] == 214);
    const auto own = seat.run({"plan", seat.seminar, "--guests", "300", "--visit", "12"});
    CHECK(contains(own.out, "3 are enough"));
    CHECK_FALSE(contains(own.out, "measured"));
}
