#include "print/badge/template.hpp"

#include <cmath>

#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"

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
    CHECK(parsed.error().detail.starts_with("badge.svg:"));
    return parsed.error().detail;
}

#if __has_include(<catch2/catch_all.hpp>)
auto Contains(const std::string& text) { return Catch::Matchers::ContainsSubstring(text); }
#else
using Catch::Matchers::Contains;
#endif

}  // namespace

TEST_CASE("the shipped templates parse with all boxes and without warnings", "[template]") {
    for (const auto& [file, width, height] : {std::tuple{"landscape.svg", 100.0, 62.0},
                                              {"a6.svg", 105.0, 148.0},
                                              {"a7.svg", 74.0, 105.0},
                                              {"card.svg", 85.6, 54.0},
                                              {"fold.svg", 210.0, 297.0}}) {
        CAPTURE(file);
        const auto badge = read_template(std::filesystem::path(ENTRE_SOURCE_DIR) / "assets/badges" / file);
        REQUIRE(badge);
        CHECK(badge->width_mm == width);
        CHECK(badge->height_mm == height);
        for (const auto field : {BoxField::name, BoxField::event, BoxField::organisation, BoxField::category, BoxField::number})
            CHECK(badge->box(field) != nullptr);
        CHECK(badge->box(BoxField::name)->max_lines >= 2);
        CHECK(badge->box(BoxField::name)->weight == 700);
        CHECK_FALSE(badge->codes.empty());
        CHECK(badge->notices.empty());
    }
}

TEST_CASE("no boxes of a shipped template overlap", "[template]") {
    for (const auto* file : {"landscape.svg", "a6.svg", "a6.back.svg", "a7.svg", "card.svg", "fold.svg", "ticket.svg"}) {
        CAPTURE(file);
        const auto badge = read_template(std::filesystem::path(ENTRE_SOURCE_DIR) / "assets/badges" / file);
        REQUIRE(badge);
        std::vector<BoxMm> boxes;
        for (const auto& box : badge->texts) boxes.push_back(box.box);
        for (const auto& box : badge->codes) boxes.push_back(box.box);
        for (std::size_t i = 0; i < boxes.size(); ++i)
            for (std::size_t j = i + 1; j < boxes.size(); ++j) {
                const auto &a = boxes[i], &b = boxes[j];
                const bool are_apart = a.x + a.width <= b.x + 0.01 || b.x + b.width <= a.x + 0.01 ||
                                       a.y + a.height <= b.y + 0.01 || b.y + b.height <= a.y + 0.01;
                CAPTURE(a.x, a.y, b.x, b.y);
                CHECK(are_apart);
            }
    }
}

TEST_CASE("boxes are removed from the artwork, and everything else is kept", "[template]") {
    const auto badge = parse_template(page(name_box + R"(<circle class="category-color" r="3"/>)"), "badge.svg");
    REQUIRE(badge);
    CHECK(badge->artwork.find("id=\"name\"") == std::string::npos);
    CHECK(badge->artwork.find("category-color") != std::string::npos);
    CHECK(badge->box(BoxField::organisation) == nullptr);
}

TEST_CASE("a box's position includes transforms and units", "[template]") {
    const auto moved = parse_template(
        page(R"svg(<g transform="translate(10 5) scale(0.5)"><rect id="name" x="4" y="6" width="100" height="40"/></g>)svg"),
        "badge.svg");
    REQUIRE(moved);
    CHECK(is_near(moved->box(BoxField::name)->box.x, 12));
    CHECK(is_near(moved->box(BoxField::name)->box.y, 8));
    CHECK(is_near(moved->box(BoxField::name)->box.width, 50));
    CHECK(is_near(moved->box(BoxField::name)->box.height, 20));

    const auto in_pixels = parse_template(
        R"(<svg xmlns="http://www.w3.org/2000/svg" width="100mm" height="62mm"><rect id="name" x="96" y="96" width="192" height="48"/></svg>)",
        "badge.svg");
    REQUIRE(in_pixels);
    CHECK(is_near(in_pixels->box(BoxField::name)->box.x, 25.4));
    CHECK(is_near(in_pixels->box(BoxField::name)->box.width, 50.8));
}

TEST_CASE("data attributes of a box set the style of its text", "[template]") {
    const auto badge = parse_template(
        page(R"(<rect id="name" x="8" y="12" width="80" height="20" data-size="28" data-smallest="12" data-lines="3"
                data-weight="600" data-align="middle" data-valign="bottom" style="stroke:none; fill: #0B4F8A"/>)"),
        "badge.svg");
    REQUIRE(badge);
    CHECK(badge->box(BoxField::name)->largest_pt == 28);
    CHECK(badge->box(BoxField::name)->smallest_pt == 12);
    CHECK(badge->box(BoxField::name)->max_lines == 3);
    CHECK(badge->box(BoxField::name)->weight == 600);
    CHECK(badge->box(BoxField::name)->align == Align::middle);
    CHECK(badge->box(BoxField::name)->valign == VAlign::bottom);
    CHECK(badge->box(BoxField::name)->color == Rgb{0x0b, 0x4f, 0x8a});
}

TEST_CASE("a QR box that is not square gets the centred square", "[template]") {
    const auto badge =
        parse_template(page(name_box + R"(<rect id="ticket-qr" x="70" y="36" width="24" height="20"/>)"), "badge.svg");
    REQUIRE(badge);
    REQUIRE(badge->codes.size() == 1);
    CHECK(is_near(badge->codes[0].box.x, 72));
    CHECK(is_near(badge->codes[0].box.width, 20));
    CHECK(is_near(badge->codes[0].box.height, 20));
}

