// The only file of the live page that includes cpp-httplib: Debian's shared library with TLS, 0.11 on Debian 12 and 0.18 on 13.
#include "kiosk/live_page/server/https_server.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <httplib.h>
#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <charconv>

#include "kiosk/live_page/server/connection_table.hpp"
#include "kiosk/live_page/server/tls_connection.hpp"

namespace entre {

namespace {

using namespace std::chrono_literals;

constexpr int backlog = 512;  // httplib's 5 is too few when thirty phones wake up at once
constexpr std::size_t max_requests_per_connection = 200;

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

/// A TlsConnection for httplib.
class TlsStream : public httplib::Stream {
public:
    explicit TlsStream(TlsConnection& connection) : connection_(connection) {}
    bool is_readable() const override { return connection_.is_readable(); }
    bool is_writable() const override { return connection_.is_writable(); }
    ssize_t read(char* to, size_t size) override { return connection_.read(to, size); }
    ssize_t write(const char* from, size_t size) override { return connection_.write(from, size); }
    void get_remote_ip_and_port(std::string& ip, int& port) const override {
        std::tie(ip, port) = address_of(socket(), ::getpeername);
    }
    void get_local_ip_and_port(std::string& ip, int& port) const override {
        std::tie(ip, port) = address_of(socket(), ::getsockname);
    }
    int socket() const override { return connection_.socket(); }

private:
    TlsConnection& connection_;
};

/// True on the accepting thread while it closes a connection for which no thread could be started.
thread_local bool is_dropping = false;
/// On a connection's thread: HttpRequest::assign_to_session.
thread_local std::function<bool(const std::string&)> assign_to_session;

/// On a connection's thread: what comes next on it is a body that nobody read, not a request.
thread_local bool is_body_unread = false;

constexpr auto room_interval = std::chrono::milliseconds{50};  ///< an ended connection gives its place back sooner

/// ConnectionThreads for httplib.
class TaskQueue : public httplib::TaskQueue {
    using Result = decltype(std::declval<httplib::TaskQueue>().enqueue({}));  // void in 0.11, bool in 0.18

public:
    /// `make_room` ends a connection.
    TaskQueue(std::size_t limit, ThreadStarter start_thread, std::function<void()> make_room)
        : threads_(limit, std::move(start_thread)), make_room_(std::move(make_room)) {}
    Result enqueue(std::function<void()> work) override {
        for (auto patience = 0ms; !threads_.wait_for_place(patience); patience = room_interval) make_room_();
        if (!threads_.start(work)) {
            // Only the work knows the socket (in 0.11), so it has to run for the socket to be closed.
            is_dropping = true;
            work();
            is_dropping = false;
        }
        return Result(true);
    }
    void shutdown() override { threads_.join_all(); }

private:
    ConnectionThreads threads_;
    std::function<void()> make_room_;
};

HttpRequest request_of(const httplib::Request& request) {
    return {request.remote_addr,
            request.body,
            [&request](const char* name) { return request.get_header_value(name); },
            [&request](const char* name) { return request.get_param_value(name); },
            assign_to_session,
            request.path,
            request.local_addr};
}

void set_response(httplib::Response& to, const HttpResponse& from) {
    to.status = from.status;
    for (const auto& [name, value] : from.headers) to.set_header(name, value);
    if (from.stream)
        to.set_chunked_content_provider(from.type, [stream = from.stream](std::size_t, httplib::DataSink& sink) {
            return stream([&sink](std::string_view text) { return sink.write(text.data(), text.size()); });
        });
    else if (!from.type.empty())
        to.set_content(from.body, from.type);
}

httplib::Server::Handler handler_of(HttpHandler handler) {
    return [handler = std::move(handler)](const httplib::Request& request, httplib::Response& response) {
        set_response(response, handler(request_of(request)));
    };
}

/// 0 if the request does not say how long its body is.
std::size_t announced_size(const httplib::Request& request) {
    const auto text = request.get_header_value("Content-Length");
    std::size_t size = 0;
    return std::from_chars(text.data(), text.data() + text.size(), size).ec == std::errc{} ? size : 0;
}

/// Takes a form apart as far as its file; httplib's parser keeps the headers of a part in memory, so it only gets bodies of
/// which the size is known (see `prepare`).
FormBody form_of(const httplib::Request& request, const httplib::ContentReader& reader) {
    FormBody body;
    body.size = announced_size(request);
    body.is_form = request.is_multipart_form_data();
    body.read = [&reader, is_form = body.is_form](const auto& part, const auto& bytes) {
        is_body_unread = false;
        const auto take = [&bytes](const char* data, std::size_t size) {
            bytes({data, size});
            return true;
        };
        if (!is_form) return reader(take);
        return reader(
            [&part](const httplib::MultipartFormData& found) {
                part({found.name, found.filename});
                return true;
            },
            take);
    };
    return body;
}

}  // namespace

class HttpsServer::Impl : public httplib::Server {
public:
    Impl(HttpsLimits limits, ThreadStarter start_thread) : limits_(limits), connections_(limits) {
        new_task_queue = [this, start_thread = std::move(start_thread)] {
            return new TaskQueue(limits_.connections, start_thread, [this] { connections_.make_room(); });
        };
        set_payload_max_length(limits_.body_bytes);
        set_keep_alive_max_count(max_requests_per_connection);
        set_tcp_nodelay(true);
        set_socket_options([this](int socket) {
            const int yes = 1;
            ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
            ::fcntl(socket, F_SETFD, FD_CLOEXEC);
            listener_ = socket;
        });
        set_error_handler([](const httplib::Request&, httplib::Response& response) {
            if (response.body.empty()) set_response(response, error_response(response.status, "no such thing"));
        });
    }

