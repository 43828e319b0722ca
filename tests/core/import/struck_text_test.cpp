#include "core/import/struck_text.hpp"

#include "tests/core/core_fixture.hpp"
#include "tests/core/import/export_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("the marks of text that is crossed out are known", "[import][names]") {
    CHECK(without_crossing_out("~~Bo Al~~") == "Bo Al");
    CHECK(without_crossing_out(" <s>Bo Al</s>") == "Bo Al");
    CHECK(without_crossing_out("<del>Bo Al</del>") == "Bo Al");
    CHECK(without_crossing_out("B\xcc\xb6o\xcc\xb6 \xcc\xb6"
                               "A\xcc\xb6l\xcc\xb6") == "Bo Al");
    CHECK(without_crossing_out("❌ Bo Al") == "Bo Al");
    for (const auto* text : {"", "❌", "Bo Al", "Bo ~ Al", "~~~~", "<s>", "Łódź", "Åsa Öström", "👍 Bo"}) {
        INFO(text);
        CHECK_FALSE(is_crossed_out(text));
    }
}

TEST_CASE("a person whose name is crossed out does not come, and that is told", "[reader][status]") {
    const auto whole = export_of("Namn;E-post\nÅsa Ek;a@example.org\n~~Bo Al~~;b@example.org\n❌ Cia Ny;c@example.org\n");
    CHECK(kept(whole, 0) == "|Åsa|Ek||registered");
    CHECK(kept(whole, 1) == "|Bo|Al||withdrawn");
    CHECK(kept(whole, 2) == "|Cia|Ny||withdrawn");
    REQUIRE_FALSE(whole.issues.empty());
    CHECK(whole.issues.front().kind == RowIssueKind::cancelled_in_name);
    const auto halves = export_of("Förnamn;Efternamn\nÅsa;Ek\n<s>Bo</s>;<s>Al</s>\n");
    CHECK(kept(halves, 1) == "|Bo|Al||withdrawn");
}