TEST_CASE("a frame grouped with a sample text takes the sample's style", "[template]") {
    // As written by Inkscape: sizes in user units, and the style on the text or its span.
    const auto badge = parse_template(page(R"(<g id="name"><rect x="8" y="12" width="80" height="20" style="fill:none"/>
        <text x="9" y="20" style="font-size:10.5833px;text-anchor:middle;fill:#000000"><tspan
        style="font-family:'Noto Sans';font-weight:bold;fill:#0b4f8a">Namn</tspan></text></g>)"),
                                      "badge.svg");
    REQUIRE(badge);
    const TextBox& name = *badge->box(BoxField::name);
    CHECK(is_near(name.box.x, 8));
    CHECK(is_near(name.box.width, 80));
    CHECK(std::abs(name.largest_pt - 30) < 0.01);  // 10.5833 mm
    CHECK(name.align == Align::middle);
    CHECK(name.weight == 700);
    CHECK(name.family == "Noto Sans");
    CHECK(name.color == Rgb{0x0b, 0x4f, 0x8a});
    CHECK(badge->artwork.find("Namn") == std::string::npos);
}

TEST_CASE("a missing font is reported and replaced by Inter", "[template]") {
    const auto badge =
        parse_template(page(R"(<rect id="name" x="8" y="12" width="80" height="20" data-font="No Such Sans"/>)"), "badge.svg");
    REQUIRE(badge);
    REQUIRE(badge->notices.size() == 1);
    CHECK_THAT(badge->notices[0], Contains("No Such Sans") && Contains("Inter"));
    CHECK(parse_template(page(R"(<rect id="name" x="8" y="12" width="80" height="20" data-font="Noto Sans"/>)"), "b")
              ->notices.empty());
}

TEST_CASE("a box may occur several times, and is rotated in quarter turns with its group", "[template]") {
    const auto badge = parse_template(
        page(name_box + R"svg(<g transform="rotate(180 50 31)"><rect id="name:2" x="8" y="12" width="80" height="20"/></g>
                          <rect id="ticket-qr" x="5" y="40" width="15" height="15"/>
                          <rect id="ticket-qr:2" x="30" y="40" width="15" height="15" transform="rotate(90 37.5 47.5)"/>)svg"),
        "badge.svg");
    REQUIRE(badge);
    REQUIRE(badge->texts.size() == 2);
    CHECK(badge->texts[0].turns == 0);
    CHECK(badge->texts[1].field == BoxField::name);
    CHECK(badge->texts[1].turns == 2);
    CHECK(is_near(badge->texts[1].box.y, 30));
    REQUIRE(badge->codes.size() == 2);
    CHECK(badge->codes[1].turns == 1);
}

TEST_CASE("roster columns can be shown by name, and an unknown column is refused with the list of known ones", "[template]") {
    const auto badge = parse_template(page(name_box + R"(<rect id="free:note" x="8" y="40" width="40" height="5"/>
                                                          <rect id="free:sektor" x="8" y="50" width="40" height="5"/>)"),
                                      "badge.svg");
    REQUIRE(badge);
    REQUIRE(badge->texts.size() == 3);
    CHECK(badge->texts[1].free == FreeField::note);
    CHECK(badge->texts[2].free == FreeField::sector);
    const auto refused =
        complaint_about(page(name_box + "\n" + R"(<rect id="free:shoe-size" x="8" y="40" width="40" height="5"/>)"));
    CHECK_THAT(refused,
               Contains("badge.svg:2: ") && Contains("`shoe-size`") && Contains("given, family, title, sector, language, note"));
}

TEST_CASE("a QR code too small for label printers and a misspelt box id are reported", "[template]") {
    const auto small =
        parse_template(page(name_box + R"(<rect id="ticket-qr" x="70" y="36" width="8" height="8"/>)"), "badge.svg");
    REQUIRE(small);
    REQUIRE(small->notices.size() == 1);
    CHECK_THAT(small->notices[0], Contains("0.28 mm") && Contains("10 mm"));
    const auto slip =
        parse_template(page(name_box + R"(<rect id="organization" x="70" y="36" width="8" height="8"/><rect id="Event"/>)"), "b");
    REQUIRE(slip);
    REQUIRE(slip->notices.size() == 2);
    CHECK_THAT(slip->notices[0], Contains("`organisation`"));
    CHECK_THAT(slip->notices[1], Contains("`event`"));
}

TEST_CASE("an invalid template is refused with the problem and its remedy", "[template]") {
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
    CHECK_THAT(complaint_about(page(R"(<rect id="name" x="8" y="12" width="80" height="20" data-valign="up"/>)")),
               Contains("top, middle or bottom"));
    CHECK_THAT(complaint_about(page(R"(<text id="name" x="8" y="12">Namn</text>)")), Contains("no frame") && Contains("group"));
    CHECK_THAT(
        complaint_about(page(R"svg(<rect id="name" x="30" y="12" width="40" height="20" transform="rotate(30 50 22)"/>)svg")),
        Contains("at an angle"));
    CHECK_THAT(complaint_about(page(name_box, R"(width="9mm" height="62mm")")), Contains("no size in mm"));
    CHECK_THAT(complaint_about(std::string(max_template_bytes + 1, ' ')), Contains("too large for a badge template"));
    std::string deep = name_box;
    for (int i = 0; i < 300; ++i) deep = "<g>" + deep + "</g>";
    CHECK_THAT(complaint_about(page(deep)), Contains("too deeply"));
}
