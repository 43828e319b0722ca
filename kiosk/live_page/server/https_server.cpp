// How cpp-httplib is let at the network. Beside dashboard.cpp the one file that includes it; the only one that knows OpenSSL's TLS.
#include "kiosk/live_page/server/https_server.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <httplib.h>
#include <netdb.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <condition_variable>
#include <cstring>
#include <list>
#include <map>
#include <mutex>
#include <thread>

#include "core/base/clock.hpp"

namespace entre {

namespace {

constexpr std::string_view end_of_head = "\r\n\r\n";
constexpr int backlog = 512;  // the library asks for 5, which thirty phones waking at once overrun
constexpr std::size_t framing_bytes = 8 * 1024;  // chunk sizes and the like around a body

std::pair<std::string, int> address_of(int socket, decltype(&::getpeername) which) {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    std::array<char, NI_MAXHOST> host{};
    std::array<char, NI_MAXSERV> port{};
    if (which(socket, reinterpret_cast<sockaddr*>(&address), &size) != 0 ||
        ::getnameinfo(reinterpret_cast<sockaddr*>(&address), size, host.data(), host.size(), port.data(), port.size(),
                      NI_NUMERICHOST | NI_NUMERICSERV) != 0)
        return {};
    return {host.data(), std::atoi(port.data())};
}

/// False when nothing happened before `until`, or the socket broke.
bool wait_for(int socket, short what, Clock::time_point until) {
    while (true) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()).count();
        pollfd poll{socket, what, 0};
        const int got = ::poll(&poll, 1, static_cast<int>(std::max<std::int64_t>(0, left)));
        if (got > 0) return (poll.revents & (what | POLLHUP)) != 0;
        if (got == 0 || errno != EINTR) return false;
    }
}

/// One connection. Owned by its thread.
class TlsStream : public httplib::Stream {
public:
    TlsStream(int socket, SSL_CTX* context, const HttpsLimits& limits) : socket_(socket), limits_(limits), ssl_(SSL_new(context)) {
        ::fcntl(socket_, F_SETFL, ::fcntl(socket_, F_GETFL) | O_NONBLOCK);
        if (ssl_ != nullptr) SSL_set_fd(ssl_, socket_);
    }
    ~TlsStream() override { SSL_free(ssl_); }
    TlsStream(const TlsStream&) = delete;
    TlsStream& operator=(const TlsStream&) = delete;

    bool shake_hands() {
        return ssl_ != nullptr && over([&] { return SSL_accept(ssl_); }, Clock::now() + limits_.handshake_within) > 0;
    }

    /// Waits for the next request of this connection, and counts its bytes and time from here.
    bool begin_request() {
        if (at_ == filled_ && SSL_pending(ssl_) == 0 && !wait_for(socket_, POLLIN, Clock::now() + limits_.keep_alive)) return false;
        request_until_ = Clock::now() + limits_.request_within;
        taken_ = matched_ = 0;
        is_in_head_ = true;
        return true;
    }
    /// The peer went over its size or its time: what else it sends is no request. httplib answers 400 and would go on.
    [[nodiscard]] bool is_spent() const { return is_spent_; }
    void say_goodbye() { SSL_shutdown(ssl_); }

    // What httplib asks. It polls before it reads, and poll sees nothing of what OpenSSL or we hold already.
    bool is_readable() const override { return at_ < filled_ || SSL_pending(ssl_) > 0 || wait_for(socket_, POLLIN, request_until_); }
    bool is_writable() const override { return wait_for(socket_, POLLOUT, Clock::now() + limits_.write_within); }

    ssize_t read(char* to, size_t size) override {
        if (at_ == filled_ && !fill()) return -1;
        const std::size_t count = std::min(size, filled_ - at_);
        if (!may_take(&buffer_[at_], count)) {
            is_spent_ = true;
            return -1;
        }
        std::memcpy(to, &buffer_[at_], count);
        at_ += count;
        return static_cast<ssize_t>(count);
    }

    ssize_t write(const char* from, size_t size) override {
        if (size == 0) return 0;
        const int part = static_cast<int>(std::min<std::size_t>(size, 64 * 1024));
        return over([&] { return SSL_write(ssl_, from, part); }, Clock::now() + limits_.write_within);
    }

