#include "kiosk/services/live_page_backend.hpp"

#include "core/base/log.hpp"
#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("without a desk in this process, the live page reads histories and cannot change anything", "[live_page_backend]") {
    keep_log_quiet();
    Door door;
    door.expect(person("A", "Åsa", "Öström"));
    const auto host = reading_live_page_backend(door.folder, small_seminar());
    CHECK_FALSE(host.act);
    const auto history = host.person({"id-A"});
    REQUIRE((history && *history));
    CHECK((*history)->who.given == "Åsa");
    const auto nobody = host.person({"id-?"});
    REQUIRE(nobody);
    CHECK_FALSE(*nobody);
}

TEST_CASE("paired staff get the attendance list, with an alias for who is protected", "[live_page_backend]") {
    keep_log_quiet();
    Door door;
    auto hidden = person("B", "Bo", "Ek");
    hidden.is_protected = true;
    hidden.alias = "Deltagare 07";
    hidden.ticket_code = "m3n4o5p6q7r8";
    door.expect(person("A", "Åsa", "Öström"));
    door.expect(hidden);
    const auto list = attendance_for_phones(door.folder, small_seminar())();
    REQUIRE(list);
    CHECK(list->find("Åsa") != std::string::npos);
    CHECK(list->find("Deltagare 07") != std::string::npos);
    CHECK(list->find("Ek") == std::string::npos);
    CHECK(list->find(hidden.ticket_code) == std::string::npos);
    CHECK_FALSE(attendance_for_phones({door.scratch / "nowhere"}, small_seminar())());
}

TEST_CASE("the live page of a kiosk makes changes through its desk", "[live_page_backend]") {
    keep_log_quiet();
    Door door;
    door.expect(person("A", "Åsa", "Öström"));
    auto seminar = small_seminar();
    const auto badge = read_template(std::filesystem::path(ENTRE_SOURCE_DIR) / "assets/badges/landscape.svg");
    REQUIRE(badge);
    Inbox inbox([] {});
    Workers workers(std::move(door.database), seminar, *badge, {}, inbox);
    const auto host = live_page_backend(workers);
    const auto done = host.act(CheckIn{{"id-A"}});
    REQUIRE(done);
    CHECK(done->verdict == StaffVerdict::done);
    const auto history = host.person({"id-A"});
    REQUIRE((history && *history));
    CHECK((*history)->records.size() == 1);
    CHECK((*history)->badges.size() == 1);
}
