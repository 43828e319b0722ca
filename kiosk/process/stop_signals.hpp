// SIGINT and SIGTERM as something that can be waited for, so that a machine that is shut down ends Entré in good order.
#pragma once

#include <functional>
#include <thread>

#include "kiosk/process/file_handle.hpp"

namespace entre {

/// Readable once one of them came. To be called before any thread starts, so that none is struck by them.
FileHandle stop_signals();

/// Calls `leave` at the first of them, from a thread of its own.
class LeaveOnSignal {
public:
    LeaveOnSignal(FileHandle signals, std::function<void()> leave);

private:
    std::jthread thread_;
};

}  // namespace entre
