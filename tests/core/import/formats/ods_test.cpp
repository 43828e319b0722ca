#include "core/import/formats/ods.hpp"

#include "tests/core/core_fixture.hpp"
#include "tests/core/import/formats/workbook_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

std::string filled(const std::string& text) {
    return "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>" + text +
           "</text:p></table:table-cell></table:table-row>";
}

}  // namespace

TEST_CASE("the sheets of an ods, without hidden ones", "[workbook][ods]") {
    const auto hidden = [](const std::string& name, const std::string& style) {
        return "<table:table table:name=\"" + name + "\" table:style-name=\"" + style + "\">" + filled(name) + "</table:table>";
    };
    const auto workbook = Workbook::open(
        {"list.ods",
         zipped(ods_parts(hidden("Lista", "ta2") + ods_table(filled("ett"), "Ett") + hidden("Två", "ta1"),
                          R"(<style:style style:name="ta1"><style:table-properties table:display="true"/></style:style>)"
                          R"(<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>)"))});
    REQUIRE(workbook);
    CHECK(workbook->kind() == "ods");
    CHECK(workbook->sheets() == std::vector<std::string>{"Ett", "Två"});
    CHECK(rows_of(*workbook, 0) == Rows{{1, {"ett"}}});
    CHECK(rows_of(*workbook, 1) == Rows{{1, {"Två"}}});
}

TEST_CASE("tables of tracked changes and of links are not sheets", "[workbook][ods]") {
    const auto workbook = Workbook::open(
        {"list.ods", zipped(ods_parts("<table:tracked-changes><table:deletion>" + ods_table(filled("struket"), "Gammal") +
                                      "</table:deletion></table:tracked-changes>" + ods_table(filled("nu"), "Ny") +
                                      "<table:dde-links><table:dde-link>" + ods_table(filled("länk"), "Länk") +
                                      "</table:dde-link></table:dde-links>"))});
    REQUIRE(workbook);
    CHECK(workbook->sheets() == std::vector<std::string>{"Ny"});
    CHECK(rows_of(*workbook) == Rows{{1, {"nu"}}});
}

TEST_CASE("an ods with a password is reported as password-protected", "[workbook][ods]") {
    auto parts = ods_parts(ods_table(""));
    parts = with(
        parts, "META-INF/manifest.xml",
        R"(<m:manifest xmlns:m="urn:m"><m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry></m:manifest>)");
    parts = with(parts, "content.xml", std::string("\x01\x02\x03 not XML at all", 19));
    CHECK(contains(problem_of(parts, "list.ods"), "list.ods is password-protected"));
}

TEST_CASE("an OpenDocument file that is not a spreadsheet is refused", "[workbook][ods]") {
    CHECK(contains(problem_of(with(ods_parts(""), "mimetype", "application/vnd.oasis.opendocument.text"), "list.ods"),
                   "no workbook"));
    CHECK(contains(problem_of(with(ods_parts(""), "content.xml", "<x/>"), "list.ods"), "no workbook"));
    CHECK(contains(problem_of(ods_parts(""), "list.ods"), "no sheet"));
    CHECK(problem_of(without(without(ods_parts(ods_table("")), "mimetype"), "META-INF/manifest.xml"), "list.ods").empty());
}

TEST_CASE("an ods that is incomplete or declares entities is refused", "[workbook][ods]") {
    const auto parts = ods_parts(ods_table(filled("x")));
    REQUIRE(problem_of(parts).empty());
    const auto content = ods_content(ods_table(filled("x")));
    CHECK(contains(problem_of(with(parts, "content.xml", content.substr(0, content.size() - 30)), "list.ods"),
                   "list.ods ends in the middle"));
    CHECK(contains(problem_of(with(parts, "content.xml", "<!DOCTYPE x [<!ENTITY y 'z'>]>" + content.substr(declaration.size()))),
                   "entities"));
    CHECK(contains(problem_of(with(parts, "META-INF/manifest.xml", "<!DOCTYPE x><x/>")), "entities"));
    CHECK(contains(problem_of(with(parts, "META-INF/manifest.xml", "<x>")), "cut off"));
    CHECK(contains(problem_of(without(parts, "content.xml")), "no workbook"));
}

TEST_CASE("an ods with too many sheets or styles is refused", "[workbook][ods]") {
    std::string tables, hidden;
    for (int i = 0; i < 1001; ++i) tables += ods_table("");
    for (int i = 0; i < 65537; ++i)
        hidden += "<style:style style:name=\"s" + std::to_string(i) +
                  "\"><style:table-properties table:display=\"false\"/></style:style>";
    CHECK(contains(problem_of(ods_parts(tables)), "too many sheets"));
    CHECK(contains(problem_of(ods_parts(ods_table(""), hidden)), "more styles"));
}
