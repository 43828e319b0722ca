#include "print/badge/script_fonts.hpp"

#include "tests/support/catch.hpp"

using namespace entre;

namespace {

bool says(const std::string& letter, std::string_view word) { return font_advice(letter).find(word) != std::string::npos; }

}  // namespace

TEST_CASE("font advice names the script and the Debian package for a missing letter", "[script_fonts]") {
    CHECK(font_advice("한").starts_with("Hangul: "));
    CHECK(says("한", "fonts-noto-cjk"));
    CHECK(font_advice("欧").starts_with("Han: "));
    CHECK(font_advice("ก").starts_with("Thai: "));
    CHECK(says("ก", "fonts-noto-core"));
    CHECK(says("🙂", "fonts-noto-color-emoji"));
    CHECK(font_advice("\U00012000").starts_with("Cuneiform: "));
    CHECK(says("\U00012000", "fonts-noto-extra"));
}

TEST_CASE("for characters that no font can have, the advice is to correct the registration", "[script_fonts]") {
    CHECK(says("\ue000", "correct the name"));
    CHECK(says("\U000e0fff", "correct the name"));
    CHECK(font_advice("").empty());
}
