#include "core/qr/qr_layout.hpp"

#include "tests/core/qr/qr_fixture.hpp"
#include "tests/support/catch.hpp"

using namespace entre;

TEST_CASE("function patterns match those of encoded symbols, small and large", "[scan]") {
    for (const std::size_t length : {8U, 20U, 40U, 60U, 100U, 130U, 200U, 400U, 700U, 1200U, 1900U, 2300U}) {
        const auto symbol = qr_symbol(std::string(length, 'x'));
        CAPTURE(symbol.size);
        REQUIRE(symbol.size >= min_qr_size);
        const auto fixed = fixed_modules(symbol.size);
        int wrong = 0;
        for (std::size_t i = 0; i < fixed.size(); ++i)
            if (fixed[i] != Fixed::unknown) wrong += (fixed[i] == Fixed::dark) != symbol.dark[i] ? 1 : 0;
        CHECK(wrong == 0);
        auto redrawn = symbol;
        draw_fixed_modules(redrawn);  // includes the version information of large symbols
        CHECK(redrawn.dark == symbol.dark);
    }
}

TEST_CASE("alignment patterns are where the standard's table has them", "[scan]") {
    CHECK(alignment_places(21).empty());
    CHECK(alignment_places(25) == std::vector{6, 18});
    CHECK(alignment_places(45) == std::vector{6, 22, 38});
    CHECK(alignment_places(145) == std::vector{6, 34, 60, 86, 112, 138});
    CHECK(alignment_places(177) == std::vector{6, 30, 58, 86, 114, 142, 170});
}

TEST_CASE("both copies of an encoded symbol's format information are one of the 32 valid words", "[scan]") {
    const auto symbol = qr_symbol("KOD1");
    std::array<unsigned, 2> words{};
    const auto places = format_places(symbol.size);
    for (std::size_t copy = 0; copy < 2; ++copy)
        for (const auto& [x, y] : places[copy]) words[copy] = words[copy] << 1 | (symbol.is_dark(x, y) ? 1U : 0U);
    CHECK(words[0] == words[1]);
    const auto known = format_words();
    CHECK(std::find(known.begin(), known.end(), words[0]) != known.end());
}
