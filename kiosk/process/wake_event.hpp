// Wakes a thread that waits in poll().
#pragma once

#include <sys/eventfd.h>

#include "kiosk/process/file_handle.hpp"

namespace entre {

/// `signal` from any thread makes `handle` readable until `clear`.
class WakeEvent {
public:
    void signal() const { ::eventfd_write(handle_.get(), 1); }
    void clear() const {
        eventfd_t count = 0;
        ::eventfd_read(handle_.get(), &count);
    }
    [[nodiscard]] int handle() const { return handle_.get(); }

private:
    FileHandle handle_{::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)};
};

}  // namespace entre
