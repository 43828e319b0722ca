// Rows of the checklist about the computer: its clock, power, sound and disk.
#pragma once

#include <filesystem>
#include <vector>

#include "core/seminar/seminar.hpp"
#include "core/setup/screens.hpp"

namespace entre {

/// Where Linux describes devices; other folders in tests.
struct MachineFolders {
    std::filesystem::path power = "/sys/class/power_supply";  ///< Documentation/ABI/testing/sysfs-class-power
    std::filesystem::path sound = "/dev/snd";                 ///< one pcmC…D…p for each output
};

/// Only rows that apply: power needs a battery, copies need a place for them in the settings, disk space a lack of it. From any
/// thread.
std::vector<setup::CheckRow> check_machine(const Seminar& seminar, const SeminarFolder& folder, const MachineFolders& where = {});

}  // namespace entre
