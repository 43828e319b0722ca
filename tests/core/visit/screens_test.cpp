#include "core/visit/screens.hpp"

#include <set>

#include "tests/core/visit/visit_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("each screen has its own name", "[screens]") {
    std::set<std::string_view> names;
    for (const auto& screen : every_screen()) names.insert(name_of(screen));
    CHECK(names.size() == std::variant_size_v<ScreenKinds>);
    CHECK(names.count("") == 0);
    CHECK(name_of(Screen{}) == "welcome");
}
