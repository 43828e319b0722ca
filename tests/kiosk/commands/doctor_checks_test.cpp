#include "kiosk/commands/doctor_checks.hpp"

#include <cstdlib>
#include <ctime>

#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

/// The time zone of the environment, for one test.
class Zone {
public:
    explicit Zone(const char* name) {
        if (const char* before = std::getenv("TZ")) before_ = before;
        ::setenv("TZ", name, 1);
        ::tzset();
    }
    ~Zone() {
        before_.empty() ? ::unsetenv("TZ") : ::setenv("TZ", before_.c_str(), 1);
        ::tzset();
    }

private:
    std::string before_;
};

PrinterHealth with_media(std::vector<std::string> supported, std::vector<std::string> ready) {
    return {PrinterFault::none, {}, std::move(supported), std::move(ready)};
}

bool says(const Sentence& sentence, std::string_view text) { return contains(sentence.english(), text); }

}  // namespace

TEST_CASE("the doctor compares the offsets of the day with the time zone of the computer", "[doctor]") {
    const Zone stockholm("CET-1CEST,M3.5.0,M10.5.0/3");
    auto seminar = small_seminar();
    CHECK(zone_problems(seminar).empty());
    seminar.starts = *from_rfc3339("2027-05-20T09:00:00+01:00");
    seminar.ends = *from_rfc3339("2027-05-20T12:30:00+01:00");
    const auto winter = zone_problems(seminar);
    REQUIRE(winter.size() == 1);
    CHECK(says(winter[0], "09.00 with +01:00"));
    CHECK(says(winter[0], "+02:00 on that day"));
    CHECK(says(winter[0], "10.00"));
    seminar = small_seminar();
    seminar.ends = *from_rfc3339("2027-05-20T12:30:00+01:00");
    seminar.doors_open = from_rfc3339("2027-05-20T08:00:00Z");
    const auto mixed = zone_problems(seminar);
    REQUIRE(mixed.size() == 2);
    CHECK(says(mixed[0], "ends = 12.30 with +01:00"));
    CHECK(says(mixed[1], "doors_open"));
}

TEST_CASE("the doctor compares the seminar's zone with the computer's", "[doctor][zone]") {
    auto seminar = small_seminar();
    seminar.zone = TimeZone::named("Europe/Stockholm");
    {
        const Zone stockholm("CET-1CEST,M3.5.0,M10.5.0/3");
        CHECK(zone_problems(seminar).empty());
        seminar.odd_offsets = {"starts is 09.00 with +01:00"};
        REQUIRE(zone_problems(seminar).size() == 1);
        CHECK(says(zone_problems(seminar)[0], "starts is 09.00 with +01:00"));
        seminar.odd_offsets.clear();
    }
    const Zone finland("EET-2EEST,M3.5.0/3,M10.5.0/4");
    const auto problems = zone_problems(seminar);
    REQUIRE(problems.size() == 1);
    CHECK(says(problems[0], "09.00 in Europe/Stockholm, but 10.00 by this computer's clock"));
}

TEST_CASE("a seminar during the night when summer time begins has two offsets", "[doctor]") {
    const Zone stockholm("CET-1CEST,M3.5.0,M10.5.0/3");
    auto seminar = small_seminar();
    seminar.starts = *from_rfc3339("2027-03-27T22:00:00+01:00");
    seminar.ends = *from_rfc3339("2027-03-28T06:00:00+02:00");
    CHECK(zone_problems(seminar).empty());
}

TEST_CASE("the doctor compares the template with the labels of the printer", "[doctor]") {
    const std::string badge = "om_badge_100x62mm", turned = "om_badge-portrait_62x100mm", address = "oe_address_29x90mm";
    CHECK(media_problem({}, "", 100, 62).empty());
    CHECK(media_problem(with_media({badge, address}, {badge}), "", 100, 62).empty());
    CHECK(media_problem(with_media({badge, turned}, {turned}), "", 100, 62).empty());
    CHECK(media_problem(with_media({badge}, {}), "", 100, 62).empty());
    CHECK(
        says(media_problem(with_media({"oe_dk-11209_62x29mm"}, {"oe_dk-11209_62x29mm"}), "", 100, 62), "no labels of that size"));
    const auto wrong_roll = media_problem(with_media({address, badge}, {address}), "", 100, 62);
    CHECK(says(wrong_roll, "labels in the printer are: oe_address_29x90mm"));
    CHECK(says(media_problem(with_media({address, badge}, {badge}), "na_nothing_1x1in", 100, 62), "no na_nothing_1x1in"));
    CHECK(says(media_problem(with_media({address, badge}, {address}), address, 100, 62), "names oe_address_29x90mm"));
}

TEST_CASE("lists that the settings do not name are mentioned and the newer ones first", "[doctor]") {
    const ScratchFolder scratch;
    for (const auto* file : {"registrations.csv", "old.csv", "export(2).XLSX", "starts.json", "entre.db", "notes.txt"})
        write_file(scratch / file, "x");
    const auto now = std::filesystem::last_write_time(scratch / "registrations.csv");
    std::filesystem::last_write_time(scratch / "old.csv", now - std::chrono::hours{48});
    std::filesystem::last_write_time(scratch / "export(2).XLSX", now + std::chrono::hours{1});
    const auto others = other_lists({scratch.path()}, {"registrations.csv"});
    REQUIRE(others.size() == 2);
    CHECK(says(others[0], "export(2).XLSX is in the folder and newer"));
    CHECK(says(others[1], "old.csv is in the folder,"));
    CHECK(other_lists({scratch.path()}, {"registrations.csv", "old.csv", "export(2).XLSX"}).empty());
}
