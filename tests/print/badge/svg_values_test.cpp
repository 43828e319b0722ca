#include "print/badge/svg_values.hpp"

#include <cmath>

#include "tests/support/catch.hpp"

using namespace entre;

TEST_CASE("lengths are parsed in the units that editors use", "[svg]") {
    CHECK(millimetres("100mm") == 100);
    CHECK(millimetres(" 10 cm ") == 100);
    CHECK(millimetres("1in") == 25.4);
    CHECK(std::abs(*millimetres("72pt") - 25.4) < 1e-9);
    for (const char* text : {"100", "100px", "-1mm", "0mm", "mm", "infmm", "1e999mm", ""}) {
        CAPTURE(text);
        CHECK_FALSE(millimetres(text));
    }
}

TEST_CASE("only complete finite numbers are accepted", "[svg]") {
    CHECK(number_of(" 1.5 ") == 1.5);
    CHECK_FALSE(number_of("1.5x"));
    CHECK_FALSE(number_of("nan"));
    CHECK_FALSE(number_of(""));
}

TEST_CASE("colours are hexadecimal, or black or white by name", "[svg]") {
    CHECK(rgb_of("#0B4F8A") == Rgb{0x0b, 0x4f, 0x8a});
    CHECK(rgb_of("#abc") == Rgb{0xaa, 0xbb, 0xcc});
    CHECK(rgb_of("black") == Rgb{0, 0, 0});
    for (const char* text : {"none", "url(#a)", "#12345", "#12345g", ""}) CHECK_FALSE(rgb_of(text));
}

TEST_CASE("a style property is matched by its full name", "[svg]") {
    constexpr auto style = "stroke-fill:red; fill : #fff ;font-family:'Noto Sans', sans-serif";
    CHECK(style_property(style, "fill") == "#fff");
    CHECK(first_family(style_property(style, "font-family")) == "Noto Sans");
    CHECK(style_property(style, "font").empty());
    CHECK(style_property("fill", "fill").empty());
}

TEST_CASE("weights are words or numbers", "[svg]") {
    CHECK(font_weight("bold") == 700);
    CHECK(font_weight("normal") == 400);
    CHECK(font_weight("600") == 600);
    for (const char* text : {"bolder", "1000", "", "0"}) CHECK_FALSE(font_weight(text));
}

TEST_CASE("quarter turns are recognised in every transform notation", "[svg]") {
    CHECK(quarter_turns(linear_of("")) == 0);
    CHECK(quarter_turns(linear_of("translate(3 4) scale(2)")) == 0);
    CHECK(quarter_turns(linear_of("rotate(90)")) == 1);
    CHECK(quarter_turns(linear_of("rotate(180,50,31)")) == 2);
    CHECK(quarter_turns(linear_of("scale(-1,-1)")) == 2);
    CHECK(quarter_turns(linear_of("matrix(0,-1,1,0,0,0)")) == 3);
    CHECK(quarter_turns(linear_of("rotate(45) rotate(45)")) == 1);
    for (const char* text : {"rotate(30)", "scale(-1,1)", "skewX(20)", "scale(0)", "matrix(1,2,2,4,0,0)"}) {
        CAPTURE(text);
        CHECK_FALSE(quarter_turns(linear_of(text)));
    }
    CHECK(quarter_turns(linear_of("nonsense(1) rotate(")) == 0);
}
