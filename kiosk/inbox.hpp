// Where the threads meet: events in, and the loop woken.
#pragma once

#include <functional>
#include <utility>

#include "core/base/queue.hpp"
#include "core/visit/visit.hpp"

namespace entre {

/// Any thread pushes; the main thread drains. `wake` must be safe from any thread.
class Inbox {
public:
    explicit Inbox(std::function<void()> wake) : wake_(std::move(wake)) {}

    void push(Event event) {
        events_.push(std::move(event));
        wake_();
    }
    [[nodiscard]] Events drain() { return events_.drain(); }

private:
    std::function<void()> wake_;
    Queue<Event> events_;
};

}  // namespace entre
