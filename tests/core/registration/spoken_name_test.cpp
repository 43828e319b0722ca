#include "core/registration/spoken_name.hpp"

#include "core/base/text.hpp"
#include "tests/core/core_fixture.hpp"

using namespace entre;

TEST_CASE("a name in European letters is spoken as it is written", "[speech]") {
    for (const auto* name :
         {"Åsa Öberg", "Łukasz Ğül-Şahin", "Þórður O’Brien", "Zoë Æbelø", "Ana-María Peña", "Kiosk 2, klockan 10.42"})
        CHECK(spoken_text(name) == name);
}

TEST_CASE("a name in other letters is spoken in Latin ones, without marks that a voice would spell out", "[speech]") {
    CHECK(spoken_text("Дмитрий Иванов") == "Dmitrij Ivanov");
    CHECK(spoken_text("王小明") == "wang xiao ming");
    CHECK(spoken_text("Nguyễn Thị Hồng") == "Nguyên Thi Hông");
    CHECK(spoken_text("Γιώργος") == "Giorgos");
    CHECK(spoken_text("Åsa 王") == "Åsa wang");
    const auto arabic = spoken_text("محمد علي");
    CHECK_FALSE(arabic.empty());
    for (const auto c : arabic) CHECK(static_cast<unsigned char>(c) < 0x80);
}

TEST_CASE("signs that nobody can say are pauses, and nothing that is broken is said", "[speech][bad_input]") {
    CHECK(spoken_text("Åsa 🎉 Öberg") == "Åsa Öberg");
    CHECK(spoken_text("🎉🎉").empty());
    CHECK(spoken_text("").empty());
    CHECK(spoken_text("Bo\xff Ek") == "Bo Ek");
    CHECK(graphemes(spoken_text(std::string(200, 'a'))).size() == 200);
}
