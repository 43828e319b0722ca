// The cells of an xlsx sheet: core/import/formats/xlsx_sheet.cpp.
#include "tests/core/core_fixture.hpp"
#include "tests/core/import/formats/workbook_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

const std::string formats = styles(
    R"(<numFmt numFmtId="164" formatCode="0000000"/><numFmt numFmtId="165" formatCode="yyyy\-mm\-dd\ hh:mm"/>)",
    R"(<xf/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="20"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="46"/>)");

/// The only cell.
std::string cell(const std::string& xml) {
    const auto rows = rows_of(xlsx_parts("<row r=\"1\">" + xml + "</row>", "<si><t>delad</t></si>", formats));
    return rows.size() == 1 ? rows[0].second.at(0) : "no row";
}
std::string problem_of_rows(const std::string& rows) { return problem_of(xlsx_parts(rows, "<si><t>delad</t></si>", formats)); }

}  // namespace

TEST_CASE("cells of every type have their displayed text", "[workbook][xlsx_sheet]") {
    CHECK(cell(R"(<c r="A1" t="s"><v>0</v></c>)") == "delad");
    CHECK(cell(R"(<c r="A1" t="inlineStr"><is><t>Åsa</t></is></c>)") == "Åsa");
    CHECK(cell(R"(<c r="A1" t="inlineStr"><is><r><t>Ann</t></r><r><t>a</t></r><rPh><t>hint</t></rPh></is></c>)") == "Anna");
    CHECK(cell(R"(<c r="A1" t="str"><f>A2&amp;"x"</f><v>00123</v></c>)") == "00123");
    CHECK(cell(R"(<c r="A1" t="str"><v>rad_x000A_bryt</v></c>)") == "rad\nbryt");
    CHECK(cell(R"(<c r="A1"><f>0.1+0.2</f><v>0.30000000000000004</v></c>)") == "0.3");
    CHECK(cell(R"(<c r="A1" t="n"><v>17</v></c>)") == "17");
    CHECK(cell(R"(<c r="A1" t="b"><v>1</v></c>)") == "TRUE");
    CHECK(cell(R"(<c r="A1" t="b"><v>0</v></c>)") == "FALSE");
    CHECK(cell(R"(<c r="A1" t="d"><v>2026-05-20T09:30:00</v></c>)") == "2026-05-20 09:30:00");
    CHECK(cell(R"(<c r="A1" t="e"><v>#N/A</v></c>)") == "#N/A");
    CHECK(cell(R"(<c r="A1" s="1"/>)") == "no row");
    CHECK(cell(R"(<c r="A1"><v>12345678901234567890</v></c>)") == "1.23456789012346E+19");
}

TEST_CASE("a cell's style turns its number into a date, a time or a code", "[workbook][xlsx_sheet]") {
    CHECK(cell(R"(<c s="1"><v>46162</v></c>)") == "2026-05-20");
    CHECK(cell(R"(<c s="2"><v>46162.395833333336</v></c>)") == "2026-05-20 09:30:00");
    CHECK(cell(R"(<c s="3"><v>0.395833333333333</v></c>)") == "09:30:00");
    CHECK(cell(R"(<c s="4"><v>123</v></c>)") == "0000123");
    CHECK(cell(R"(<c s="5"><v>46162</v></c>)") == "2026-05-20 00:00:00");
    CHECK(cell(R"(<c s="6"><v>1.5</v></c>)") == "36:00:00");
    CHECK(cell(R"(<c s="1" t="s"><v>0</v></c>)") == "delad");
    CHECK(cell(R"(<c s="999"><v>46162</v></c>)") == "46162");
    CHECK(cell(R"(<c s="-1"><v>46162</v></c>)") == "46162");
}

TEST_CASE("a workbook may count its days from 1904", "[workbook][xlsx_sheet]") {
    auto parts = xlsx_parts(R"(<row><c s="1"><v>44700</v></c></row>)", "", formats);
    parts = with(parts, "xl/workbook.xml",
                 workbook_xml(R"(<workbookPr date1904="1"/><sheets><sheet name="A" r:id="rId1"/></sheets>)"));
    CHECK(rows_of(parts) == Rows{{1, {"2026-05-20"}}});
}

TEST_CASE("cells and rows without a reference follow the previous one", "[workbook][xlsx_sheet]") {
    CHECK(
        rows_of(xlsx_parts(
            R"(<row r="2"><c r="B2"><v>1</v></c><c><v>2</v></c><c r="AA2"><v>3</v></c></row>)"
            R"(<row/><row><c><v>4</v></c></row><row r="9" spans="1:3"><c r="C9"><v>5</v></c><c r="A9"><v>6</v></c></row>)")) ==
        Rows{{2, {"", "1", "2", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "3"}},
             {4, {"4"}},
             {9, {"6", "", "5"}}});
    CHECK(rows_of(xlsx_parts(R"(<row><c r="XFD1"><v>1</v></c></row>)"))[0].second.size() == 16384);
}

