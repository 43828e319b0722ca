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

/// Each module with a share of its neighbour to the right and of the one after that, as a hand that moves leaves it.
ModuleLevels moved(const QrSymbol& symbol) {
    const auto module = [&](int x, int y) { return x >= symbol.size || !symbol.is_dark(x, y) ? 200.0F : 40.0F; };
    ModuleLevels levels{symbol.size, {}};
    for (int y = 0; y < symbol.size; ++y)
        for (int x = 0; x < symbol.size; ++x)
            levels.level.push_back(0.42F * module(x, y) + 0.38F * module(x + 1, y) + 0.2F * module(x + 2, y));
    return levels;
}

}  // namespace

TEST_CASE("smear of any shape is learned from the squares and taken back", "[scan]") {
    const auto symbol = qr_symbol("https://tix.example.org/c/oevviiiimo7yau4hjmotnm");
    const auto levels = moved(symbol);
    const int before = differences(symbol, levels);
    const auto clear = deblurred(levels, 2);
    REQUIRE(clear);
    CHECK(before > 100);
    CHECK(differences(symbol, *clear) < before / 4);
    const auto clearer = deblurred_again(levels, *clear, 2);
    REQUIRE(clearer);
    CHECK(differences(symbol, *clearer) <= differences(symbol, *clear));
}

TEST_CASE("a sharp symbol comes out as it went in", "[scan]") {
    const auto symbol = qr_symbol("KOD1");
    ModuleLevels levels{symbol.size, {}};
    for (const bool is_dark : symbol.dark) levels.level.push_back(is_dark ? 30.0F : 220.0F);
    const auto clear = deblurred(levels, 1);
    REQUIRE(clear);
    CHECK(differences(symbol, *clear) == 0);
}

TEST_CASE("where the squares do not stand out there is nothing to learn", "[scan]") {
    CHECK_FALSE(deblurred({21, std::vector<float>(441, 128)}, 1));
    CHECK_FALSE(deblurred({21, std::vector<float>(441, 128)}, 2));
}
