#include "kiosk/live_page/page_channel.hpp"

#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace entre {

namespace {

constexpr std::size_t header_bytes = 4 + 1 + 8;

bool send_all(int socket, const char* bytes, std::size_t count) {
    while (count > 0) {
        const auto sent = ::send(socket, bytes, count, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent <= 0) return false;
        bytes += sent;
        count -= static_cast<std::size_t>(sent);
    }
    return true;
}

bool receive_all(int socket, char* bytes, std::size_t count) {
    while (count > 0) {
        const auto got = ::recv(socket, bytes, count, 0);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        bytes += got;
        count -= static_cast<std::size_t>(got);
    }
    return true;
}

}  // namespace

bool PageChannel::send(PageMessageKind kind, std::uint64_t number, std::string_view text) {
    if (text.size() > max_kiosk_message_bytes) return false;
    // The two processes run on one machine and come from one build, so numbers have the byte order of the processor.
    std::array<char, header_bytes> header{};
    const auto size = static_cast<std::uint32_t>(text.size());
    std::memcpy(header.data(), &size, 4);
    header[4] = static_cast<char>(kind);
    std::memcpy(header.data() + 5, &number, 8);
    const MutexLock lock(sending_);
    return send_all(socket_.get(), header.data(), header.size()) && send_all(socket_.get(), text.data(), text.size());
}

std::optional<PageMessage> PageChannel::receive() {
    std::array<char, header_bytes> header{};
    if (!receive_all(socket_.get(), header.data(), header.size())) return std::nullopt;
    std::uint32_t size = 0;
    PageMessage message;
    std::memcpy(&size, header.data(), 4);
    const auto kind = static_cast<std::uint8_t>(header[4]);
    std::memcpy(&message.number, header.data() + 5, 8);
    if (size > max_length_ || kind > static_cast<std::uint8_t>(PageMessageKind::last)) return std::nullopt;
    message.kind = static_cast<PageMessageKind>(kind);
    message.text.resize(size);
    if (!receive_all(socket_.get(), message.text.data(), size)) return std::nullopt;
    return message;
}

void PageChannel::finish_sending() { ::shutdown(socket_.get(), SHUT_WR); }

}  // namespace entre