    bool load(const std::string& key, const std::string& certificate_chain) { return context_.load(key, certificate_chain); }
    bool is_valid() const override { return context_.get() != nullptr; }
    [[nodiscard]] int listener() const { return listener_; }

    void accept_until_end() {
        listen_after_bind();
        has_accepted_ = true;
    }

    void end() {
        is_ending_ = true;
        // httplib's stop does nothing before the accepting thread has begun; with the listener shut down that thread then ends
        // at once.
        if (is_running())
            stop();
        else if (!has_accepted_)
            ::shutdown(listener_, SHUT_RDWR);
        connections_.end_all();
    }

private:
    bool process_and_close_socket(int socket) override {
        const std::string address = is_dropping ? std::string{} : address_of(socket, ::getpeername).first;
        if (connections_.add(socket, address)) {
            serve(socket);
            connections_.remove(socket);
        }
        ::close(socket);
        return true;
    }

    void serve(int socket) {
        TlsConnection connection(socket, context_, limits_);
        if (!connection.shake_hands()) return;
        connections_.mark_secure(socket);
        assign_to_session = [this, socket](const std::string& session) { return connections_.assign(socket, session); };
        TlsStream stream(connection);
        const auto prepare = [this](httplib::Request& request) {
            request.ranges.clear();
            for (const char* costly : {"Accept-Encoding", "Range"}) request.headers.erase(costly);
            const auto size = announced_size(request);
            if (request.is_multipart_form_data() && (size == 0 || size > limits_.form_bytes))
                request.headers.erase("Content-Type");
        };
        is_body_unread = false;
        for (auto left = keep_alive_max_count_; left > 0 && !is_ending_; --left) {
            bool is_closed = false;
            if (!connection.begin_request() || !answer(*this, stream, left == 1, is_closed, prepare) || is_closed ||
                connection.is_exhausted() || is_body_unread)
                break;
        }
        connection.say_goodbye();
    }

    /// httplib 0.18 takes the addresses of both ends as arguments; 0.11 asks the stream.
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
    TlsContext context_;
    int listener_ = -1;
    std::atomic<bool> is_ending_ = false, has_accepted_ = false;
    ConnectionTable connections_;
};

HttpsServer::HttpsServer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
HttpsServer::~HttpsServer() = default;

Result<std::unique_ptr<HttpsServer>> HttpsServer::open(const std::filesystem::path& key,
                                                       const std::filesystem::path& certificate_chain, HttpsLimits limits,
                                                       ThreadStarter start_thread) {
    auto impl = std::make_unique<Impl>(limits, std::move(start_thread));
    if (!impl->load(key.string(), certificate_chain.string()))
        return fail(ErrorCode::file_unreadable, fmt::format("OpenSSL cannot use {} and {} as key and certificate.", key.string(),
                                                            certificate_chain.string()));
    return std::unique_ptr<HttpsServer>(new HttpsServer(std::move(impl)));
}

void HttpsServer::set_headers(const HttpHeaders& headers) { impl_->set_default_headers({headers.begin(), headers.end()}); }

void HttpsServer::set_filter(std::function<std::optional<HttpResponse>(const HttpRequest&)> filter) {
    impl_->set_pre_routing_handler([filter = std::move(filter)](const httplib::Request& request, httplib::Response& response) {
        const auto refusal = filter(request_of(request));
        if (!refusal) return httplib::Server::HandlerResponse::Unhandled;
        set_response(response, *refusal);
        return httplib::Server::HandlerResponse::Handled;
    });
}

void HttpsServer::set_exception_handler(std::function<void()> handler) {
    impl_->httplib::Server::set_exception_handler(
        [handler = std::move(handler)](const httplib::Request&, httplib::Response& response, const auto&) {
            handler();
            set_response(response, error_response(500, "internal error"));
        });
}

void HttpsServer::get(const std::string& path, HttpHandler handler) { impl_->Get(path, handler_of(std::move(handler))); }
void HttpsServer::post(const std::string& path, HttpHandler handler) { impl_->Post(path, handler_of(std::move(handler))); }

void HttpsServer::post_form(const std::string& path, FormHandler handler) {
    impl_->Post(path, [handler = std::move(handler)](const httplib::Request& request, httplib::Response& response,
                                                     const httplib::ContentReader& reader) {
        is_body_unread = true;
        set_response(response, handler(request_of(request), form_of(request, reader)));
        if (is_body_unread) response.set_header("Connection", "close");
    });
}

std::optional<int> HttpsServer::bind(const std::string& host, int port) {
    const int bound = port == 0 ? impl_->bind_to_any_port(host) : impl_->bind_to_port(host, port) ? port : -1;
    if (bound <= 0) return std::nullopt;
    ::listen(impl_->listener(), backlog);
    return bound;
}

void HttpsServer::serve() { impl_->accept_until_end(); }

void HttpsServer::stop() { impl_->end(); }

}  // namespace entre
