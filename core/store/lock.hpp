// One writer at a time: an advisory lock on entre.lock, which also says who holds it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/error.hpp"
#include "core/seminar/seminar.hpp"

namespace entre {

/// Held until destroyed; the kernel lets go of it when the process dies, however it dies.
class WriterLock {
public:
    /// Errors: database_in_use with who holds it; file_unwritable when the folder cannot be written to.
    static Result<WriterLock> take(const SeminarFolder& folder, std::string_view holder);
    WriterLock(WriterLock&& other) noexcept;
    WriterLock& operator=(WriterLock&& other) noexcept;
    ~WriterLock();

private:
    explicit WriterLock(int file) : file_(file) {}
    int file_ = -1;
};

/// What the holder wrote about itself, if somebody holds the lock.
std::optional<std::string> lock_holder(const SeminarFolder& folder);

}  // namespace entre
