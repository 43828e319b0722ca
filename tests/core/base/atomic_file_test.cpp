#include "core/base/atomic_file.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("a file is replaced atomically, and no temporary file is left", "[whole_file]") {
    const ScratchFolder scratch;
    write_file(scratch / "list.csv", "old");
    REQUIRE(write_file_atomically(scratch / "list.csv", std::string_view("new\0bytes", 9)));
    CHECK(read_file(scratch / "list.csv") == std::string("new\0bytes", 9));
    CHECK(std::distance(std::filesystem::directory_iterator(scratch.path()), {}) == 1);
}

TEST_CASE("a small file is read as it is, and a missing one as empty", "[whole_file]") {
    const ScratchFolder scratch;
    const std::string text("a\r\n\0b\xff", 6);
    REQUIRE(write_file_atomically(scratch / "key.pem", text));
    CHECK(text_of(scratch / "key.pem") == text);
    CHECK(text_of(scratch / "nothing").empty());
    CHECK(text_of(scratch.path()).empty());
}

TEST_CASE("the error names a file that cannot be written, and the old file is kept", "[whole_file]") {
    const ScratchFolder scratch;
    // A folder has the file's name: not even root can replace it by a file.
    std::filesystem::create_directories(scratch / "list.csv" / "inside");
    const auto done = write_file_atomically(scratch / "list.csv", "new");
    REQUIRE_FALSE(done);
    CHECK(done.error().code == ErrorCode::file_unwritable);
    CHECK(done.error().detail.find((scratch / "list.csv").string()) != std::string::npos);
    CHECK(std::filesystem::exists(scratch / "list.csv" / "inside"));
    CHECK_FALSE(std::filesystem::exists(scratch / "list.csv.new"));
    CHECK_FALSE(write_file_atomically(scratch / "no such folder" / "list.csv", "new"));
}
