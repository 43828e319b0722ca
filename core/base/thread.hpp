// Names for threads and a sleep that a stop request ends.
#pragma once

#include <functional>
#include <stop_token>
#include <string>

#include "core/base/clock.hpp"

namespace entre {

/// Names the calling thread for gdb, top and `ps -T`; at most 15 characters, longer names are cut.
void name_this_thread(const char* name);

/// Runs `body` in a thread that is named `name`. The last resort of a thread: if `body` throws, the exception is logged, the
/// listener of on_thread_failure is called, and a second later `body` runs again, until `stop` is requested.
void run_thread(const char* name, const std::stop_token& stop, const std::function<void()>& body);

/// Sets who is told the names of failed threads, from the failed thread itself; an empty function: nobody. From any thread.
void on_thread_failure(std::function<void(const std::string& name)> listener);

/// Sleeps for `time`, or until `stop` is requested. True if `stop` was requested.
bool sleep_or_stop(Clock::duration time, const std::stop_token& stop);

}  // namespace entre
