#include "core/base/log.hpp"

#include <fcntl.h>
#include <unistd.h>

#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("log lines are written to the file with level, area and text", "[log]") {
    const ScratchFolder folder;
    REQUIRE(start_log(folder / "entre.log", true));
    log_info("desk", "{} is in", 7);
    log_warning("spooler", "labels low");
    log_error("store", Error{ErrorCode::disk_full, "no room"});
    keep_log_quiet();
    log_info("desk", "not in the file");
    const auto text = read_file(folder / "entre.log");
    CHECK(contains(text, "info desk: 7 is in\n"));
    CHECK(contains(text, "warning spooler: labels low\n"));
    CHECK(contains(text, "error store: disk_full: no room\n"));
    CHECK_FALSE(contains(text, "not in the file"));
}

TEST_CASE("a log file that cannot be opened is an error, and logging continues without it", "[log][file_unwritable]") {
    const ScratchFolder folder;
    write_file(folder / "file", "");
    const auto started = start_log(folder / "file" / "entre.log", true);
    REQUIRE_FALSE(started);
    CHECK(started.error().code == ErrorCode::file_unwritable);
    log_info("desk", "still no crash, with {{}} and %n%s in it");
    keep_log_quiet();
}

TEST_CASE("logged text is never used as a format string and never spans lines", "[log]") {
    const ScratchFolder folder;
    REQUIRE(start_log(folder / "entre.log", true));
    log_line(LogLevel::info, "desk", "{} %s %n {0}");
    log_line(LogLevel::info, "desk", "one\n2027-05-20 error desk: forged\r\nthree");
    keep_log_quiet();
    const auto text = read_file(folder / "entre.log");
    CHECK(contains(text, "{} %s %n {0}"));
    CHECK(std::count(text.begin(), text.end(), '\n') == 2);
}

TEST_CASE("a secret is logged as eight hex digits of its hash", "[log]") {
    CHECK(log_name_of("") == "#e3b0c442");
    CHECK(log_name_of("abc") == "#ba7816bf");
    CHECK(log_name_of("ABC") != log_name_of("abc"));
    CHECK(log_name_of(std::string("a\0b", 3)) != log_name_of("a"));
}

TEST_CASE("a log that is a link is an error, and the file behind it stays as it was", "[log][file_unwritable]") {
    const ScratchFolder folder;
    const bool is_dangling = GENERATE(false, true);
    if (!is_dangling) write_file(folder / "victim", "precious");
    std::filesystem::create_symlink(folder / "victim", folder / "entre.log");
    const auto started = start_log(folder / "entre.log", true);
    log_info("desk", "one line");
    keep_log_quiet();
    REQUIRE_FALSE(started);
    CHECK(started.error().code == ErrorCode::file_unwritable);
    CHECK(contains(started.error().detail, "link"));
    CHECK(std::filesystem::exists(folder / "victim") != is_dangling);
    if (!is_dangling) CHECK(read_file(folder / "victim") == "precious");
}

TEST_CASE("children do not inherit the log file", "[log]") {
    const ScratchFolder folder;
    REQUIRE(start_log(folder / "entre.log", true));
    int found = 0;
    for (int descriptor = 3; descriptor < 256; ++descriptor) {
        std::error_code error;
        const auto target = std::filesystem::read_symlink("/proc/self/fd/" + std::to_string(descriptor), error);
        if (error || target != folder / "entre.log") continue;
        ++found;
        CHECK((::fcntl(descriptor, F_GETFD) & FD_CLOEXEC) != 0);
    }
    keep_log_quiet();
    CHECK(found == 1);
}
