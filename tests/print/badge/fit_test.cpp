#include "print/badge/fit.hpp"

#include <algorithm>
#include <numeric>

#include "core/base/text.hpp"
#include "tests/support/catch.hpp"

using namespace entre;

namespace {

/// Every letter is half as wide as it is high.
double half_em(std::string_view text) { return 0.5 * static_cast<double>(graphemes(text).size()); }

/// 200 points wide: 40 letters at size 10, 10 letters at size 40.
FitRules name_box() { return {200, 70, 32, 14, 2, 1.06}; }

std::string letters_of(const FittedText& fitted) {
    std::string out;
    for (const std::string& line : fitted.lines) out += line;
    std::erase_if(out, [](char c) { return c == ' ' || c == '-'; });
    return out;
}

void check_it_is_inside(const FittedText& fitted, const FitRules& rules) {
    for (const std::string& line : fitted.lines) {
        CHECK(half_em(line) * fitted.size <= rules.width + 1e-6);
        CHECK_FALSE(line.empty());
    }
    CHECK(block_height(fitted.lines.size(), fitted.size, rules.line_height) <= rules.height + 1e-6);
}

}  // namespace

TEST_CASE("a short name is set on one line at the maximum size", "[fit]") {
    const FittedText fitted = fit_text("Bo Ek", name_box(), half_em);
    CHECK(fitted.lines == std::vector<std::string>{"Bo Ek"});
    CHECK(fitted.size == 32);
    CHECK_FALSE(fitted.is_at_floor);
}

TEST_CASE("a name is set on two lines if that makes it substantially larger", "[fit]") {
    const FittedText fitted = fit_text("Ann-Cathrine Hjortsberg", name_box(), half_em);
    CHECK(fitted.lines == std::vector<std::string>{"Ann-Cathrine", "Hjortsberg"});
    CHECK(fitted.size > 30);
}

TEST_CASE("a name stays on one line if two lines gain little", "[fit]") {
    // 13 letters: 30.8 on one line, 31.7 on two.
    const FittedText fitted = fit_text("Erik Lindblad", name_box(), half_em);
    CHECK(fitted.lines.size() == 1);
    CHECK(fitted.size > 30);
}

TEST_CASE("particles stay with the following name", "[fit]") {
    CHECK(fit_text("Konstantina af Hjortsberg", name_box(), half_em).lines ==
          std::vector<std::string>{"Konstantina", "af Hjortsberg"});
    CHECK(fit_text("Maria de la Cruzesperanza", name_box(), half_em).lines ==
          std::vector<std::string>{"Maria", "de la Cruzesperanza"});
}

TEST_CASE("a given name that looks like a particle may end a line", "[fit]") {
    CHECK(fit_text("Van Konstantinopolitanska", name_box(), half_em).lines.front() == "Van");
}

TEST_CASE("a double name is broken at its hyphen if that makes it much larger", "[fit]") {
    CHECK(fit_text("Bergström-Lindqvistsson", name_box(), half_em).lines ==
          std::vector<std::string>{"Bergström-", "Lindqvistsson"});
}

TEST_CASE("at the minimum size a name gets another line before it is broken inside a word", "[fit]") {
    const FitRules rules = name_box();
    const std::string name = "Maximilianalexandrinesson Konstantinopolitansdotter Oxenstiernaslotts";
    const FittedText fitted = fit_text(name, rules, half_em);
    CHECK(fitted.lines ==
          std::vector<std::string>{"Maximilianalexandrinesson", "Konstantinopolitansdotter", "Oxenstiernaslotts"});
    CHECK(fitted.size >= rules.smallest);
    check_it_is_inside(fitted, rules);
}

TEST_CASE("a name of seventy letters without a space is broken within the word, complete and within its box", "[fit]") {
    const FitRules rules = name_box();
    const std::string name(70, 'W');
    const FittedText fitted = fit_text(name, rules, half_em);
    CHECK(letters_of(fitted) == name);
    CHECK(fitted.size == rules.smallest);
    CHECK(fitted.is_at_floor);
    check_it_is_inside(fitted, rules);
    const auto [shortest, longest] = std::minmax_element(fitted.lines.begin(), fitted.lines.end(),
                                                         [](const auto& a, const auto& b) { return a.size() < b.size(); });
    CHECK(longest->size() - shortest->size() <= 3);
}

