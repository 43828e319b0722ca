// The real udisks2, with a file system in a file as its stick; see tests/support/with_stick.sh.
#include "kiosk/services/stick_mounts.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>

#include "core/base/clock.hpp"
#include "kiosk/services/sticks.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"

using namespace entre;
using namespace entre::test;
using namespace std::chrono_literals;

namespace {

/// Runs a hidden test case of this program beside udisks2. Its exit status.
int run_with_stick(const std::string& name) {
    const ScratchFolder machine;
    const auto command = std::string(ENTRE_SOURCE_DIR) + "/tests/support/with_stick.sh " + machine.path().string() + " " +
                         std::filesystem::read_symlink("/proc/self/exe").string() + " '" + name + "'";
    const int status = std::system(command.c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

TEST_CASE("a stick that nobody has mounted is mounted through udisks2", "[stick][udisks]") {
    const auto status = run_with_stick("beside udisks2 a stick is mounted once");
    if (status == 77) {
        WARN("not tried: this needs root, loop devices and udisks2");
        return;
    }
    CHECK(status == 0);
}

TEST_CASE("beside udisks2 a stick is mounted once", "[.udisks-inside]") {
    CHECK(find_sticks().empty());
    StickMounter mounter;
    for (const auto until = Clock::now() + 20s; find_sticks().empty() && Clock::now() < until; ::usleep(200'000)) mounter.look();
    const auto sticks = find_sticks();
    REQUIRE(sticks.size() == 1);
    CHECK(sticks[0].name == "KINGSTON");
    CHECK(mount_sticks().value_or(1) == 0);
    CHECK(save_on_stick({}, "närvaro.csv", "Åsa"));
    CHECK(read_file(sticks[0].folder / "närvaro.csv") == "Åsa");
}

TEST_CASE("without a system bus no stick is mounted, and nothing else happens", "[stick]") {
    ::setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nowhere", 1);
    CHECK_FALSE(mount_sticks());
    ::unsetenv("DBUS_SYSTEM_BUS_ADDRESS");
}
