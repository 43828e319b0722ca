// The queue of events from all threads to the main loop.
#pragma once

#include <functional>
#include <utility>

#include "core/base/queue.hpp"
#include "core/visit/visit.hpp"

namespace entre {

/// Any thread pushes; the main thread drains. `wake` must be thread-safe.
class Inbox {
public:
    explicit Inbox(std::function<void()> wake) : wake_(std::move(wake)) {}

    void push(Event event) {
        events_.push(std::move(event));
        wake_();
    }
    /// Wakes the main thread without an event.
    void wake() { wake_(); }
    [[nodiscard]] Events drain() { return events_.drain(); }
    /// The same, but waits up to `at_most` for the first event.
    [[nodiscard]] Events drain_within(Clock::duration at_most) {
        auto first = events_.pop_until(std::stop_token{}, Clock::now() + at_most);
        Events out = drain();
        if (first) out.insert(out.begin(), std::move(*first));
        return out;
    }

private:
    std::function<void()> wake_;
    Queue<Event> events_;
};

}  // namespace entre
