// Rows of the checklist about the computer: its clock, power, sleep, updates, sound and disk.
#pragma once

#include <filesystem>
#include <vector>

#include "core/seminar/seminar.hpp"
#include "core/setup/screens.hpp"
#include "kiosk/process/sleep_lock.hpp"

namespace entre {

/// Where Linux describes devices; other folders in tests.
struct MachineFolders {
    std::filesystem::path power = "/sys/class/power_supply";  ///< Documentation/ABI/testing/sysfs-class-power
    std::filesystem::path sound = "/dev/snd";                 ///< one pcmC…D…p for each output
    std::filesystem::path apt = "/etc/apt/apt.conf.d";        ///< apt.conf(5)
    std::filesystem::path inhibitor = usual_inhibitor;        ///< see SleepLock
};

/// Whether a time service keeps the clock, as the kernel knows (adjtimex(2)).
bool is_clock_set();

/// Only rows that apply: power needs a battery, updates an apt that installs them by itself, copies a place for them in the
/// settings, disk space a lack of it. From any thread; waits for at most two seconds.
std::vector<setup::CheckRow> check_machine(const Seminar& seminar, const SeminarFolder& folder, const MachineFolders& where = {});

}  // namespace entre
