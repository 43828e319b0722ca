#include "core/base/thread.hpp"

#include <pthread.h>

#include <condition_variable>
#include <mutex>
#include <string>

namespace entre {

void name_this_thread(const char* name) { ::pthread_setname_np(::pthread_self(), std::string(name).substr(0, 15).c_str()); }

bool sleep_or_stop(Clock::duration time, const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    never.wait_for(lock, stop, time, [] { return false; });
    return stop.stop_requested();
}

}  // namespace entre
