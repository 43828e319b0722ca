#include "core/import/column_evidence.hpp"

#include "core/import/headings.hpp"
#include "tests/support/catch.hpp"

using namespace entre;

TEST_CASE("the evidence for a column names what most values are, and no value", "[import][columns]") {
    ColumnValues values;
    CHECK(with_evidence("a word", values) == "a word; it is empty");
    values.add("asa@example.org");
    values.add("bo@example.org");
    CHECK(with_evidence("a word", values) == "a word; 2 of 2 values are e-mail addresses; all are different");
}

TEST_CASE("every confidence has a name of its own", "[import][columns]") {
    CHECK(to_string(Confidence::sure) == "sure");
    CHECK(to_string(Confidence::likely) == "likely");
    CHECK(to_string(Confidence::asked) == "asked");
    CHECK(to_string(Confidence::none) == "none");
}
