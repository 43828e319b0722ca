#include "core/services/file_search.hpp"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zip.h>
#include <zlib.h>

#include "core/attendance/report.hpp"
#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

FolderSearch searched(const std::filesystem::path& folder, const std::filesystem::path& left_out = {}) {
    std::set<std::string> marks;
    add_marks(marks, person("kod-4711", "Åsa", "Öström"));
    return search_folder(folder, MarkIndex({marks.begin(), marks.end()}), left_out);
}

/// The one trace in `folder`.
PurgeTrace trace(const std::filesystem::path& folder) {
    const auto found = searched(folder);
    REQUIRE(found.traces.size() == 1);
    return found.traces[0];
}

void write_gzip(const std::filesystem::path& file, std::string_view text) {
    const auto out = gzopen(file.c_str(), "wb");
    REQUIRE(gzwrite(out, text.data(), static_cast<unsigned>(text.size())) == static_cast<int>(text.size()));
    REQUIRE(gzclose(out) == Z_OK);
}

void write_zip(const std::filesystem::path& file, const std::string& part, std::string_view text) {
    int problem = 0;
    auto* out = zip_open(file.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &problem);
    REQUIRE(out != nullptr);
    REQUIRE(zip_file_add(out, part.c_str(), zip_source_buffer(out, text.data(), text.size(), 0), 0) >= 0);
    REQUIRE(zip_close(out) == 0);
}

std::string long_text(std::string_view name) {
    return std::string(300'000, 'x') + " " + std::string(name) + " " + std::string(9, 'y');
}

}  // namespace

TEST_CASE("names are found in plain files of all folders, in links to files, and in the names of files", "[purge][PRV-7]") {
    const ScratchFolder folder, elsewhere;
    std::filesystem::create_directories(folder / "a/b");
    write_file(folder / "a/b/notes", long_text("Åsa Öström"));
    write_file(folder / "clean.txt", "nobody");
    write_file(elsewhere / "target", "Öström, Åsa");
    std::filesystem::create_symlink(elsewhere / "target", folder / "link");
    write_file(folder / "Åsa Öström.txt", "");
    std::filesystem::create_directory(folder / "asa_ostrom");
    const auto found = searched(folder.path());
    CHECK(found.files == 4);
    CHECK(found.traces.size() == 4);
    for (const auto& trace : found.traces) CHECK((trace.places == 1 && trace.problem.empty()));
}

TEST_CASE("one file can be left out of the search", "[purge]") {
    const ScratchFolder folder;
    write_file(folder / "marks", "Åsa Öström");
    CHECK(searched(folder.path(), folder / "marks").traces.empty());
    CHECK(searched(folder.path()).traces.size() == 1);
}

TEST_CASE("names are found in the attendance list as a workbook", "[purge][PRV-7]") {
    const ScratchFolder folder;
    AttendanceLine line;
    line.name = "Åsa Öström";
    line.given = "Åsa";
    line.family = "Öström";
    REQUIRE(write_attendance_xlsx({{line}, {}}, std::chrono::minutes{120}, folder / "narvaro.xlsx"));
    CHECK(trace(folder.path()).places > 0);
}

TEST_CASE("a given and a family name far apart in a workbook's shared texts are found in their row", "[purge][PRV-7]") {
    const ScratchFolder folder;
    AttendanceLine first, second;
    first.given = "Åsa";
    first.family = "Lind";
    second.given = "Eva";
    second.family = "Öström";
    auto third = first;
    third.family = "Öström";
    REQUIRE(write_attendance_xlsx({{first, second}, {}}, std::chrono::minutes{120}, folder / "list.xlsx"));
    CHECK(searched(folder.path()).traces.empty());
    REQUIRE(write_attendance_xlsx({{first, second, third}, {}}, std::chrono::minutes{120}, folder / "list.xlsx"));
    CHECK(trace(folder.path()).places == 1);
}

TEST_CASE("names are found in gzip and zip files, also in the names of a zip's parts", "[purge][PRV-7]") {
    const ScratchFolder folder;
    SECTION("gzip") { write_gzip(folder / "list.csv.gz", long_text("Åsa;Öström")); }
    SECTION("a second member of a gzip file") {
        write_gzip(folder / "one", "nobody");
        write_gzip(folder / "two", "Åsa;Öström");
        write_file(folder / "list.gz", read_file(folder / "one") + read_file(folder / "two"));
        std::filesystem::remove(folder / "one");
        std::filesystem::remove(folder / "two");
    }
    SECTION("zip") { write_zip(folder / "letter.docx", "word/document.xml", long_text("<t>Åsa</t> <t>Ö</t><t>ström</t>")); }
    SECTION("a part's name") { write_zip(folder / "letters.zip", "asa_ostrom.txt", "hello"); }
    const auto found = trace(folder.path());
    CHECK(found.problem.empty());
    CHECK(found.places > 0);
}

