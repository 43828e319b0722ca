#include "core/base/thread.hpp"

#include <pthread.h>

#include <condition_variable>
#include <mutex>

#include "core/base/log.hpp"

namespace entre {

void name_this_thread(const char* name) { ::pthread_setname_np(::pthread_self(), std::string(name).substr(0, 15).c_str()); }

namespace {

struct FailureListener {
    std::mutex mutex;
    std::function<void(const std::string&)> call;
};

FailureListener& failure_listener() {
    static FailureListener listener;
    return listener;
}

void tell_failure(const char* name, const char* what) {
    log_error("thread", Error{ErrorCode::stopped, std::string("the thread ") + name + " failed and is started again: " + what});
    auto& listener = failure_listener();
    const std::lock_guard lock(listener.mutex);
    if (listener.call) listener.call(name);
}

}  // namespace

void run_thread(const char* name, const std::stop_token& stop, const std::function<void()>& body) {
    name_this_thread(name);
    do {
        try {
            return body();
        } catch (const std::exception& e) {
            tell_failure(name, e.what());
        }
    } while (!sleep_or_stop(std::chrono::seconds{1}, stop));
}

void on_thread_failure(std::function<void(const std::string& name)> listener) {
    const std::lock_guard lock(failure_listener().mutex);
    failure_listener().call = std::move(listener);
}

bool sleep_or_stop(Clock::duration time, const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    never.wait_for(lock, stop, time, [] { return false; });
    return stop.stop_requested();
}

}  // namespace entre
