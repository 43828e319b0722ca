// Keeps the computer awake while the door is open: a lock of systemd-logind (systemd-inhibit(1)), which every desktop respects.
#pragma once

#include <filesystem>

#include "kiosk/process/child_process.hpp"

namespace entre {

inline constexpr const char* usual_inhibitor = "/usr/bin/systemd-inhibit";

/// The lock is held as long as this object lives, and ends with this process however that ends. Without systemd, or where this
/// user may not hold it, there is none, which the checklist says.
class SleepLock {
public:
    /// `inhibitor`: another program in its place, for tests. Does not wait.
    explicit SleepLock(const std::filesystem::path& inhibitor = usual_inhibitor);

    /// Whether a lock can be held here; waits for at most two seconds.
    static bool is_possible(const std::filesystem::path& inhibitor = usual_inhibitor);

private:
    FileHandle held_;  ///< the other end of the program's input: it ends when this is closed
    ChildProcess process_;
};

}  // namespace entre