TEST_CASE("what is packed, damaged or cut off counts as not searched, not as free of names", "[purge][PRV-7]") {
    const ScratchFolder folder;
    const auto file = folder / "file";
    const auto cut = [&] {
        const auto whole = read_file(file);
        write_file(file, whole.substr(0, whole.size() - 12));
    };
    SECTION("gzip cut off") {
        write_gzip(file, long_text("nobody"));
        cut();
    }
    SECTION("zip cut off") {
        write_zip(file, "text", long_text("nobody"));
        cut();
    }
    SECTION("a damaged part of a zip") {
        write_zip(file, "text", long_text("nobody"));
        auto bytes = read_file(file);
        for (std::size_t i = 60; i < 90; ++i) bytes[i] = static_cast<char>(~bytes[i]);
        write_file(file, bytes);
    }
    SECTION("a zip in a zip") { write_zip(file, "inner.zip", "PK\x03\x04 and so on"); }
    SECTION("a zip in a gzip file") { write_gzip(file, "PK\x03\x04 and so on"); }
    SECTION("a workbook whose sheets cannot be read") { write_zip(file, "xl/workbook.xml", "<workbook>"); }
    SECTION("an unknown PDF") { write_file(file, "%PDF-1.4 (Word)"); }
    SECTION("xz") { write_file(file, std::string("\xfd\x37zXZ\0\0", 7)); }
    SECTION("an old Word file") { write_file(file, "\xd0\xcf\x11\xe0\xa1\xb1"); }
    SECTION("a link to nothing") { std::filesystem::create_symlink(folder / "nothing", file); }
    SECTION("a link to a folder") { std::filesystem::create_symlink("/", file); }
    const auto found = searched(folder.path());
    REQUIRE(found.traces.size() == 1);
    CHECK(found.traces[0].file == file);
    CHECK(found.traces[0].places == 0);
    CHECK_FALSE(found.traces[0].problem.empty());
    CHECK(found.files == 0);
}

TEST_CASE("a picture is searched for text and told, since it may show a name", "[purge]") {
    const ScratchFolder folder;
    write_file(folder / "logo.png", "\x89PNG\r\n");
    write_file(folder / "photo.jpg", "\xff\xd8\xff tEXt Åsa Öström");
    const auto found = searched(folder.path());
    CHECK(found.pictures.size() == 2);
    CHECK(trace(folder.path()).file == folder / "photo.jpg");
}

TEST_CASE("a file and a folder that this user may not read count as not searched", "[purge][PRV-7]") {
    const ScratchFolder folder;
    write_file(folder / "secret.csv", "Åsa Öström");
    std::filesystem::create_directory(folder / "closed");
    REQUIRE(::chmod((folder / "secret.csv").c_str(), 0) == 0);
    REQUIRE(::chmod((folder / "closed").c_str(), 0) == 0);
    REQUIRE(::chmod(folder.path().c_str(), 0755) == 0);
    const pid_t child = ::fork();
    if (child == 0) {
        if (::geteuid() == 0 && ::setuid(65534) != 0) ::_exit(99);
        const auto found = searched(folder.path());
        const bool is_right = found.files == 0 && found.traces.size() == 2 && found.traces[0].places == 0 &&
                              !found.traces[0].problem.empty() && !found.traces[1].problem.empty();
        ::_exit(is_right ? 0 : 1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    REQUIRE(::chmod((folder / "closed").c_str(), 0700) == 0);
    CHECK(WEXITSTATUS(status) == 0);
}

TEST_CASE("a search of a named pipe does not wait for a writer", "[purge]") {
    const ScratchFolder folder;
    REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
    CHECK(searched(folder.path()).traces.empty());
}

TEST_CASE("a folder that is not there is told, not searched in vain", "[purge]") {
    const ScratchFolder folder;
    const auto found = searched(folder / "nowhere");
    REQUIRE(found.traces.size() == 1);
    CHECK_FALSE(found.traces[0].problem.empty());
}
