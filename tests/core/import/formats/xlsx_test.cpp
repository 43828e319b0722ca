#include "core/import/formats/xlsx.hpp"

#include "tests/core/core_fixture.hpp"
#include "tests/core/import/formats/workbook_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

Xlsx opened(const Parts& parts) {
    const auto package = Package::open({"list.xlsx", zipped(parts)});
    REQUIRE(package);
    const auto part = xlsx_workbook_part(*package);
    REQUIRE(part);
    auto workbook = open_xlsx(*package, *part);
    REQUIRE(workbook);
    return std::move(*workbook);
}

const std::string row = R"(<row r="1"><c r="A1" t="s"><v>0</v></c></row>)";

/// The only cell of the only row, for a workbook with one shared string.
std::string shared(const std::string& item) {
    const auto rows = rows_of(xlsx_parts(row, item));
    return rows.size() == 1 ? rows[0].second.at(0) : "no row";
}

}  // namespace

TEST_CASE("sheets are in the workbook's order, without charts and hidden sheets", "[workbook][xlsx]") {
    auto parts = xlsx_parts("");
    parts = with(parts, "xl/workbook.xml",
                 workbook_xml(R"(<sheets><sheet name="Två" r:id="rId9"/><sheet name="Lista" state="hidden" r:id="rId7"/>)"
                              R"(<sheet name="Svar" state="veryHidden" r:id="rId7"/><sheet name="Diagram" r:id="rId8"/>)"
                              R"(<sheet name="Ett &amp; ett" state="visible" r:id="rId7"/></sheets>)"));
    parts =
        with(parts, "xl/_rels/workbook.xml.rels",
             relationships(relationship("rId7", "worksheet", "worksheets/one.xml") + relationship("rId8", "chartsheet", "c.xml") +
                           relationship("rId9", "worksheet", "/xl/worksheets/../two.xml")));
    parts.push_back({"xl/two.xml", worksheet(R"(<row><c t="inlineStr"><is><t>två</t></is></c></row>)")});
    parts.push_back({"xl/worksheets/one.xml", worksheet(R"(<row><c t="inlineStr"><is><t>ett</t></is></c></row>)")});
    const auto workbook = Workbook::open({"list.xlsx", zipped(parts)});
    REQUIRE(workbook);
    CHECK(workbook->sheets() == std::vector<std::string>{"Två", "Ett & ett"});
    CHECK(rows_of(*workbook, 0) == Rows{{1, {"två"}}});
    CHECK(rows_of(*workbook, 1) == Rows{{1, {"ett"}}});
}

TEST_CASE("the workbook part may be anywhere, also with an absolute name", "[workbook][xlsx]") {
    const Parts parts{{"_rels/.rels", relationships(relationship("a", "extended-properties", "docProps/app.xml") +
                                                    relationship("b", "officeDocument", "/book.xml"))},
                      {"book.xml", workbook_xml(R"(<sheets><sheet name="A" r:id="x"/></sheets>)")},
                      {"_rels/book.xml.rels", relationships(relationship("x", "worksheet", "./s/a.xml"))},
                      {"s/a.xml", worksheet(R"(<row><c><v>1</v></c></row>)")}};
    CHECK(rows_of(parts) == Rows{{1, {"1"}}});
}

TEST_CASE("strict workbooks are read like transitional ones", "[workbook][xlsx]") {
    auto parts = xlsx_parts(row, "<si><t>strikt</t></si>");
    for (auto& part : parts)
        for (const auto& [from, to] :
             {std::pair<std::string, std::string>{main_space, "http://purl.oclc.org/ooxml/spreadsheetml/main"},
              {office_space, "http://purl.oclc.org/ooxml/officeDocument/relationships"}})
            for (auto at = part.content.find(from); at != std::string::npos; at = part.content.find(from))
                part.content.replace(at, from.size(), to);
    CHECK(rows_of(parts) == Rows{{1, {"strikt"}}});
}

TEST_CASE("shared strings are joined from their runs, without phonetic hints", "[workbook][xlsx]") {
    CHECK(shared("<si><t>Åsa &amp; Örjan</t></si>") == "Åsa & Örjan");
    CHECK(shared(R"(<si><t xml:space="preserve"> a  b </t></si>)") == " a  b ");
    CHECK(shared("<si><r><rPr><b/></rPr><t>Ann</t></r><r><t>a</t></r></si>") == "Anna");
    CHECK(shared("<si><t>東京</t><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh><phoneticPr fontId=\"1\"/></si>") == "東京");
    CHECK(shared("<si>white<t>x</t> space</si>") == "x");
    CHECK(shared("<si><t/></si>") == "no row");
}

TEST_CASE("escaped characters are decoded", "[workbook][xlsx]") {
    CHECK(without_escapes("a_x000D__x000a_b") == "a\r\nb");
    CHECK(without_escapes("_x005F_x000D_") == "_x000D_");
    CHECK(without_escapes("_x00E5__x20AC_") == "å€");
    CHECK(without_escapes("_xD83D__xDE00_") == "😀");
    CHECK(without_escapes("_xD83D_x") == "\uFFFDx");
    CHECK(without_escapes("_xDE00__xD83D_") == "\uFFFD\uFFFD");
    CHECK(without_escapes("_x0000_") == "\uFFFD");
    for (const auto* text : {"", "_", "_x", "_x00", "_x000G_", "_x000D", "_X000D_", "my_xyz", "__x"})
        CHECK(without_escapes(text) == text);
    CHECK(shared("<si><t>_x00C5_sa</t></si>") == "Åsa");
}

