// Reports files that were written, moved in or replaced, once they are complete.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/clock.hpp"

namespace entre {

/// How long a file must be unchanged before it is read. A file that is open for writing is waited for, but not
/// forever: some programs never close a written file.
struct WatchTimes {
    Clock::duration rest = std::chrono::milliseconds{500};
    Clock::duration max_wait = std::chrono::seconds{10};   ///< after the last write of a file that stays open
    Clock::duration poll_every = std::chrono::seconds{2};  ///< polling interval, for folders without kernel events
};

/// Owned by one thread, which polls `handle` for reading and calls `listen` when it is readable, `ready` at `due`. A folder that
/// disappears and returns is found again by polling.
class FolderWatch {
public:
    /// `names` are relative to `folder`. Existing files count as seen.
    FolderWatch(std::filesystem::path folder, const std::vector<std::string>& names, WatchTimes times = {});
    ~FolderWatch();
    FolderWatch(const FolderWatch&) = delete;
    FolderWatch& operator=(const FolderWatch&) = delete;

    /// inotify(7); -1 where there is none.
    [[nodiscard]] int handle() const { return kernel_; }
    void listen(Clock::time_point now);
    /// When `ready` should be called next.
    [[nodiscard]] Clock::time_point due() const;
    /// Files that changed and have been unchanged since; once for each change.
    std::vector<std::string> ready(Clock::time_point now);

private:
    /// The identity of a file's content as stat(2) shows it; all zero for a missing file.
    struct FileStamp {
        std::uintmax_t size = 0;
        std::int64_t written = 0;
        std::uint64_t inode = 0;
        friend bool operator==(const FileStamp&, const FileStamp&) = default;
    };
    struct Watched {
        FileStamp seen;
        std::optional<Clock::time_point> ready_at;  ///< nullopt: unchanged
    };

    [[nodiscard]] FileStamp file_stamp(const std::string& name) const;
    void watch_folders();
    void touch(const std::string& name, Clock::time_point ready_at);
    void poll(Clock::time_point now);

    std::filesystem::path folder_;
    WatchTimes times_;
    int kernel_ = -1;
    std::map<int, std::string> folders_;  ///< watch descriptor -> the part of the name before the file's own, with its slash
    std::map<std::string, Watched> files_;
    Clock::time_point next_poll_{};
};

}  // namespace entre
