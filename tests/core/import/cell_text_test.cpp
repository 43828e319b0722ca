#include "core/import/cell_text.hpp"

#include "tests/support/catch.hpp"

using namespace entre;

namespace {

std::vector<RowIssueKind> kinds_in(const CellText& cell) {
    std::vector<RowIssueKind> kinds;
    for (const auto& [kind, done] : cell.issues) kinds.push_back(kind);
    return kinds;
}

}  // namespace

TEST_CASE("a cell is decoded and says what was done to it", "[import]") {
    CHECK(text_as_meant("Åsa Öström").text == "Åsa Öström");
    CHECK(text_as_meant("Åsa Öström").issues.empty());
    CHECK(text_as_meant({}).text.empty());
    CHECK(text_as_meant("Bj\xc3\x83\xc2\xb6rn").text == "Björn");
    CHECK(kinds_in(text_as_meant("O&#039;Brien")) == std::vector{RowIssueKind::escapes_decoded});
    CHECK(text_as_meant("\xc3\x83\xc2\x96"
                        "berg")
              .text == "Öberg");  // the second byte became a control character
}

TEST_CASE("what must not be kept is taken out of a cell", "[import][PRV-1]") {
    const auto number = text_as_meant("Ek 19121212-1212");
    CHECK(number.text == "Ek");
    CHECK(kinds_in(number) == std::vector{RowIssueKind::personal_number});
    const auto contact = text_as_meant("Polisen bo@example.org");
    CHECK(contact.text == "Polisen");
    CHECK(kinds_in(contact) == std::vector{RowIssueKind::contact_removed});
    const auto error = text_as_meant("#N/A");
    CHECK(error.text.empty());
    CHECK(kinds_in(error) == std::vector{RowIssueKind::cell_error});
}
