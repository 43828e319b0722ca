#include "print/badge/template.hpp"

#include <cmath>

#include "tests/support/catch.hpp"

using namespace entre;

namespace {

std::string page(const std::string& content, const std::string& size = R"(width="100mm" height="62mm")") {
    return R"(<svg xmlns="http://www.w3.org/2000/svg" )" + size + R"( viewBox="0 0 100 62">)" + content + "</svg>";
}

const std::string name_box = R"(<rect id="name" x="8" y="12" width="80" height="20"/>)";

bool is_near(double a, double b) { return std::abs(a - b) < 0.01; }

std::string complaint_about(const std::string& svg) {
    const auto parsed = parse_template(svg, "badge.svg");
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().code == ErrorCode::template_invalid);
    CHECK(parsed.error().detail.starts_with("badge.svg: "));
    return parsed.error().detail;
}

#if __has_include(<catch2/catch_all.hpp>)
auto Contains(const std::string& text) { return Catch::Matchers::ContainsSubstring(text); }
#else
using Catch::Matchers::Contains;
#endif

}  // namespace

TEST_CASE("the templates that ship are read, with every box", "[template]") {
    for (const auto& [file, width, height] : {std::tuple{"landscape.svg", 100.0, 62.0}, {"a6.svg", 105.0, 148.0}}) {
        CAPTURE(file);
        const auto badge = read_template(std::filesystem::path(ENTRE_SOURCE_DIR) / "assets/badges" / file);
        REQUIRE(badge);
        CHECK(badge->width_mm == width);
        CHECK(badge->height_mm == height);
        CHECK(badge->name.most_lines >= 2);
        CHECK(badge->name.weight == 700);
        CHECK(badge->event);
        CHECK(badge->organisation);
        CHECK(badge->category);
        CHECK(badge->number);
        CHECK(badge->ticket_qr);
    }
}

TEST_CASE("boxes are taken out of the artwork and the rest stays", "[template]") {
    const auto badge = parse_template(page(name_box + R"(<circle class="category-color" r="3"/>)"), "badge.svg");
    REQUIRE(badge);
    CHECK(badge->artwork.find("id=\"name\"") == std::string::npos);
    CHECK(badge->artwork.find("category-color") != std::string::npos);
    CHECK_FALSE(badge->organisation);
}

TEST_CASE("a box lies where transforms and units put it", "[template]") {
    const auto moved = parse_template(
        page(R"svg(<g transform="translate(10 5) scale(0.5)"><rect id="name" x="4" y="6" width="100" height="40"/></g>)svg"),
        "badge.svg");
    REQUIRE(moved);
    CHECK(is_near(moved->name.box.x, 12));
    CHECK(is_near(moved->name.box.y, 8));
    CHECK(is_near(moved->name.box.width, 50));
    CHECK(is_near(moved->name.box.height, 20));

    const auto in_pixels = parse_template(
        R"(<svg xmlns="http://www.w3.org/2000/svg" width="100mm" height="62mm"><rect id="name" x="96" y="96" width="192" height="48"/></svg>)",
        "badge.svg");
    REQUIRE(in_pixels);
    CHECK(is_near(in_pixels->name.box.x, 25.4));
    CHECK(is_near(in_pixels->name.box.width, 50.8));
}

TEST_CASE("a box says how its text looks", "[template]") {
    const auto badge = parse_template(
        page(R"(<rect id="name" x="8" y="12" width="80" height="20" data-size="28" data-smallest="12" data-lines="3"
                data-weight="600" data-align="middle" data-valign="bottom" style="stroke:none; fill: #0B4F8A"/>)"),
        "badge.svg");
    REQUIRE(badge);
    CHECK(badge->name.largest_pt == 28);
    CHECK(badge->name.smallest_pt == 12);
    CHECK(badge->name.most_lines == 3);
    CHECK(badge->name.weight == 600);
    CHECK(badge->name.align == Align::middle);
    CHECK(badge->name.is_bottom_aligned);
    CHECK(badge->name.color == Rgb{0x0b, 0x4f, 0x8a});
}

TEST_CASE("a QR box that is not square gets the square in its middle", "[template]") {
    const auto badge =
        parse_template(page(name_box + R"(<rect id="ticket-qr" x="70" y="36" width="24" height="20"/>)"), "badge.svg");
    REQUIRE(badge);
    REQUIRE(badge->ticket_qr);
    CHECK(is_near(badge->ticket_qr->x, 72));
    CHECK(is_near(badge->ticket_qr->width, 20));
    CHECK(is_near(badge->ticket_qr->height, 20));
}

TEST_CASE("a template that cannot be used says what is wrong and what to do", "[template]") {
    CHECK_THAT(complaint_about("Hello"), Contains("not XML"));
    CHECK_THAT(complaint_about("<svg><rect></svg>"), Contains("not XML"));
    CHECK_THAT(complaint_about("<html/>"), Contains("not an SVG but <html>"));
    CHECK_THAT(complaint_about(page(name_box, R"(width="100" height="62")")),
               Contains("no size in mm") && Contains("width=\"100mm\""));
    CHECK_THAT(complaint_about(page(name_box, R"(width="-1mm" height="62mm")")), Contains("no size in mm"));
    CHECK_THAT(complaint_about(page("<rect/>")), Contains("no box for the name") && Contains("id `name`"));
    CHECK_THAT(complaint_about(page(R"(<rect id="name" x="30" y="12" width="80" height="20"/>)")),
               Contains("`name` reaches outside") && Contains("100 x 62 mm"));
    CHECK_THAT(complaint_about(page(R"(<rect id="name" x="30" y="12" width="8" height="0"/>)")), Contains("`name` has no size"));
    CHECK_THAT(complaint_about(page(R"(<rect id="name" x="8" y="12" width="80" height="20" data-size="big"/>)")),
               Contains("data-size=\"big\""));
    CHECK_THAT(complaint_about(page(R"(<rect id="name" x="8" y="12" width="80" height="20" data-align="left"/>)")),
               Contains("start, middle or end"));
}

TEST_CASE("a template that is not there is missed by its name", "[template]") {
    const auto badge = read_template("/nowhere/badge.svg");
    REQUIRE_FALSE(badge);
    CHECK(badge.error().code == ErrorCode::file_missing);
    CHECK_THAT(badge.error().detail, Contains("/nowhere/badge.svg"));
}
