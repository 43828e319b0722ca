#include "print/badge/lettering.hpp"

#include <cairo.h>

#include <cmath>
#include <memory>

#include "tests/support/catch.hpp"

using namespace entre;

namespace {

int missing_in(std::string_view text) {
    const std::unique_ptr<cairo_surface_t, void (*)(cairo_surface_t*)> surface(
        cairo_image_surface_create(CAIRO_FORMAT_ARGB32, 9, 9), cairo_surface_destroy);
    const std::unique_ptr<cairo_t, void (*)(cairo_t*)> cairo(cairo_create(surface.get()), cairo_destroy);
    return Lettering().draw(cairo.get(), text, {700, 0}, 10, 0, 8);
}

}  // namespace

TEST_CASE("the scripts that visitors' names use are fully covered", "[lettering]") {
    for (const char* name : {"Åsa Öström Łukasz", "Александра", "عبد الرحمن الخطيب", "欧阳晓明", "Ελένη", "דוד"}) {
        CAPTURE(name);
        CHECK(missing_in(name) == 0);
    }
}

TEST_CASE("characters without a glyph in any font are counted", "[lettering]") {
    CHECK(missing_in("A\xF3\xB0\x80\x80") == 1);  // U+F0000, private use
}

TEST_CASE("characters without a font are listed once each", "[lettering]") {
    CHECK(Lettering().missing_in("A\xF3\xB0\x80\x80 B\xF3\xB0\x80\x80") == std::vector<std::string>{"\xF3\xB0\x80\x80"});
    CHECK(Lettering().missing_in("Åsa 欧阳").empty());
}

TEST_CASE("an installed typeface is detected and used", "[lettering]") {
    CHECK(is_family_installed("Inter"));
    CHECK_FALSE(is_family_installed("No Such Sans"));
    const Lettering lettering;
    CHECK(lettering.width("Hjortsberg", {400, 0, "Noto Serif"}) != lettering.width("Hjortsberg", {400, 0}));
    CHECK(lettering.width("Hjortsberg", {400, 0, "No Such Sans"}) == lettering.width("Hjortsberg", {400, 0}));
}

TEST_CASE("tracking narrows every gap in Latin text and does not affect joined scripts", "[lettering]") {
    const Lettering lettering;
    const double plain = lettering.width("Hjortsberg", {700, 0}), tight = lettering.width("Hjortsberg", {700, -0.02});
    CHECK(std::abs((plain - tight) - 9 * 0.02) < 0.002);  // nine gaps between ten letters
    CHECK(lettering.width("الخطيب", {700, -0.02}) == lettering.width("الخطيب", {700, 0}));
}

TEST_CASE("bold is wider than regular", "[lettering]") {
    const Lettering lettering;
    CHECK(lettering.width("Hjortsberg", {700, 0}) > lettering.width("Hjortsberg", {400, 0}) * 1.02);
}

TEST_CASE("text is never interpreted as markup", "[lettering]") {
    const Lettering lettering;
    CHECK(lettering.width("<b>Bo</b>", {}) > lettering.width("Bo", {}) * 2);
}

TEST_CASE("the reading direction is derived from the letters", "[lettering]") {
    const Lettering lettering;
    CHECK(lettering.is_right_to_left("عبد الرحمن"));
    CHECK_FALSE(lettering.is_right_to_left("Åsa"));
    CHECK_FALSE(lettering.is_right_to_left("欧阳"));
}
