#include "core/import/row_marks.hpp"

#include "tests/support/catch.hpp"

using namespace entre;

TEST_CASE("rows that a spreadsheet shows otherwise are told, each mark once", "[import]") {
    const MarkedRows marked{{3, 7}, {7}, {9}};
    std::vector<RowIssue> issues;
    for (std::int64_t line = 1; line < 10; ++line) report_marks(marked, line, "Skolan!", issues);
    REQUIRE(issues.size() == 4);
    CHECK(issues[0].line == 3);
    CHECK(issues[0].kind == RowIssueKind::hidden_row);
    CHECK(issues[0].column == "Skolan!");
    CHECK(issues[1].kind == RowIssueKind::hidden_row);
    CHECK(issues[2].kind == RowIssueKind::struck_row);
    CHECK(issues[3].kind == RowIssueKind::red_row);
}

TEST_CASE("a note on a cell protects the person, or is told", "[import][status]") {
    MarkedRows marked;
    marked.comments = {{2, "skyddad identitet"}, {3, "har avbokat"}, {4, "kommer sent"}, {6, "vet inte ännu"}};
    const auto read = [&](std::int64_t line) {
        PersonInRow row;
        apply_comment(marked, line, row);
        return row;
    };
    CHECK(read(2).person.is_protected);
    REQUIRE(read(3).issues.size() == 1);
    CHECK(read(3).issues[0].kind == RowIssueKind::cancelled_in_text);
    CHECK(read(3).person.status == RegistrationStatus::registered);
    REQUIRE(read(6).issues.size() == 1);
    CHECK(read(6).issues[0].kind == RowIssueKind::cancelled_in_text);
    CHECK(read(4).issues.empty());
    CHECK(read(5).issues.empty());
}
