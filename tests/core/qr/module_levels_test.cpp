#include "core/qr/module_levels.hpp"

#include "tests/core/qr/qr_fixture.hpp"
#include "tests/support/catch.hpp"

using namespace entre;
using namespace entre::test;

namespace {

ModuleLevels pyramid_of(const QrSymbol& symbol, const Drawing& picture, const Homography& image, bool is_inverted = false) {
    Grid grid;
    grid.size = symbol.size;
    grid.homography = image;
    return sample(Sampler(picture.view(), 0), grid, is_inverted);
}

int differences(const QrSymbol& a, const QrSymbol& b) {
    int count = 0;
    for (std::size_t i = 0; i < a.dark.size(); ++i) count += a.dark[i] != b.dark[i] ? 1 : 0;
    return count;
}

}  // namespace

TEST_CASE("sampled modules match the drawn ones, in either polarity", "[scan]") {
    const auto symbol = qr_symbol("https://tix.example.org/c/oevviiiimo7yau4hjmotnm");
    const auto image = spanned(symbol.size, {{{150, 90}, {480, 140}, {450, 380}, {110, 420}}});
    CHECK(symbol_of(pyramid_of(symbol, drawn(symbol, image), image), 4).dark == symbol.dark);
    CHECK(symbol_of(pyramid_of(symbol, drawn(symbol, image, 640, 480, {30, 225}), image, true), 4).dark == symbol.dark);
}

TEST_CASE("modules whose middle a bright line crosses are read from their uncovered part", "[scan]") {
    const auto symbol = qr_symbol("https://tix.example.org/c/oevviiiimo7yau4hjmotnm");
    const auto image = lying_flat(symbol.size, 320, 240, 10);
    auto picture = drawn(symbol, image, 640, 480, {60, 20});
    for (int y = 0; y < picture.height; ++y)
        for (int x = 0; x < 3; ++x) picture.at(static_cast<int>(image(12.5, 0).x) - 1 + x, y) = 255;
    Grid grid;
    grid.size = symbol.size;
    grid.homography = image;
    CHECK(symbol_of(sample(Sampler(picture.view(), 0).limited(80), grid, false), 4).dark == symbol.dark);
    CHECK(symbol_of(sample(Sampler(picture.view(), 0), grid, false), 4).dark != symbol.dark);
}

TEST_CASE("uneven light from one side does not change the modules", "[scan]") {
    const auto symbol = qr_symbol("https://tix.example.org/c/oevviiiimo7yau4hjmotnm");
    const auto image = lying_flat(symbol.size, 320, 240, 8);
    auto picture = drawn(symbol, image, 640, 480, {140, 60});
    for (int y = 0; y < picture.height; ++y)
        for (int x = 0; x < picture.width; ++x)
            picture.at(x, y) = static_cast<std::uint8_t>(std::min(255, picture.at(x, y) + std::max(0, x - 200) / 2));
    CHECK(symbol_of(pyramid_of(symbol, picture, image), 4).dark == symbol.dark);
}

TEST_CASE("a mirrored symbol is mirrored back", "[scan]") {
    const auto symbol = qr_symbol("KOD1");
    ModuleLevels levels{symbol.size, {}};
    for (int y = 0; y < symbol.size; ++y)
        for (int x = 0; x < symbol.size; ++x) levels.level.push_back(symbol.is_dark(y, x) ? 20.0F : 200.0F);
    CHECK(symbol_of(levels, 4).dark == symbol.dark);
}

TEST_CASE("function patterns and format information are corrected before decoding", "[scan]") {
    const auto symbol = qr_symbol("KOD1");
    ModuleLevels levels{symbol.size, {}};
    for (int y = 0; y < symbol.size; ++y)
        for (int x = 0; x < symbol.size; ++x) {
            const bool is_spoilt = (x == 8 && y > 14 && y < 18) || (y == 6 && x > 8);
            levels.level.push_back(symbol.is_dark(x, y) != is_spoilt ? 20.0F : 200.0F);
        }
    CHECK(symbol_of(levels, 4).dark == symbol.dark);
}

TEST_CASE("light that leaks in from neighbouring modules is removed", "[scan]") {
    const auto symbol = qr_symbol("https://tix.example.org/c/oevviiiimo7yau4hjmotnm");
    const auto image = lying_flat(symbol.size, 320, 240, 5);
    const auto levels = pyramid_of(symbol, smeared(drawn(symbol, image), 4, 4), image);
    const int before = differences(symbol_of(levels, 4), symbol), after = differences(symbol_of(unblurred(levels, 1), 4), symbol);
    CHECK(before > 0);
    CHECK(after < before);
}
