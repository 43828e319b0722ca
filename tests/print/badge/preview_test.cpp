#include "print/badge/preview.hpp"

#include <cstring>

#include "tests/support/catch.hpp"

using namespace entre;

namespace {

constexpr std::string_view plain = R"(<svg xmlns="http://www.w3.org/2000/svg" width="50mm" height="30mm" viewBox="0 0 50 30">
<rect id="name" x="5" y="5" width="40" height="20"/></svg>)";

std::uint8_t blue_at(const Picture& picture, int x, int y) {
    return picture
        .bgra[(static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width_px) + static_cast<std::size_t>(x)) * 4];
}

int dark_pixels(const Picture& picture, int from_x, int to_x) {
    int dark = 0;
    for (int y = 0; y < picture.height_px; ++y)
        for (int x = from_x; x < to_x; ++x) dark += blue_at(picture, x, y) < 0x80 ? 1 : 0;
    return dark;
}

}  // namespace

TEST_CASE("a preview shows every person's badge on grey without overlaps", "[preview]") {
    const auto badge = parse_template(plain, "plain.svg");
    REQUIRE(badge);
    Seminar seminar;
    const auto picture = preview(*badge, seminar, sample_people(), 200);
    REQUIRE(picture);
    CHECK(picture->width_px == 3 * 200 + 4 * 10);
    CHECK(picture->height_px == 2 * 120 + 3 * 10);
    CHECK(blue_at(*picture, 2, 2) == 0xd4);
    CHECK(blue_at(*picture, 12, 12) == 0xff);
    for (const int left : {10, 220, 430}) CHECK(dark_pixels(*picture, left, left + 200) > 100);
    for (const int gap : {0, 210, 420, 630}) CHECK(dark_pixels(*picture, gap, gap + 10) == 0);
    CHECK(preview(*badge, seminar, {}, 200)->bgra.empty());
}

TEST_CASE("a template with a back is previewed next to each front", "[preview]") {
    auto badge = parse_template(plain, "plain.svg");
    REQUIRE(badge);
    badge->back = std::make_shared<const BadgeTemplate>(*parse_template(plain, "plain.back.svg", BadgeSide::back));
    CHECK(preview(*badge, Seminar{}, {sample_people().front()}, 200)->width_px == 2 * 200 + 3 * 10);
    CHECK(preview(*badge, Seminar{}, sample_people(), 200)->height_px == 3 * 120 + 4 * 10);
}
