#include "core/import/row_issue.hpp"

#include <set>

#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("every damage has a name of its own and a sentence that says what was done", "[damage]") {
    std::set<std::string_view> names;
    for (int i = 0; i <= static_cast<int>(last_row_issue_kind); ++i) {
        RowIssue issue{7, static_cast<RowIssueKind>(i), RowIssueAction::rejected, {}, 3};
        CHECK(names.insert(to_string(issue.kind)).second);
        CHECK(contains(describe(issue), "left out"));
        issue.done = RowIssueAction::left_out;
        CHECK(contains(describe(issue), "left out"));
        issue.done = RowIssueAction::joined;
        CHECK(contains(describe(issue), "one registration"));
        issue.done = RowIssueAction::kept;
        CHECK(describe(issue).size() > 10);
    }
    CHECK(contains(describe({7, RowIssueKind::code_twice, RowIssueAction::rejected, {}, 3}), "line 3"));
}
