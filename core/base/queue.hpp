// Queues for passing values between threads; nothing else is shared between them.
#pragma once

#include <deque>
#include <optional>
#include <stop_token>
#include <utility>
#include <vector>

#include "core/base/clock.hpp"
#include "core/base/mutex.hpp"

namespace entre {

/// Multi-producer, single-consumer. Declare it before the thread that uses it.
template <class T>
class Queue {
public:
    void push(T value) {
        {
            const MutexLock lock(mutex_);
            values_.push_back(std::move(value));
        }
        filled_.notify_one();
    }

    /// Waits for the oldest value; nullopt when `stop` is requested.
    std::optional<T> pop(const std::stop_token& stop) {
        MutexLock lock(mutex_);
        if (!filled_.wait(lock, stop, [this]() REQUIRES(mutex_) { return !values_.empty(); })) return std::nullopt;
        return take();
    }

    /// The same, but waits at most until `until`; then nullopt.
    std::optional<T> pop_until(const std::stop_token& stop, Clock::time_point until) {
        MutexLock lock(mutex_);
        if (!filled_.wait_until(lock, stop, until, [this]() REQUIRES(mutex_) { return !values_.empty(); })) return std::nullopt;
        return take();
    }

    /// All values in the queue, oldest first; never waits.
    std::vector<T> drain() {
        const MutexLock lock(mutex_);
        std::vector<T> out(std::make_move_iterator(values_.begin()), std::make_move_iterator(values_.end()));
        values_.clear();
        return out;
    }

private:
    T take() REQUIRES(mutex_) {
        T value = std::move(values_.front());
        values_.pop_front();
        return value;
    }

    Mutex mutex_;
    std::condition_variable_any filled_;
    std::deque<T> values_ GUARDED_BY(mutex_);
};

/// A queue that keeps only the newest value, for camera pictures: a slow consumer skips the ones it missed.
template <class T>
class Latest {
public:
    void put(T value) {
        const MutexLock lock(mutex_);
        value_ = std::move(value);
    }
    /// The newest value, if one was put since the last take.
    std::optional<T> take() {
        const MutexLock lock(mutex_);
        return std::exchange(value_, std::nullopt);
    }

private:
    Mutex mutex_;
    std::optional<T> value_ GUARDED_BY(mutex_);
};

}  // namespace entre
