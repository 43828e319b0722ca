#include "kiosk/services/folder_watch.hpp"

#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <set>

namespace entre {

namespace {

constexpr std::uint32_t interesting =
    IN_CLOSE_WRITE | IN_MOVED_TO | IN_MODIFY | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_ONLYDIR;

std::string folder_part(const std::string& name) { return name.substr(0, name.rfind('/') + 1); }

}  // namespace

FolderWatch::FolderWatch(std::filesystem::path folder, const std::vector<std::string>& names, WatchTimes times)
    : folder_(std::move(folder)), times_(times), kernel_(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {
    for (const auto& name : names) files_[name].seen = file_stamp(name);
    watch_folders();
    next_poll_ = Clock::now() + times_.poll_every;
}

FolderWatch::~FolderWatch() {
    if (kernel_ >= 0) ::close(kernel_);
}

FolderWatch::FileStamp FolderWatch::file_stamp(const std::string& name) const {
    struct stat found{};
    if (::stat((folder_ / name).c_str(), &found) != 0) return {};
    return {static_cast<std::uintmax_t>(found.st_size), found.st_mtim.tv_sec * 1'000'000'000 + found.st_mtim.tv_nsec,
            found.st_ino};
}

/// inotify returns the same descriptor for the same folder, so this may be called repeatedly.
void FolderWatch::watch_folders() {
    if (kernel_ < 0) return;
    std::set<std::string> parts;
    for (const auto& [name, watched] : files_) parts.insert(folder_part(name));
    for (const auto& part : parts)
        if (const int wd = ::inotify_add_watch(kernel_, (folder_ / part).c_str(), interesting); wd >= 0) folders_[wd] = part;
}

void FolderWatch::touch(const std::string& name, Clock::time_point ready_at) {
    const auto file = files_.find(name);
    if (file != files_.end()) file->second.ready_at = ready_at;
}

void FolderWatch::listen(Clock::time_point now) {
    alignas(inotify_event) std::array<char, 4096> received{};
    for (ssize_t bytes = 0; (bytes = ::read(kernel_, received.data(), received.size())) > 0;) {
        for (std::size_t at = 0; at < static_cast<std::size_t>(bytes);) {
            inotify_event event{};
            std::memcpy(&event, received.data() + at, sizeof event);
            const std::string name = event.len > 0 ? std::string(received.data() + at + sizeof event) : std::string{};
            at += sizeof event + event.len;
            const auto folder = folders_.find(event.wd);
            if (folder == folders_.end() || name.empty()) continue;
            // Open and being written: wait until it is closed.
            const bool is_open = (event.mask & (IN_MODIFY | IN_CREATE)) != 0;
            touch(folder->second + name, now + (is_open ? times_.max_wait : times_.rest));
        }
    }
}

Clock::time_point FolderWatch::due() const {
    auto first = next_poll_;
    for (const auto& [name, file] : files_)
        if (file.ready_at) first = std::min(first, *file.ready_at);
    return first;
}

/// For changes without kernel events: network folders, and folders that disappeared and returned.
void FolderWatch::poll(Clock::time_point now) {
    next_poll_ = now + times_.poll_every;
    watch_folders();
    for (auto& [name, file] : files_) {
        const auto seen = file_stamp(name);
        if (seen == file.seen || file.ready_at) continue;
        file.seen = seen;
        file.ready_at = now + times_.rest;
    }
}

std::vector<std::string> FolderWatch::ready(Clock::time_point now) {
    if (now >= next_poll_) poll(now);
    std::vector<std::string> out;
    for (auto& [name, file] : files_) {
        if (!file.ready_at || *file.ready_at > now) continue;
        file.ready_at.reset();
        file.seen = file_stamp(name);
        if (file.seen.inode != 0) out.push_back(name);
    }
    return out;
}

}  // namespace entre
