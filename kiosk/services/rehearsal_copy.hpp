// A copy of a seminar in memory, for practising at the door.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "core/base/error.hpp"

namespace entre {

/// A private folder on a file system in memory, removed with this object; what an earlier rehearsal left when it was killed is
/// removed by the next. The seminar's own folder is only read. Main thread, before any other: it redirects XDG_STATE_HOME, where
/// the state of folders is noted, into the copy.
class RehearsalCopy {
public:
    /// `memory`: the file system in memory. Errors: file_unreadable; file_unwritable, disk_full for the copy.
    static Result<RehearsalCopy> of(const std::filesystem::path& seminar, const std::filesystem::path& memory = "/dev/shm");
    RehearsalCopy(RehearsalCopy&& other) noexcept;
    RehearsalCopy& operator=(RehearsalCopy&&) = delete;
    RehearsalCopy(const RehearsalCopy&) = delete;
    RehearsalCopy& operator=(const RehearsalCopy&) = delete;
    ~RehearsalCopy();

    [[nodiscard]] std::filesystem::path seminar() const { return root_ / "seminar"; }

private:
    explicit RehearsalCopy(std::filesystem::path root) : root_(std::move(root)) {}

    std::filesystem::path root_;  ///< empty once moved from
    std::optional<std::string> state_home_{};
};

}  // namespace entre
