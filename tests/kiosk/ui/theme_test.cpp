#include "kiosk/ui/theme.hpp"

#include "kiosk/ui/shapes.hpp"
#include "tests/support/catch.hpp"

namespace entre {
namespace {

struct Pair {
    const char* name;
    Rgb front, back;
};

std::vector<Pair> text_pairs(const Palette& c) {
    return {{"ink", c.ink, c.canvas},
            {"quiet", c.quiet, c.canvas},
            {"accent", c.accent, c.canvas},
            {"ink on surface", c.ink, c.surface},
            {"quiet on surface", c.quiet, c.surface},
            {"primary", c.on_primary, c.primary},
            {"disabled", c.on_disabled, c.disabled},
            {"in", c.on_in, c.in},
            {"in, second", c.in_quiet, c.in},
            {"printer panel", c.on_in, c.in_deep},
            {"in, primary", c.in_deep, c.on_in},
            {"notice", c.on_notice, c.notice},
            {"notice on canvas", c.on_notice, c.canvas},
            {"stop", c.on_stop, c.stop},
            {"badge", c.on_paper, c.paper}};
}

}  // namespace

TEST_CASE("text is readable in each look", "[theme]") {
    for (const auto look : {Look::light, Look::dark, Look::high_contrast})
        for (const auto& pair : text_pairs(palette(look, {}))) {
            INFO(pair.name << " in look " << static_cast<int>(look));
            CHECK(contrast_ratio(pair.front, pair.back) >= (look == Look::high_contrast ? 7.0 : 4.5));
        }
}

TEST_CASE("edges and marks contrast with their background", "[theme]") {
    for (const auto look : {Look::light, Look::dark, Look::high_contrast}) {
        const auto c = palette(look, {});
        INFO(static_cast<int>(look));
        CHECK(contrast_ratio(c.edge, c.canvas) >= 3);
        CHECK(contrast_ratio(c.edge, c.surface) >= 3);
        CHECK(contrast_ratio(c.found, {255, 255, 255}) >= 3);
    }
}

TEST_CASE("a seminar's colour becomes the primary colour, and a text colour only if it is readable", "[theme]") {
    const Rgb plum{0x6B, 0x21, 0x6B}, barely{0x76, 0x76, 0x76};
    CHECK(palette(Look::light, plum).primary == plum);
    CHECK(palette(Look::light, plum).accent == plum);
    CHECK(contrast_ratio(barely, {255, 255, 255}) >= 4.5);
    CHECK(palette(Look::light, barely).accent == palette(Look::light, barely).ink);
    CHECK(palette(Look::high_contrast, plum).primary != plum);
}

TEST_CASE("sizes are in millimetres of screen", "[theme]") {
    const auto t = make_theme(Look::light, {1920, 1080}, 21.5, false, {});
    CHECK(t.px_per_mm == Approx(4.034).epsilon(0.001));
    CHECK(t.cap_mm(t.type.title) >= 12);
    CHECK(t.cap_mm(t.type.sentence) >= 7);
    CHECK(t.cap_mm(t.type.kicker) >= 5);
    CHECK(t.tap / t.px_per_mm >= 20);
}

TEST_CASE("large text is large on every visitor screen size", "[theme]") {
    for (const auto& [size, inches] :
         {std::pair{SizePx{1920, 1080}, 21.5}, {SizePx{1080, 1920}, 21.5}, {SizePx{1280, 800}, 13.3}}) {
        const auto t = make_theme(Look::light, size, inches, true, {});
        for (const auto& style :
             {t.type.title, t.type.sentence, t.type.body, t.type.label, t.type.kicker, t.type.key, t.type.small})
            CHECK(t.cap_mm(style) >= 7.4);
    }
}

TEST_CASE("a ten inch screen keeps the order of sizes", "[theme]") {
    const auto t = make_theme(Look::light, {1280, 800}, 10.1, false, {});
    CHECK(t.type.title.size_px > t.type.lead.size_px);
    CHECK(t.type.lead.size_px > t.type.sentence.size_px);
    CHECK(t.type.sentence.size_px > t.type.label.size_px);
    CHECK(t.tap * 5 < 800);
}

TEST_CASE("text on any seminar colour is readable", "[theme]") {
    for (int red = 0; red < 256; red += 15)
        for (int green = 0; green < 256; green += 15)
            for (int blue = 0; blue < 256; blue += 15) {
                const Rgb backdrop{static_cast<unsigned char>(red), static_cast<unsigned char>(green),
                                   static_cast<unsigned char>(blue)};
                CHECK(contrast_ratio(backdrop, ink_on(backdrop)) >= 4.5);
            }
}

}  // namespace entre
