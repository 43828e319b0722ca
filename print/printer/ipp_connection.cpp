#include "print/printer/ipp_connection.hpp"

#include <cups/cups.h>
#include <fmt/format.h>
#include <sys/socket.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <thread>

#include "core/base/mutex.hpp"
#include "core/base/thread.hpp"
#include "print/printer/resolve.hpp"

namespace entre {

namespace {

using namespace std::chrono_literals;

constexpr auto after_stop = 500ms;

/// Shuts the socket down when an exchange takes too long. libcups' own timeouts begin anew with every byte that arrives, so a
/// peer that trickles could hold a thread for ever.
class ExchangeDeadline {
public:
    ExchangeDeadline(http_t* http, Clock::time_point until, std::stop_token stop)
        : thread_([this, http, until, stop = std::move(stop)] {
              name_this_thread("ipp-deadline");
              wait(until, stop);
              // Repeated, because libcups may still be connecting.
              while (!is_done_within(50ms)) ::shutdown(httpGetFd(http), SHUT_RDWR);
          }) {}
    ~ExchangeDeadline() {
        {
            const MutexLock lock(mutex_);
            is_done_ = true;
        }
        done_.notify_all();
    }
    ExchangeDeadline(const ExchangeDeadline&) = delete;
    ExchangeDeadline& operator=(const ExchangeDeadline&) = delete;

private:
    void wait(Clock::time_point until, const std::stop_token& stop) {
        MutexLock lock(mutex_);
        done_.wait_until(lock, stop, until, [this]() REQUIRES(mutex_) { return is_done_; });
        if (stop.stop_requested()) done_.wait_for(lock, after_stop, [this]() REQUIRES(mutex_) { return is_done_; });
    }
    bool is_done_within(Clock::duration time) {
        MutexLock lock(mutex_);
        return done_.wait_for(lock, time, [this]() REQUIRES(mutex_) { return is_done_; });
    }

