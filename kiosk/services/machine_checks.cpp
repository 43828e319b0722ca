#include "kiosk/services/machine_checks.hpp"

#include <sys/timex.h>

#include <algorithm>
#include <fstream>
#include <optional>
#include <string>

namespace entre {

namespace {

namespace fs = std::filesystem;
using setup::CheckKind;
using setup::CheckRow;
using setup::Health;

constexpr std::uintmax_t min_disk_bytes = 500'000'000;

std::string line_in(const fs::path& file) {
    std::ifstream in(file);
    std::string line;
    std::getline(in, line);
    return line;
}

/// A zone that no place has: what a computer is set to until somebody chooses one, or a fixed offset in an older file.
std::string unlikely_zone(const TimeZone& zone, UtcTime now) {
    if (zone.name().empty()) return "UTC" + offset_text(zone.offset_at(now));
    return zone.name().find("UTC") != std::string::npos || zone.name().starts_with("Etc/") ? zone.name() : "";
}

CheckRow check_clock(const Seminar& seminar) {
    const auto now = utc_now();
    const auto zone = unlikely_zone(seminar.time_zone(), now);
    return {.kind = CheckKind::time,
            .health = is_clock_set() && zone.empty() ? Health::good : Health::notice,
            .name = zone,
            .time = seminar.local(now)};
}

std::optional<CheckRow> check_power(const fs::path& folder) {
    std::optional<CheckRow> row;
    std::error_code error;
    for (fs::directory_iterator i(folder, error), end; !error && i != end; i.increment(error)) {
        // "Device": the battery of a mouse.
        if (line_in(i->path() / "type") != "Battery" || line_in(i->path() / "scope") == "Device") continue;
        const bool is_draining = line_in(i->path() / "status") == "Discharging";
        const auto percent = line_in(i->path() / "capacity");
        row = {.kind = CheckKind::power,
               .health = is_draining ? Health::notice : Health::good,
               .count = std::atoll(percent.c_str())};
    }
    return row;
}

CheckRow check_sound(const fs::path& folder) {
    CheckRow row{.kind = CheckKind::sound, .health = Health::notice};
    std::error_code error;
    for (fs::directory_iterator i(folder, error), end; !error && i != end; i.increment(error)) {
        const auto name = i->path().filename().string();
        if (name.starts_with("pcm") && name.ends_with("p")) row.health = Health::good;
    }
    return row;
}

CheckRow check_sleep(const fs::path& inhibitor) {
    return {.kind = CheckKind::sleep, .health = SleepLock::is_possible(inhibitor) ? Health::good : Health::notice};
}

/// What is set last in a line `…key "value";`. Comments do not count.
std::string apt_value(const fs::path& folder, std::string_view key) {
    std::vector<fs::path> files;
    std::error_code error;
    for (fs::directory_iterator i(folder, error), end; !error && i != end; i.increment(error)) files.push_back(i->path());
    std::sort(files.begin(), files.end());
    std::string value;
    for (const auto& file : files) {
        std::ifstream in(file);
        for (std::string line; std::getline(in, line);) {
            line = line.substr(0, std::min(line.find("//"), line.find('#')));
            const auto at = line.find(key);
            const auto from = at == std::string::npos ? at : line.find('"', at + key.size());
            if (from != std::string::npos) value = line.substr(from + 1, line.find('"', from + 1) - from - 1);
        }
    }
    return value;
}

bool is_on(const std::string& value) { return value == "1" || value == "true" || value == "yes" || value == "on"; }

std::optional<CheckRow> check_updates(const fs::path& apt) {
    if (!is_on(apt_value(apt, "Periodic::Unattended-Upgrade"))) return std::nullopt;
    const bool restarts = is_on(apt_value(apt, "Automatic-Reboot "));
    return CheckRow{.kind = CheckKind::updates, .health = restarts ? Health::notice : Health::good};
}

std::optional<CheckRow> check_copies(const Seminar& seminar) {
    if (seminar.backup_folder.empty()) return std::nullopt;
    std::error_code ignored;
    const bool is_there = fs::is_directory(fs::path(seminar.backup_folder).parent_path(), ignored);
    return CheckRow{.kind = CheckKind::copies, .health = is_there ? Health::good : Health::notice};
}

std::optional<CheckRow> check_disk(const SeminarFolder& folder) {
    std::error_code error;
    const auto space = fs::space(folder.path, error);
    if (error || space.available >= min_disk_bytes) return std::nullopt;
    return CheckRow{.kind = CheckKind::disk, .health = Health::missing};
}

}  // namespace

bool is_clock_set() {
    timex state{};
    return ::adjtimex(&state) != TIME_ERROR;
}

std::vector<CheckRow> check_machine(const Seminar& seminar, const SeminarFolder& folder, const MachineFolders& where) {
    std::vector<CheckRow> rows{check_clock(seminar)};
    for (const auto& row :
         {std::optional(check_sound(where.sound)), check_power(where.power), std::optional(check_sleep(where.inhibitor)),
          check_updates(where.apt), check_copies(seminar), check_disk(folder)})
        if (row) rows.push_back(*row);
    return rows;
}

}  // namespace entre
