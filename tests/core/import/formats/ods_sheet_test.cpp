// The cells of an ods sheet: core/import/formats/ods_sheet.cpp.
#include "tests/core/core_fixture.hpp"
#include "tests/core/import/formats/workbook_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

std::string text_cell(const std::string& text, const std::string& attributes = "") {
    return "<table:table-cell office:value-type=\"string\" " + attributes + "><text:p>" + text + "</text:p></table:table-cell>";
}
std::string row(const std::string& cells, const std::string& attributes = "") {
    return "<table:table-row " + attributes + ">" + cells + "</table:table-row>";
}
Rows rows_of_table(const std::string& rows) { return rows_of(ods_parts(ods_table(rows)), "list.ods"); }

/// The only cell.
std::string cell(const std::string& xml) {
    const auto rows = rows_of_table(row(xml));
    return rows.size() == 1 ? rows[0].second.at(0) : "no row";
}
std::string value(const std::string& type, const std::string& attribute, const std::string& shown) {
    return cell("<table:table-cell office:value-type=\"" + type + "\" office:" + attribute + " calcext:value-type=\"" + type +
                "\"><text:p>" + shown + "</text:p></table:table-cell>");
}
std::string problem_of_rows(const std::string& rows) { return problem_of(ods_parts(ods_table(rows)), "list.ods"); }

}  // namespace

TEST_CASE("cells of every type have the text that a person typed", "[workbook][ods_sheet]") {
    CHECK(cell(text_cell("Åsa &amp; Örjan")) == "Åsa & Örjan");
    CHECK(value("float", R"(value="0.30000000000000004")", "0,3") == "0.3");
    CHECK(value("float", R"(value="1250")", "1 250 kr") == "1250");
    CHECK(value("float", R"(value="1.23456789012346E+019")", "1,2E+19") == "1.23456789012346E+19");
    CHECK(value("percentage", R"(value="0.5")", "50%") == "0.5");
    CHECK(value("currency", R"(value="99.5")", "99,50 kr") == "99.5");
    CHECK(value("date", R"(date-value="2026-05-20")", "20/5") == "2026-05-20");
    CHECK(value("date", R"(date-value="2026-05-20T09:29:59.999999997")", "09:30") == "2026-05-20 09:30:00");
    CHECK(value("time", R"(time-value="PT09H30M00S")", "09.30") == "09:30:00");
    CHECK(value("boolean", R"(boolean-value="true")", "SANT") == "TRUE");
    CHECK(value("boolean", R"(boolean-value="false")", "FALSKT") == "FALSE");
    CHECK(cell(R"(<table:table-cell office:value-type="string" office:string-value="dold"/>)") == "dold");
    CHECK(cell(R"(<table:table-cell office:value-type="float"><text:p>12</text:p></table:table-cell>)") == "12");
    CHECK(
        cell(
            R"(<table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#SAKNAS!</text:p></table:table-cell>)") ==
        "#N/A");
}

TEST_CASE("a code keeps its displayed leading zeros", "[workbook][ods_sheet]") {
    CHECK(value("float", R"(value="123")", "0000123") == "0000123");
    CHECK(value("float", R"(value="124")", "0000123") == "124");
    CHECK(value("float", R"(value="0")", "0") == "0");
    CHECK(cell(text_cell("0012345")) == "0012345");
}

TEST_CASE("paragraphs, spaces, tabs and line breaks", "[workbook][ods_sheet]") {
    CHECK(cell("<table:table-cell><text:p>ett</text:p><text:p/><text:p>två</text:p></table:table-cell>") == "ett\n\ntvå");
    CHECK(cell(text_cell("a<text:s text:c=\"3\"/>b<text:tab/>c<text:line-break/>d<text:s/>e")) == "a   b\tc\nd e");
    CHECK(cell(text_cell("\n   a\n   <text:span>b  c</text:span> \n")) == "a b c");
    CHECK(cell(text_cell("<text:a>länk</text:a> och <text:span>mer</text:span>")) == "länk och mer");
    CHECK(cell(text_cell(
              "<text:ruby><text:ruby-base>東京</text:ruby-base><text:ruby-text>トウキョウ</text:ruby-text></text:ruby>")) ==
          "東京");
}

TEST_CASE("annotations, drawings and tables inside a cell are ignored", "[workbook][ods_sheet]") {
    CHECK(
        cell("<table:table-cell office:value-type=\"string\"><office:annotation><text:p>Ring henne!</text:p></office:annotation>"
             "<text:p>Åsa<office:annotation><text:p>igen</text:p></office:annotation></text:p>"
             "<draw:frame><draw:text-box><text:p>ruta</text:p></draw:text-box></draw:frame>"
             "<table:table><table:table-row><table:table-cell><text:p>inne</text:p></table:table-cell></table:table-row></"
             "table:table>"
             "</table:table-cell>") == "Åsa");
}

