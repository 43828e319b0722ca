#include "core/import/formats/workbook.hpp"

#include <sys/resource.h>

#include "core/base/sanitizers.hpp"
#include "core/base/text.hpp"
#include "tests/core/core_fixture.hpp"
#include "tests/core/import/formats/workbook_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

const std::filesystem::path files = std::filesystem::path(ENTRE_SOURCE_DIR) / "tests/core/import/formats/files";

Workbook opened(const std::string& file) {
    auto workbook = Workbook::open({file, read_file(files / file)});
    REQUIRE(workbook);
    return std::move(*workbook);
}

std::string utf16(std::string_view ascii) {
    std::string out;
    for (const char c : ascii) out += std::string{c, '\0'};
    return out;
}

/// A part of any size that is never in memory.
struct Emptiness {
    char letter;
    std::uint64_t size, given = 0;
};
zip_int64_t give(void* state, void* into, zip_uint64_t length, zip_source_cmd_t command) {
    auto& emptiness = *static_cast<Emptiness*>(state);
    if (command == ZIP_SOURCE_SUPPORTS)
        return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT,
                                              ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, -1);
    if (command == ZIP_SOURCE_STAT) {
        zip_stat_init(static_cast<zip_stat_t*>(into));
        return sizeof(zip_stat_t);
    }
    if (command != ZIP_SOURCE_READ) return 0;
    const auto count = std::min(length, emptiness.size - emptiness.given);
    std::memset(into, emptiness.letter, count);
    emptiness.given += count;
    return static_cast<zip_int64_t>(count);
}

std::string zipped_emptiness(const std::string& part, std::uint64_t size) {
    const ScratchFolder folder;
    const std::string file = (folder / "bomb.zip").string();
    write_file(file, zipped(without(xlsx_parts(""), part)));
    zip_t* zip = zip_open(file.c_str(), 0, nullptr);
    REQUIRE(zip != nullptr);
    Emptiness emptiness{'\0', size};
    const auto index = zip_file_add(zip, part.c_str(), zip_source_function(zip, give, &emptiness), 0);
    REQUIRE(index >= 0);
    REQUIRE(zip_set_file_compression(zip, static_cast<zip_uint64_t>(index), ZIP_CM_DEFLATE, 1) == 0);
    REQUIRE(zip_close(zip) == 0);
    return read_file(file);
}

}  // namespace

TEST_CASE("workbooks saved by spreadsheet programs have the same rows in every format", "[workbook][files]") {
    for (const auto* file : {"libreoffice.xlsx", "libreoffice.ods", "openpyxl.xlsx", "xlsxwriter.xlsx"}) {
        INFO(file);
        const auto workbook = opened(file);
        CHECK(workbook.kind() == std::string_view(file).substr(std::string_view(file).rfind('.') + 1));
        CHECK(workbook.sheets() == std::vector<std::string>{"Deltagare"});
        CHECK(rows_of(workbook) ==
              Rows{{1, {"Förnamn", "Efternamn", "Kod", "Anmäld", "Tid", "Belopp", "Ort"}},
                   {2, {"Åsa", "Öberg", "0012345", "2026-05-20", "2026-05-20 09:30:00", "0.3", "Malmö"}},
                   {3, {"Örjan", "Ängström", "0000007", "2026-12-01", "2026-12-01 23:59:59", "1250", "Växjö"}},
                   {4, {"Zoë \"Z\" d'Arc", "Lind", "0900001", "2024-02-29", "2024-02-29 00:00:01", "12.5", "Bo, Ås"}}});
    }
}

TEST_CASE("a truncated or corrupted real workbook is refused or reads unchanged", "[workbook][files]") {
    for (const std::string file : {"libreoffice.xlsx", "libreoffice.ods"}) {
        const auto whole = read_file(files / file);
        const auto rows = rows_of(opened(file));
        for (std::size_t length = 1; length < whole.size(); length += 97)
            CHECK_FALSE(problem_of(whole.substr(0, length), file).empty());
        for (std::size_t i = 0; i < whole.size(); i += 41) {
            auto changed = whole;
            changed[i] = static_cast<char>(changed[i] ^ 0x10);
            const auto workbook = Workbook::open({file, changed});
            if (!workbook) continue;
            const auto now = rows_of(*workbook);
            const bool is_told = now == rows || (!now.empty() && now[0].first == 0);
            CHECK(is_told);
        }
    }
}

TEST_CASE("password-protected and old workbooks, and other files, are refused with what to do", "[workbook][other_kind]") {
    const std::string ole = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + std::string(500, '\0');
    CHECK(contains(problem_of(ole + utf16("EncryptedPackage")), "list.xlsx is password-protected"));
    CHECK(contains(problem_of(ole + utf16("Workbook"), "list.xls"), "(.xls)"));
    CHECK(contains(problem_of(ole + utf16("Workbook"), "list.xls"), "CSV UTF-8"));
    CHECK(contains(problem_of(std::string("a;b\n1;2\n")), "no workbook"));
    CHECK(contains(problem_of(std::string()), "no workbook"));
    CHECK(contains(problem_of(Parts{{"photo.jpg", "not a sheet"}}), "zip, but no workbook"));
    CHECK(contains(problem_of(Parts{{"list.csv", "a;b"}, {"_rels/.rels", relationships("")}}), "zip, but no workbook"));
    CHECK(contains(problem_of(std::string("PK\x05\x06") + std::string(18, '\0')), "list.xlsx"));
    CHECK(contains(problem_of(std::string("PK\x03\x04 and no more")), "cut off"));
    CHECK(contains(
        problem_of(with(xlsx_parts(""), "_rels/.rels", relationships(relationship("a", "officeDocument", "xl/workbook.bin")))),
        ".xlsb"));
    auto secret = xlsx_parts("");
    for (auto& part : secret) part.password = "secret";
    CHECK(contains(problem_of(secret), "password-protected"));
}

