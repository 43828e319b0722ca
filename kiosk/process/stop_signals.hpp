// SIGINT and SIGTERM as a descriptor to wait for, so that Entré shuts down properly with the machine.
#pragma once

#include <functional>
#include <thread>

#include "kiosk/process/file_handle.hpp"

namespace entre {

/// Blocks both signals; the descriptor becomes readable when one arrives. Call it before any thread starts, so that all inherit
/// the mask.
FileHandle stop_signals();

/// Calls `leave` once, on a thread of its own, when the first signal arrives.
class LeaveOnSignal {
public:
    LeaveOnSignal(FileHandle signals, std::function<void()> leave);

private:
    std::jthread thread_;
};

}  // namespace entre
