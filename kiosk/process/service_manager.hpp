// What a service manager hears of the program: that it is ready, and that it is not stuck. systemd's protocol: sd_notify(3), a
// datagram to the socket in NOTIFY_SOCKET. Without a service manager nothing is told.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/clock.hpp"
#include "kiosk/process/file_handle.hpp"

namespace entre {

/// Main thread only: a watchdog that another thread feeds watches nothing.
class ServiceManager {
public:
    /// From NOTIFY_SOCKET and WATCHDOG_USEC.
    ServiceManager();

    /// The first frame is shown. Told once.
    void ready();
    /// The loop has come round. Told as often as the watchdog wants, at most twice in its time.
    void alive(Clock::time_point now);
    /// The loop has ended: what is closed and opened now may take up to two minutes.
    void leaving() const;
    /// How long the loop may sleep; nullopt: as long as it likes.
    [[nodiscard]] std::optional<std::chrono::milliseconds> max_sleep() const { return max_sleep_; }

private:
    void tell(std::string_view state) const;

    std::string socket_;  ///< a path, or an abstract name that begins with a zero byte; empty: nobody listens
    std::optional<std::chrono::milliseconds> max_sleep_;
    Clock::time_point told_{};
    bool is_ready_ = false;
};

}  // namespace entre
