#include <sys/stat.h>
#include <unistd.h>

#include <thread>

#include "core/base/text.hpp"
#include "core/registrations/table.hpp"
#include "tests/core/core_lab.hpp"

using namespace entre;
using namespace entre::test;

namespace {

Table table_of(std::string_view bytes) {
    auto table = parse_csv(bytes, "list.csv");
    REQUIRE(table);
    return std::move(*table);
}

std::vector<std::string> words(const TableRow& row) { return {row.cells.begin(), row.cells.end()}; }

std::string problem_of(std::string_view bytes) {
    const auto table = parse_csv(bytes, "list.csv");
    REQUIRE_FALSE(table);
    CHECK(table.error().code == ErrorCode::export_invalid);
    CHECK(contains(table.error().detail, "list.csv"));
    return table.error().detail;
}

}  // namespace

TEST_CASE("comma, semicolon and tab are found by themselves", "[csv]") {
    for (const std::string delimiter : {",", ";", "\t"}) {
        const auto table = table_of("a" + delimiter + "b\n1" + delimiter + "2\n");
        CHECK(table.headings == std::vector<std::string>{"a", "b"});
        REQUIRE(table.rows.size() == 1);
        CHECK(words(table.rows[0]) == std::vector<std::string>{"1", "2"});
    }
    CHECK(table_of("\"a,b,c,d\";b\n1;2\n").headings.size() == 2);
}

TEST_CASE("quoted fields hold delimiters, quotes and line breaks", "[csv]") {
    const auto table = table_of("a;b\r\n\"x;\"\"y\"\"\";\"one\r\ntwo\nthree\"\r\n");
    REQUIRE(table.rows.size() == 1);
    CHECK(words(table.rows[0]) == std::vector<std::string>{"x;\"y\"", "one\r\ntwo\nthree"});
}

