// Mounts memory sticks where no desktop does it.
#pragma once

#include <cstddef>
#include <stop_token>
#include <string>

#include "core/base/error.hpp"

namespace entre {

/// Has udisks2 mount what it would mount by itself on a desktop and nobody has mounted yet: sticks, not the computer's disks
/// (https://storaged.org/doc/udisks2-api, Block.HintAuto). They appear below /media or /run/media. Returns how many there were.
/// Waits for udisks2, for ten seconds at most or until `stop`. Errors: stopped (it is not installed, does not answer, or this
/// user has no right to it).
Result<std::size_t> mount_sticks(const std::stop_token& stop = {});

/// Mounts sticks after they were plugged in. Used by one thread.
class StickMounter {
public:
    /// To be called every second or two; costs nothing unless the kernel's partitions have changed.
    void look(const std::stop_token& stop = {});

private:
    std::string partitions_;
    int looks_left_ = 0;
    std::string logged_;  ///< why nothing could be mounted; the same reason is logged once
};

}  // namespace entre
