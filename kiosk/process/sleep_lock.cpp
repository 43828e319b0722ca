#include "kiosk/process/sleep_lock.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/log.hpp"

namespace entre {

namespace {

using namespace std::chrono_literals;

/// systemd-inhibit holds the lock until the program behind its options ends.
std::vector<std::string> holding_for(const char* program) {
    return {"--what=idle:sleep:handle-lid-switch", "--who=Entré", "--why=The door of a seminar is open", "--mode=block", program};
}

}  // namespace

SleepLock::SleepLock(const std::filesystem::path& inhibitor) {
    int ends[2];
    if (::access(inhibitor.c_str(), X_OK) != 0) {
        log_info("kiosk", "the computer may fall asleep: there is no {}", inhibitor.string());
        return;
    }
    if (::pipe2(ends, O_CLOEXEC) != 0) {
        log_warning("kiosk", "the computer may fall asleep: no pipe for {}", inhibitor.string());
        return;
    }
    const FileHandle input(ends[0]);
    held_ = FileHandle(ends[1]);
    auto started = ChildProcess::start(inhibitor, holding_for("cat"), {{input.get(), STDIN_FILENO}});
    if (started)
        process_ = std::move(*started);
    else
        log_warning("kiosk", "the computer may fall asleep: {}", started.error().detail);
}

bool SleepLock::is_possible(const std::filesystem::path& inhibitor) {
    if (::access(inhibitor.c_str(), X_OK) != 0) return false;
    auto tried = ChildProcess::start(inhibitor, holding_for("true"), {});
    if (!tried) return false;
    const int status = tried->end(2s);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace entre
