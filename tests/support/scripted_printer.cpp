#include "tests/support/scripted_printer.hpp"

#include <cups/ipp.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <optional>
#include <stdexcept>

namespace entre::test {

namespace {

void append_16(std::string& to, std::size_t number) {
    to += static_cast<char>(number >> 8 & 0xff);
    to += static_cast<char>(number & 0xff);
}

std::string four_bytes(std::uint32_t number) {
    std::string out;
    append_16(out, number >> 16);
    append_16(out, number & 0xffff);
    return out;
}

bool send_all(int socket, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

/// The next request: everything before the blank line, and as many bytes after it as the header says.
std::optional<std::string> request_from(int socket, std::string& unread) {
    std::array<char, 4096> piece{};
    std::size_t length = 0;
    while (true) {
        const auto blank = unread.find("\r\n\r\n");
        if (blank != std::string::npos) {
            const auto at = unread.find("Content-Length: ");
            length = at < blank ? std::stoul(unread.substr(at + 16)) : 0;
            if (unread.size() >= blank + 4 + length) {
                std::string body = unread.substr(blank + 4, length);
                unread.erase(0, blank + 4 + length);
                return body;
            }
            if (unread.find("100-continue") < blank && unread.size() == blank + 4)
                if (!send_all(socket, "HTTP/1.1 100 Continue\r\n\r\n")) return std::nullopt;
        }
        const auto got = ::recv(socket, piece.data(), piece.size(), 0);
        if (got <= 0) return std::nullopt;
        unread.append(piece.data(), static_cast<std::size_t>(got));
    }
}

IppBytes healthy_answer(int operation) {
    IppBytes out;
    if (operation == IPP_OP_GET_PRINTER_ATTRIBUTES) {
        out.group(IPP_TAG_PRINTER)
            .number(IPP_TAG_ENUM, "printer-state", IPP_PSTATE_IDLE)
            .text(IPP_TAG_KEYWORD, "printer-state-reasons", "none")
            .value(IPP_TAG_BOOLEAN, "printer-is-accepting-jobs", "\1")
            .text(IPP_TAG_KEYWORD, "media-supported", "om_badge_100x62mm")
            .text(IPP_TAG_MIMETYPE, "document-format-supported", "application/pdf")
            .number(IPP_TAG_ENUM, "operations-supported", IPP_OP_CREATE_JOB)
            .number(IPP_TAG_ENUM, "", IPP_OP_SEND_DOCUMENT);
    } else if (operation == IPP_OP_GET_JOB_ATTRIBUTES) {
        out.group(IPP_TAG_JOB).number(IPP_TAG_INTEGER, "job-id", 1).number(IPP_TAG_ENUM, "job-state", IPP_JSTATE_COMPLETED);
    } else if (operation != IPP_OP_GET_JOBS) {
        out.group(IPP_TAG_JOB).number(IPP_TAG_INTEGER, "job-id", 1).number(IPP_TAG_ENUM, "job-state", IPP_JSTATE_PENDING);
    }
    return out;
}

}  // namespace

IppBytes::IppBytes(int status) : bytes_("\x01\x01") {
    append_16(bytes_, static_cast<std::size_t>(status));
    bytes_ += four_bytes(1);
    group(IPP_TAG_OPERATION);
    text(IPP_TAG_CHARSET, "attributes-charset", "utf-8");
    text(IPP_TAG_LANGUAGE, "attributes-natural-language", "en");
}

IppBytes& IppBytes::group(int tag) {
    bytes_ += static_cast<char>(tag);
    return *this;
}

IppBytes& IppBytes::value(int tag, std::string_view name, std::string_view bytes) {
    bytes_ += static_cast<char>(tag);
    append_16(bytes_, name.size());
    bytes_ += name;
    append_16(bytes_, bytes.size());
    bytes_ += bytes;
    return *this;
}

IppBytes& IppBytes::number(int tag, std::string_view name, std::int32_t number) {
    return value(tag, name, four_bytes(static_cast<std::uint32_t>(number)));
}

std::string IppBytes::whole() const { return bytes_ + static_cast<char>(IPP_TAG_END); }

ScriptedPrinter::ScriptedPrinter() : listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    if (::bind(listener_, generic, size) != 0 || ::listen(listener_, 16) != 0 || ::getsockname(listener_, generic, &size) != 0)
        throw std::runtime_error("scripted printer: cannot listen on loopback");
    port_ = ntohs(address.sin_port);
    accepting_ = std::jthread([this] { accept_connections(); });
}

ScriptedPrinter::~ScriptedPrinter() {
    ::shutdown(listener_, SHUT_RDWR);
    accepting_.join();
    {
        const std::lock_guard lock(mutex_);
        for (const int socket : open_) ::shutdown(socket, SHUT_RDWR);
    }
    connections_.clear();
    for (const int socket : open_) ::close(socket);
    ::close(listener_);
}

std::string ScriptedPrinter::uri() const { return "ipp://127.0.0.1:" + std::to_string(port_) + "/ipp/print"; }

void ScriptedPrinter::answer(int operation, ScriptedAnswer answer) {
    const std::lock_guard lock(mutex_);
    answers_[operation] = std::move(answer);
}

int ScriptedPrinter::requests(int operation) const {
    const std::lock_guard lock(mutex_);
    const auto found = requests_.find(operation);
    return found == requests_.end() ? 0 : found->second;
}

void ScriptedPrinter::accept_connections() {
    for (int socket = 0; (socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC)) >= 0;) {
        const std::lock_guard lock(mutex_);
        open_.push_back(socket);
        connections_.emplace_back([this, socket] { serve(socket); });
    }
}

void ScriptedPrinter::serve(int socket) {
    std::string unread;
    while (const auto body = request_from(socket, unread)) {
        if (body->size() < 4) break;
        const int operation = static_cast<unsigned char>((*body)[2]) << 8 | static_cast<unsigned char>((*body)[3]);
        if (!reply(socket, operation)) break;
    }
    ::shutdown(socket, SHUT_RDWR);
}

/// False once the connection is of no more use.
bool ScriptedPrinter::reply(int socket, int operation) {
    ScriptedAnswer answer{healthy_answer(operation).whole()};
    {
        const std::lock_guard lock(mutex_);
        ++requests_[operation];
        if (const auto found = answers_.find(operation); found != answers_.end()) answer = found->second;
    }
    const bool is_endless = !answer.repeated.empty();
    std::string header = "HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\n";
    if (!is_endless) header += "Content-Length: " + std::to_string(answer.body.size()) + "\r\n";
    if (!answer.is_endless_header) header += (is_endless ? "Connection: close\r\n\r\n" : "\r\n") + answer.body;
    bool is_open = send_all(socket, header);
    while (is_endless && is_open) {
        std::this_thread::sleep_for(answer.pause);
        is_open = send_all(socket, answer.repeated);
    }
    return is_open && !is_endless;
}

}  // namespace entre::test
