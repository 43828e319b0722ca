#include "print/badge/artwork.hpp"

#include <cairo.h>

#include <cmath>
#include <memory>

#include "tests/support/catch.hpp"

using namespace entre;

namespace {

std::string page(const std::string& content) {
    return R"(<svg xmlns="http://www.w3.org/2000/svg" width="10mm" height="10mm" viewBox="0 0 10 10">)" + content + "</svg>";
}

/// The colour in the middle of the rendered page; black where nothing was drawn.
Rgb middle_of(const std::string& svg, Rgb category, int pattern = -1) {
    const std::unique_ptr<cairo_surface_t, void (*)(cairo_surface_t*)> surface(
        cairo_image_surface_create(CAIRO_FORMAT_ARGB32, 20, 20), cairo_surface_destroy);
    const std::unique_ptr<cairo_t, void (*)(cairo_t*)> cairo(cairo_create(surface.get()), cairo_destroy);
    const auto artwork = Artwork::open(svg, {category, pattern});
    REQUIRE(artwork);
    REQUIRE(artwork->draw(cairo.get(), 20, 20));
    cairo_surface_flush(surface.get());
    const unsigned char* pixel =
        cairo_image_surface_get_data(surface.get()) + 10 * cairo_image_surface_get_stride(surface.get()) + 40;
    return {pixel[2], pixel[1], pixel[0]};
}

}  // namespace

TEST_CASE("elements of class category-color get the category's colour, whatever their fill", "[artwork]") {
    constexpr Rgb green{0x1b, 0x6e, 0x43};
    CHECK(middle_of(page(R"(<rect class="category-color" width="10" height="10" fill="#ff0000"/>)"), green) == green);
    CHECK(middle_of(page(R"(<rect class="category-color" width="10" height="10" style="fill:#ff0000"/>)"), green) == green);
    CHECK(middle_of(page(R"(<rect width="10" height="10" fill="#ff0000"/>)"), green) == Rgb{0xff, 0, 0});
}

TEST_CASE("elements of class category-pattern get the category's pattern, aligned to their own corner", "[artwork]") {
    constexpr Rgb green{0x1b, 0x6e, 0x43};
    const auto badge = parse_template(
        R"(<svg xmlns="http://www.w3.org/2000/svg" width="10mm" height="10mm" viewBox="0 0 10 10"><rect id="name" width="1" height="1"/>
           <rect class="category-pattern" x="3" y="3" width="4" height="4" style="fill:#ff0000"/></svg>)",
        "b.svg");
    REQUIRE(badge);
    CHECK(middle_of(badge->artwork, green) == green);
    const int squares = 11;  // a white square in the middle of each tile
    CHECK(middle_of(badge->artwork, green, squares) == Rgb{255, 255, 255});
}

TEST_CASE("files that a drawing references are not opened", "[artwork]") {
    const std::string picture = "file://" ENTRE_SOURCE_DIR "/assets/badges/landscape.svg";
    CHECK(middle_of(page("<image width=\"10\" height=\"10\" href=\"" + picture + "\"/>"), {}) == Rgb{0, 0, 0});
}

TEST_CASE("element boxes are measured in page millimetres", "[artwork]") {
    const auto boxes = measure_elements(page(R"(<rect id="a" x="1" y="2" width="3" height="4" fill="none"/>)"), {"a"}, 10, 10);
    REQUIRE(boxes);
    CHECK(std::abs(boxes->front().x - 1) < 0.01);
    CHECK(std::abs(boxes->front().y - 2) < 0.01);
    CHECK(std::abs(boxes->front().width - 3) < 0.01);
    CHECK(std::abs(boxes->front().height - 4) < 0.01);
}

TEST_CASE("invalid drawings and missing elements are errors", "[artwork]") {
    CHECK(measure_elements("Hello", {}, 10, 10).error().code == ErrorCode::template_invalid);
    CHECK(measure_elements(page(""), {"a"}, 10, 10).error().code == ErrorCode::template_invalid);
    CHECK(Artwork::open("Hello", {}).error().code == ErrorCode::template_invalid);
}

TEST_CASE("the marks of a pattern end with their bar, and a sector without a pattern is one plain area", "[artwork]") {
    const auto badge = parse_template(
        R"(<svg xmlns="http://www.w3.org/2000/svg" width="10mm" height="10mm" viewBox="0 0 10 10"><rect id="name" width="1" height="1"/>
           <rect class="category-pattern" x="0" y="0" width="10" height="4.9"/></svg>)",
        "b.svg");
    REQUIRE(badge);
    const int grid = 7;
    CHECK(middle_of(badge->artwork, {1, 2, 3}, grid) == Rgb{0, 0, 0});  // just below the bar
    CHECK(badge->artwork.find("<pattern") == std::string::npos);
    const auto round = parse_template(
        R"(<svg xmlns="http://www.w3.org/2000/svg" width="10mm" height="10mm" viewBox="0 0 10 10"><rect id="name" width="1" height="1"/>
           <circle class="category-pattern" cx="5" cy="5" r="5"/></svg>)",
        "b.svg");
    REQUIRE(round);
    CHECK(middle_of(round->artwork, {1, 2, 3}) == Rgb{1, 2, 3});
}
