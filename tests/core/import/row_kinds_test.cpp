#include "core/import/row_kinds.hpp"

#include "tests/core/core_fixture.hpp"

using namespace entre;

namespace {

const std::vector<std::string> headings{"Förnamn", "Efternamn", "Organisation", "E-post"};

std::optional<RowIssueKind> kind_of(const std::vector<std::string_view>& cells) {
    const auto columns = recognise(headings, {}, {}, "list.csv:1");
    REQUIRE(columns);
    return no_person(cells, *columns, headings.size());
}

}  // namespace

TEST_CASE("words of totals are told from names that begin like them", "[row_kinds]") {
    for (const auto* text : {"Summa", "Totalt:", "TOTAL 12", "Antal anmälda", "Total attendees", "Summa: 3"})
        CHECK(is_word_of_totals(text));
    for (const auto* text : {"Summa Ek", "Sumner", "Antalya", "", "Åsa"}) CHECK_FALSE(is_word_of_totals(text));
}

TEST_CASE("data is told from headings", "[row_kinds]") {
    for (const auto* text : {"a@example.org", "2027-05-20", "070-123 45 67", "12,5"}) CHECK(is_data(text));
    for (const auto* text : {"Namn", "", "Vem kommer?"}) CHECK_FALSE(is_data(text));
}

TEST_CASE("totals, sections and remarks are nobody, and a person with an e-mail address is somebody", "[row_kinds]") {
    CHECK(kind_of({"Summa", "", "2"}) == RowIssueKind::total_row);
    CHECK(kind_of({"Exporterad 2027-05-19"}) == RowIssueKind::total_row);
    for (const auto* text : {"Polisen:", "Linköpings kommun", "Bord 3", "3. Activities"}) {
        CAPTURE(text);
        CHECK(kind_of({text, "", ""}) == RowIssueKind::section_row);
    }
    CHECK_FALSE(kind_of({"Summa", "Ek"}));
    CHECK_FALSE(kind_of({"Summa", "", "", "s@example.org"}));
    CHECK_FALSE(kind_of({"Madonna"}));
    CHECK_FALSE(kind_of({"", "", ""}));
}

TEST_CASE("words of status alone in a row are the heading of a section, with or without a number", "[row_kinds]") {
    for (const auto* text :
         {"Återbud", "ÅTERBUD", "Avbokade 2 st", "Sjuka", "Kommer ej", "Tackat nej", "Ej svarat", "Kölista", "Ej betalt"}) {
        CAPTURE(text);
        CHECK(kind_of({text, "", ""}) == RowIssueKind::section_row);
    }
    const std::vector<std::string_view> cells{"", " Reservlista "};
    CHECK(text_of_section(cells) == "Reservlista");
}

TEST_CASE("a total may be written in words, and a greeting may close the list", "[row_kinds]") {
    for (const auto* text : {"Totalt 2 st", "Totalt antal deltagare: 2", "Totalt: 2 personer", "varav talare 1", "Slut på listan",
                             "Med vänlig hälsning Karin"}) {
        CAPTURE(text);
        CHECK(kind_of({text, "", ""}) == RowIssueKind::total_row);
    }
    CHECK(kind_of({"Summa:", "2 st", ""}) == RowIssueKind::total_row);
    CHECK(kind_of({"Antal vegetarianer", "1", ""}) == RowIssueKind::total_row);
}
