#include "print/printer/folder_printer.hpp"

#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <iterator>
#include <mutex>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/printing_pages.hpp"
#include "tests/support/scratch_folder.hpp"

using namespace entre;

namespace {

std::mutex sync_mutex;
std::vector<std::string> synced;  ///< what fsync put on disk, in order

std::string file_of(int descriptor) {
    std::array<char, 4096> path{};
    const auto size = ::readlink(("/proc/self/fd/" + std::to_string(descriptor)).c_str(), path.data(), path.size());
    return {path.data(), static_cast<std::size_t>(std::max<ssize_t>(size, 0))};
}

}  // namespace

/// Replaces the C library's for this program: remembers the file, then syncs it.
extern "C" int fsync(int descriptor) {
    {
        const std::lock_guard lock(sync_mutex);
        synced.push_back(file_of(descriptor));
    }
    return static_cast<int>(::syscall(SYS_fsync, descriptor));
}

namespace {

/// The path of a folder that does not exist yet; the destructor removes it.
struct Folder {
    std::filesystem::path path = [] {
        const test::TemporaryFile unique("");
        return unique.path();
    }();
    ~Folder() { std::filesystem::remove_all(path); }
};

const PrintPage page{"%PDF-1.4 a page", 100, 62, "0192b7c4-77aa"};

}  // namespace

TEST_CASE("a page is stored as a file under the job's name, and nothing else is left", "[folder]") {
    const Folder folder;
    FolderPrinter printer("Mapp", folder.path);
    std::vector<OrderState> log;
    REQUIRE(printer.print(page,
                          [&](const PrintProgress& p) {
                              log.push_back(p.state);
                              return true;
                          },
                          Clock::now(), {}));
    std::ifstream in(folder.path / "0192b7c4-77aa.pdf", std::ios::binary);
    CHECK(std::string(std::istreambuf_iterator<char>(in), {}) == page.pdf);
    CHECK(std::distance(std::filesystem::directory_iterator(folder.path), {}) == 1);
    CHECK(log == std::vector{OrderState::submitted});
    CHECK(printer.health({}));
}

TEST_CASE("a page is printed only when its file and then its folder are on disk", "[folder][DUR-1]") {
    const Folder folder;
    FolderPrinter printer("Mapp", folder.path);
    const auto keep = [](const PrintProgress&) {
        const std::lock_guard lock(sync_mutex);
        synced.clear();
        return true;
    };
    REQUIRE(printer.print(page, keep, Clock::now(), {}));
    const std::lock_guard lock(sync_mutex);
    REQUIRE(synced.size() == 2);
    CHECK(synced[0].starts_with((folder.path / "0192b7c4-77aa.pdf").string()));
    CHECK(synced[1] == folder.path);
}

TEST_CASE("a folder that cannot be created is a missing printer", "[folder]") {
    const test::TemporaryFile file("in the way");
    FolderPrinter printer("Mapp", file.path() / "badges");
    CHECK(printer.health({}).error().code == ErrorCode::printer_missing);
    CHECK(printer.print(page, {}, Clock::now(), {}).error().code == ErrorCode::printer_missing);
}

TEST_CASE("a file that cannot be written is refused and leaves nothing behind", "[folder]") {
    const Folder folder;
    std::filesystem::create_directories(folder.path / "0192b7c4-77aa.pdf" / "in the way");
    FolderPrinter printer("Mapp", folder.path);
    CHECK(printer.print(page, {}, Clock::now(), {}).error().code == ErrorCode::printer_refused);
    CHECK(std::distance(std::filesystem::directory_iterator(folder.path), {}) == 1);
}

TEST_CASE("a job name cannot escape the folder", "[folder]") {
    const Folder folder;
    FolderPrinter printer("Mapp", folder.path / "badges");
    for (const char* name : {"../escaped", "", ".hidden", "a/b"}) {
        CAPTURE(name);
        CHECK(printer.print({"x", 1, 1, name}, {}, Clock::now(), {}).error().code == ErrorCode::printer_refused);
    }
    CHECK_FALSE(std::filesystem::exists(folder.path / "escaped.pdf"));
}

TEST_CASE("after stop nothing is written", "[folder]") {
    const Folder folder;
    std::stop_source stop;
    stop.request_stop();
    FolderPrinter printer("Mapp", folder.path);
    CHECK(printer.print(page, {}, Clock::now(), stop.get_token()).error().code == ErrorCode::stopped);
    CHECK_FALSE(std::filesystem::exists(folder.path / "0192b7c4-77aa.pdf"));
}

TEST_CASE("after a restart a folder knows which pages were written", "[folder_printer]") {
    const test::ScratchFolder scratch;
    FolderPrinter printer("Mapp", scratch.path() / "badges");
    REQUIRE(printer.print({"%PDF", 100, 62, "written"}, {}, Clock::now(), {}));
    const auto there = printer.resume({{}, 100, 62, "written"}, 3, {}, Clock::now(), {});
    REQUIRE(there);
    CHECK(there->job == 3);
    const auto never = printer.resume({{}, 100, 62, "never"}, 3, {}, Clock::now(), {});
    REQUIRE_FALSE(never);
    CHECK(never.error().code == ErrorCode::printer_refused);
    CHECK_FALSE(printer.print({"%PDF", 100, 62, "unkept"}, [](const PrintProgress&) { return false; }, Clock::now(), {}));
    CHECK_FALSE(std::filesystem::exists(scratch.path() / "badges" / "unkept.pdf"));
}
