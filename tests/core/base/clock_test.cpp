#include "core/base/clock.hpp"

#include "tests/support/catch.hpp"

using namespace entre;
using namespace std::chrono_literals;

TEST_CASE("a time with a zone is parsed to its UTC moment and keeps its offset", "[clock]") {
    const auto summer = from_rfc3339("2027-05-20T09:00:00+02:00");
    REQUIRE(summer);
    CHECK(to_rfc3339(summer->utc) == "2027-05-20T07:00:00.000Z");
    CHECK(summer->offset == 120min);
    CHECK(clock_time(*summer) == "09.00");
    CHECK(from_rfc3339("2027-05-20T07:00Z")->utc == summer->utc);
    CHECK(from_rfc3339("2027-05-19T21:30:00.000-09:30")->utc == summer->utc);
    CHECK(from_rfc3339("2027-05-20 07:00:00.25z")->utc == summer->utc + 250ms);
}

TEST_CASE("a formatted time is parsed back", "[clock]") {
    for (const auto ms : {0LL, 1LL, 951782400000LL, 1811833200123LL, 4102444799999LL}) {
        const UtcTime time{std::chrono::milliseconds{ms}};
        const auto back = from_rfc3339(to_rfc3339(time));
        REQUIRE(back);
        CHECK(back->utc == time);
    }
}

TEST_CASE("a time without zone, without date or out of range is rejected", "[clock]") {
    for (const auto* text :
         {"", "2027", "2027-05-20", "2027-05-20T09:00:00", "09:00:00+02:00", "2027-02-29T09:00:00Z", "2027-13-01T09:00:00Z",
          "2027-05-20T24:00:00Z", "2027-05-20T09:60:00Z", "2027-05-20T09:00:60Z", "2027-05-20T09:00:00+24:00",
          "2027-05-20T09:00:00+0200", "2027-05-20T09:00:00 +02:00", "2027-05-20T0 :00:00Z", "2027-05-20T-1:00:00Z",
          "20270520T090000Z+00", "2027-05-20T09:00:00Zz", "+027-05-20T09:00:00Z", "ÅÅ27-05-20T09:00:00Z"})
        CHECK_FALSE(from_rfc3339(text));
}

TEST_CASE("date and weekday are local", "[clock]") {
    const auto late = *from_rfc3339("2027-05-20T23:30:00Z");
    CHECK(static_cast<unsigned>(local_date(late).day()) == 20);
    const LocalTime in_sweden{late.utc, 120min};
    CHECK(static_cast<unsigned>(local_date(in_sweden).day()) == 21);
    CHECK(clock_time(in_sweden) == "01.30");
    CHECK(local_weekday(late) == 4);  // a Thursday
    CHECK(local_weekday(in_sweden) == 5);
}

TEST_CASE("the machine's clock is in this century", "[clock]") {
    CHECK(utc_now() > from_rfc3339("2024-01-01T00:00:00Z")->utc);
    CHECK(utc_now() < from_rfc3339("2100-01-01T00:00:00Z")->utc);
}
