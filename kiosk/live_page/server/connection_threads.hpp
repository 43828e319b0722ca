// One thread for each connection, up to a limit.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <list>
#include <thread>

#include "core/base/mutex.hpp"

namespace entre {

/// Starts a thread that runs `work`. May throw std::system_error, as std::thread does.
using ThreadStarter = std::function<std::thread(std::function<void()> work)>;

/// Not a pool of a few threads: an event stream occupies its thread for as long as the page is open. For use from one thread,
/// except that the work runs on the threads it starts.
class ConnectionThreads {
public:
    /// `start_thread` is replaced by tests.
    explicit ConnectionThreads(std::size_t limit, ThreadStarter start_thread = {});
    ~ConnectionThreads() { join_all(); }
    ConnectionThreads(const ConnectionThreads&) = delete;
    ConnectionThreads& operator=(const ConnectionThreads&) = delete;

    /// Runs `work` on a new thread; first waits while as many run as may. False if the system cannot start a thread: `work`
    /// does not run then.
    [[nodiscard]] bool start(const std::function<void()>& work);
    /// False if as many threads as may still run after `patience`. After true, `start` does not wait.
    [[nodiscard]] bool wait_for_place(std::chrono::milliseconds patience);
    void join_all();

private:
    struct Running {
        std::thread thread;
        bool is_done = false;  ///< guarded by the mutex
    };
    std::list<Running> take_finished() REQUIRES(mutex_);

    std::size_t limit_;
    ThreadStarter start_thread_;
    Mutex mutex_;
    std::condition_variable_any finished_;
    std::size_t active_ GUARDED_BY(mutex_) = 0;
    std::list<Running> running_ GUARDED_BY(mutex_);
};

}  // namespace entre
