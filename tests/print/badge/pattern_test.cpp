#include "print/badge/pattern.hpp"

#include <cairo.h>

#include <memory>
#include <set>

#include "tests/support/catch.hpp"

using namespace entre;

namespace {

std::string chip_pixels(const CategoryLook& look) {
    const std::unique_ptr<cairo_surface_t, void (*)(cairo_surface_t*)> surface(
        cairo_image_surface_create(CAIRO_FORMAT_ARGB32, 24, 24), cairo_surface_destroy);
    const std::unique_ptr<cairo_t, void (*)(cairo_t*)> cairo(cairo_create(surface.get()), cairo_destroy);
    draw_pattern_chip(cairo.get(), 0, 0, 24, look);
    cairo_surface_flush(surface.get());
    return {reinterpret_cast<const char*>(cairo_image_surface_get_data(surface.get())), 24 * 24 * 4};
}

}  // namespace

TEST_CASE("each of twelve sectors has its own pattern, the same as chip and as tile", "[pattern]") {
    std::set<std::string> chips, tiles;
    for (int i = 0; i < pattern_count; ++i) {
        chips.insert(chip_pixels({{}, i}));
        tiles.insert(pattern_svg({{}, i}));
    }
    CHECK(chips.size() == pattern_count);
    CHECK(tiles.size() == pattern_count);
}

TEST_CASE("a sector without a pattern is plain, and the thirteenth reuses the first pattern", "[pattern]") {
    CHECK(marks_of(-1).empty());
    CHECK(pattern_svg({{}, pattern_count}) == pattern_svg({{}, 0}));
    CHECK(chip_pixels({{}, -1}) != chip_pixels({{}, 0}));
}

TEST_CASE("a pattern is drawn in its sector's colour", "[pattern]") {
    CHECK(pattern_svg({{0x1b, 0x6e, 0x43}, 3}).find("#1b6e43") != std::string::npos);
    CHECK(chip_pixels({{0x1b, 0x6e, 0x43}, 3}) != chip_pixels({{}, 3}));
}
