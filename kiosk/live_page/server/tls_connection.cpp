#include "kiosk/live_page/server/tls_connection.hpp"

#include <fcntl.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <poll.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace entre {

namespace {

constexpr std::string_view end_of_headers = "\r\n\r\n";
constexpr std::size_t framing_bytes = 8 * 1024;  // chunk sizes and the like around a body
constexpr std::size_t max_write_bytes = 64 * 1024;

/// False if nothing happened before `until`, or the socket failed.
bool wait_for(int socket, short events, Clock::time_point until) {
    while (true) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()).count();
        pollfd poll{socket, events, 0};
        const int got = ::poll(&poll, 1, static_cast<int>(std::max<std::int64_t>(0, left)));
        if (got > 0) return (poll.revents & (events | POLLHUP)) != 0;
        if (got == 0 || errno != EINTR) return false;
    }
}

}  // namespace

TlsContext::TlsContext() : context_(SSL_CTX_new(TLS_server_method())) {}
TlsContext::~TlsContext() { SSL_CTX_free(context_); }

bool TlsContext::load(const std::string& key, const std::string& certificate_chain) {
    if (context_ == nullptr || SSL_CTX_set_min_proto_version(context_, TLS1_2_VERSION) != 1) return false;
    SSL_CTX_set_options(context_, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_IGNORE_UNEXPECTED_EOF);
    SSL_CTX_set_mode(context_, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    return SSL_CTX_use_certificate_chain_file(context_, certificate_chain.c_str()) == 1 &&
           SSL_CTX_use_PrivateKey_file(context_, key.c_str(), SSL_FILETYPE_PEM) == 1;
}

TlsConnection::TlsConnection(int socket, const TlsContext& context, const HttpsLimits& limits)
    : socket_(socket), limits_(limits), ssl_(SSL_new(context.get())) {
    ::fcntl(socket_, F_SETFL, ::fcntl(socket_, F_GETFL) | O_NONBLOCK);
    if (ssl_ != nullptr) SSL_set_fd(ssl_, socket_);
}

TlsConnection::~TlsConnection() { SSL_free(ssl_); }

/// Repeats an OpenSSL call until it succeeds, fails, or the time is over.
template <class Call>
int TlsConnection::retry(Call call, Clock::time_point until) const {
    while (true) {
        ERR_clear_error();
        const int got = call();
        if (got > 0) return got;
        const int why = SSL_get_error(ssl_, got);
        if (why != SSL_ERROR_WANT_READ && why != SSL_ERROR_WANT_WRITE) return -1;
        if (!wait_for(socket_, why == SSL_ERROR_WANT_READ ? POLLIN : POLLOUT, until)) return -1;
    }
}

bool TlsConnection::shake_hands() {
    return ssl_ != nullptr && wait_for(socket_, POLLIN, Clock::now() + limits_.first_byte_timeout) &&
           retry([&] { return SSL_accept(ssl_); }, Clock::now() + limits_.handshake_timeout) > 0;
}

bool TlsConnection::begin_request() {
    if (at_ == filled_ && SSL_pending(ssl_) == 0 && !wait_for(socket_, POLLIN, Clock::now() + limits_.keep_alive)) return false;
    request_until_ = Clock::now() + limits_.request_timeout;
    taken_ = matched_ = 0;
    is_in_headers_ = true;
    return true;
}

void TlsConnection::say_goodbye() { SSL_shutdown(ssl_); }

bool TlsConnection::is_readable() const {
    return at_ < filled_ || SSL_pending(ssl_) > 0 ||
           wait_for(socket_, POLLIN, std::min(request_until_, Clock::now() + limits_.idle_timeout));
}

bool TlsConnection::is_writable() const { return wait_for(socket_, POLLOUT, Clock::now() + limits_.write_timeout); }

ssize_t TlsConnection::read(char* to, std::size_t size) {
    if (at_ == filled_ && !fill()) return -1;
    const std::size_t count = std::min(size, filled_ - at_);
    if (!may_take(&buffer_[at_], count)) {
        is_exhausted_ = true;
        return -1;
    }
    std::memcpy(to, &buffer_[at_], count);
    at_ += count;
    return static_cast<ssize_t>(count);
}

ssize_t TlsConnection::write(const char* from, std::size_t size) {
    if (size == 0) return 0;
    const int part = static_cast<int>(std::min(size, max_write_bytes));
    return retry([&] { return SSL_write(ssl_, from, part); }, Clock::now() + limits_.write_timeout);
}

bool TlsConnection::fill() {
    const auto until = std::min(request_until_, Clock::now() + limits_.idle_timeout);
    const int got = retry([&] { return SSL_read(ssl_, buffer_.data(), static_cast<int>(buffer_.size())); }, until);
    at_ = 0;
    filled_ = got > 0 ? static_cast<std::size_t>(got) : 0;
    is_exhausted_ = got <= 0;
    return got > 0;
}

/// Counts `count` bytes at `from`; false if the request exceeds its size or its time.
bool TlsConnection::may_take(const char* from, std::size_t count) {
    taken_ += count;
    for (std::size_t i = 0; i < count && is_in_headers_; ++i) {
        matched_ = from[i] == end_of_headers[matched_] ? matched_ + 1 : from[i] == '\r' ? 1 : 0;
        is_in_headers_ = matched_ < end_of_headers.size();
        if (!is_in_headers_) request_until_ += limits_.body_timeout;
    }
    if (Clock::now() > request_until_) return false;
    return taken_ <= limits_.header_bytes + (is_in_headers_ ? 0 : limits_.body_bytes + framing_bytes);
}

}  // namespace entre
