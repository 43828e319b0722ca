#include "core/base/time_zone.hpp"

#include "core/setup/screens.hpp"

#include <cstdlib>
#include <ctime>

#include "tests/support/catch.hpp"

using namespace entre;
using namespace std::chrono_literals;

namespace {

UtcTime utc(std::string_view text) { return from_rfc3339(text)->utc; }

std::chrono::local_time<std::chrono::milliseconds> on_the_wall(std::string_view text) {
    return std::chrono::local_time<std::chrono::milliseconds>{utc(std::string(text) + "Z").time_since_epoch()};
}

}  // namespace

TEST_CASE("a named zone has the offset of the day", "[clock][zone]") {
    const auto stockholm = TimeZone::named("Europe/Stockholm");
    REQUIRE(stockholm);
    CHECK(stockholm->name() == "Europe/Stockholm");
    CHECK(stockholm->offset_at(utc("2027-05-20T07:00:00Z")) == 120min);
    CHECK(stockholm->offset_at(utc("2027-11-20T07:00:00Z")) == 60min);
    CHECK(clock_time(stockholm->at(utc("2027-03-28T00:59:00Z"))) == "01.59");
    CHECK(clock_time(stockholm->at(utc("2027-03-28T01:00:00Z"))) == "03.00");
    CHECK(TimeZone::named("Asia/Kolkata")->offset_at(utc("2027-05-20T07:00:00Z")) == 330min);
    CHECK(TimeZone::named("Etc/UTC")->offset_at(utc("2027-05-20T07:00:00Z")) == 0min);
}

TEST_CASE("a time on the wall is one moment, also when the clocks are changed", "[clock][zone]") {
    const auto stockholm = *TimeZone::named("Europe/Stockholm");
    CHECK(stockholm.when(on_the_wall("2027-05-20T09:00:00")) == *from_rfc3339("2027-05-20T09:00:00+02:00"));
    CHECK(stockholm.when(on_the_wall("2027-01-20T09:00:00")) == *from_rfc3339("2027-01-20T09:00:00+01:00"));
    CHECK(stockholm.when(on_the_wall("2027-03-28T01:59:00")) == *from_rfc3339("2027-03-28T01:59:00+01:00"));
    CHECK(stockholm.when(on_the_wall("2027-03-28T02:30:00")) == *from_rfc3339("2027-03-28T03:30:00+02:00"));  // skipped
    CHECK(stockholm.when(on_the_wall("2027-03-28T03:00:00")) == *from_rfc3339("2027-03-28T03:00:00+02:00"));
    CHECK(stockholm.when(on_the_wall("2027-10-31T02:30:00")) == *from_rfc3339("2027-10-31T02:30:00+02:00"));  // twice
    CHECK(stockholm.when(on_the_wall("2027-10-31T03:00:00")) == *from_rfc3339("2027-10-31T03:00:00+01:00"));
    CHECK(TimeZone(-210min).when(on_the_wall("2027-05-20T09:00:00")) == *from_rfc3339("2027-05-20T09:00:00-03:30"));
}

TEST_CASE("a name that is no zone's is refused", "[clock][zone]") {
    for (const auto* name : {"", "Europe/Sthlm", "Sweden", "GMT+2", "+02:00", "Etc/Unknown", "Europe/Stockholm ", "Malmö"})
        CHECK_FALSE(TimeZone::named(name));
}

TEST_CASE("the machine's zone has a name", "[clock][zone]") {
    const char* set = std::getenv("TZ");
    const std::string before = set != nullptr ? set : "";
    ::setenv("TZ", "America/New_York", 1);
    ::tzset();
    const auto zone = TimeZone::of_machine();
    before.empty() ? ::unsetenv("TZ") : ::setenv("TZ", before.c_str(), 1);
    ::tzset();
    REQUIRE(zone);
    CHECK(zone->name() == "America/New_York");
}

TEST_CASE("an offset is written as in RFC 3339", "[clock][zone]") {
    CHECK(offset_text(120min) == "+02:00");
    CHECK(offset_text(-210min) == "-03:30");
    CHECK(offset_text(0min) == "+00:00");
}

TEST_CASE("a zone is named by its city as the language calls it", "[time_zone]") {
    CHECK(city_of_zone("Europe/Helsinki", "sv") == "Helsingfors");
    CHECK(city_of_zone("Europe/Helsinki", "en") == "Helsinki");
    CHECK(city_of_zone("Etc/UTC", "sv") == "Etc/UTC");
    for (const auto* zone : setup::zones) CHECK(TimeZone::named(zone));
}