TEST_CASE("rows in groups and header rows are read like all others", "[workbook][ods_sheet]") {
    CHECK(rows_of_table("<table:table-header-rows>" + row(text_cell("a")) + "</table:table-header-rows><table:table-row-group>" +
                        row(text_cell("b")) + "<table:table-row-group>" + row(text_cell("c")) +
                        "</table:table-row-group></table:table-row-group><table:shapes>" + row(text_cell("x")) +
                        "</table:shapes>" + row(text_cell("d"))) == Rows{{1, {"a"}}, {2, {"b"}}, {3, {"c"}}, {4, {"d"}}});
}

TEST_CASE("repeated cells and rows are repeated", "[workbook][ods_sheet]") {
    CHECK(rows_of_table(row("<table:table-cell table:number-columns-repeated=\"2\"/>" +
                            text_cell("x", "table:number-columns-repeated=\"2\"") + "<table:table-cell/>" + text_cell("y")) +
                        row("<table:table-cell table:number-columns-repeated=\"16384\"/>", "table:number-rows-repeated=\"5\"") +
                        row(text_cell("z"), "table:number-rows-repeated=\"2\"")) ==
          Rows{{1, {"", "", "x", "x", "", "y"}}, {7, {"z"}}, {8, {"z"}}});
}

TEST_CASE("cells covered by a merged cell are empty", "[workbook][ods_sheet]") {
    CHECK(rows_of_table(row(text_cell("a") +
                            "<table:covered-table-cell table:number-columns-repeated=\"2\"><text:p>under</text:p>"
                            "</table:covered-table-cell>" +
                            text_cell("d"))) == Rows{{1, {"a", "", "", "d"}}});
}

TEST_CASE("the million empty rows at the end of a sheet are ignored", "[workbook][ods_sheet]") {
    const std::string empty = "<table:table-cell table:number-columns-repeated=\"16384\"/>";
    CHECK(rows_of_table(row(text_cell("a") + empty) + row(empty, "table:number-rows-repeated=\"1048575\"")) == Rows{{1, {"a"}}});
    const std::string absurd = "\"99999999999999\"", overflow = "\"99999999999999999999999999\"";
    for (const auto& count : {absurd, overflow})
        CHECK(rows_of_table(row(text_cell("a")) + row("<table:table-cell table:number-columns-repeated=" + count + "/>",
                                                      "table:number-rows-repeated=" + count)) == Rows{{1, {"a"}}});
}

TEST_CASE("huge repetitions of non-empty cells or rows are refused", "[workbook][ods_sheet]") {
    const auto wide = problem_of_rows(row(text_cell("a")) + row(text_cell("x", "table:number-columns-repeated=\"16385\"")));
    CHECK(contains(wide, "list.ods, sheet \"Deltagare\", row 2"));
    CHECK(contains(wide, "more cells"));
    CHECK(contains(problem_of_rows(row("<table:table-cell table:number-columns-repeated=\"16384\"/>" + text_cell("x"))),
                   "more cells"));
    CHECK(contains(
        problem_of_rows(row("<table:table-cell table:number-columns-repeated=\"9000000000000000000\"/>" + text_cell("x"))),
        "more cells"));
    CHECK(contains(problem_of_rows(row(text_cell("x"), "table:number-rows-repeated=\"1048577\"")), "more rows"));
    CHECK(contains(problem_of_rows(row("", "table:number-rows-repeated=\"1048576\"") + row(text_cell("x"))), "more rows"));
    CHECK(contains(
        problem_of_rows(row(text_cell("x", "table:number-columns-repeated=\"16384\""), "table:number-rows-repeated=\"1048576\"")),
        "the sheet holds more"));
    CHECK(contains(problem_of_rows(row(text_cell(std::string(100'000, 'x')), "table:number-rows-repeated=\"1048576\"")),
                   "the sheet holds more"));
    CHECK(contains(problem_of_rows(row(text_cell(std::string(131'069, 'x')))), "more text"));
    CHECK(contains(problem_of_rows(row(text_cell("<text:s text:c=\"9000000000000000000\"/>"))), "more text"));
}

TEST_CASE("the lines of hidden rows of an ods are known", "[workbook][ods_sheet]") {
    const auto workbook = Workbook::open(
        {"list.ods", zipped(ods_parts(ods_table(
                         row(text_cell("x")) + row(text_cell("x"), "table:visibility=\"filter\"") + row(text_cell("x")) +
                         row(text_cell("x"), "table:visibility=\"collapse\" table:number-rows-repeated=\"2\""))))});
    REQUIRE(workbook);
    MarkedRows marked;
    CHECK(workbook->read(0, [](std::int64_t, std::span<const std::string_view>) { return true; }, &marked));
    CHECK(marked.hidden == std::vector<std::int64_t>{2, 4, 5});
}

TEST_CASE("a sink that stops ends reading an ods without an error", "[workbook][ods_sheet]") {
    const auto workbook =
        Workbook::open({"list.ods", zipped(ods_parts(ods_table(row(text_cell("x"), "table:number-rows-repeated=\"1000000\""))))});
    REQUIRE(workbook);
    std::size_t count = 0;
    CHECK(workbook->read(0, [&](std::int64_t, std::span<const std::string_view>) { return ++count < 3; }));
    CHECK(count == 3);
}
