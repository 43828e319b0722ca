#include "print/printer/resolve.hpp"

#include <arpa/inet.h>
#include <netdb.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <memory>

#include "core/base/mutex.hpp"
#include "core/base/sanitizers.hpp"

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

/// A request to glibc's resolver, which runs in a thread of glibc's own. Shared with its callback, because a request that was
/// sent to a name server cannot be cancelled: a caller may stop waiting before the answer comes.
struct Lookup {
    explicit Lookup(std::string name) : host(std::move(name)) {
        hints.ai_socktype = SOCK_STREAM;
        hints.ai_family = AF_UNSPEC;
        request.ar_name = host.c_str();
        request.ar_request = &hints;
    }
    ~Lookup() {
        if (request.ar_result != nullptr) ::freeaddrinfo(request.ar_result);
    }
    Lookup(const Lookup&) = delete;
    Lookup& operator=(const Lookup&) = delete;

    std::string host;
    addrinfo hints{};
    gaicb request{};
    Mutex mutex;
    std::condition_variable_any answered;
    bool is_answered GUARDED_BY(mutex) = false;
};

void note_answer(sigval value) {
    const std::unique_ptr<std::shared_ptr<Lookup>> lookup(static_cast<std::shared_ptr<Lookup>*>(value.sival_ptr));
    const MutexLock lock((*lookup)->mutex);
    (*lookup)->is_answered = true;
    (*lookup)->answered.notify_all();
}

/// False if glibc's resolver could not be asked.
bool ask(const std::shared_ptr<Lookup>& lookup) {
    // ThreadSanitizer crashes in threads that it did not see start, as those of glibc's own.
    if constexpr (has_thread_sanitizer) {
        const MutexLock lock(lookup->mutex);
        lookup->is_answered = true;
        return ::getaddrinfo(lookup->host.c_str(), nullptr, &lookup->hints, &lookup->request.ar_result) == 0;
    }
    sigevent on_answer{};
    on_answer.sigev_notify = SIGEV_THREAD;
    on_answer.sigev_notify_function = note_answer;
    on_answer.sigev_value.sival_ptr = new std::shared_ptr<Lookup>(lookup);
    gaicb* requests[] = {&lookup->request};
    if (::getaddrinfo_a(GAI_NOWAIT, requests, 1, &on_answer) == 0) return true;
    delete static_cast<std::shared_ptr<Lookup>*>(on_answer.sigev_value.sival_ptr);
    return false;
}

}  // namespace

std::vector<std::string> resolve(const std::string& host, Clock::time_point until, const std::stop_token& stop) {
    // Socket paths and IP addresses need no resolver.
    if (host.starts_with('/') || is_number(host)) return {host};
    std::vector<std::string> numbers;
    if (stop.stop_requested() || Clock::now() >= until) return numbers;
    const auto lookup = std::make_shared<Lookup>(host);
    if (!ask(lookup)) return numbers;
    {
        MutexLock lock(lookup->mutex);
        const auto is_answered = [&]() REQUIRES(lookup->mutex) { return lookup->is_answered; };
        if (!lookup->answered.wait_until(lock, stop, until, is_answered)) return numbers;
    }
    for (const addrinfo* at = lookup->request.ar_result; at != nullptr; at = at->ai_next)
        if (auto number = number_of(*at); !number.empty() && std::find(numbers.begin(), numbers.end(), number) == numbers.end())
            numbers.push_back(std::move(number));
    return numbers;
}

}  // namespace entre