TEST_CASE("formats are those that cells refer to", "[workbook][xlsx]") {
    const auto workbook = opened(xlsx_parts("", "",
                                            styles(R"(<numFmt numFmtId="164" formatCode="00000"/>)"
                                                   R"(<numFmt numFmtId="165" formatCode="yyyy&quot;!&quot;"/>)",
                                                   R"(<xf/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="22"/>)")));
    using Kind = NumberFormat::Kind;
    CHECK(workbook.formats == std::vector<NumberFormat>{{}, {Kind::padded, 5}, {Kind::date, 0}, {Kind::date_and_time, 0}});
}

TEST_CASE("the workbook sets the first day of its dates", "[workbook][xlsx]") {
    const std::string sheets = R"(<sheets><sheet name="A" r:id="rId1"/></sheets>)";
    const auto counts = [&](const std::string& property) {
        return opened(with(xlsx_parts(""), "xl/workbook.xml", workbook_xml(property + sheets))).counts_from_1904;
    };
    CHECK_FALSE(counts(""));
    CHECK_FALSE(counts(R"(<workbookPr date1904="0"/>)"));
    CHECK(counts(R"(<workbookPr date1904="1"/>)"));
    CHECK(counts(R"(<workbookPr date1904="true"/>)"));
}

TEST_CASE("a workbook needs neither styles nor shared strings", "[workbook][xlsx]") {
    auto parts = xlsx_parts(R"(<row><c s="7"><v>1</v></c></row>)");
    parts = with(parts, "xl/_rels/workbook.xml.rels", relationships(relationship("rId1", "worksheet", "worksheets/sheet1.xml")));
    CHECK(rows_of(without(without(parts, "xl/styles.xml"), "xl/sharedStrings.xml")) == Rows{{1, {"1"}}});
}

TEST_CASE("missing parts are named", "[workbook][xlsx]") {
    for (const auto* part : {"xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"}) {
        const auto problem = problem_of(without(xlsx_parts(row, "<si><t>x</t></si>"), part));
        CHECK(contains(problem, std::string(part) + " is missing"));
        CHECK(contains(problem, "list.xlsx"));
    }
    CHECK(contains(problem_of(without(xlsx_parts(row), "xl/_rels/workbook.xml.rels")), "\"Deltagare\" is nowhere"));
}

TEST_CASE("a workbook without visible sheets is refused", "[workbook][xlsx]") {
    CHECK(contains(problem_of(with(xlsx_parts(""), "xl/workbook.xml", workbook_xml("<sheets/>"))), "no sheet"));
    CHECK(contains(problem_of(with(xlsx_parts(""), "xl/workbook.xml",
                                   workbook_xml(R"(<sheets><sheet name="A" state="hidden" r:id="rId1"/></sheets>)"))),
                   "no sheet"));
}

TEST_CASE("another kind of document is refused", "[workbook][xlsx]") {
    CHECK(contains(problem_of(with(xlsx_parts(""), "xl/workbook.xml", "<w:document xmlns:w=\"urn:word\"/>")), "no workbook"));
}

TEST_CASE("every part that is incomplete or declares entities is refused", "[workbook][xlsx]") {
    const auto parts = xlsx_parts(row, "<si><t>x</t></si>");
    REQUIRE(problem_of(parts).empty());
    for (const auto& part : parts) {
        INFO(part.name);
        CHECK(contains(problem_of(with(parts, part.name, part.content.substr(0, part.content.size() / 2))), "list.xlsx"));
        CHECK(contains(problem_of(with(parts, part.name, part.content.substr(0, part.content.size() - 1))), "cut off"));
        CHECK(contains(problem_of(with(parts, part.name, "<!DOCTYPE x>" + part.content.substr(declaration.size()))), "entities"));
    }
}

TEST_CASE("a workbook that exceeds any limit is refused", "[workbook][xlsx]") {
    std::string sheets, formats, written, parts;
    for (int i = 0; i < 1001; ++i) sheets += R"(<sheet name="A" r:id="rId1"/>)";
    for (int i = 0; i < 65537; ++i) {
        formats += "<xf/>";
        written += "<numFmt numFmtId=\"" + std::to_string(i) + "\" formatCode=\"0\"/>";
        parts += relationship("r" + std::to_string(i), "worksheet", "x");
    }
    CHECK(contains(problem_of(with(xlsx_parts(""), "xl/workbook.xml", workbook_xml("<sheets>" + sheets + "</sheets>"))),
                   "too many sheets"));
    CHECK(contains(problem_of(xlsx_parts("", "", styles("", formats))), "number formats"));
    CHECK(contains(problem_of(xlsx_parts("", "", styles(written, "<xf/>"))), "number formats"));
    CHECK(contains(problem_of(with(xlsx_parts(""), "xl/_rels/workbook.xml.rels", relationships(parts))), "too many parts"));
    CHECK(contains(problem_of(xlsx_parts(row, "<si><t>" + std::string(131069, 'x') + "</t></si>")), "more text"));
}

TEST_CASE("any number of empty strings needs little memory", "[workbook][xlsx]") {
    std::string items, hundred;
    for (int i = 0; i < 100; ++i) hundred += "<si/>";
    unsigned seed = 7;  // digits between them, because a better compression ratio would be refused
    for (int i = 0; i < 84'000; ++i) items += hundred + std::to_string(seed = seed * 1664525U + 1013904223U);
    CHECK(contains(problem_of(with(xlsx_parts(""), "xl/sharedStrings.xml", shared_strings(items))), "holds more text"));
}
