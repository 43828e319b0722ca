#include "core/import/cell_damage.hpp"

#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("numbers that a spreadsheet rounded are known", "[damage]") {
    for (const auto* text : {"2,38202E+11", "2.38202E+11", "1E+19", "1.23456789012346E+19", "1,2e15", "1,5E456"})
        CHECK(is_rounded_number(text));
    for (const auto* text : {"", "E+5", "12E4567", "abc1E+5x", "238202000000", "1E+", "A1E+3", "1e5", "1,5E4567", "1,5E+4567"})
        CHECK_FALSE(is_rounded_number(text));
}

TEST_CASE("names that were read in the wrong encoding are known, and names that only look odd are left alone", "[damage]") {
    for (const auto* text : {"Ã…sa", "BjÃ¶rk", "GÃ¤rdin", "JosÃ©", "Oâ€™Brien", "Bj\xef\xbf\xbdrk", "Bj÷rn", "√Ösa", "┼sa",
                             "Bjˆrn", "H‰gg", "HŠgg", "Bj|rn", "]sa", "\\str|m"}) {
        INFO(text);
        CHECK(looks_misdecoded(text));
    }
    for (const auto* text : {"Åsa", "Björk", "João", "JOÃO", "Ângela", "São Paulo", "Łukasz", "王伟", "Šimon", "Ana Šimić",
                             "Polisen [region]", "A | B", "a/b"})
        CHECK_FALSE(looks_misdecoded(text));
}

TEST_CASE("a question mark between letters is a letter that was lost", "[damage]") {
    CHECK(has_lost_letters("Bj?rn"));
    CHECK(has_lost_letters("Wi?niewska"));
    CHECK(has_lost_letters("?sa"));
    CHECK(has_lost_letters("Bj_rn"));
    CHECK_FALSE(has_lost_letters("Kommer du?"));
    CHECK_FALSE(has_lost_letters("?"));
}

TEST_CASE("personal identity numbers are known by their check digit", "[damage][PRV-1]") {
    for (const auto* text : {"811218-9876", "19811218-9876", "198112189876", "8112189876", "811278-9873", "811231-9879",
                             "811261-9872", "811291-9876"})
        CHECK(is_personal_number(text));
    for (const auto* text :
         {"811218-9875", "0706-123456", "070-123 45 67", "Kommun", "", "-", "20270520", "811318-9874", "123456789012",
          "811232-9878", "811245-9873", "811260-9873", "811200-9876", "811292-9875", "810018-9870"})
        CHECK_FALSE(is_personal_number(text));
}

TEST_CASE("text of web pages, addresses and programs is decoded", "[damage]") {
    const std::vector<std::pair<std::string, std::string>> all{{"O&#039;Brien", "O'Brien"},
                                                               {"O&#x27;Hara", "O'Hara"},
                                                               {"Kultur &amp; Fritid", "Kultur & Fritid"},
                                                               {"Barn &amp;amp; Unga", "Barn & Unga"},
                                                               {"&Ouml;str&ouml;m", "Öström"},
                                                               {"O\\'Dea", "O'Dea"},
                                                               {"Sj%C3%B6", "Sjö"},
                                                               {"=C3=85kerlund", "Åkerlund"},
                                                               {"<b>Ek</b>", "Ek"},
                                                               {"Ek<br />", "Ek"},
                                                               {"Sj\\u00f6", "Sjö"}};
    for (const auto& [written, meant] : all) CHECK(without_escapes_of_the_web(written) == meant);
    for (const auto* text : {"H&M", "R&D", "AT&T; Telia", "100 %", "a=b", "1 < 2", "%41", "Ek & Co"})
        CHECK_FALSE(without_escapes_of_the_web(text));
}

TEST_CASE("UTF-8 that was read in another encoding is read again", "[damage]") {
    for (const auto* text : {"BjÃ¶rn", "Bj√∂rn", "Bj├╢rn"}) CHECK(redecoded(text) == "Björn");
    CHECK(redecoded("├ûstr├╢m") == "Öström");
    for (const auto* text : {"Björn", "JOÃO", "Ângela", "Å", "Åsa Öström", "Saša", "O’Dea", "Õnne", "|", "Polisen|Tullen",
                             "skola|kommun", "=cmd|' /C calc'!A0"})
        CHECK_FALSE(redecoded(text));
}

TEST_CASE("a name whose bytes were taken for another encoding is read again if one Swedish name comes out", "[damage]") {
    for (const auto* text : {"Bj÷rn", "Bj”rn"}) CHECK(redecoded(text) == "Björn");  // Windows-1252 as CP850, and the reverse
    CHECK(redecoded("P†l") == "Pål");
    CHECK(redecoded("Bjˆrn") == "Björn");  // Windows-1252 as Mac Roman
    CHECK(redecoded("HŒkan") == "Håkan");  // Mac Roman as Windows-1252
    CHECK(redecoded("Bjσrn") == "Bjårn");  // Windows-1252 as CP437
}

TEST_CASE("the signs of ISO 646 are read as Swedish letters", "[damage]") {
    CHECK(redecoded("Bj|rn") == "Björn");
    CHECK(redecoded("[sa H}kansson") == "Äsa Håkansson");
    CHECK(redecoded("]ke Sj|str|m") == "Åke Sjöström");
}

TEST_CASE("a spreadsheet's errors are no values", "[damage]") {
    for (const auto* text : {"#N/A", "#REF!", "#SAKNAS!", "#VÄRDEFEL!", "Err:502"}) CHECK(is_spreadsheet_error(text));
    for (const auto* text : {"#1", "Nr #4", "", "#hashtag", "Err"}) CHECK_FALSE(is_spreadsheet_error(text));
}

TEST_CASE("codes that a spreadsheet turned into times, truth values and decimals are known", "[damage]") {
    for (const auto* text : {"TRUE", "falskt", "10:30:00", "42.5", "0,75"}) CHECK(is_reformatted_code(text));
    for (const auto* text : {"1001", "KOD-1", "a1b2", "1.2.3", "K:1", "12:ab"}) CHECK_FALSE(is_reformatted_code(text));
}

TEST_CASE("typographic hyphens and quotation marks in codes become plain ones", "[damage]") {
    CHECK(without_typography("AB\xe2\x80\x93"
                             "12") == "AB-12");
    CHECK(without_typography("O\xe2\x80\x99"
                             "1") == "O'1");
    CHECK_FALSE(without_typography("AB-12"));
    CHECK_FALSE(without_typography("Åö"));
}

TEST_CASE("Finnish personal identity codes are known by their check character", "[damage]") {
    for (const auto* text : {"131052-308T", "010101A123N"}) CHECK(is_personal_number(text));
    for (const auto* text : {"131052-308U", "991052-308T", "KOD-1234567"}) CHECK_FALSE(is_personal_number(text));
}

TEST_CASE("no-break spaces at the ends of a cell are no part of it", "[damage]") {
    CHECK(trim_cell("\xc2\xa0 Avbokad\xe2\x80\x8b ") == "Avbokad");
    CHECK(trim_cell("\xc2\xa0").empty());
}

TEST_CASE("signs of other alphabets' encodings are seen", "[import][damage]") {
    CHECK(has_lost_letters("Petrovi?"));
    CHECK(looks_misdecoded("…berg"));
    CHECK(looks_misdecoded("Petroviæ"));
    CHECK(looks_misdecoded("£ukasz"));
    CHECK_FALSE(looks_misdecoded("Æsop Bæk"));
}
