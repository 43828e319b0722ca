#include "core/qr/deblur.hpp"

#include "tests/core/qr/qr_fixture.hpp"
#include "tests/support/catch.hpp"

using namespace entre;
using namespace entre::test;

namespace {

int differences(const QrSymbol& symbol, const ModuleLevels& levels) {
    int count = 0;
    for (int y = 0; y < symbol.size; ++y)
        for (int x = 0; x < symbol.size; ++x) count += symbol.is_dark(x, y) != (levels.at(x, y) < 127) ? 1 : 0;
    return count;
}

/// Motion blur: each module mixed with the two modules to its right.
ModuleLevels motion_blurred(const QrSymbol& symbol) {
    const auto module = [&](int x, int y) { return x >= symbol.size || !symbol.is_dark(x, y) ? 200.0F : 40.0F; };
    ModuleLevels levels{symbol.size, {}};
    for (int y = 0; y < symbol.size; ++y)
        for (int x = 0; x < symbol.size; ++x)
            levels.level.push_back(0.42F * module(x, y) + 0.38F * module(x + 1, y) + 0.2F * module(x + 2, y));
    return levels;
}

}  // namespace

TEST_CASE("blur of any shape is estimated from the function patterns and removed", "[scan]") {
    const auto symbol = qr_symbol("https://tix.example.org/c/oevviiiimo7yau4hjmotnm");
    const auto levels = motion_blurred(symbol);
    const int before = differences(symbol, levels);
    const auto clear = deblurred(levels, 2);
    REQUIRE(clear);
    CHECK(before > 100);
    CHECK(differences(symbol, *clear) < before / 4);
    const auto clearer = deblurred_again(levels, *clear, 2);
    REQUIRE(clearer);
    CHECK(differences(symbol, *clearer) <= differences(symbol, *clear));
}

TEST_CASE("a sharp symbol is unchanged by deblurring", "[scan]") {
    const auto symbol = qr_symbol("KOD1");
    ModuleLevels levels{symbol.size, {}};
    for (const bool is_dark : symbol.dark) levels.level.push_back(is_dark ? 30.0F : 220.0F);
    const auto clear = deblurred(levels, 1);
    REQUIRE(clear);
    CHECK(differences(symbol, *clear) == 0);
}

TEST_CASE("no blur is estimated where the finder patterns have no contrast", "[scan]") {
    CHECK_FALSE(deblurred({21, std::vector<float>(441, 128)}, 1));
    CHECK_FALSE(deblurred({21, std::vector<float>(441, 128)}, 2));
}
