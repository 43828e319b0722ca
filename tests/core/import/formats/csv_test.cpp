#include "core/import/formats/csv.hpp"

#include "core/base/text.hpp"
#include "tests/core/core_fixture.hpp"
#include "tests/core/import/csv_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

Table table_of(std::string_view bytes) {
    auto table = read_rows(bytes);
    if (!table) FAIL(table.error().detail);
    return std::move(*table);
}

std::vector<std::string> words(const Row& row) { return row.cells; }

std::string problem_of(std::string_view bytes) {
    const auto table = read_rows(bytes);
    REQUIRE_FALSE(table);
    CHECK(table.error().code == ErrorCode::export_invalid);
    CHECK(contains(table.error().detail, "list.csv"));
    return table.error().detail;
}

}  // namespace

TEST_CASE("the delimiter is detected: comma, semicolon or tab", "[csv]") {
    for (const std::string delimiter : {",", ";", "\t"}) {
        const auto table = table_of("a" + delimiter + "b\n1" + delimiter + "2\n");
        CHECK(table.headings == std::vector<std::string>{"a", "b"});
        REQUIRE(table.rows.size() == 1);
        CHECK(words(table.rows[0]) == std::vector<std::string>{"1", "2"});
    }
    CHECK(table_of("\"a,b,c,d\";b\n1;2\n").headings.size() == 2);
}

TEST_CASE("quoted fields may contain delimiters, quotes and line breaks", "[csv]") {
    const auto table = table_of("a;b\r\n\"x;\"\"y\"\"\";\"one\r\ntwo\nthree\"\r\n");
    REQUIRE(table.rows.size() == 1);
    CHECK(words(table.rows[0]) == std::vector<std::string>{"x;\"y\"", "one\r\ntwo\nthree"});
}

TEST_CASE("every row has the number of its first line", "[csv]") {
    const auto table = table_of("a;b\n\n1;\"x\ny\nz\"\n2;3\n\"p\nq\";4\n\n \n5;\"\n\"\n6;7");
    REQUIRE(table.rows.size() == 5);
    CHECK(table.rows[0].line == 3);
    CHECK(table.rows[1].line == 6);
    CHECK(table.rows[2].line == 7);  // its first cell is the one with the line break
    CHECK(table.rows[3].line == 11);
    CHECK(table.rows[4].line == 13);
    CHECK(table_of("sep=;\r\n\r\na;b\r\n1;2\r\n").heading_line == 3);
    CHECK(table_of("sep=;\r\na;b\r\n1;2\r\n").rows[0].line == 3);
}

TEST_CASE("UTF-8 with and without byte order mark and Windows-1252 give the same text", "[csv]") {
    const auto plain = table_of("Förnamn;Ort\nÅsa;Öja\n"),
               marked = table_of(
                   "\xef\xbb\xbf"
                   "Förnamn;Ort\nÅsa;Öja\n"),
               old = table_of("F\xf6rnamn;Ort\n\xc5sa;\xd6ja\n");
    CHECK(plain.headings == marked.headings);
    CHECK(plain.headings == old.headings);
    CHECK(words(plain.rows[0]) == words(marked.rows[0]));
    CHECK(words(plain.rows[0]) == words(old.rows[0]));
    CHECK(contains(plain.format, "UTF-8"));
    CHECK(contains(marked.format, "mark"));
    CHECK(contains(old.format, "Windows-1252"));
}

TEST_CASE("a sep= line sets the delimiter and is not a row", "[csv]") {
    for (const auto* text : {"sep=;\nö;b\n1,5;2\n", "SEP=;\r\nö;b\r\n1,5;2\r\n", "\xef\xbb\xbfsep=;\nö;b\n1,5;2\n"}) {
        const auto table = table_of(text);
        CHECK(table.headings == std::vector<std::string>{"ö", "b"});
        CHECK(table.rows[0].cells[0] == "1,5");
    }
    CHECK(table_of("sep=\t\na\tb\n1\t2\n").rows[0].cells[1] == "2");
}

TEST_CASE("a sep= line with an unusable delimiter is ignored", "[csv]") {
    for (const auto* text : {"sep=\na;b\n1;2\n", "sep=\"\na;b\n1;2\n", "sep=a\na;b\n1;2\n", "sep=", "sep=;", "sep=;;;;;\n"}) {
        const auto table = read_rows(text);
        if (table) CHECK(table->headings.size() < 20);
    }
}

TEST_CASE("an incomplete csv is refused with the line where it ends", "[csv][half]") {
    CHECK(contains(problem_of("a;b;c\n1;2;3\n4;\"5"), ":3:"));
    CHECK(contains(problem_of("a;b;c\n1;2;3\n\"4\n5\n6"), ":3:"));
    CHECK(contains(problem_of("a;b;c\n1;2;3\n4;5"), ":3:"));
    CHECK(contains(problem_of("a;b;c\n1;2;3\n4"), "cut off"));
    CHECK_FALSE(contains(problem_of("a;b;c\nAnna;Berg;3\nHemlig;\"Person"), "Hemlig"));
}

TEST_CASE("a file that is not csv is refused with what to do", "[csv][other_kind]") {
    CHECK(contains(problem_of(std::string("%PDF-1.7\n\0\0", 11)), "text"));
    CHECK_FALSE(problem_of("").empty());
    CHECK_FALSE(problem_of("\n\n\n").empty());
    CHECK_FALSE(problem_of("\xef\xbb\xbf").empty());
    CHECK(contains(problem_of("just a sentence\nand another\n"), "comma"));
}