TEST_CASE("the first of merged cells has the text", "[workbook][xlsx_sheet]") {
    auto parts = xlsx_parts("");
    parts = with(parts, "xl/worksheets/sheet1.xml",
                 "<worksheet><sheetData><row><c><v>1</v></c><c r=\"B1\"/><c><v>2</v></c></row></sheetData>"
                 "<mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells><extLst><row><c><v>3</v></c></row></extLst></worksheet>");
    CHECK(rows_of(parts) == Rows{{1, {"1", "", "2"}}});
}

TEST_CASE("blank rows are left out, hidden rows are not", "[workbook][xlsx_sheet]") {
    CHECK(rows_of(xlsx_parts(R"(<row r="1"><c r="A1"/></row><row r="2"><c t="inlineStr"><is><t> </t></is></c></row>)"
                             R"(<row r="3" hidden="1"><c><v>1</v></c></row>)")) == Rows{{3, {"1"}}});
}

TEST_CASE("the lines of hidden rows of an xlsx are known", "[workbook][xlsx_sheet]") {
    const auto workbook = Workbook::open(
        {"list.xlsx",
         zipped(xlsx_parts(R"(<row r="2"><c><v>1</v></c></row><row r="3" hidden="1"><c><v>1</v></c></row>)"
                           R"(<row r="5" hidden="true"><c><v>1</v></c></row><row r="6" hidden="0"><c><v>1</v></c></row>)"))});
    REQUIRE(workbook);
    MarkedRows marked;
    CHECK(workbook->read(0, [](std::int64_t, std::span<const std::string_view>) { return true; }, &marked));
    CHECK(marked.hidden == std::vector<std::int64_t>{3, 5});
}

TEST_CASE("a sink that stops ends reading an xlsx without an error", "[workbook][xlsx_sheet]") {
    std::string rows;
    for (int i = 0; i < 20000; ++i) rows += "<row><c><v>1</v></c></row>";
    const auto workbook = Workbook::open({"list.xlsx", zipped(xlsx_parts(rows))});
    REQUIRE(workbook);
    std::size_t count = 0;
    CHECK(workbook->read(0, [&](std::int64_t, std::span<const std::string_view>) { return ++count < 3; }));
    CHECK(count == 3);
    CHECK(rows_of(*workbook).size() == 20000);
}

TEST_CASE("errors in a sheet name the sheet and the row", "[workbook][xlsx_sheet]") {
    const auto lost = problem_of_rows(R"(<row r="5"><c t="s"><v>1</v></c></row>)");
    CHECK(contains(lost, "list.xlsx, sheet \"Deltagare\", row 5"));
    CHECK(contains(lost, "text is missing"));
    for (const auto* index : {"-1", "x", "0x", "99999999999999999999999"})
        CHECK(contains(problem_of_rows("<row><c t=\"s\"><v>" + std::string(index) + "</v></c></row>"), "text is missing"));
    CHECK(contains(problem_of_rows(R"(<row r="5"/><row r="5"/>)"), "row 5 comes after row 5"));
    CHECK(contains(problem_of_rows(R"(<row r="-5"/>)"), "comes after"));
    CHECK(contains(problem_of_rows(R"(<row r="1048577"/>)"), "more rows"));
    CHECK(contains(problem_of_rows(R"(<row r="9223372036854775807"/><row/>)"), "more rows"));
    CHECK(contains(problem_of_rows(R"(<row><c r="XFE1"><v>1</v></c></row>)"), "more cells"));
    CHECK(contains(problem_of_rows(R"(<row><c r="ZZZZZZZZZZ1"><v>1</v></c></row>)"), "more cells"));
    CHECK(contains(problem_of_rows("<row><c t=\"str\"><v>" + std::string(131069, 'x') + "</v></c></row>"), "more text"));
    CHECK(contains(problem_of(with(xlsx_parts(""), "xl/worksheets/sheet1.xml", "<chartsheet/>")), "is no sheet"));
}

TEST_CASE("rows with too many cells are refused, with and without references", "[workbook][xlsx_sheet]") {
    std::string cells;
    for (int i = 0; i < 16385; ++i) cells += "<c><v>1</v></c>";
    CHECK(contains(problem_of_rows("<row>" + cells + "</row>"), "more cells"));
}
