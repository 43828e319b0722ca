#include "core/import/row_issue.hpp"

#include <set>

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
    for (const auto* text : {"Ã…sa", "BjÃ¶rk", "GÃ¤rdin", "JosÃ©", "Oâ€™Brien", "Bj\xef\xbf\xbdrk"})
        CHECK(looks_misdecoded(text));
    for (const auto* text : {"Åsa", "Björk", "João", "JOÃO", "Ângela", "São Paulo", "Łukasz", "王伟"})
        CHECK_FALSE(looks_misdecoded(text));
}

TEST_CASE("a question mark between letters is a letter that was lost", "[damage]") {
    CHECK(has_lost_letters("Bj?rn"));
    CHECK(has_lost_letters("Wi?niewska"));
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

TEST_CASE("every damage has a name of its own and a sentence that says what was done", "[damage]") {
    std::set<std::string_view> names;
    for (int i = 0; i <= static_cast<int>(last_row_issue_kind); ++i) {
        RowIssue issue{7, static_cast<RowIssueKind>(i), RowIssueAction::rejected, {}, 3};
        CHECK(names.insert(to_string(issue.kind)).second);
        CHECK(contains(describe(issue), "left out"));
        issue.done = RowIssueAction::left_out;
        CHECK(contains(describe(issue), "cell"));
        issue.done = RowIssueAction::kept;
        CHECK((contains(describe(issue), "kept") || contains(describe(issue), "issues")));
    }
    CHECK(contains(describe({7, RowIssueKind::code_twice, RowIssueAction::rejected, {}, 3}), "line 3"));
}
