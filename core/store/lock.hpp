// One writer at a time: an advisory lock on entre.lock, whose content describes the holder.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/error.hpp"
#include "core/seminar/seminar.hpp"

namespace entre {

/// Held until destroyed; the kernel releases it if the process dies.
class WriterLock {
public:
    /// Errors: database_in_use with the holder's description; file_unwritable when the folder is not writable.
    static Result<WriterLock> take(const SeminarFolder& folder, std::string_view holder);
    WriterLock(WriterLock&& other) noexcept;
    WriterLock& operator=(WriterLock&& other) noexcept;
    ~WriterLock();

private:
    explicit WriterLock(int file) : file_(file) {}
    int file_ = -1;
};

/// The holder's description; nullopt when the lock is free.
std::optional<std::string> lock_holder(const SeminarFolder& folder);

}  // namespace entre