TEST_CASE("a workbook is recognised by its first bytes", "[workbook]") {
    CHECK(is_workbook(zipped(xlsx_parts(""))));
    CHECK(is_workbook("\xd0\xcf\x11\xe0\xa1\xb1"));
    CHECK(is_workbook("PK\x05\x06"));
    CHECK_FALSE(is_workbook("PKI;b\n"));
    CHECK_FALSE(is_workbook(""));
}

TEST_CASE("a workbook can be moved and read again", "[workbook]") {
    auto first = opened("libreoffice.xlsx");
    const auto rows = rows_of(first);
    auto second = std::move(first);
    CHECK(rows_of(second) == rows);
    second = opened("libreoffice.ods");
    CHECK(rows_of(second) == rows);
}

TEST_CASE("an exception of a sink reaches the caller", "[workbook]") {
    const auto workbook = opened("libreoffice.xlsx");
    CHECK_THROWS_WITH(
        workbook.read(0, [](std::int64_t, std::span<const std::string_view>) -> bool { throw std::runtime_error("full"); }),
        "full");
    CHECK(rows_of(workbook).size() == 4);
}

TEST_CASE("a zip bomb of two billion bytes is refused at once", "[workbook][KIO-12]") {
    for (const std::string part : {"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"}) {
        const auto bytes = zipped_emptiness(part, part.ends_with("sheet1.xml") ? 2'000'000'000 : 200'000'000);
        CHECK(bytes.size() < 20'000'000);
        CHECK(contains(problem_of(bytes), "too large when unpacked"));
    }
}

TEST_CASE("a billion laughs attack is refused", "[workbook][KIO-12]") {
    std::string laughs = "<!DOCTYPE x [<!ENTITY a \"ha\">";
    for (char c = 'b'; c < 'l'; ++c) {
        laughs += std::string("<!ENTITY ") + c + " \"";
        for (int i = 0; i < 10; ++i) laughs += std::string("&") + static_cast<char>(c - 1) + ";";
        laughs += "\">";
    }
    const auto sheet = laughs + "]><worksheet><sheetData><row><c t=\"str\"><v>&k;</v></c></row></sheetData></worksheet>";
    CHECK(contains(problem_of(with(xlsx_parts(""), "xl/worksheets/sheet1.xml", sheet)), "entities"));
    CHECK(contains(problem_of(with(ods_parts(""), "content.xml", sheet)), "entities"));
}

TEST_CASE("a long list is read in pieces", "[workbook][KIO-12]") {
    std::string rows;
    for (int i = 1; i <= 100'000; ++i)
        rows += "<row r=\"" + std::to_string(i) + "\"><c t=\"s\"><v>" + std::to_string(i % 2) + "</v></c><c><v>" +
                std::to_string(i) + "</v></c></row>";
    const auto workbook = Workbook::open({"list.xlsx", zipped(xlsx_parts(rows, "<si><t>Åsa</t></si><si><t>Örjan</t></si>"))});
    REQUIRE(workbook);
    struct rusage before{}, after{};
    ::getrusage(RUSAGE_SELF, &before);
    std::int64_t count = 0;
    const auto read = workbook->read(0, [&](std::int64_t line, std::span<const std::string_view> cells) {
        return ++count == line && cells.size() == 2 && cells[1] == std::to_string(line);
    });
    ::getrusage(RUSAGE_SELF, &after);
    CHECK(read);
    CHECK(count == 100'000);
    // AddressSanitizer keeps what was released for a while.
    if (!has_address_sanitizer) CHECK(after.ru_maxrss - before.ru_maxrss < 4096);
}

TEST_CASE("arbitrary bytes give rows or one clear error", "[workbook]") {
    unsigned seed = 5;
    const auto base = worksheet(R"(<row r="1"><c r="A1" s="1" t="s"><v>0</v></c><c t="inlineStr"><is><t>x</t></is></c></row>)");
    for (int round = 0; round < 500; ++round) {
        auto sheet = base;
        for (int i = 0; i < 3; ++i) {
            seed = seed * 1664525U + 1013904223U;
            sheet[(seed >> 8) % sheet.size()] = std::string_view("<>\"/ 0A9&\x80=")[(seed >> 3) % 11];
        }
        for (const auto& row : rows_of(with(xlsx_parts("", "<si><t>y</t></si>"), "xl/worksheets/sheet1.xml", sheet)))
            for (const auto& cell : row.second) REQUIRE(is_valid_utf8(cell));
    }
}
