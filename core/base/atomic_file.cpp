#include "core/base/atomic_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace entre {

bool sync_folder_of(const std::filesystem::path& file) {
    const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return false;
    const bool is_synced = ::fsync(descriptor) == 0 || errno == EINVAL;  // EINVAL: a file system that has no such thing
    ::close(descriptor);
    return is_synced;
}

AtomicFile::AtomicFile(std::filesystem::path file, FileMode mode)
    : file_(std::move(file)), temporary_(file_.string() + ".XXXXXX") {
    descriptor_ = ::mkostemp(temporary_.data(), O_CLOEXEC);
    if (descriptor_ >= 0 && mode == FileMode::usual) {
        // Made again under its name, so that the kernel applies the umask: reading the umask would change it for all threads.
        ::close(descriptor_);
        ::unlink(temporary_.c_str());
        descriptor_ = ::open(temporary_.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    }
    has_failed_ = descriptor_ < 0;
}

AtomicFile::~AtomicFile() {
    if (descriptor_ < 0) return;  // put in place, or never opened
    ::close(descriptor_);
    ::unlink(temporary_.c_str());
}

bool AtomicFile::write(std::string_view bytes) {
    while (!has_failed_ && !bytes.empty()) {
        const auto written = ::write(descriptor_, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        has_failed_ = written <= 0;
        if (!has_failed_) bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return !has_failed_;
}

Result<void> AtomicFile::put_in_place() {
    const bool is_in_place = !has_failed_ && ::fsync(descriptor_) == 0 && ::rename(temporary_.c_str(), file_.c_str()) == 0;
    if (is_in_place) {
        ::close(std::exchange(descriptor_, -1));
        if (sync_folder_of(file_)) return {};
    }
    return fail(ErrorCode::file_unwritable,
                fmt::format("{} cannot be written; check the folder's permissions and the free disk space", file_.string()));
}

Result<std::string> load_file(const std::filesystem::path& file, std::size_t max_bytes) {
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        const bool is_missing = errno == ENOENT || errno == ENOTDIR;
        return fail(is_missing ? ErrorCode::file_missing : ErrorCode::file_unreadable,
                    fmt::format("{} {}", file.string(),
                                is_missing ? "does not exist" : fmt::format("cannot be read: {}", std::strerror(errno))));
    }
    std::string text;
    char piece[1 << 16];
    ssize_t got = 0;
    while ((got = ::read(descriptor, piece, sizeof piece)) != 0) {
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) break;
        text.append(piece, static_cast<std::size_t>(got));
        if (text.size() > max_bytes) break;
    }
    const int problem = errno;
    ::close(descriptor);
    if (got < 0)
        return fail(ErrorCode::file_unreadable, fmt::format("{} cannot be read: {}", file.string(), std::strerror(problem)));
    if (text.size() > max_bytes)
        return fail(ErrorCode::file_unreadable, fmt::format("{} is larger than {} bytes", file.string(), max_bytes));
    return text;
}

Result<void> write_file_atomically(const std::filesystem::path& file, std::string_view bytes, FileMode mode) {
    AtomicFile out(file, mode);
    out.write(bytes);
    return out.put_in_place();
}

}  // namespace entre
