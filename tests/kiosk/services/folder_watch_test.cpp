#include "kiosk/services/folder_watch.hpp"

#include <poll.h>

#include <fstream>

#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"

using namespace entre;
using namespace entre::test;
using namespace std::chrono_literals;

namespace {

/// Short intervals to keep the test fast; kernel events and clock are real.
constexpr WatchTimes quick{30ms, 300ms, 60ms};

/// Waits as the import watcher does, until a file is ready or `bound` has passed.
std::vector<std::string> ready_within(FolderWatch& watch, Clock::duration bound) {
    const auto until = Clock::now() + bound;
    while (Clock::now() < until) {
        pollfd door{watch.handle(), POLLIN, 0};
        const auto wait = std::chrono::ceil<std::chrono::milliseconds>(std::min(watch.due(), until) - Clock::now()).count();
        if (::poll(&door, 1, static_cast<int>(std::max<std::int64_t>(0, wait))) > 0) watch.listen(Clock::now());
        if (auto names = watch.ready(Clock::now()); !names.empty()) return names;
    }
    return {};
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a file that is written, moved in or replaced is reported once, but an old file is not", "[folder_watch]") {
    const ScratchFolder scratch;
    write_file(scratch / "list.csv", "old");
    FolderWatch watch(scratch.path(), {"list.csv", "late.csv"}, quick);
    CHECK(ready_within(watch, 150ms).empty());
    write_file(scratch / "list.csv", "new");
    CHECK(ready_within(watch, 10s) == Names{"list.csv"});
    CHECK(ready_within(watch, 150ms).empty());
    write_file(scratch / "elsewhere", "moved");
    std::filesystem::rename(scratch / "elsewhere", scratch / "late.csv");
    CHECK(ready_within(watch, 10s) == Names{"late.csv"});
    write_file(scratch / "other.csv", "nobody asked for it");
    CHECK(ready_within(watch, 150ms).empty());
}

TEST_CASE("a file that is still being written is reported only when complete", "[folder_watch]") {
    const ScratchFolder scratch;
    FolderWatch watch(scratch.path(), {"list.csv"}, {30ms, 1h, 60ms});
    std::ofstream out(scratch / "list.csv");
    out << "half a list" << std::flush;
    CHECK(ready_within(watch, 200ms).empty());
    out << ", and the rest";
    out.close();
    CHECK(ready_within(watch, 10s) == Names{"list.csv"});
}

TEST_CASE("a file that stays open is reported after a while", "[folder_watch]") {
    const ScratchFolder scratch;
    FolderWatch watch(scratch.path(), {"list.csv"}, quick);
    std::ofstream out(scratch / "list.csv");
    out << "a program that never closes what it wrote" << std::flush;
    CHECK(ready_within(watch, 10s) == Names{"list.csv"});
}

TEST_CASE("a file that has disappeared is not reported", "[folder_watch]") {
    const ScratchFolder scratch;
    FolderWatch watch(scratch.path(), {"list.csv"}, quick);
    write_file(scratch / "list.csv", "there");
    std::filesystem::remove(scratch / "list.csv");
    CHECK(ready_within(watch, 200ms).empty());
}

TEST_CASE("a folder that disappears and returns is watched again", "[folder_watch]") {
    const ScratchFolder scratch;
    const auto folder = scratch / "exports";
    std::filesystem::create_directories(folder);
    FolderWatch watch(scratch.path(), {"exports/list.csv"}, quick);
    std::filesystem::remove_all(folder);
    CHECK(ready_within(watch, 150ms).empty());
    std::filesystem::create_directories(folder);
    write_file(folder / "list.csv", "back");
    CHECK(ready_within(watch, 10s) == Names{"exports/list.csv"});
    write_file(folder / "list.csv", "again");
    CHECK(ready_within(watch, 10s) == Names{"exports/list.csv"});
}
