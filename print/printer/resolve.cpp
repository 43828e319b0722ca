#include "print/printer/resolve.hpp"

#include <arpa/inet.h>
#include <cups/http.h>
#include <netdb.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace entre {

namespace {

/// One question to the resolver's own thread (getaddrinfo_a(3)). Whoever gives up on it leaves it to that thread: it cannot be
/// taken back while it is being asked.
struct Question {
    std::string host;
    addrinfo hints{};
    gaicb control{};

    explicit Question(std::string name) : host(std::move(name)) {
        hints.ai_socktype = SOCK_STREAM;
        hints.ai_family = AF_UNSPEC;
        control.ar_name = host.c_str();
        control.ar_request = &hints;
    }
    ~Question() {
        if (control.ar_result != nullptr) ::freeaddrinfo(control.ar_result);
    }
    Question(const Question&) = delete;
    Question& operator=(const Question&) = delete;
};

bool is_number(const std::string& host) {
    std::array<unsigned char, 16> bytes{};
    return ::inet_pton(AF_INET, host.c_str(), bytes.data()) == 1 || ::inet_pton(AF_INET6, host.c_str(), bytes.data()) == 1;
}

std::string number_of(const addrinfo& address) {
    std::array<char, NI_MAXHOST> text{};
    const int failed = ::getnameinfo(address.ai_addr, address.ai_addrlen, text.data(), text.size(), nullptr, 0, NI_NUMERICHOST);
    return failed == 0 ? std::string(text.data()) : std::string{};
}

/// The numbers of `host`, as text.
std::vector<std::string> numbers_of(const std::string& host, Clock::time_point until, const std::stop_token& stop) {
    auto question = std::make_unique<Question>(host);
    gaicb* list[] = {&question->control};
    if (::getaddrinfo_a(GAI_NOWAIT, list, 1, nullptr) != 0) return {};
    while (::gai_error(&question->control) == EAI_INPROGRESS) {
        if (Clock::now() >= until || stop.stop_requested()) {
            if (::gai_cancel(&question->control) == EAI_NOTCANCELED) static_cast<void>(question.release());
            return {};
        }
        const gaicb* waiting[] = {&question->control};
        const timespec moment{0, 50'000'000};
        ::gai_suspend(waiting, 1, &moment);
    }
    std::vector<std::string> out;
    for (const addrinfo* at = question->control.ar_result; at != nullptr; at = at->ai_next)
        if (auto number = number_of(*at); !number.empty() && std::find(out.begin(), out.end(), number) == out.end())
            out.push_back(std::move(number));
    return out;
}

}  // namespace

void AddressListEnd::operator()(http_addrlist_s* list) const { httpAddrFreeList(list); }

AddressList resolve(const std::string& host, int port, Clock::time_point until, const std::stop_token& stop) {
    const std::string service = std::to_string(port);
    // A path or a number asks nobody.
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
