// The outer wall of the live page: TLS, and bounds on what one peer may hold of memory, threads and time. What comes through is
// an httplib request; httplib's own TLS server bounds neither the size of all headers nor the time a slow peer may take.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "core/base/error.hpp"

namespace httplib {
class Server;
}

namespace entre {

struct HttpsLimits {
    std::size_t connections = 256;          ///< at once, one thread each; more wait in the kernel's queue
    std::size_t connections_of_one = 96;    ///< of one address; a further one is closed at once
    std::size_t head_bytes = 16 * 1024;     ///< request line and headers
    std::size_t body_bytes = 64 * 1024;
    std::chrono::milliseconds request_within{10'000};  ///< from its first byte to its last, however slowly they come
    std::chrono::milliseconds handshake_within{5'000};
    std::chrono::milliseconds write_within{5'000};     ///< for a peer that does not take what it is sent
    std::chrono::milliseconds keep_alive{5'000};
};

/// An httplib server that speaks TLS 1.2 and 1.3 with this key and certificate; plain HTTP gets no answer. Routes see no
/// Range and no Accept-Encoding, since both let one small request cost much: a thousand overlapping ranges, or brotli at its
/// slowest over ten thousand names. Threads: one for each connection. End it with `stop_server`, from any thread.
/// Errors: file_unreadable when OpenSSL refuses key or certificate.
Result<std::shared_ptr<httplib::Server>> start_server(const std::filesystem::path& key, const std::filesystem::path& chain,
                                                   HttpsLimits limits = {});

/// Binds with SO_REUSEADDR alone, so that a port in use is refused instead of shared, and lets a crowd queue up. Port 0 takes any.
/// The port; nothing when it is in use or the address is not one of this machine.
std::optional<int> bind_server(httplib::Server& wall, const std::string& host, int port);

/// Ends listening and every connection, whoever is connected; `listen_after_bind` returns soon after.
void stop_server(httplib::Server& wall);

}  // namespace entre