    void get_remote_ip_and_port(std::string& ip, int& port) const override { std::tie(ip, port) = address_of(socket_, ::getpeername); }
    void get_local_ip_and_port(std::string& ip, int& port) const override { std::tie(ip, port) = address_of(socket_, ::getsockname); }
    int socket() const override { return socket_; }

private:
    bool fill() {
        const int got = over([&] { return SSL_read(ssl_, buffer_.data(), static_cast<int>(buffer_.size())); }, request_until_);
        at_ = 0;
        filled_ = got > 0 ? static_cast<std::size_t>(got) : 0;
        is_spent_ = got <= 0;
        return got > 0;
    }

    /// Counts `count` bytes at `from`; false when the request is over its size or its time.
    bool may_take(const char* from, std::size_t count) {
        taken_ += count;
        for (std::size_t i = 0; i < count && is_in_head_; ++i) {
            matched_ = from[i] == end_of_head[matched_] ? matched_ + 1 : from[i] == '\r' ? 1 : 0;
            is_in_head_ = matched_ < end_of_head.size();
        }
        if (Clock::now() > request_until_) return false;
        return taken_ <= limits_.head_bytes + (is_in_head_ ? 0 : limits_.body_bytes + framing_bytes);
    }

    /// Repeats an OpenSSL call until it is through, fails, or the time is over.
    template <class Call>
    int over(Call call, Clock::time_point until) const {
        while (true) {
            ERR_clear_error();
            const int got = call();
            if (got > 0) return got;
            const int why = SSL_get_error(ssl_, got);
            if (why != SSL_ERROR_WANT_READ && why != SSL_ERROR_WANT_WRITE) return -1;
            if (!wait_for(socket_, why == SSL_ERROR_WANT_READ ? POLLIN : POLLOUT, until)) return -1;
        }
    }

    int socket_;
    const HttpsLimits& limits_;
    SSL* ssl_;
    std::array<char, 4096> buffer_{};
    std::size_t at_ = 0, filled_ = 0;
    std::size_t taken_ = 0, matched_ = 0;
    bool is_in_head_ = true;
    bool is_spent_ = false;
    Clock::time_point request_until_{};
};

/// A thread for each connection, up to a bound; more wait in the kernel's queue until one ends. A stream of news holds its thread
/// for as long as it lasts, so that a pool of a few would soon be full of them.
class ConnectionThreads : public httplib::TaskQueue {
    using Taken = decltype(std::declval<httplib::TaskQueue>().enqueue({}));  // void on Debian 12, bool on 13

public:
    explicit ConnectionThreads(std::size_t limit) : max_(limit) {}
    Taken enqueue(std::function<void()> work) override {
        std::list<Running> ended;
        {
            std::unique_lock lock(mutex_);
            finished_.wait(lock, [this] { return open_ < max_; });
            ++open_;
            for (auto one = running_.begin(); one != running_.end();) {
                const auto here = one++;
                if (here->is_done) ended.splice(ended.end(), running_, here);
            }
            auto& place = running_.emplace_back();
            place.thread = std::thread([this, work = std::move(work), &place] {
                work();
                {
                    const std::lock_guard ending(mutex_);
                    place.is_done = true;
                    --open_;
                }
                finished_.notify_one();
            });
        }
        // Only without the lock: one that is about to end may want it for its last word.
        for (auto& one : ended) one.thread.join();
        return Taken(true);
    }
    void shutdown() override {
        for (auto& one : running_) one.thread.join();
        running_.clear();
    }

private:
    struct Running {
        std::thread thread;
        bool is_done = false;  ///< under the mutex
    };
    std::size_t max_;
    std::mutex mutex_;
    std::condition_variable finished_;
    std::size_t open_ = 0;
    std::list<Running> running_;
};

class HttpsServer : public httplib::Server {
public:
    explicit HttpsServer(HttpsLimits limits) : limits_(limits), context_(SSL_CTX_new(TLS_server_method())) {
        new_task_queue = [this] { return new ConnectionThreads(limits_.connections); };
        set_payload_max_length(limits_.body_bytes);
        set_keep_alive_max_count(200);
        set_tcp_nodelay(true);
        set_socket_options([this](int socket) {
            const int yes = 1;
            ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
            ::fcntl(socket, F_SETFD, FD_CLOEXEC);
            listener_ = socket;
        });
    }
    ~HttpsServer() override { SSL_CTX_free(context_); }

