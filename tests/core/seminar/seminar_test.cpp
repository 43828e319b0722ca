#include "core/seminar/seminar.hpp"

#include "tests/core/core_fixture.hpp"

using namespace entre;

TEST_CASE("a text is given in the requested language, else the one for all, else the first", "[seminar]") {
    LocalText text;
    CHECK(text.is_empty());
    CHECK(text.in("sv").empty());
    text.add("sv", "Kyrksalen");
    text.add("en", "The church hall");
    CHECK(text.in("en") == "The church hall");
    CHECK(text.in("fi") == "Kyrksalen");
    text.add("", "Salen");
    CHECK(text.in("fi") == "Salen");
    CHECK(LocalText("Salen").in("sv") == "Salen");
}

TEST_CASE("contrast is computed as WCAG defines it", "[seminar]") {
    const Rgb white{255, 255, 255}, black{0, 0, 0};
    CHECK(contrast_ratio(white, black) > 20.99);
    CHECK(contrast_ratio(black, white) < 21.01);
    CHECK(contrast_ratio(white, white) == 1.0);
    CHECK(contrast_ratio(white, Rgb{0x76, 0x76, 0x76}) > 4.5);
    CHECK(contrast_ratio(white, Rgb{0x78, 0x78, 0x78}) < 4.5);
}

TEST_CASE("a category is found regardless of spelling, and an unlisted one has a neutral, readable style", "[seminar]") {
    auto seminar = test::small_seminar();
    seminar.categories.push_back({"Räddningstjänst", LocalText("Räddningstjänst"), Rgb{10, 20, 30}});
    CHECK(style_of(seminar, "RADDNINGSTJANST").color == Rgb{10, 20, 30});
    const auto other = style_of(seminar, "Förening");
    CHECK(other.label.in("sv") == "Förening");
    CHECK(contrast_ratio(other.color, Rgb{255, 255, 255}) >= 4.5);
}

TEST_CASE("all paths are inside the seminar's folder", "[seminar]") {
    const SeminarFolder folder{"/seminar"};
    CHECK(folder.settings() == "/seminar/seminar.toml");
    CHECK(folder.database() == "/seminar/entre.db");
    CHECK(folder.lock() == "/seminar/entre.lock");
    CHECK(folder.log() == "/seminar/entre.log");
}
