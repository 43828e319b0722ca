#include "core/base/pin.hpp"

#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("a PIN has six to twelve digits and is not a trivial one", "[pin][KIO-2]") {
    for (const auto* good : {"204817", "112233", "908070605040", "123457", "654322"}) CHECK(is_acceptable_pin(good));
    for (const auto* bad : {"", "1234", "12345", "123456", "654321", "000000", "999999999999", "1234567890123", "20481a",
                            "20 817", "-20481", "２０４８１７", "204817\n", "9876543210"})
        CHECK_FALSE(is_acceptable_pin(bad));
    CHECK_FALSE(is_acceptable_pin(std::string_view("20481\0", 6)));
}

TEST_CASE("a PIN is stored as argon2id with a salt, and only the right PIN matches", "[pin]") {
    const auto hash = hash_pin("204817"), again = hash_pin("204817");
    REQUIRE(hash);
    REQUIRE(again);
    CHECK(hash->starts_with("$argon2id$"));
    CHECK(*hash != *again);
    CHECK_FALSE(contains(*hash, "204817"));
    CHECK(is_pin_right("204817", *hash));
    CHECK_FALSE(is_pin_right("204818", *hash));
    CHECK_FALSE(is_pin_right("", *hash));
}

TEST_CASE("no PIN matches an invalid hash", "[pin]") {
    for (const auto* hash : {"", "204817", "$argon2id$", "$argon2id$v=19$m=65536,t=2,p=1$AAAA", "$6$salt$hash"})
        CHECK_FALSE(is_pin_right("204817", hash));
    CHECK_FALSE(is_pin_right("", ""));
    CHECK_FALSE(is_pin_right("204817", "$argon2id$" + std::string(10000, 'A')));
}

TEST_CASE("a trivial PIN is not hashed", "[pin][wrong_usage]") {
    const auto hash = hash_pin("123456");
    REQUIRE_FALSE(hash);
    CHECK(hash.error().code == ErrorCode::wrong_usage);
    CHECK_FALSE(contains(hash.error().detail, "1234567"));
}

TEST_CASE("a random PIN is acceptable", "[pin]") {
    for (int i = 0; i < 200; ++i) CHECK(is_acceptable_pin(random_pin()));
    CHECK(random_pin() + random_pin() != random_pin() + random_pin());
}
