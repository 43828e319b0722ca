// HTTPS server with limits for each peer, on cpp-httplib. httplib's own TLS server limits neither the total size of a request's
// headers nor the time a slow peer may take.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "core/base/error.hpp"
#include "kiosk/live_page/server/connection_threads.hpp"
#include "kiosk/live_page/server/http.hpp"
#include "kiosk/live_page/server/https_limits.hpp"

namespace entre {

/// Speaks TLS 1.2 and 1.3; plain HTTP gets no answer. Ranges and compression are off, because they let one small request cost
/// much: a thousand overlapping ranges, or brotli at its slowest over ten thousand names. Handlers run on the connections'
/// threads (page-conn). Configure it before `serve`; only `stop` is safe from any thread.
class HttpsServer {
public:
    /// `start_thread` is replaced by tests. Errors: file_unreadable if OpenSSL refuses key or certificate.
    static Result<std::unique_ptr<HttpsServer>> open(const std::filesystem::path& key,
                                                     const std::filesystem::path& certificate_chain, HttpsLimits limits = {},
                                                     ThreadStarter start_thread = {});
    ~HttpsServer();
    HttpsServer(const HttpsServer&) = delete;
    HttpsServer& operator=(const HttpsServer&) = delete;

    /// Headers of every response, errors included.
    void set_headers(const HttpHeaders& headers);
    /// Called before any route; a response it returns is sent instead of the route's.
    void set_filter(std::function<std::optional<HttpResponse>(const HttpRequest&)> filter);
    /// Called when a handler threw; the peer gets a 500.
    void set_exception_handler(std::function<void()> handler);
    void get(const std::string& path, HttpHandler handler);
    void post(const std::string& path, HttpHandler handler);
    /// The same for a form with a file, whose body the handler reads itself. `path` is a regular expression, as everywhere.
    void post_form(const std::string& path, FormHandler handler);

    /// The port; nullopt if it is in use or the address does not belong to this machine. Port 0 takes any free one. Never
    /// shares a port with another program (SO_REUSEADDR, not SO_REUSEPORT).
    std::optional<int> bind(const std::string& host, int port);
    /// Accepts connections until `stop`.
    void serve();
    /// Ends `serve` and every open connection, whatever its peer does.
    void stop();

private:
    class Impl;
    explicit HttpsServer(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace entre
