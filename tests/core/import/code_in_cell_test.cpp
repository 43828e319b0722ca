#include "core/import/code_in_cell.hpp"

#include "tests/support/catch.hpp"

using namespace entre;

TEST_CASE("signs and words for nothing are no ticket code", "[import][code]") {
    for (const auto* text : {"-", "––", "########", "saknas", "Saknas", "n/a", "None", "ej"}) {
        INFO(text);
        CHECK(says_no_code(text));
    }
    for (const auto* text : {"", "A-1", "NA12", "12", "nejlika-4711"}) {
        INFO(text);
        CHECK_FALSE(says_no_code(text));
    }
}

TEST_CASE("of several codes in a cell the first is known by their equal shapes", "[import][code]") {
    CHECK(first_of_several_codes("A1B2, A1B3") == "A1B2");
    CHECK(first_of_several_codes("T100-1 T100-2") == "T100-1");
    CHECK(first_of_several_codes("A1B5/A1B6") == "A1B5");
    for (const auto* one : {"A1B2", "ABCD/EFGH", "A1B2 (gul)", "https://example.org/t/A1B2,A1B3", "A1/A2"}) {
        INFO(one);
        CHECK_FALSE(first_of_several_codes(one));
    }
}

TEST_CASE("a label before a code is no part of it", "[import][code]") {
    CHECK(without_label("Kod: A1B2") == "A1B2");
    CHECK(without_label("QR:A1B2") == "A1B2");
    for (const auto* text : {"A1B2", "https://example.org/A1B2", "Kod:", "A1:B2"}) {
        INFO(text);
        CHECK_FALSE(without_label(text));
    }
}

TEST_CASE("of words around a code the code is left", "[import][code]") {
    CHECK(code_among_words("A1B2C3 (kopia)") == "A1B2C3");
    CHECK(code_among_words("gammal: X1 ny: A1B2C3") == "A1B2C3");
    CHECK(code_among_words("skickas senare").empty());
    CHECK(code_among_words("ändrad 2027-05-01").empty());
}
