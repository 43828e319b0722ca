#include "core/base/atomic_file.hpp"

#include <sys/stat.h>

#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"

using namespace entre;

TEST_CASE("a file is replaced atomically, and no temporary file is left", "[atomic_file]") {
    const test::ScratchFolder scratch;
    test::write_file(scratch / "list.csv", "old");
    REQUIRE(write_file_atomically(scratch / "list.csv", std::string_view("new\0bytes", 9)));
    CHECK(load_file(scratch / "list.csv") == std::string("new\0bytes", 9));
    CHECK(std::distance(std::filesystem::directory_iterator(scratch.path()), {}) == 1);
}

TEST_CASE("two writers of one file do not share a temporary file", "[atomic_file]") {
    const test::ScratchFolder scratch;
    AtomicFile first(scratch / "list.csv"), second(scratch / "list.csv");
    first.write("first");
    second.write("second");
    REQUIRE(first.put_in_place());
    CHECK(load_file(scratch / "list.csv") == std::string("first"));
    REQUIRE(second.put_in_place());
    CHECK(load_file(scratch / "list.csv") == std::string("second"));
}

TEST_CASE("a file for its owner alone is readable for nobody else", "[atomic_file]") {
    const test::ScratchFolder scratch;
    REQUIRE(write_file_atomically(scratch / "key.pem", "secret", FileMode::owner_only));
    struct stat about{};
    REQUIRE(::stat((scratch / "key.pem").c_str(), &about) == 0);
    CHECK((about.st_mode & 0777) == 0600);
}

TEST_CASE("a file is read byte by byte as it is, and a missing one, a folder and one too large are errors", "[atomic_file]") {
    const test::ScratchFolder scratch;
    const std::string text("a\r\n\0b\xff", 6);
    REQUIRE(write_file_atomically(scratch / "key.pem", text));
    CHECK(load_file(scratch / "key.pem") == text);
    CHECK(load_file(scratch / "missing").error().code == ErrorCode::file_missing);
    CHECK(load_file(scratch.path()).error().code == ErrorCode::file_unreadable);
    CHECK(load_file(scratch / "key.pem", 5).error().code == ErrorCode::file_unreadable);
}

TEST_CASE("the error names a file that cannot be written, and the old file is kept", "[atomic_file]") {
    const test::ScratchFolder scratch;
    // A folder has the file's name: not even root can replace it by a file.
    std::filesystem::create_directories(scratch / "list.csv" / "inside");
    const auto done = write_file_atomically(scratch / "list.csv", "new");
    REQUIRE_FALSE(done);
    CHECK(done.error().code == ErrorCode::file_unwritable);
    CHECK(done.error().detail.find((scratch / "list.csv").string()) != std::string::npos);
    CHECK(std::filesystem::exists(scratch / "list.csv" / "inside"));
    CHECK(std::distance(std::filesystem::directory_iterator(scratch.path()), {}) == 1);
    CHECK_FALSE(write_file_atomically(scratch / "no such folder" / "list.csv", "new"));
}
