#include "core/base/atomic_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <thread>

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

TEST_CASE("a link is replaced by the file, and what it leads to stays as it was", "[atomic_file]") {
    const test::ScratchFolder scratch;
    test::write_file(scratch / "victim", "precious");
    std::filesystem::create_symlink(scratch / "victim", scratch / "statistics.json");
    REQUIRE(write_file_atomically(scratch / "statistics.json", "new"));
    CHECK(load_file(scratch / "victim") == std::string("precious"));
    CHECK_FALSE(std::filesystem::is_symlink(scratch / "statistics.json"));
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

TEST_CASE("a usual file has the rights that the umask leaves, which no other thread sees changed meanwhile", "[atomic_file]") {
    const test::ScratchFolder scratch;
    const mode_t before = ::umask(077);
    std::atomic<bool> is_done = false;
    int open_to_all = 0;
    std::thread other([&] {
        const auto file = (scratch / "names").string();
        while (!is_done) {
            const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
            struct stat about{};
            if (::fstat(descriptor, &about) == 0 && (about.st_mode & 0777) != 0600) ++open_to_all;
            ::close(descriptor);
            ::unlink(file.c_str());
        }
    });
    for (int i = 0; i < 2000; ++i) AtomicFile(scratch / "list.csv").write("new");
    is_done = true;
    other.join();
    CHECK(open_to_all == 0);
    ::umask(027);
    CHECK(write_file_atomically(scratch / "list.csv", "new"));
    ::umask(before);
    struct stat about{};
    REQUIRE(::stat((scratch / "list.csv").c_str(), &about) == 0);
    CHECK((about.st_mode & 0777) == 0640);
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
