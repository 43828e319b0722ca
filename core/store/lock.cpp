#include "core/store/lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "core/base/clock.hpp"
#include "core/base/text.hpp"

namespace entre {

namespace {

// Open file description locks: they also exclude two openings within one process, and closing another descriptor of the
// same file does not release them, unlike the older process-wide locks.
bool try_lock(int file) {
    struct flock whole{};
    whole.l_type = F_WRLCK;
    whole.l_whence = SEEK_SET;
    return ::fcntl(file, F_OFD_SETLK, &whole) == 0;
}

std::string content(int file) {
    std::array<char, 256> buffer{};
    const ssize_t got = ::pread(file, buffer.data(), buffer.size(), 0);
    return got > 0 ? std::string(trim(std::string_view(buffer.data(), static_cast<std::size_t>(got)))) : std::string{};
}

}  // namespace

Result<WriterLock> WriterLock::take(const SeminarFolder& folder, std::string_view holder) {
    const std::string path = folder.lock().string();
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) {
        const int reason = errno;
        return fail(
            reason == ENOSPC ? ErrorCode::disk_full : ErrorCode::file_unwritable,
            fmt::format("{}: {}. The seminar's folder must exist and be writable for this user.", path, std::strerror(reason)));
    }
    WriterLock lock(file);
    if (!try_lock(file)) {
        const std::string who = content(file);
        return fail(ErrorCode::database_in_use,
                    fmt::format("{} is already open: {}. Close it there first, or do it there.", folder.database().string(),
                                who.empty() ? "by another process" : who));
    }
    const std::string self = fmt::format("{}, process {}, since {}\n", holder, ::getpid(), to_rfc3339(utc_now()));
    if (::ftruncate(file, 0) != 0 || ::pwrite(file, self.data(), self.size(), 0) != static_cast<ssize_t>(self.size())) {
        return fail(errno == ENOSPC ? ErrorCode::disk_full : ErrorCode::file_unwritable,
                    fmt::format("{}: {}", path, std::strerror(errno)));
    }
    return lock;
}

WriterLock::WriterLock(WriterLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

WriterLock& WriterLock::operator=(WriterLock&& other) noexcept {
    std::swap(file_, other.file_);
    return *this;
}

WriterLock::~WriterLock() {
    if (file_ >= 0) ::close(file_);
}

std::optional<std::string> lock_holder(const SeminarFolder& folder) {
    const int file = ::open(folder.lock().string().c_str(), O_RDWR | O_CLOEXEC);
    if (file < 0) return std::nullopt;
    const bool is_free = try_lock(file);
    std::optional<std::string> holder;
    if (!is_free) holder = content(file);
    ::close(file);
    return holder;
}

}  // namespace entre
