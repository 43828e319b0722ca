#include "kiosk/process/sleep_lock.hpp"

#include <unistd.h>

#include "core/base/clock.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/other_process.hpp"
#include "tests/support/scratch_folder.hpp"

using namespace entre;
using namespace entre::test;
using namespace std::chrono_literals;

namespace fs = std::filesystem;

namespace {

/// In place of systemd-inhibit, which needs a system that was started with systemd: runs the program behind its options, too.
const char* const inhibitor = R"(for last; do :; done
echo "$*" > "$0.options"
"$last"
echo over > "$0.over")";

bool appears(const fs::path& file) {
    for (const auto until = Clock::now() + 20s; Clock::now() < until; ::usleep(10'000))
        if (fs::exists(file) && fs::file_size(file) > 0) return true;
    return false;
}

}  // namespace

TEST_CASE("the computer is kept awake until the program ends, even if it crashes", "[process]") {
    const ScratchFolder scratch;
    const auto program = scratch / "inhibit";
    write_program(program, inhibitor);
    {
        const OtherProcess crashing([&] {
            static const SleepLock lock(program);
            return appears(program.string() + ".options");
        });
        CHECK(read_file(program.string() + ".options").find("--what=idle:sleep:handle-lid-switch") != std::string::npos);
        CHECK_FALSE(fs::exists(program.string() + ".over"));
    }
    CHECK(appears(program.string() + ".over"));
}

TEST_CASE("a lock is possible only where the program gets it", "[process]") {
    const ScratchFolder scratch;
    const auto program = scratch / "inhibit";
    CHECK_FALSE(SleepLock::is_possible(program));
    const SleepLock nothing(program);  // goes on without
    write_program(program, "exit 1");
    CHECK_FALSE(SleepLock::is_possible(program));
    write_program(program, inhibitor);
    CHECK(SleepLock::is_possible(program));
}