TEST_CASE("a word is set a little smaller before it is broken, and has a hyphen where it is", "[fit]") {
    const FitRules rules = name_box();
    const FittedText smaller = fit_text("Katarinasillfverskiöldsdotters", rules, half_em);  // 30 letters: 13.3
    CHECK(smaller.lines.size() == 1);
    CHECK(smaller.size < rules.smallest);
    const FittedText broken = fit_text("Wolfeschlegelsteinhausenbergerdorffvoralternwaren", rules, half_em);
    REQUIRE(broken.lines.size() > 1);
    for (std::size_t i = 0; i + 1 < broken.lines.size(); ++i) CHECK(broken.lines[i].ends_with('-'));
    check_it_is_inside(broken, rules);
}

TEST_CASE("an Arabic given name of two words stays together, and other scripts are broken without a hyphen", "[fit]") {
    const FittedText fitted = fit_text("عبد الرحمن الخطيبالطويل", name_box(), half_em);
    CHECK(fitted.lines.front() == "عبد الرحمن");
    std::string name;
    for (int i = 0; i < 60; ++i) name += "王";
    for (const auto& line : fit_text(name, name_box(), half_em).lines) CHECK_FALSE(line.ends_with('-'));
}

TEST_CASE("as a last resort the text is set below the minimum size, without losing letters", "[fit]") {
    const FitRules rules{60, 20, 32, 14, 2, 1.06};
    const std::string name(80, 'W');
    const FittedText fitted = fit_text(name, rules, half_em);
    CHECK(letters_of(fitted) == name);
    CHECK(fitted.size < rules.smallest);
    CHECK(fitted.is_at_floor);
    check_it_is_inside(fitted, rules);
}

TEST_CASE("every name is complete and inside its box, whatever its length", "[fit]") {
    const FitRules rules = name_box();
    std::string name;
    for (int words = 1; words <= 16; ++words) {
        name += (words % 3 == 0 ? "von " : words % 4 == 0 ? "Åsa-Maj " : "Östergren ");
        const FittedText fitted = fit_text(name, rules, half_em);
        std::string expected = name;
        std::erase_if(expected, [](char c) { return c == ' ' || c == '-'; });
        CHECK(letters_of(fitted) == expected);
        check_it_is_inside(fitted, rules);
    }
}

TEST_CASE("letters are never separated from their combining accents", "[fit]") {
    std::string name;
    for (int i = 0; i < 60; ++i) name += "A\xCC\x8A";  // A and a combining ring
    const FittedText fitted = fit_text(name, name_box(), half_em);
    CHECK(fitted.lines.size() > 1);
    for (const std::string& line : fitted.lines) CHECK(line.starts_with('A'));
}

TEST_CASE("an empty text has no lines", "[fit]") {
    CHECK(fit_text("", name_box(), half_em).lines.empty());
    CHECK(fit_text("   ", name_box(), half_em).lines.empty());
    CHECK(block_height(0, 10, 1) == 0);
}

TEST_CASE("no single letter of a double name is left alone on a line", "[fit]") {
    const FitRules narrow{30, 70, 32, 14, 2, 1.06};
    CHECK(fit_text("Bo-Bo", narrow, half_em).lines == std::vector<std::string>{"Bo-", "Bo"});
    CHECK(fit_text("B-Bo", narrow, half_em).lines == std::vector<std::string>{"B-Bo"});
    CHECK(fit_text("Bo-B", narrow, half_em).lines == std::vector<std::string>{"Bo-B"});
}

TEST_CASE("two lines are the given and the family name", "[fit]") {
    auto rules = name_box();
    CHECK(fit_text("Maria Alexandra Ek", rules, half_em).lines == std::vector<std::string>{"Maria", "Alexandra Ek"});
    rules.first_part = "Maria Alexandra";
    CHECK(fit_text("Maria Alexandra Ek", rules, half_em).lines == std::vector<std::string>{"Maria Alexandra", "Ek"});
    rules.first_part = "Bo";  // that would cost half the size
    CHECK(fit_text("Bo Maximiliana Konstantinopel", rules, half_em).lines ==
          std::vector<std::string>{"Bo Maximiliana", "Konstantinopel"});
}

TEST_CASE("a word is set smaller before it is broken inside", "[fit]") {
    const auto rules = name_box();
    const std::string name = "Gyllenbergerdorffsonhjelmstierna";  // 32 letters: 12.5 points
    const FittedText fitted = fit_text(name, rules, half_em);
    CHECK(fitted.lines == std::vector<std::string>{name});
    CHECK(fitted.size < rules.smallest);
    CHECK(fitted.is_at_floor);
}

TEST_CASE("an Arabic given name of two words stays on one line", "[fit]") {
    const FitRules narrow{70, 70, 32, 8, 3, 1.06};
    for (const auto& line : fit_text("عبد الرحمن الخطيب", narrow, half_em).lines) CHECK_FALSE(line == "عبد");
    CHECK(fit_text("عبد الرحمن", narrow, half_em).lines.size() == 1);
}
