#include "core/services/pin_check.hpp"

#include "core/base/pin.hpp"
#include "core/visit/visit.hpp"
#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;
using namespace std::chrono_literals;

TEST_CASE("wrong PINs are counted across restarts, and the pause goes on", "[pin][KIO-2]") {
    const ScratchFolder scratch;
    const SeminarFolder folder{scratch.path()};
    const auto hash = *hash_pin("204817");
    CHECK(load_pin_tries(folder, morning()).wrong == 0);
    for (int i = 0; i < 5; ++i) CHECK_FALSE(check_pin(folder, "204818", hash, i, morning()));
    const auto tries = load_pin_tries(folder, morning());
    CHECK(tries.wrong == 5);
    REQUIRE(tries.locked_until);
    CHECK(*tries.locked_until == morning() + pin_pause(5));
    CHECK_FALSE(load_pin_tries(folder, morning(2)).locked_until);
    CHECK(load_pin_tries(folder, morning(2)).wrong == 5);
    CHECK(check_pin(folder, "204817", hash, 5, morning(2)));
    CHECK(load_pin_tries(folder, morning(2)).wrong == 0);
}

TEST_CASE("a clock that was set back does not prolong the pause after wrong PINs", "[pin]") {
    const ScratchFolder scratch;
    const SeminarFolder folder{scratch.path()};
    check_pin(folder, "204818", *hash_pin("204817"), 4, morning(600));
    const auto tries = load_pin_tries(folder, morning());
    REQUIRE(tries.locked_until);
    CHECK(*tries.locked_until == morning() + pin_pause(5));
}

TEST_CASE("a file of PIN tries that cannot be read counts nothing", "[pin]") {
    const ScratchFolder scratch;
    const SeminarFolder folder{scratch.path()};
    for (const char* text : {"", "{", "[]", R"({"wrong":"many"})", R"({"wrong":5})"}) {
        write_file(scratch / "pin-tries.json", text);
        CHECK(load_pin_tries(folder, morning()).wrong == 0);
    }
}

TEST_CASE("a recovery code opens the staff pages once, and a new one makes the old one invalid", "[pin]") {
    const ScratchFolder scratch;
    const SeminarFolder folder{scratch.path()};
    const auto hash = hash_pin("482913").value();
    CHECK_FALSE(has_recovery_code(folder));
    const auto old = make_recovery_code(folder), code = make_recovery_code(folder);
    REQUIRE(old);
    REQUIRE(code);
    CHECK(code->size() == 10);
    CHECK(*old != *code);
    CHECK_FALSE(check_pin(folder, *old, hash, 0, morning()));
    CHECK(check_pin(folder, "482913", hash, 1, morning()));
    CHECK(has_recovery_code(folder));
    CHECK(check_pin(folder, *code, hash, 0, morning()));
    CHECK_FALSE(has_recovery_code(folder));
    CHECK_FALSE(check_pin(folder, *code, hash, 0, morning()));
    // Only its hash is kept, for the owner only.
    REQUIRE(make_recovery_code(folder));
    using std::filesystem::perms;
    const auto kept = std::filesystem::status(scratch.path() / "recovery-code").permissions();
    CHECK((kept & (perms::group_all | perms::others_all)) == perms::none);
}
