#include "tests/kiosk/live_page/live_page_fixture.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <thread>

namespace entre::test {

bool eventually(const std::function<bool()>& condition, std::chrono::seconds patience) {
    const auto until = Clock::now() + patience;
    while (Clock::now() < until) {
        if (condition()) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds{10});
    }
    return condition();
}

namespace {

/// For all tests of this program, as kiosk/main.cpp does: OpenSSL may write to a socket that the peer has closed.
[[maybe_unused]] const auto sigpipe_before = std::signal(SIGPIPE, SIG_IGN);

}  // namespace

struct RawConnection::Tls {
    int socket;
    SSL_CTX* context;
    SSL* ssl;
    bool is_open = false;
};

RawConnection::RawConnection(int port, bool is_tls, int from) : tls_(std::make_unique<Tls>()) {
    tls_->socket = ::socket(AF_INET, SOCK_STREAM, 0);
    tls_->context = SSL_CTX_new(TLS_client_method());
    tls_->ssl = SSL_new(tls_->context);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(static_cast<std::uint16_t>(port));
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    sockaddr_in own{};
    own.sin_family = AF_INET;
    own.sin_addr.s_addr = htonl((INADDR_LOOPBACK & ~0xffU) | static_cast<unsigned>(from));
    (void)::bind(tls_->socket, reinterpret_cast<sockaddr*>(&own), sizeof own);
    timeval patience{15, 0};
    ::setsockopt(tls_->socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    tls_->is_open = ::connect(tls_->socket, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0;
    SSL_set_fd(tls_->ssl, tls_->socket);
    if (is_tls) tls_->is_open = tls_->is_open && SSL_connect(tls_->ssl) == 1;
}

RawConnection::~RawConnection() {
    SSL_free(tls_->ssl);
    SSL_CTX_free(tls_->context);
    ::close(tls_->socket);
}

bool RawConnection::is_open() const { return tls_->is_open; }

bool RawConnection::send(std::string_view text) { return SSL_write(tls_->ssl, text.data(), static_cast<int>(text.size())) > 0; }

std::string RawConnection::read_until(std::string_view sign) {
    std::string all;
    std::array<char, 4096> part{};
    while (all.find(sign) == std::string::npos) {
        const int got = SSL_read(tls_->ssl, part.data(), static_cast<int>(part.size()));
        if (got <= 0) break;
        all.append(part.data(), static_cast<std::size_t>(got));
    }
    return all;
}

bool RawConnection::is_closed_within(std::chrono::milliseconds patience) {
    const timeval short_while{0, static_cast<suseconds_t>(std::chrono::microseconds(patience).count())};
    ::setsockopt(tls_->socket, SOL_SOCKET, SO_RCVTIMEO, &short_while, sizeof short_while);
    std::array<char, 4096> part{};
    const int got = SSL_read(tls_->ssl, part.data(), static_cast<int>(part.size()));
    return got <= 0 && SSL_get_error(tls_->ssl, got) != SSL_ERROR_WANT_READ;
}

std::string RawConnection::plain_answer_to(std::string_view text) {
    (void)::send(tls_->socket, text.data(), text.size(), MSG_NOSIGNAL);
    std::string all;
    std::array<char, 4096> part{};
    for (ssize_t got = 0; (got = ::recv(tls_->socket, part.data(), part.size(), 0)) > 0;)
        all.append(part.data(), static_cast<std::size_t>(got));
    return all;
}

std::unique_ptr<RawConnection> LivePageFixture::stream(const std::string& cookie) const {
    auto peer = std::make_unique<RawConnection>(live_page->port());
    peer->send("GET /api/events HTTP/1.1\r\nHost: " + host() + "\r\nCookie: " + cookie + "\r\n\r\n");
    return peer;
}

}  // namespace entre::test