    bool take_key(const std::string& key, const std::string& chain) {
        return context_ != nullptr && SSL_CTX_set_min_proto_version(context_, TLS1_2_VERSION) == 1 &&
               (SSL_CTX_set_options(context_, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_IGNORE_UNEXPECTED_EOF), true) &&
               (SSL_CTX_set_mode(context_, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER), true) &&
               SSL_CTX_use_certificate_chain_file(context_, chain.c_str()) == 1 &&
               SSL_CTX_use_PrivateKey_file(context_, key.c_str(), SSL_FILETYPE_PEM) == 1;
    }
    bool is_valid() const override { return context_ != nullptr; }
    [[nodiscard]] int listener() const { return listener_; }

    void end() {
        is_ending_ = true;
        stop();
        const std::lock_guard lock(mutex_);
        for (const auto& [socket, address] : open_) ::shutdown(socket, SHUT_RDWR);
    }

private:
    bool process_and_close_socket(int socket) override {
        const std::string address = address_of(socket, ::getpeername).first;
        if (admit(socket, address)) {
            serve(socket);
            const std::lock_guard lock(mutex_);
            open_.erase(socket);
        }
        ::close(socket);
        return true;
    }

    bool admit(int socket, const std::string& address) {
        const std::lock_guard lock(mutex_);
        const auto own = std::ranges::count_if(open_, [&](const auto& known) { return known.second == address; });
        if (is_ending_ || address.empty() || static_cast<std::size_t>(own) >= limits_.connections_of_one) return false;
        open_.emplace(socket, address);
        return true;
    }

    void serve(int socket) {
        TlsStream stream(socket, context_, limits_);
        if (!stream.shake_hands()) return;
        const auto prepare = [](httplib::Request& request) {
            request.ranges.clear();
            for (const char* costly : {"Accept-Encoding", "Range"}) request.headers.erase(costly);
        };
        for (auto left = keep_alive_max_count_; left > 0 && !is_ending_; --left) {
            bool is_closed = false;
            if (!stream.begin_request() || !answer(*this, stream, left == 1, is_closed, prepare) || is_closed || stream.is_spent()) break;
        }
        stream.say_goodbye();
    }

    /// cpp-httplib 0.18 (Debian 13) is told the addresses of both ends; 0.11 (Debian 12) asks the stream.
    template <class Self, class Prepare>
    static bool answer(Self& self, TlsStream& stream, bool is_last, bool& is_closed, const Prepare& prepare) {
        if constexpr (requires { self.process_request(stream, is_last, is_closed, prepare); }) {
            return self.process_request(stream, is_last, is_closed, prepare);
        } else {
            const auto [there, port_there] = address_of(stream.socket(), ::getpeername);
            const auto [here, port_here] = address_of(stream.socket(), ::getsockname);
            return self.process_request(stream, there, port_there, here, port_here, is_last, is_closed, prepare);
        }
    }

    HttpsLimits limits_;
    SSL_CTX* context_;
    int listener_ = -1;
    std::atomic<bool> is_ending_ = false;
    std::mutex mutex_;
    std::map<int, std::string> open_;  ///< sockets, and whose they are
};

}  // namespace

Result<std::shared_ptr<httplib::Server>> start_server(const std::filesystem::path& key, const std::filesystem::path& chain,
                                                   HttpsLimits limits) {
    auto wall = std::make_shared<HttpsServer>(limits);
    if (!wall->take_key(key.string(), chain.string()))
        return fail(ErrorCode::file_unreadable, fmt::format("{} and {} are no key and certificate that OpenSSL takes.", key.string(), chain.string()));
    return std::shared_ptr<httplib::Server>(std::move(wall));
}

std::optional<int> bind_server(httplib::Server& server, const std::string& host, int port) {
    auto& wall = dynamic_cast<HttpsServer&>(server);
    const int bound = port == 0 ? wall.bind_to_any_port(host) : wall.bind_to_port(host, port) ? port : -1;
    if (bound <= 0) return std::nullopt;
    ::listen(wall.listener(), backlog);
    return bound;
}

void stop_server(httplib::Server& server) { dynamic_cast<HttpsServer&>(server).end(); }

}  // namespace entre
