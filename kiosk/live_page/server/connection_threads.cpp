#include "kiosk/live_page/server/connection_threads.hpp"

#include <system_error>

#include "core/base/thread.hpp"

namespace entre {

ConnectionThreads::ConnectionThreads(std::size_t limit, ThreadStarter start_thread)
    : limit_(limit), start_thread_(start_thread ? std::move(start_thread) : [](std::function<void()> work) {
          return std::thread(std::move(work));
      }) {}

bool ConnectionThreads::start(const std::function<void()>& work) {
    std::list<Running> finished;
    bool is_started = true;
    {
        MutexLock lock(mutex_);
        finished_.wait(lock, [this]() REQUIRES(mutex_) { return active_ < limit_; });
        finished = take_finished();
        auto& place = running_.emplace_back();
        ++active_;
        try {
            place.thread = start_thread_([this, work, &place] {
                name_this_thread("page-conn");
                work();
                {
                    const MutexLock ending(mutex_);
                    place.is_done = true;
                    --active_;
                }
                finished_.notify_one();
            });
        } catch (const std::system_error&) {
            running_.pop_back();
            --active_;
            is_started = false;
        }
    }
    // Joined without the lock, which a thread needs to finish.
    for (auto& one : finished) one.thread.join();
    return is_started;
}

bool ConnectionThreads::wait_for_place(std::chrono::milliseconds patience) {
    MutexLock lock(mutex_);
    return finished_.wait_for(lock, patience, [this]() REQUIRES(mutex_) { return active_ < limit_; });
}

std::list<ConnectionThreads::Running> ConnectionThreads::take_finished() {
    std::list<Running> finished;
    for (auto one = running_.begin(); one != running_.end();) {
        const auto here = one++;
        if (here->is_done) finished.splice(finished.end(), running_, here);
    }
    return finished;
}

void ConnectionThreads::join_all() {
    std::list<Running> all;
    {
        const MutexLock lock(mutex_);
        all.swap(running_);
    }
    for (auto& one : all) one.thread.join();
}

}  // namespace entre
