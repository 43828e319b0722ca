#include "print/printer/resolve.hpp"

#include <arpa/inet.h>
#include <cups/http.h>
#include <netdb.h>

#include <algorithm>
#include <array>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace entre {

namespace {

bool is_number(const std::string& host) {
    std::array<unsigned char, 16> bytes{};
    return ::inet_pton(AF_INET, host.c_str(), bytes.data()) == 1 || ::inet_pton(AF_INET6, host.c_str(), bytes.data()) == 1;
}

std::string number_of(const addrinfo& address) {
    std::array<char, NI_MAXHOST> text{};
    const int failed = ::getnameinfo(address.ai_addr, address.ai_addrlen, text.data(), text.size(), nullptr, 0, NI_NUMERICHOST);
    return failed == 0 ? std::string(text.data()) : std::string{};
}

/// A resolver's answer, possibly still outstanding; shared between the waiting and the resolving thread.
struct Answer {
    std::mutex mutex;
    std::condition_variable_any given;
    std::optional<std::vector<std::string>> numbers;
};

/// Runs on its own thread, because getaddrinfo cannot be cancelled. It shares ownership of `answer`, so a caller may stop
/// waiting.
void resolve_and_store(const std::string& host, const std::shared_ptr<Answer>& answer) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_family = AF_UNSPEC;
    addrinfo* found = nullptr;
    std::vector<std::string> numbers;
    if (::getaddrinfo(host.c_str(), nullptr, &hints, &found) == 0) {
        for (const addrinfo* at = found; at != nullptr; at = at->ai_next)
            if (auto number = number_of(*at); !number.empty() && std::find(numbers.begin(), numbers.end(), number) == numbers.end())
                numbers.push_back(std::move(number));
        ::freeaddrinfo(found);
    }
    const std::lock_guard lock(answer->mutex);
    answer->numbers = std::move(numbers);
    answer->given.notify_all();
}

/// The IP addresses of `host`, as text.
std::vector<std::string> numbers_of(const std::string& host, Clock::time_point until, const std::stop_token& stop) {
    if (stop.stop_requested() || Clock::now() >= until) return {};
    const auto answer = std::make_shared<Answer>();
    std::thread(resolve_and_store, host, answer).detach();
    std::unique_lock lock(answer->mutex);
    answer->given.wait_until(lock, stop, until, [&] { return answer->numbers.has_value(); });
    return answer->numbers ? *answer->numbers : std::vector<std::string>{};
}

}  // namespace

void AddressListEnd::operator()(http_addrlist_s* list) const { httpAddrFreeList(list); }

AddressList resolve(const std::string& host, int port, Clock::time_point until, const std::stop_token& stop) {
    const std::string service = std::to_string(port);
    // Socket paths and IP addresses need no resolver.
    if (host.starts_with('/') || is_number(host)) return AddressList(httpAddrGetList(host.c_str(), AF_UNSPEC, service.c_str()));
    AddressList all;
    http_addrlist_t* last = nullptr;
    for (const auto& number : numbers_of(host, until, stop)) {
        http_addrlist_t* one = httpAddrGetList(number.c_str(), AF_UNSPEC, service.c_str());
        if (one == nullptr) continue;
        if (last == nullptr) all.reset(one);
        else last->next = one;
        last = one;
        while (last->next != nullptr) last = last->next;
    }
    return all;
}

}  // namespace entre