    Mutex mutex_;
    std::condition_variable_any done_;
    bool is_done_ GUARDED_BY(mutex_) = false;
    std::jthread thread_;
};

struct AddressListEnd {
    void operator()(http_addrlist_t* list) const { httpAddrFreeList(list); }
};
using AddressList = std::unique_ptr<http_addrlist_t, AddressListEnd>;

/// libcups' list of `addresses`, IP addresses or the path of a local socket; null if there is none.
AddressList address_list(const std::vector<std::string>& addresses, int port) {
    const std::string service = std::to_string(port);
    AddressList all;
    http_addrlist_t* last = nullptr;
    for (const auto& address : addresses) {
        http_addrlist_t* one = httpAddrGetList(address.c_str(), AF_UNSPEC, service.c_str());
        if (one == nullptr) continue;
        if (last == nullptr)
            all.reset(one);
        else
            last->next = one;
        last = one;
        while (last->next != nullptr) last = last->next;
    }
    return all;
}

bool is_question_who(http_status_t status) {
    return status == HTTP_STATUS_UNAUTHORIZED || status == HTTP_STATUS_FORBIDDEN ||
           status == HTTP_STATUS_CUPS_AUTHORIZATION_CANCELED;
}

const char* no_password(const char*, http_t*, const char*, const char*, void*) { return nullptr; }

}  // namespace

void IppConnection::Close::operator()(http_t* http) const { httpClose(http); }

Result<IppMessage> IppConnection::send(IppMessage request, std::string_view document, ErrorCode unanswered) {
    until_ = Clock::now() + limits_.silence;
    if (http_ && !is_open()) http_.reset();
    const bool is_new = !http_;
    if (auto created = is_new ? create() : Result<void>{}; !created) return pass_on(created);
    auto answer = exchange(request.get(), document, unanswered, is_new);
    if (!answer) http_.reset();
    return answer;
}

Result<IppMessage> IppConnection::send_checked(IppMessage request) {
    auto answer = send(std::move(request));
    if (answer && is_failure(answer->get())) return refusal(answer->get());
    return answer;
}

tl::unexpected<Error> IppConnection::refusal(ipp_t* answer) const {
    return fail(is_not_found(answer) ? ErrorCode::printer_missing : ErrorCode::printer_refused,
                fmt::format("{}: {}", to_.uri, failure_text(answer)));
}

/// Makes `http_`, without connecting it.
Result<void> IppConnection::create() {
    cupsSetPasswordCB2(no_password, nullptr);  // the default callback prompts on the terminal and blocks
    const auto addresses = address_list(resolve(to_.host, until_, stop_), to_.port);
    if (!addresses)
        return fail(ErrorCode::printer_offline,
                    fmt::format("{}: the host name is unknown, or its resolver does not answer", to_.uri));
    constexpr int without_connecting = 0;
    const auto encryption = to_.is_encrypted ? HTTP_ENCRYPTION_ALWAYS : HTTP_ENCRYPTION_IF_REQUESTED;
    http_.reset(httpConnect2(to_.host.c_str(), to_.port, addresses.get(), AF_UNSPEC, encryption, 1, without_connecting, nullptr));
    if (!http_) return silence(ErrorCode::printer_offline);
    httpSetTimeout(http_.get(), 0.25, keep_waiting, this);
    return {};
}

bool IppConnection::connect() {
    int is_cancelled = 0;
    const std::stop_callback cancel(stop_, [&] { std::atomic_ref(is_cancelled).store(1); });
    const auto patience_ms = static_cast<int>(limits_.silence.count());
    return httpReconnect2(http_.get(), patience_ms, &is_cancelled) == 0;
}

Result<IppMessage> IppConnection::exchange(ipp_t* request, std::string_view document, ErrorCode unanswered, bool is_new) {
    const ExchangeDeadline deadline(http_.get(), Clock::now() + (document.empty() ? limits_.exchange : limits_.document), stop_);
    if (is_new && !connect()) return silence(ErrorCode::printer_offline);
    for (bool is_known = false;; is_known = true) {
        if (const auto problem = write(request, document, unanswered); problem && !wants_user_) return silence(*problem);
        auto answer = wants_user_ ? nullptr : receive();
        if (wants_user_ && tells_user_ && !is_known && authenticate()) continue;
        is_denied_ = wants_user_ || (answer && entre::is_denied(answer.get()));
        if (wants_user_) return fail(ErrorCode::printer_refused, fmt::format("{}: this user may not do that", to_.uri));
        if (!answer) return silence(unanswered);
        return answer;
    }
}

/// nullopt once everything was sent.
std::optional<ErrorCode> IppConnection::write(ipp_t* request, std::string_view document, ErrorCode unanswered) {
    wants_user_ = false;
    const std::size_t length = ippLength(request) + document.size();
    const http_status_t sent = cupsSendRequest(http_.get(), request, to_.resource.c_str(), length);
    wants_user_ = is_question_who(sent);
    if (sent != HTTP_STATUS_CONTINUE && sent != HTTP_STATUS_OK)
        return ErrorCode::printer_offline;  // no part of the document was sent
    if (document.empty()) return std::nullopt;
    until_ = Clock::now() + limits_.silence;
    if (cupsWriteRequestData(http_.get(), document.data(), document.size()) != HTTP_STATUS_CONTINUE) return unanswered;
    return std::nullopt;
}

/// Root, and members of CUPS's groups of administrators, are known by the local socket or a file; nobody is asked for a password.
bool IppConnection::authenticate() {
    httpFlush(http_.get());
    return cupsDoAuthentication(http_.get(), "POST", to_.resource.c_str()) == 0 && connect();
}

/// Not cupsGetResponse: it reads an answer of any size, and sometimes reconnects without a time limit.
IppMessage IppConnection::receive() {
    http_status_t status = HTTP_STATUS_CONTINUE;
    while (status == HTTP_STATUS_CONTINUE) status = httpUpdate(http_.get());
    wants_user_ = is_question_who(status);
    if (status != HTTP_STATUS_OK) return nullptr;
    std::string bytes;
    std::array<char, 8192> piece{};
    IppScanner scanner;
    auto found = IppScanner::Found::nothing_yet;
    while (found == IppScanner::Found::nothing_yet && bytes.size() <= limits_.answer_bytes) {
        const auto count = httpRead2(http_.get(), piece.data(), piece.size());
        if (count <= 0) return nullptr;
        bytes.append(piece.data(), static_cast<std::size_t>(count));
        found = scanner.scan(bytes);
    }
    return found == IppScanner::Found::end ? parse_ipp_message(bytes) : nullptr;
}

/// Timeout callback; libcups calls it four times a second while it waits for the peer.
int IppConnection::keep_waiting(http_t*, void* self) {
    const auto* connection = static_cast<const IppConnection*>(self);
    return Clock::now() < connection->until_ && !connection->stop_.stop_requested() ? 1 : 0;
}

/// False once the peer has closed the connection. libcups would reconnect by itself, with a timeout of thirty seconds.
bool IppConnection::is_open() const {
    char byte = 0;
    return recv(httpGetFd(http_.get()), &byte, 1, MSG_PEEK | MSG_DONTWAIT) < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
}

tl::unexpected<Error> IppConnection::silence(ErrorCode code) const {
    const char* why = cupsLastErrorString();
    return fail(code, fmt::format("{}: no usable answer ({})", to_.uri, why && *why ? why : "timed out"));
}

}  // namespace entre
