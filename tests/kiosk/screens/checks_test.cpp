// Every check of a screen finds what it is for.
#include "tests/kiosk/screens/checks.hpp"

#include "tests/support/catch.hpp"

namespace entre {
namespace {

using demo::Faults;

const demo::Drawing how{{1920, 1080}, 21.5};
const Theme theme = make_theme(how.look, how.size, how.inches, how.is_text_large, {});

Target target(const char* id, Rect rect) { return {.id = id, .label = {}, .rect = rect}; }

/// Two buttons below each other, from margin to margin.
TapTargets two_buttons() {
    const float width = 1920 - 2 * theme.margin;
    return {{target("upper", {theme.margin, 300, width, 120}), target("lower", {theme.margin, 440, width, 120})}, {}, {}};
}

bool tells(const Faults& faults, std::string_view part) {
    return std::ranges::any_of(faults, [&](const std::string& fault) { return fault.find(part) != std::string::npos; });
}

/// A grey picture with a darker or lighter stripe in its middle.
Picture striped(unsigned char ground, unsigned char stripe) {
    Picture out{100, 40, std::vector<std::uint8_t>(100 * 40 * 4, ground)};
    for (std::size_t i = 100 * 18 * 4; i < 100 * 20 * 4; ++i) out.bgra[i] = stripe;
    return out;
}

}  // namespace

TEST_CASE("targets without a fault have none, small and crowded ones have", "[checks]") {
    auto shown = two_buttons();
    CHECK(demo::target_faults(shown, how, false).empty());
    CHECK(demo::edge_faults(shown, theme, false).empty());
    shown.targets[1].rect.height = 60;
    CHECK(tells(demo::target_faults(shown, how, false), "lower is"));
    shown = two_buttons();
    shown.targets[1].rect.y = 428;
    CHECK(tells(demo::target_faults(shown, how, false), "mm from lower"));
    shown.targets[1].rect.y = 400;
    CHECK(tells(demo::target_faults(shown, how, false), "upper overlaps lower"));
    shown.targets[1].rect.y = 1000;
    CHECK(tells(demo::target_faults(shown, how, false), "lower is not on the screen"));
}

TEST_CASE("texts that are cut, small, on each other or across a button are faults", "[checks]") {
    auto shown = two_buttons();
    shown.texts = {{"Hej", {theme.margin, 100, 200, 60}, 12}, {"Välkommen", {theme.margin, 180, 200, 60}, 12}};
    CHECK(demo::text_faults(shown, how, false).empty());
    shown.texts[1].is_cut = true;
    CHECK(tells(demo::text_faults(shown, how, false), "“Välkommen” is cut"));
    shown.texts[1].is_data = true;
    CHECK(demo::text_faults(shown, how, false).empty());
    shown.texts[1].cap_mm = 4;
    CHECK(tells(demo::text_faults(shown, how, false), "capitals of 4 mm"));
    CHECK(demo::text_faults(shown, how, true).empty());
    shown.texts[1].rect.y = 120;
    CHECK(tells(demo::text_faults(shown, how, true), "“Hej” overlaps “Välkommen”"));
    shown.texts[1].rect.y = 275;
    CHECK(tells(demo::text_faults(shown, how, true), "crosses the edge of upper"));
}

TEST_CASE("edges that nearly agree, rows that end apart and other margins are faults", "[checks]") {
    auto shown = two_buttons();
    shown.targets[1].rect.x += 4;
    shown.targets[1].rect.width -= 4;
    CHECK(tells(demo::edge_faults(shown, theme, false), "the left edges of upper and lower are 4 px apart"));
    shown = two_buttons();
    shown.targets[1].rect.width -= 3;
    CHECK(tells(demo::edge_faults(shown, theme, false), "the right edges of upper and lower are 3 px apart"));
    shown.targets[1].rect.width -= 100;
    CHECK(tells(demo::edge_faults(shown, theme, false), "the row of lower ends"));
    shown = two_buttons();
    shown.targets.erase(shown.targets.begin());
    shown.targets[0].rect.width -= 30;
    CHECK(tells(demo::edge_faults(shown, theme, false), "the content ends"));
    shown.targets[0].rect.x += 30;
    CHECK(tells(demo::edge_faults(shown, theme, false), "the content begins"));
    shown.targets[0].rect.x -= 60;
    CHECK(tells(demo::edge_faults(shown, theme, false), "lower from 90"));
    shown = two_buttons();
    shown.cards = {{{theme.margin, 600, 500, 200}}};
    shown.texts = {{"in the card", {theme.margin + 20, 650, 200, 60}, 12}};
    CHECK(demo::edge_faults(shown, theme, false).empty());
    shown.texts.push_back({"below it", {theme.margin + 23, 720, 200, 60}, 12});
    CHECK(tells(demo::edge_faults(shown, theme, false), "“below it” are 3 px apart"));
}

TEST_CASE("contrast is measured on the pixels", "[checks]") {
    CHECK(demo::text_contrast(striped(255, 0), {0, 0, 100, 40}) == Approx(21));
    CHECK(demo::text_contrast(striped(0, 255), {0, 0, 100, 40}) == Approx(21));
    CHECK(demo::text_contrast(striped(255, 0), {0, 0, 100, 10}) == Approx(1));
    CHECK(demo::text_contrast(striped(255, 0), {200, 0, 100, 40}) == 0);
    auto speck = striped(255, 255);
    for (std::size_t i = 0; i < 3; ++i) speck.bgra[i] = 0;
    CHECK(demo::text_contrast(speck, {0, 0, 100, 40}) == Approx(1));

    TapTargets shown;
    shown.texts = {{"grey", {0, 0, 100, 40}, 12}};
    const unsigned char grey = 0x70;  // 4.95:1 on white
    CHECK(demo::contrast_faults(shown, striped(255, grey), Look::light).empty());
    CHECK(tells(demo::contrast_faults(shown, striped(255, grey), Look::high_contrast), "“grey” has a contrast of 4.9"));
    CHECK(tells(demo::contrast_faults(shown, striped(255, 0x80), Look::dark), "contrast of 3.9"));
}

}  // namespace entre
