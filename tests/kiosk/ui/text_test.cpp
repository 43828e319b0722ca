#include "kiosk/ui/text.hpp"

#include "kiosk/ui/window.hpp"
#include "tests/support/catch.hpp"

#include <imgui.h>

namespace entre {
namespace {

const TextStyle style{.size_px = 40, .weight = Weight::semibold};

std::unique_ptr<Window> glass() {
    auto window = open_offscreen({640, 360});
    REQUIRE(window);
    return std::move(*window);
}

/// The number of pixels that are not black.
std::size_t lit(const Picture& picture) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < picture.bgra.size(); i += 4)
        count += picture.bgra[i] > 40 || picture.bgra[i + 1] > 40 || picture.bgra[i + 2] > 40;
    return count;
}

}  // namespace

TEST_CASE("text wraps between words and reports a word that is too wide", "[text]") {
    TextPainter text;
    const auto wide = text.measure({"Att förebygga social oro", style});
    CHECK(wide.lines == 1);
    const auto wrapped = text.measure({"Att förebygga social oro", style, wide.width_px * 0.6f});
    CHECK(wrapped.lines == 2);
    CHECK(wrapped.height_px == Approx(2 * style.leading * style.size_px));
    CHECK_FALSE(wrapped.has_broken_word);
    CHECK(text.measure({"Katastrofriskreducering", style, 100}).has_broken_word);
}

TEST_CASE("text that does not fit ends in an ellipsis and is reported as cut", "[text]") {
    TextPainter text;
    CHECK(text.measure({"Linköpings universitet", style, 200, 1}).is_cut);
    CHECK(text.measure({"Linköpings universitet", style, 200, 1}).width_px <= 201);
    CHECK_FALSE(text.measure({"Brå", style, 200, 1}).is_cut);
}

TEST_CASE("a balanced title has the same number of lines but is narrower", "[text]") {
    TextPainter text;
    const TextRequest title{"Att förebygga social oro i små kommuner", style, 620};
    const float balanced = text.balanced_width(title);
    CHECK(balanced < title.width_px);
    CHECK(text.measure({title.text, style, balanced}).lines == text.measure(title).lines);
}

TEST_CASE("every script has glyphs", "[text]") {
    TextPainter text;
    for (const auto* name : {"Åsa Öström", "محمد الخطيب", "王小明", "Łukasz Nowak", "Дмитро Ш.", "שרה לוי", "ნინო", "प्रिया"})
        CHECK(text.measure({name, style}).missing_glyphs == 0);
}

TEST_CASE("tracking does not separate joined letters", "[text]") {
    TextPainter text;
    auto tracked = style;
    tracked.tracking_em = 0.2f;
    CHECK(text.measure({"محمد", tracked}).width_px == Approx(text.measure({"محمد", style}).width_px));
    CHECK(text.measure({"Åsa", tracked}).width_px > text.measure({"Åsa", style}).width_px + 10);
}

TEST_CASE("text is drawn in its colour, and only recent textures are cached", "[text]") {
    const auto window = glass();
    TextPainter text;
    const auto frame = [&](const std::string& words) {
        window->begin_frame();
        auto& list = *ImGui::GetWindowDrawList();
        list.AddRectFilled({0, 0}, {640, 360}, IM_COL32(0, 0, 0, 255));
        text.draw(list, {20, 20}, {words, style}, {255, 255, 0});
        window->end_frame();
    };
    frame("Åsa");
    const auto picture = window->screenshot();
    CHECK(lit(picture) > 300);
    std::size_t blue = 0;
    for (std::size_t i = 0; i < picture.bgra.size(); i += 4) blue += picture.bgra[i] > 40;
    CHECK(blue == 0);
    for (int i = 0; i < 300; ++i) frame("Deltagare " + std::to_string(i));
    CHECK(text.kept() <= 192);
}

}  // namespace entre
