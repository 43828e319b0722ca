// One TLS connection of the live page, with limits on a request's size and time. On OpenSSL.
#pragma once

#include <sys/types.h>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "core/base/clock.hpp"
#include "kiosk/live_page/server/https_limits.hpp"

struct ssl_st;
struct ssl_ctx_st;

namespace entre {

/// The server's key and certificate, for TLS 1.2 and 1.3. Safe to share between threads once loaded.
class TlsContext {
public:
    TlsContext();
    ~TlsContext();
    TlsContext(const TlsContext&) = delete;
    TlsContext& operator=(const TlsContext&) = delete;

    /// PEM files. False if OpenSSL refuses them.
    bool load(const std::string& key, const std::string& certificate_chain);
    [[nodiscard]] ssl_ctx_st* get() const { return context_; }

private:
    ssl_ctx_st* context_;
};

/// Used by one thread. Does not own the socket, which it makes non-blocking.
class TlsConnection {
public:
    TlsConnection(int socket, const TlsContext& context, const HttpsLimits& limits);
    ~TlsConnection();
    TlsConnection(const TlsConnection&) = delete;
    TlsConnection& operator=(const TlsConnection&) = delete;

    bool shake_hands();
    /// Waits for the next request on this connection; its bytes and time count from here. False if none arrives within
    /// `keep_alive`.
    bool begin_request();
    /// The peer exceeded the size or the time of a request. The connection must be closed: what else arrives is not a request.
    [[nodiscard]] bool is_exhausted() const { return is_exhausted_; }
    void say_goodbye();  ///< TLS close_notify

    /// Waits until `read` has something to return, also from OpenSSL's and our own buffer, which poll(2) does not see.
    [[nodiscard]] bool is_readable() const;
    [[nodiscard]] bool is_writable() const;
    /// As read(2) and write(2); -1 also when a limit is exceeded.
    ssize_t read(char* to, std::size_t size);
    ssize_t write(const char* from, std::size_t size);
    [[nodiscard]] int socket() const { return socket_; }

private:
    bool fill();
    bool may_take(const char* from, std::size_t count);
    template <class Call>
    int retry(Call call, Clock::time_point until) const;

    int socket_;
    const HttpsLimits& limits_;
    ssl_st* ssl_;
    std::array<char, 4096> buffer_{};
    std::size_t at_ = 0, filled_ = 0;      ///< the unread part of the buffer
    std::size_t taken_ = 0, matched_ = 0;  ///< bytes of this request; how much of the blank line after the headers was seen
    bool is_in_headers_ = true;
    bool is_exhausted_ = false;
    Clock::time_point request_until_{};
};

}  // namespace entre
