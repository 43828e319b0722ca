#include "core/import/formats/export_file.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <thread>

#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

/// All rows of the only sheet, cells separated by bars.
Result<std::vector<std::string>> rows_of(const ExportFile& file) {
    auto sheets = sheets_of(file);
    if (!sheets) return pass_on(sheets);
    REQUIRE(sheets->size() == 1);
    std::vector<std::string> rows;
    const auto format = sheets->front().read([&](std::int64_t, std::span<const std::string_view> cells) {
        std::string row;
        for (const auto cell : cells) row += std::string(cell) + "|";
        rows.push_back(std::move(row));
        return true;
    });
    if (!format) return pass_on(format);
    return rows;
}

}  // namespace

TEST_CASE("a file is read in pieces, and from any offset", "[export_file]") {
    const ScratchFolder folder;
    std::string text = "a;b\n";
    for (int i = 0; i < 30000; ++i) text += "x" + std::to_string(i) + ";y\n";
    write_file(folder / "list.csv", text);
    const auto file = open_export_file(folder / "list.csv");
    REQUIRE(file);
    CHECK(file->size() == text.size());
    CHECK(text.starts_with(file->beginning()));
    std::string joined;
    bool was_last = false;
    file->pieces([&](std::string_view piece, bool is_last) {
        CHECK_FALSE(was_last);
        joined += piece;
        was_last = is_last;
        return true;
    });
    CHECK(joined == text);
    CHECK(was_last);
    CHECK(rows_of(*file)->size() == 30001);
    const ExportFile in_memory("list.csv", text, 7);
    for (const auto& one : {*file, in_memory}) {
        std::string some(5, '-');
        CHECK(one.read_at(4, some) == 5);
        CHECK(some == "x0;y\n");
        CHECK(one.read_at(text.size() - 2, some) == 2);
        CHECK(one.read_at(text.size() + 10, some) == 0);
        CHECK(one.count_of(";y\n", 100'000) == 30000);  // also across pieces
        CHECK(one.count_of(";y\n", 5) == 5);
        CHECK(one.count_of("nowhere", 5) == 0);
    }
    CHECK_FALSE(file->has_changed());
}

TEST_CASE("the format is recognised by the content and not by the name", "[export_file]") {
    CHECK(rows_of({"list.xlsx", "a;b\n1;2\n"})->at(1) == "1|2|");
    CHECK(rows_of({"list.csv", R"([{"a": 1, "b": "2"}])"})->at(1) == "1|2|");
    const auto binary = rows_of({"photo.csv", std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16)});
    REQUIRE_FALSE(binary);
    CHECK(contains(binary.error().detail, "photo.csv"));
    const auto zip = rows_of({"list.csv", std::string("PK\x03\x04 and then nothing", 21)});
    REQUIRE_FALSE(zip);
    CHECK(zip.error().code == ErrorCode::export_invalid);
}
TEST_CASE("missing files and files that are not regular are reported", "[export_file][file_missing][file_unreadable]") {
    const ScratchFolder folder;
    const auto missing = open_export_file(folder / "nowhere.csv");
    REQUIRE_FALSE(missing);
    CHECK(missing.error().code == ErrorCode::file_missing);
    CHECK_FALSE(open_export_file(folder.path()));
    write_file(folder / "locked.csv", "a;b\n1;2\n");
    std::filesystem::permissions(folder / "locked.csv", std::filesystem::perms::none);
    const bool is_root = ::geteuid() == 0;
    if (is_root) REQUIRE(::seteuid(65534) == 0);
    const auto locked = open_export_file(folder / "locked.csv");
    if (is_root) REQUIRE(::seteuid(0) == 0);
    REQUIRE_FALSE(locked);
    CHECK(locked.error().code == ErrorCode::file_unreadable);
}

TEST_CASE("a pipe is refused without blocking", "[export_file]") {
    const ScratchFolder folder;
    REQUIRE(::mkfifo((folder / "pipe.csv").c_str(), 0600) == 0);
    const auto table = open_export_file(folder / "pipe.csv");
    REQUIRE_FALSE(table);
    CHECK(table.error().code == ErrorCode::export_invalid);
}

TEST_CASE("a csv replaced while it is read gives the old or the new content, never a mixture", "[export_file][replaced]") {
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
                write_file(folder / "list.csv", i % 2 == 0 ? one : two);  // in place, as careless programs save
            } else {
                write_file(folder / "list.new", i % 2 == 0 ? one : two);
                std::filesystem::rename(folder / "list.new", folder / "list.csv");
            }
        }
    });
    for (int i = 0; i < 60; ++i) {
        const auto table = with_export_file(folder / "list.csv", [](const ExportFile& file) -> Result<std::string> {
            std::string all;
            file.pieces([&](std::string_view piece, bool) {
                all += piece;
                return true;
            });
            return all;
        });
        if (!table) {
            const bool is_told =
                table.error().code == ErrorCode::file_unreadable || table.error().code == ErrorCode::export_invalid;
            CHECK(is_told);
            continue;
        }
        CHECK((*table == one || *table == two || table->size() < one.size()));
        // While it is written in place the file is short, but its content belongs to one list.
        const auto letters = table->substr(std::min<std::size_t>(4, table->size()));
        CHECK((letters.find('1') == std::string::npos || letters.find('2') == std::string::npos));
    }
}
