#include "core/store/help_calls.hpp"

#include "tests/core/store/store_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("calls for help are stored as they are now, oldest first", "[help_calls]") {
    TwoPeople door;
    HelpCalls calls(door.database);
    CHECK(calls.all().empty());
    const std::vector<StoredHelpCall> two{{3, morning(), "trouble"}, {4, morning(1), "welcome"}};
    door.write([&] { calls.replace(two); });
    CHECK(calls.all() == two);
    door.write([&] { calls.replace({two[1]}); });
    CHECK(calls.all() == std::vector<StoredHelpCall>{two[1]});
    door.write([&] { calls.replace({}); });
    CHECK(calls.all().empty());
}
