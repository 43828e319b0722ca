// One writer at a time: a lock on entre.db itself. entre.lock only describes the holder; removing it changes nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/error.hpp"
#include "core/seminar/seminar.hpp"

namespace entre {

/// Held until destroyed; the kernel releases it if the process dies. From any thread.
class WriterLock {
public:
    enum class IfMissing { fail, create };

    /// Locks entre.db; if there is none, creates an empty one or holds nothing.
    /// Errors: database_in_use with the holder's description; file_unwritable when the folder is not writable or on a network
    /// disk, where neither locks nor SQLite's shared memory can be relied on; disk_full.
    static Result<WriterLock> take(const SeminarFolder& folder, std::string_view holder, IfMissing missing = IfMissing::fail);
    WriterLock(WriterLock&& other) noexcept;
    WriterLock& operator=(WriterLock&& other) noexcept;
    ~WriterLock();

private:
    explicit WriterLock(int file) : file_(file) {}
    int file_ = -1;
};

/// The holder's description; nullopt when nobody writes. Takes no lock itself, not even for a moment.
std::optional<std::string> lock_holder(const SeminarFolder& folder);

/// Whether a file system of this type (statfs, f_type) is shared between computers.
bool is_network_file_system(long type);

}  // namespace entre
