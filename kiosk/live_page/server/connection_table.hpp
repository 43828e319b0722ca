// The open connections, and which of them has to go when places run out.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/base/mutex.hpp"
#include "kiosk/live_page/server/https_limits.hpp"

namespace entre {

/// Safe from any thread. Ends a connection by shutting its socket down; the connection's own thread then notices, calls `remove`
/// and closes the socket.
class ConnectionTable {
public:
    explicit ConnectionTable(const HttpsLimits& limits) : limits_(limits) {}

    /// False if the connection must be closed: its address has as many as it may, and all of them have said something.
    [[nodiscard]] bool add(int socket, const std::string& address);
    /// Before the socket is closed, because its number is used again.
    void remove(int socket);
    /// The peer has completed the TLS handshake.
    void mark_secure(int socket);
    /// The connection carries requests of this session from now on. False if the session has too many connections.
    [[nodiscard]] bool assign(int socket, const std::string& session);
    /// Ends one connection: the oldest without a handshake, otherwise the oldest without a session, otherwise the oldest of the
    /// session that has most.
    void make_room();
    /// Ends all, and lets no more in.
    void end_all();

private:
    struct Connection {
        int socket = -1;
        std::string address;
        std::string session;  ///< empty if none of its requests had one
        bool is_secure = false;
        bool is_ending = false;
    };
    using Connections = std::vector<Connection>;
    [[nodiscard]] Connections::iterator find(int socket) REQUIRES(mutex_);
    [[nodiscard]] std::size_t count_of(const std::string& session) const REQUIRES(mutex_);
    [[nodiscard]] std::string busiest_session() const REQUIRES(mutex_);
    /// Ends the oldest connection for which `is_it` holds; false if there is none.
    template <class Predicate>
    bool end_oldest(Predicate is_it) REQUIRES(mutex_);

    HttpsLimits limits_;
    Mutex mutex_;
    Connections open_ GUARDED_BY(mutex_);  ///< oldest first
    bool is_closed_ GUARDED_BY(mutex_) = false;
};

}  // namespace entre