TEST_CASE("arbitrary bytes give a table or one clear error", "[csv]") {
    unsigned seed = 3;
    const std::string_view bits = "a;,\t\"\n\r\xc5\x80= ";
    for (int round = 0; round < 5000; ++round) {
        std::string bytes = round % 3 == 0 ? "sep=" : "";
        for (int i = 0; i < round % 60; ++i) {
            seed = seed * 1664525U + 1013904223U;
            bytes.push_back(bits[(seed >> 20) % bits.size()]);
        }
        const auto table = read_rows(bytes);
        if (!table) {
            REQUIRE(table.error().code == ErrorCode::export_invalid);
            continue;
        }
        for (const auto& row : table->rows)
            for (const auto& cell : row.cells) REQUIRE(is_valid_utf8(cell));
    }
}

TEST_CASE("a row without an end is detected before it fills the memory", "[csv][KIO-12]") {
    CHECK(contains(problem_of("a;b\n" + std::string(3U << 20, 'x')), ":2:"));
    CHECK(contains(problem_of("a;b\n1;2\n\"" + std::string(3U << 20, 'x')), ":3:"));
    CHECK(contains(problem_of("a;b\n1;2\n" + std::string(20'000, ';') + "\n"), ":3:"));
}

TEST_CASE("the delimiter is the one of most lines, not that of a title above them", "[csv]") {
    CHECK(table_of("Seminarium, Linköping, 20 maj\na;b;c\n1;2;3\n4;5;6\n").rows[0].cells.size() == 3);
    CHECK(table_of("a|b\n1|2\n").headings.size() == 2);
    CHECK(table_of("Namn;Anteckning\nBo;en, två, tre, fyra, fem\nCia;x\n").headings.size() == 2);
}

TEST_CASE("a sink that stops receives no more rows of a csv", "[csv]") {
    int rows = 0;
    const auto format = read_csv({"list.csv", "a;b\n1;2\n3;4\n5;\"never ends"},
                                 [&](std::int64_t, std::span<const std::string_view>) { return ++rows < 2; });
    CHECK(format);
    CHECK(rows == 2);
}

TEST_CASE("lines may end in a lone return, as on old Macintoshes, in pieces of any size", "[csv]") {
    for (const std::string text : {"sep=;\rNamn;Kod\rÅsa;k1\r\r\"Bo\rEk\";k2\rCia;k3\r",
                                   "sep=;\r\nNamn;Kod\r\nÅsa;k1\r\n\r\n\"Bo\r\nEk\";k2\r\nCia;k3\r\n"})
        for (std::size_t piece = 1; piece < 20; ++piece) {
            const auto table = read_rows(ExportFile("list.csv", text, piece));
            REQUIRE(table);
            CHECK(table->heading_line == 2);
            REQUIRE(table->rows.size() == 3);
            CHECK(table->rows[0].line == 3);
            CHECK(table->rows[1].line == 5);
            CHECK(table->rows[1].cells[1] == "k2");
            CHECK(table->rows[2].line == 7);
        }
    const auto mixed = table_of("Namn;Kod\r\nÅsa;k1\rBo;k2\nCia;k3");
    REQUIRE(mixed.rows.size() == 3);
    CHECK(mixed.rows[1].line == 3);
    CHECK(mixed.rows[2].line == 4);
}

TEST_CASE("a file that consists of returns is read in linear time", "[csv][KIO-12]") {
    for (const std::string end : {"", "\n"}) {
        const auto table = table_of("Namn;Kod\rÅsa;k1\r" + std::string(32U << 20U, '\r') + end);
        REQUIRE(table.rows.size() == 1);
        CHECK(table.rows[0].line == 2);
    }
}

TEST_CASE("a quoted cell that never ends is refused as too long, not as cut off at the end of the file", "[csv][KIO-12]") {
    CHECK(contains(problem_of("a;b\n1;2\n\"" + std::string(2U << 20, 'x')), "longer than any registration"));
    CHECK_FALSE(contains(problem_of("a;b\n1;2\n\"" + std::string(1000, 'x')), "longer than any registration"));
}

TEST_CASE("a quotation mark without its counterpart is refused before it takes other rows along", "[csv][half]") {
    CHECK(contains(problem_of("a;b;c\n1;\"2;3\n4;5;6\n"), ":2:"));
    CHECK(contains(problem_of("a;b;c\n1;\"2;3\n4;5;6\n7;8\";9\n0;0;0\n"), ":2:"));
    CHECK(read_rows("a;b;c\n1;\"2\n3\";4\n")->rows.size() == 1);
}

TEST_CASE("lines that stand in quotes as a whole are parted", "[csv]") {
    const auto all = table_of("\"a;b;c\"\n\"1;2;3\"\n");
    CHECK(all.headings == std::vector<std::string>{"a", "b", "c"});
    CHECK(words(all.rows.at(0)) == std::vector<std::string>{"1", "2", "3"});
    CHECK(words(table_of("a,b,c\n\"1,2,3\"\n").rows.at(0)) == std::vector<std::string>{"1", "2", "3"});
    CHECK(words(table_of("a;b\n\"1;2\"\n").rows.at(0)).size() == 1);  // two words of a note
}
