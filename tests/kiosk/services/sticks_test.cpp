// Sticks as folders, and as file systems that are really full, read-only or gone.
#include "kiosk/services/sticks.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <functional>
#include <iterator>

#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"

using namespace entre;
using namespace entre::test;

namespace {

namespace fs = std::filesystem;

/// What `work` says in a process that may mount file systems of its own; nullopt where the kernel allows none.
std::optional<std::string> in_own_mounts(const std::function<std::string()>& work) {
    std::array<int, 2> ends{};
    REQUIRE(::pipe2(ends.data(), O_CLOEXEC) == 0);
    const auto child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        const int flags = ::geteuid() == 0 ? CLONE_NEWNS : CLONE_NEWNS | CLONE_NEWUSER;
        if (::unshare(flags) != 0 || ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
            ::mount("none", "/media", "tmpfs", 0, nullptr) != 0)
            ::_exit(2);
        const auto said = work();
        ::_exit(::write(ends[1], said.data(), said.size()) == static_cast<ssize_t>(said.size()) ? 0 : 1);
    }
    ::close(ends[1]);
    std::string said;
    std::array<char, 256> piece{};
    for (ssize_t got = 0; (got = ::read(ends[0], piece.data(), piece.size())) > 0;)
        said.append(piece.data(), static_cast<std::size_t>(got));
    ::close(ends[0]);
    int status = -1;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFEXITED(status));
    if (WEXITSTATUS(status) == 2) return std::nullopt;
    CHECK(WEXITSTATUS(status) == 0);
    return said;
}

std::string outcome(const Result<void>& saved) { return saved ? "saved" : std::string(to_string(saved.error().code)); }

std::string count_in(const fs::path& folder) {
    return std::to_string(std::distance(fs::directory_iterator(folder), fs::directory_iterator{}));
}

}  // namespace

TEST_CASE("what is mounted below media is a stick, and nothing else is", "[stick]") {
    const auto sticks = sticks_in(
        "22 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw\n"
        "90 22 8:17 / /media/eva/KINGSTON rw,nosuid,nodev shared:60 - vfat /dev/sdb1 rw\n"
        "91 22 8:33 / /run/media/eva/Min\\040sticka\\134 ro,nosuid - vfat /dev/sdc1 ro\n"
        "92 22 0:45 / /mnt/share rw - nfs server:/ rw\nbroken\n\n");
    REQUIRE(sticks.size() == 2);
    CHECK(sticks[0] == Stick{"/media/eva/KINGSTON", "KINGSTON"});
    CHECK(sticks[1] == Stick{"/run/media/eva/Min sticka\\", "Min sticka\\"});
}

TEST_CASE("a file is saved on the stick in place of the one before, and nothing unfinished is left", "[stick]") {
    const ScratchFolder scratch;
    CHECK(outcome(save_on_stick(scratch.path(), "a.csv", "x")) == to_string(ErrorCode::file_missing));
    fs::create_directory(scratch.path() / "KINGSTON");
    CHECK(outcome(save_on_stick(scratch.path(), "a.csv", "old")) == "saved");
    CHECK(outcome(save_on_stick(scratch.path(), "a.csv", "new")) == "saved");
    CHECK(read_file(scratch.path() / "KINGSTON" / "a.csv") == "new");
    CHECK(count_in(scratch.path() / "KINGSTON") == "1");
}

TEST_CASE("a stick is noticed when it is plugged in and when it is pulled out", "[stick]") {
    const auto said = in_own_mounts([] {
        StickWatch watch({});
        std::string seen = watch.has_changed() && watch.sticks().empty() ? "none" : "some";
        pollfd mounts{watch.handle(), POLLPRI, 0};
        ::mkdir("/media/KINGSTON", 0755);
        ::mount("none", "/media/KINGSTON", "tmpfs", 0, nullptr);
        seen += ::poll(&mounts, 1, 5000) == 1 && watch.has_changed() && watch.sticks().size() == 1 ? ", plugged in" : ", missed";
        seen += ::poll(&mounts, 1, 0) == 0 && !watch.has_changed() ? ", quiet" : ", restless";
        ::umount("/media/KINGSTON");
        return seen +
               (::poll(&mounts, 1, 5000) == 1 && watch.has_changed() && watch.sticks().empty() ? ", pulled out" : ", missed");
    });
    if (!said) {
        WARN("this machine allows no mounts");
        return;
    }
    // /media itself is mounted for this test, but is no stick.
    CHECK(*said == "none, plugged in, quiet, pulled out");
}

TEST_CASE("a full, a read-only and a missing stick give different errors, and keep what they had", "[stick][bad_input]") {
    const auto said = in_own_mounts([] {
        const fs::path stick = "/media/KINGSTON";
        ::mkdir(stick.c_str(), 0755);
        ::mount("none", stick.c_str(), "tmpfs", 0, "size=64k");
        std::string all = outcome(save_on_stick({}, "a.csv", "kept"));
        all += ", " + outcome(save_on_stick({}, "a.csv", std::string(1 << 20, 'x')));
        all += ", " + read_file(stick / "a.csv") + " " + count_in(stick);
        ::mount("none", stick.c_str(), nullptr, MS_REMOUNT | MS_RDONLY, nullptr);
        all += ", " + outcome(save_on_stick({}, "b.csv", "x"));
        ::umount(stick.c_str());
        return all + ", " + outcome(save_on_stick({}, "b.csv", "x"));
    });
    if (!said) {
        WARN("this machine allows no mounts");
        return;
    }
    CHECK(*said == "saved, disk_full, kept 1, file_unwritable, file_missing");
}