TEST_CASE("every row knows the line it begins on", "[csv]") {
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

TEST_CASE("UTF-8 with and without mark and Windows-1252 give the same words", "[csv]") {
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
    CHECK(plain.sha256 != marked.sha256);
    CHECK(plain.sha256.size() == 64);
}

TEST_CASE("a sep= line names the delimiter and is no row", "[csv]") {
    for (const auto* text : {"sep=;\nö;b\n1,5;2\n", "SEP=;\r\nö;b\r\n1,5;2\r\n", "\xef\xbb\xbfsep=;\nö;b\n1,5;2\n"}) {
        const auto table = table_of(text);
        CHECK(table.headings == std::vector<std::string>{"ö", "b"});
        CHECK(table.rows[0].cells[0] == "1,5");
    }
    CHECK(table_of("sep=\t\na\tb\n1\t2\n").rows[0].cells[1] == "2");
}

TEST_CASE("a sep= line that names nothing usable is not obeyed", "[csv]") {
    for (const auto* text : {"sep=\na;b\n1;2\n", "sep=\"\na;b\n1;2\n", "sep=a\na;b\n1;2\n", "sep=", "sep=;", "sep=;;;;;\n"}) {
        const auto table = parse_csv(text, "list.csv");
        if (table) CHECK(table->headings.size() < 20);
    }
}

TEST_CASE("half a csv is refused with the line where it stops", "[csv][half]") {
    CHECK(contains(problem_of("a;b;c\n1;2;3\n4;\"5"), ":3:"));
    CHECK(contains(problem_of("a;b;c\n1;2;3\n\"4\n5\n6"), ":3:"));
    CHECK(contains(problem_of("a;b;c\n1;2;3\n4;5"), ":3:"));
    CHECK(contains(problem_of("a;b;c\n1;2;3\n4"), "cut off"));
    CHECK_FALSE(contains(problem_of("a;b;c\nAnna;Berg;3\nHemlig;\"Person"), "Hemlig"));
}

TEST_CASE("what is no csv at all is refused with what to do", "[csv][other_kind]") {
    CHECK(contains(problem_of(std::string("PK\x03\x04 xlsx", 9)), "spreadsheet"));
    CHECK(contains(problem_of("\xd0\xcf\x11\xe0\xa1\xb1"), "spreadsheet"));
    CHECK(contains(problem_of(std::string("\xff\xfe"
                                          "a\0;\0",
                                          6)),
                   "UTF-16"));
    CHECK(contains(problem_of(std::string("%PDF-1.7\n\0\0", 11)), "text"));
    CHECK_FALSE(problem_of("").empty());
    CHECK_FALSE(problem_of("\n\n\n").empty());
    CHECK_FALSE(problem_of("\xef\xbb\xbf").empty());
    CHECK(contains(problem_of("just a sentence\nand another\n"), "comma"));
}

TEST_CASE("bytes of any kind end in a table or in one clear error", "[csv]") {
    unsigned seed = 3;
    const std::string_view bits = "a;,\t\"\n\r\xc5\x80= ";
    for (int round = 0; round < 5000; ++round) {
        std::string bytes = round % 3 == 0 ? "sep=" : "";
        for (int i = 0; i < round % 60; ++i) {
            seed = seed * 1664525U + 1013904223U;
            bytes.push_back(bits[(seed >> 20) % bits.size()]);
        }
        const auto table = parse_csv(bytes, "x");
        if (!table) {
            REQUIRE(table.error().code == ErrorCode::export_invalid);
            continue;
        }
        for (const auto& row : table->rows)
            for (const auto& cell : row.cells) REQUIRE(is_valid_utf8(cell));
    }
}

TEST_CASE("a file is read whole", "[csv]") {
    const ScratchFolder folder;
    std::string text = "a;b\n";
    for (int i = 0; i < 30000; ++i) text += "x" + std::to_string(i) + ";y\n";
    write_file(folder / "list.csv", text);
    const auto table = read_table(folder / "list.csv");
    REQUIRE(table);
    CHECK(table->rows.size() == 30000);
    CHECK(table->rows.back().line == 30001);
}

TEST_CASE("a file that is not there, or is none, is said to be so", "[csv][file_missing][file_unreadable]") {
    const ScratchFolder folder;
    const auto missing = read_table(folder / "nowhere.csv");
    REQUIRE_FALSE(missing);
    CHECK(missing.error().code == ErrorCode::file_missing);
    CHECK_FALSE(read_table(folder.path()));
    write_file(folder / "locked.csv", "a;b\n1;2\n");
    std::filesystem::permissions(folder / "locked.csv", std::filesystem::perms::none);
    const bool is_root = ::geteuid() == 0;
    if (is_root) REQUIRE(::seteuid(65534) == 0);
    const auto locked = read_table(folder / "locked.csv");
    if (is_root) REQUIRE(::seteuid(0) == 0);
    REQUIRE_FALSE(locked);
    CHECK(locked.error().code == ErrorCode::file_unreadable);
}

TEST_CASE("a pipe is no export, and nobody waits for it", "[csv]") {
    const ScratchFolder folder;
    REQUIRE(::mkfifo((folder / "pipe.csv").c_str(), 0600) == 0);
    const auto table = read_table(folder / "pipe.csv");
    REQUIRE_FALSE(table);
    CHECK(table.error().code == ErrorCode::export_invalid);
}

TEST_CASE("a csv replaced while it is read gives the old one or the new one, never a mixture", "[csv][replaced]") {
    const ScratchFolder folder;
    const auto list_of = [](char letter) {
        std::string text = "a;b\n";
        for (int i = 0; i < 20000; ++i) text += std::string(20, letter) + ";y\n";
        return text;
    };
    const std::string one = list_of('1'), two = list_of('2');
    write_file(folder / "list.csv", one);
    std::jthread writer([&](const std::stop_token& stop) {
        for (int i = 0; !stop.stop_requested(); ++i) {
            if (i % 3 == 0) {
                write_file(folder / "list.csv", i % 2 == 0 ? one : two);  // in place, as a careless program saves
            } else {
                write_file(folder / "list.new", i % 2 == 0 ? one : two);
                std::filesystem::rename(folder / "list.new", folder / "list.csv");
            }
        }
    });
    for (int i = 0; i < 60; ++i) {
        const auto table = read_table(folder / "list.csv");
        if (!table) {
            const bool is_told =
                table.error().code == ErrorCode::file_unreadable || table.error().code == ErrorCode::export_invalid;
            CHECK(is_told);
            continue;
        }
        for (const auto& row : table->rows) REQUIRE(row.cells[0] == table->rows[0].cells[0]);
    }
}
