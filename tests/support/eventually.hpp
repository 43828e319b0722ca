// Waits for something that another thread or process does; tests never measure how long it took.
#pragma once

#include <chrono>
#include <functional>
#include <thread>

namespace entre::test {

/// Whether `condition` comes true within `patience`.
inline bool eventually(const std::function<bool()>& condition, std::chrono::milliseconds patience = std::chrono::seconds{20}) {
    const auto until = std::chrono::steady_clock::now() + patience;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > until) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds{10});
    }
    return true;
}

}  // namespace entre::test
