#include "core/seminar/starter.hpp"

#include "core/base/pin.hpp"
#include "core/import/reader.hpp"
#include "core/seminar/seminar.hpp"
#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

const UtcTime may = from_rfc3339("2027-05-20T07:00:00Z")->utc;
const TimeZone stockholm = *TimeZone::named("Europe/Stockholm");

}  // namespace

TEST_CASE("the starter is a valid seminar", "[starter]") {
    const ScratchFolder folder;
    REQUIRE(make_starter(folder / "mitt seminarium", may, stockholm));
    const auto seminar = read_seminar(folder / "mitt seminarium");
    if (!seminar) FAIL(seminar.error().detail);
    CHECK(seminar->starts == *from_rfc3339("2027-05-20T09:00:00+02:00"));
    CHECK(seminar->zone->name() == "Europe/Stockholm");
    CHECK(seminar->pin_hash.empty());
    auto list = open_export_file(folder / "mitt seminarium" / "registrations.csv");
    REQUIRE(list);
    CHECK(read_export(*list, seminar->registrations));
}

TEST_CASE("the starter's times are those of its zone on that day", "[starter][zone]") {
    const auto winter = from_rfc3339("2027-01-20T23:30:00Z")->utc;
    const auto seminar = parse_seminar(starter_settings(winter, *TimeZone::named("America/St_Johns")), "x");
    REQUIRE(seminar);
    CHECK(seminar->starts == *from_rfc3339("2027-01-20T09:00:00-03:30"));
    CHECK(seminar->local(may).offset == std::chrono::minutes{-150});
}

TEST_CASE("existing files are not overwritten", "[starter][file_unwritable]") {
    const ScratchFolder folder;
    write_file(folder / "registrations.csv", "mine");
    REQUIRE(make_starter(folder.path(), may, stockholm));
    CHECK(read_file(folder / "registrations.csv") == "mine");
    const auto before = read_file(folder / "seminar.toml");
    const auto again = make_starter(folder.path(), may, stockholm);
    REQUIRE_FALSE(again);
    CHECK(again.error().code == ErrorCode::file_unwritable);
    CHECK(read_file(folder / "seminar.toml") == before);
}

TEST_CASE("a folder that cannot be created is reported", "[starter][file_unwritable]") {
    const ScratchFolder folder;
    write_file(folder / "file", "");
    const auto made = make_starter(folder / "file" / "seminar", may, stockholm);
    REQUIRE_FALSE(made);
    CHECK(made.error().code == ErrorCode::file_unwritable);
}

TEST_CASE("setting the PIN changes one line", "[starter][pin]") {
    const ScratchFolder folder;
    REQUIRE(make_starter(folder.path(), may, stockholm));
    const auto before = read_file(folder / "seminar.toml");
    REQUIRE(set_pin(folder.path(), "204817"));
    const auto seminar = read_seminar(folder.path());
    REQUIRE(seminar);
    CHECK(is_pin_right("204817", seminar->pin_hash));
    const auto after = read_file(folder / "seminar.toml");
    CHECK_FALSE(contains(after, "204817"));
    CHECK(std::count(after.begin(), after.end(), '\n') == std::count(before.begin(), before.end(), '\n'));
    REQUIRE(set_pin(folder.path(), "908172"));
    CHECK(is_pin_right("908172", read_seminar(folder.path())->pin_hash));
}

TEST_CASE("the PIN is set however the section is written", "[starter][pin]") {
    constexpr std::string_view minimal = R"([seminar]
name = "T"
starts = 2027-05-20T09:00:00+02:00
ends = 2027-05-20T12:30:00+02:00
[venue]
name = "M"
[[printer]]
name = "H"
queue = "auto"
)";
    for (const std::string& text : std::vector<std::string>{
             std::string(minimal), std::string(minimal) + "[staff]\n",
             std::string(minimal) + "[staff]  # the door\n#pin_hash = \"\"\n",
             std::string(minimal) + "  [staff]\n  pin_hash = \"\"", std::string(minimal) + "[ staff ]\npin_hash = \"\"\n",
             "[staff]\n" + std::string(minimal), "staff = { pin_hash = \"\" }\n" + std::string(minimal),
             "staff.pin_hash = \"\"\n" + std::string(minimal)}) {
        const ScratchFolder folder;
        write_file(folder / "seminar.toml", text);
        REQUIRE(read_seminar(folder.path()));
        const auto done = set_pin(folder.path(), "204817");
        const auto seminar = read_seminar(folder.path());
        REQUIRE(seminar);  // whether or not the PIN was set, the settings are still valid
        if (done) {
            CHECK(is_pin_right("204817", seminar->pin_hash));
        } else {
            CHECK(done.error().code == ErrorCode::settings_invalid);
            CHECK(contains(done.error().detail, "pin_hash"));
            CHECK(read_file(folder / "seminar.toml") == text);
        }
    }
}

TEST_CASE("a trivial PIN, or a folder without settings, changes nothing", "[starter][pin][file_missing][wrong_usage]") {
    const ScratchFolder folder;
    CHECK(set_pin(folder.path(), "204817").error().code == ErrorCode::file_missing);
    REQUIRE(make_starter(folder.path(), may, stockholm));
    const auto before = read_file(folder / "seminar.toml");
    CHECK(set_pin(folder.path(), "111111").error().code == ErrorCode::wrong_usage);
    CHECK(read_file(folder / "seminar.toml") == before);
}
