// Names for threads and a sleep that a stop request ends.
#pragma once

#include <stop_token>

#include "core/base/clock.hpp"

namespace entre {

/// Names the calling thread for gdb, top and `ps -T`; at most 15 characters, longer names are cut.
void name_this_thread(const char* name);

/// Sleeps for `time`, or until `stop` is requested. True if `stop` was requested.
bool sleep_or_stop(Clock::duration time, const std::stop_token& stop);

}  // namespace entre
