#include "print/badge/pattern.hpp"

#include <cairo.h>

#include <algorithm>
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

TEST_CASE("a bar has whole tiles whatever its size, and a plain one has no marks", "[pattern]") {
    const int squares = 11;
    const auto tiles_in = [&](double width, double height) {
        const auto svg = pattern_paths({{}, squares}, {0, 0, width, height, 4});
        return std::count(svg.begin(), svg.end(), 'M');  // with one more on every side
    };
    CHECK(tiles_in(4, 52) == 3 * 15);
    CHECK(tiles_in(105, 12) == 28 * 5);
    CHECK(tiles_in(85.6, 6) == 31 * 4);  // two rows of 3 mm rather than one and a half of 4
    CHECK(pattern_paths({{}, -1}, {0, 0, 105, 12, 4}).empty());
}

TEST_CASE("the marks of a bar that have one colour are one path", "[pattern]") {
    const auto paths = [](int pattern) {
        const auto svg = pattern_paths({{}, pattern}, {0, 0, 105, 12, 4});
        std::size_t count = 0;
        for (auto at = svg.find("<path"); at != std::string::npos; at = svg.find("<path", at + 1)) ++count;
        return count;
    };
    for (int i = 0; i < pattern_count; ++i) CHECK(paths(i) == (i == 5 ? 2 : 1));  // rings are discs upon discs
}
