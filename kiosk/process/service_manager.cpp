#include "kiosk/process/service_manager.hpp"

#include <sys/socket.h>
#include <sys/un.h>

#include <charconv>
#include <cstdlib>
#include <cstring>

namespace entre {

namespace {

std::string text_of(const char* variable) {
    const char* value = std::getenv(variable);
    return value == nullptr ? "" : value;
}

/// nullopt if there is no watchdog.
std::optional<std::chrono::microseconds> watchdog_time() {
    const auto text = text_of("WATCHDOG_USEC");
    std::int64_t time = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), time);
    if (read.ec != std::errc{} || time <= 0) return std::nullopt;
    return std::chrono::microseconds{time};
}

}  // namespace

ServiceManager::ServiceManager() : socket_(text_of("NOTIFY_SOCKET")) {
    if (socket_.starts_with('@')) socket_.front() = '\0';
    if (socket_.empty()) return;
    const auto time = watchdog_time();
    if (!time) return;
    max_sleep_ = std::chrono::duration_cast<std::chrono::milliseconds>(*time / 2);
    tell("WATCHDOG_USEC=" + std::to_string(time->count()));  // as it was before a `leaving`
}

void ServiceManager::leaving() const {
    if (max_sleep_) tell("WATCHDOG_USEC=120000000");
}

void ServiceManager::ready() {
    if (is_ready_) return;
    is_ready_ = true;
    tell("READY=1");
}

void ServiceManager::alive(Clock::time_point now) {
    if (!max_sleep_ || now - told_ < *max_sleep_ / 2) return;
    told_ = now;
    tell("WATCHDOG=1");
}

void ServiceManager::tell(std::string_view state) const {
    sockaddr_un address{};
    if (socket_.empty() || socket_.size() >= sizeof address.sun_path) return;
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, socket_.data(), socket_.size());
    const FileHandle handle(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + socket_.size());
    ::sendto(handle.get(), state.data(), state.size(), MSG_NOSIGNAL | MSG_DONTWAIT, reinterpret_cast<const sockaddr*>(&address),
             length);
}

}  // namespace entre
