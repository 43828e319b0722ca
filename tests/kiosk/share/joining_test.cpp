#include "kiosk/share/joining.hpp"

#include "core/seminar/seminar_form.hpp"
#include "core/store/roster.hpp"
#include "kiosk/share/share_session.hpp"
#include "kiosk/share/share_setup.hpp"
#include "tests/kiosk/share/shared_seminar.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("a kiosk joins among the seminars of its computer, under the seminar's name, and once for all", "[share][postgres]") {
    if (!has_postgres()) return;
    const SharedSeminar shared;
    REQUIRE(exchange_once(shared.folder(), patience));
    const ScratchFolder scratch;
    const auto seminars = scratch / "Entré";
    std::filesystem::create_directories(seminars / "empty");
    const auto folder = join_among(seminars, new_invitation(shared.folder()).value());
    REQUIRE(folder);
    const auto seminar = read_seminar(*folder).value();
    CHECK(folder->filename() == folder_name(seminar.name.in(seminar.languages.front())));
    CHECK(seminar.kiosk.station == "Kiosk 2");
    auto own = Database::open({*folder}, Access::read, "test").value();
    auto first = Database::open(shared.folder(), Access::read, "test").value();
    CHECK(Roster(own).expected() == Roster(first).expected());
    // Again, as after it was excluded: the same folder gets a new key.
    const auto key = read_share_key({*folder}).value();
    const auto again = join_among(seminars, new_invitation(shared.folder()).value());
    REQUIRE(again);
    CHECK(*again == *folder);
    CHECK(read_share_key({*folder}).value().role != key.role);
}

TEST_CASE("what is no invitation makes no folder", "[share][bad_input]") {
    const ScratchFolder scratch;
    const auto joined = join_among(scratch / "Entré", "KOD-1");
    REQUIRE_FALSE(joined);
    CHECK(joined.error().code == ErrorCode::wrong_usage);
    CHECK_FALSE(std::filesystem::exists(scratch / "Entré"));
    CHECK_FALSE(join_shared({scratch / "new"}, "127.0.0.1:1/entre/k7qm-2xvd-h9fp-w3cz"));
    CHECK_FALSE(std::filesystem::exists(scratch / "new"));
}
