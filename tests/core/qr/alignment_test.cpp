#include "core/qr/alignment.hpp"

#include "tests/core/qr/qr_fixture.hpp"
#include "tests/support/catch.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("the fourth corner is corrected where finder patterns alone misplace it, with and without alignment pattern",
          "[scan]") {
    for (const auto* text : {"KOD1", "https://tix.example.org/c/oevviiiimo7yau4hjmotnm"}) {
        const auto symbol = qr_symbol(text);
        CAPTURE(symbol.size);
        const double n = symbol.size;
        const auto homography = spanned(symbol.size, {{{150, 90}, {480, 140}, {450, 380}, {110, 420}}});
        const auto picture = drawn(symbol, homography);
        auto wrong = homography;
        const double slant = 0.022 / n;  // perspective: as if the far side were nearer
        wrong.m[6] += slant;
        wrong.m[7] += slant;
        Grid grid;
        grid.size = symbol.size;
        grid.homography = spanned(symbol.size, {{homography(0, 0), homography(n, 0), wrong(n, n), homography(0, n)}});
        const double before = distance(grid.at(n, n), homography(n, n));
        const auto found = with_alignment(Sampler(picture.view(), 0), corners_of(homography, symbol.size), grid);
        CHECK(before > 8);
        CHECK(distance(found.at(n, n), homography(n, n)) < 4);
    }
}
