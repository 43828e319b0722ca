#include "kiosk/services/queue_forecast.hpp"

#include "core/seminar/starter.hpp"
#include "core/services/occupancy_file.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("the checklist's queue says how long people wait here, and how many kiosks are enough", "[setup]") {
    const ScratchFolder scratch;
    const SeminarFolder folder{scratch / "seminar"};
    REQUIRE(make_starter(folder.path, utc_now(), TimeZone::named("Europe/Stockholm").value()));
    auto seminar = read_seminar(folder.path).value();
    seminar.doors_open = seminar.starts;
    seminar.doors_open->utc -= std::chrono::minutes{30};
    const auto alone = queue_forecast(folder, seminar, 300, 1);
    CHECK(alone.kiosks == 1);
    CHECK(alone.wait_s > 180);
    REQUIRE(alone.enough);
    CHECK(*alone.enough > 1);
    CHECK(alone.enough_wait_s < 180);
    const auto many = queue_forecast(folder, seminar, 300, *alone.enough);
    CHECK(many.wait_s == alone.enough_wait_s);
    CHECK(queue_forecast(folder, seminar, 300, 1) == alone);
    CHECK(queue_forecast(folder, seminar, 10, 1).enough == 1);
    CHECK_FALSE(queue_forecast(folder, seminar, 5000, 1).enough);
    CHECK(plan_question(folder, seminar, 300).doors_open == -30);
}

TEST_CASE("a door that has measured enough visits reckons with them, and earlier doors help one that has not",
          "[setup][occupancy]") {
    const ScratchFolder scratch;
    const SeminarFolder folder{scratch / "seminar"};
    REQUIRE(make_starter(folder.path, utc_now(), TimeZone::named("Europe/Stockholm").value()));
    auto seminar = read_seminar(folder.path).value();
    seminar.earlier = {"../last-year"};
    const auto add = [](const SeminarFolder& to, int many) {
        Occupancy visits;
        for (int i = 0; i < many; ++i) visits.add(std::chrono::seconds{40});
        REQUIRE(add_occupancy(to, visits));
    };
    const auto usual = queue_forecast(folder, seminar, 300, 1);
    CHECK(usual.measured_visits == 0);
    add(folder, 30);
    CHECK(queue_forecast(folder, seminar, 300, 1) == usual);
    std::filesystem::create_directory(scratch / "last-year");
    write_file(scratch / "last-year/statistics.json", R"({"came":4,"occupancy":{"visits":30,"by_second":[0,0,0,0,30]}})");
    const auto earlier = queue_forecast(folder, seminar, 300, 1);
    CHECK(earlier.measured_visits == 60);
    CHECK_FALSE(earlier.is_measured_here);
    add(folder, 20);
    const auto here = queue_forecast(folder, seminar, 300, 1);
    CHECK(here.measured_visits == 50);
    CHECK(here.is_measured_here);
    CHECK(here.wait_s > usual.wait_s);
    CHECK(here.wait_s > earlier.wait_s);
}
