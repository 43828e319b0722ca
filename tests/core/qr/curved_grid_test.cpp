#include "core/qr/curved_grid.hpp"

#include "tests/core/qr/qr_fixture.hpp"
#include "tests/support/catch.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("a curved grid follows wavy paper that is off by more than half a module", "[scan]") {
    const auto symbol = qr_symbol("https://tix.example.org/c/oevviiiimo7yau4hjmotnm");
    const auto homography = lying_flat(symbol.size, 320, 240, 8);
    const auto flat = drawn(symbol, homography);
    const auto wave = [](double x) { return 6 * std::sin((x - 320) * 0.025); };  // vertical offset in pixels at column x
    Drawing waved = flat;
    for (int y = 0; y < waved.height; ++y)
        for (int x = 0; x < waved.width; ++x) {
            const int from = std::clamp(y - static_cast<int>(std::lround(wave(x))), 0, waved.height - 1);
            waved.at(x, y) = flat.pixels[static_cast<std::size_t>(from * waved.width + x)];
        }
    Grid grid;
    grid.size = symbol.size;
    grid.homography = homography;
    grid.homography.m[5] += wave(homography(3.5, 3.5).x) * 0.5;
    const auto bent = with_curved_grid(Sampler(waved.view(), 0), grid, false);
    REQUIRE(bent.knots > 2);
    double off_flat = 0, off_bent = 0;
    for (int i = 4; i < symbol.size - 4; ++i) {
        const auto truth = homography(i + 0.5, symbol.size / 2.0);
        const PicturePoint place{truth.x, truth.y + wave(truth.x)};
        off_flat += distance(grid.at(i + 0.5, symbol.size / 2.0), place);
        off_bent += distance(bent.at(i + 0.5, symbol.size / 2.0), place);
    }
    CHECK(off_bent < off_flat / 2);
}
