#include "core/store/lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/magic.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <mutex>
#include <utility>
#include <vector>

#include "core/base/atomic_file.hpp"
#include "core/base/clock.hpp"
#include "core/base/text.hpp"

namespace entre {

namespace {

// Open file description locks: they also exclude two openings within one process, and closing another descriptor of the
// same file does not release them, unlike the older process-wide locks. The byte is far from those that SQLite locks.
struct flock lock_of(short type) {
    struct flock lock{};
    lock.l_type = type;
    lock.l_whence = SEEK_SET;
    lock.l_start = 0x7fff'ffff'ffff'0000;
    lock.l_len = 1;
    return lock;
}

bool try_lock(int file) {
    auto lock = lock_of(F_WRLCK);
    return ::fcntl(file, F_OFD_SETLK, &lock) == 0;
}

/// Descriptors of databases that are not locked now. They are kept open because closing any descriptor of a file would release
/// the locks that SQLite holds on that file in this process. Those of deleted files are closed.
class IdleDescriptors {
public:
    void put(int file) {
        const std::lock_guard lock(mutex_);
        idle_.push_back(file);
        std::erase_if(idle_, [](int one) {
            struct stat status{};
            return ::fstat(one, &status) == 0 && status.st_nlink == 0 && ::close(one) == 0;
        });
    }

    /// An idle descriptor of the file at `path`, or else a new one; -1 with errno on failure.
    int open(const std::string& path, int flags) {
        const std::lock_guard lock(mutex_);
        struct stat wanted{};
        if (::stat(path.c_str(), &wanted) == 0) {
            const auto found = std::find_if(idle_.begin(), idle_.end(), [&](int one) {
                struct stat status{};
                return ::fstat(one, &status) == 0 && status.st_dev == wanted.st_dev && status.st_ino == wanted.st_ino;
            });
            if (found != idle_.end()) {
                const int file = *found;
                idle_.erase(found);
                return file;
            }
        }
        return ::open(path.c_str(), flags | O_RDWR | O_NOFOLLOW | O_CLOEXEC, 0600);
    }

private:
    std::mutex mutex_;
    std::vector<int> idle_;
};

IdleDescriptors& idle_descriptors() {
    static IdleDescriptors all;
    return all;
}

/// Whether `path` still leads to the file that is open as `file`.
bool is_at(const std::string& path, int file) {
    struct stat there{}, here{};
    return ::stat(path.c_str(), &there) == 0 && ::fstat(file, &here) == 0 && there.st_dev == here.st_dev &&
           there.st_ino == here.st_ino;
}

std::string description(const SeminarFolder& folder) {
    const auto text = load_file(folder.lock(), 4096);
    const auto who = text ? std::string(trim(*text)) : std::string{};
    return who.empty() ? "by another process" : who;
}

Result<void> describe_holder(const SeminarFolder& folder, std::string_view holder) {
    const std::string path = folder.lock().string();
    const std::string self = fmt::format("{}, process {}, since {}\n", holder, ::getpid(), to_rfc3339(utc_now()));
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
    const bool is_written = file >= 0 && ::write(file, self.data(), self.size()) == static_cast<ssize_t>(self.size());
    const int reason = errno;
    if (file >= 0) ::close(file);
    if (is_written) return {};
    return fail(reason == ENOSPC ? ErrorCode::disk_full : ErrorCode::file_unwritable,
                fmt::format("{}: {}", path, std::strerror(reason)));
}

Result<void> check_file_system(const SeminarFolder& folder) {
    struct statfs status{};
    if (::statfs(folder.path.c_str(), &status) != 0 || !is_network_file_system(status.f_type)) return {};
    return fail(
        ErrorCode::file_unwritable,
        fmt::format("{} is on a network disk, where check-ins could be lost. Move the folder to this computer's own disk.",
                    folder.path.string()));
}

}  // namespace

bool is_network_file_system(long type) {
    constexpr long afs = 0x5346414f, ceph = 0x00c36400, cifs = 0xff534d42, smb2 = 0xfe534d42, lustre = 0x0bd00bd0;
    constexpr long all[] = {NFS_SUPER_MAGIC, SMB_SUPER_MAGIC, NCP_SUPER_MAGIC, CODA_SUPER_MAGIC, afs, ceph, cifs, smb2, lustre};
    return std::find(std::begin(all), std::end(all), type) != std::end(all);
}

Result<WriterLock> WriterLock::take(const SeminarFolder& folder, std::string_view holder, IfMissing missing) {
    if (const auto checked = check_file_system(folder); !checked) return tl::unexpected<Error>(checked.error());
    const std::string path = folder.database().string();
    WriterLock lock(idle_descriptors().open(path, missing == IfMissing::create ? O_CREAT : 0));
    if (lock.file_ < 0) {
        const int reason = errno;
        if (reason == ENOENT && missing == IfMissing::fail) return lock;
        return fail(
            reason == ENOSPC ? ErrorCode::disk_full : ErrorCode::file_unwritable,
            fmt::format("{}: {}. The seminar's folder must exist and be writable for this user.", path, std::strerror(reason)));
    }
    if (!try_lock(lock.file_) || !is_at(path, lock.file_))
        return fail(ErrorCode::database_in_use,
                    fmt::format("{} is already open: {}. Close it there first, or do it there.", path, description(folder)));
    if (const auto described = describe_holder(folder, holder); !described) return tl::unexpected<Error>(described.error());
    return lock;
}

WriterLock::WriterLock(WriterLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

WriterLock& WriterLock::operator=(WriterLock&& other) noexcept {
    std::swap(file_, other.file_);
    return *this;
}

WriterLock::~WriterLock() {
    if (file_ < 0) return;
    auto lock = lock_of(F_UNLCK);
    ::fcntl(file_, F_OFD_SETLK, &lock);
    idle_descriptors().put(file_);
}

std::optional<std::string> lock_holder(const SeminarFolder& folder) {
    const int file = idle_descriptors().open(folder.database().string(), 0);
    if (file < 0) return std::nullopt;
    auto lock = lock_of(F_WRLCK);
    const bool is_held = ::fcntl(file, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
    idle_descriptors().put(file);
    return is_held ? std::optional(description(folder)) : std::nullopt;
}

}  // namespace entre
