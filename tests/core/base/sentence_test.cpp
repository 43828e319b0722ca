#include "core/base/sentence.hpp"

#include "tests/support/catch.hpp"

using namespace entre;

TEST_CASE("a sentence is its pattern with its parts, in order or by number", "[sentence]") {
    CHECK(sentence("{}:{}: {} is no status.", "list.csv", 7, std::string("kanske")).english() ==
          "list.csv:7: kanske is no status.");
    CHECK(filled("{2} av {1}", {"ett", "två"}) == "två av ett");
    CHECK(sentence("Nothing to fill.").english() == "Nothing to fill.");
}

TEST_CASE("braces that are no places for parts stay, also in the parts", "[sentence]") {
    CHECK(filled("{} {3} {x} {", {"{}", "b"}) == "{} {3} {x} {");
    CHECK(filled("{}", {}) == "{}");
}
