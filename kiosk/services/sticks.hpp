// Memory sticks that are plugged in: which there are, and saving a file on one.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hpp"
#include "kiosk/process/file_handle.hpp"

namespace entre {

/// What the desktop or udisks2 has mounted below /media or /run/media.
struct Stick {
    std::filesystem::path folder;
    std::string name;
    friend bool operator==(const Stick&, const Stick&) = default;
};

/// In the order in which they were plugged in. `instead`: its folders are the sticks, for tests.
std::vector<Stick> find_sticks(const std::filesystem::path& instead = {});
/// The sticks in the text of /proc/self/mountinfo (proc(5)).
std::vector<Stick> sticks_in(std::string_view mountinfo);

/// Saves a file on the first stick, in place of one with this name. When this returns everything is on the stick, which may be
/// pulled out. After an error nothing new is on it. Errors: disk_full; file_unwritable: it can only be read; file_missing: there
/// is none, or it was pulled out meanwhile.
Result<void> save_on_stick(const std::filesystem::path& instead, const std::string& name, std::string_view bytes);

/// Detects sticks that come or go. Used by one thread.
class StickWatch {
public:
    explicit StickWatch(std::filesystem::path instead);

    /// For poll(2) with POLLPRI: ready when something was mounted; -1 for a folder of a test, which has to be looked at.
    [[nodiscard]] int handle() const { return mounts_.get(); }
    /// Whether there are others than at the last call; true at the first one.
    bool has_changed();
    [[nodiscard]] const std::vector<Stick>& sticks() const { return sticks_; }
    [[nodiscard]] const std::filesystem::path& instead() const { return instead_; }

private:
    std::filesystem::path instead_;
    FileHandle mounts_;
    std::vector<Stick> sticks_;
    bool is_first_ = true;
};

}  // namespace entre
