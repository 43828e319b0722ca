#include "kiosk/services/queue_forecast.hpp"

#include "core/seminar/starter.hpp"
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
