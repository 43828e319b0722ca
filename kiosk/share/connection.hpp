// One connection to a PostgreSQL server, with deadlines. The only file that includes libpq is connection.cpp.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/share/engine_error.hpp"

namespace entre {

/// A value as PostgreSQL writes it; nullopt is NULL.
using SqlValue = std::optional<std::string>;
using SqlRows = std::vector<std::vector<SqlValue>>;

/// Owned by one thread. Once it is closed, by itself or after an error, every call fails with unreachable.
class Connection {
public:
    /// libpq's connection parameters (PostgreSQL manual, 34.1.2), such as host, port, dbname, user.
    using Keywords = std::map<std::string, std::string>;

    /// Tries all `servers` at once and takes the first that connects; waits for at most `deadline`, and for the system's resolver
    /// if a host is a name. Errors: unreachable, refused, revoked, no_tls, wrong_certificate, read_only, full.
    static EngineResult<Connection> open(const std::vector<Keywords>& servers, std::chrono::milliseconds deadline);
    Connection(Connection&& other) noexcept;
    Connection& operator=(Connection&& other) noexcept;
    ~Connection();

    [[nodiscard]] bool is_open() const;
    /// "host:port" of the server that was taken.
    [[nodiscard]] const std::string& server() const;

    /// Runs one statement; $1, $2 … are the parameters. After `patience` without an answer the connection is closed. Errors:
    /// timeout, unreachable, and what SQLSTATEs say: see error_of_state.
    EngineResult<SqlRows> ask(const std::string& sql, const std::vector<SqlValue>& parameters,
                              std::chrono::milliseconds patience);
    /// Runs statements in one transaction.
    EngineResult<void> run_script(std::string_view sql, std::chrono::milliseconds patience);

    /// Waits for notifications, for `wake_fd` to become readable (-1: none) or until `time` is over. The payloads. Errors:
    /// unreachable.
    EngineResult<std::vector<std::string>> wait(std::chrono::milliseconds time, int wake_fd);

    /// What CREATE ROLE … PASSWORD takes instead of the password, so that no server log can contain it (SCRAM-SHA-256).
    [[nodiscard]] std::string password_verifier(const std::string& role, const std::string& password) const;
    /// `name` or `text` for use inside a statement where no parameter is possible, quoted.
    [[nodiscard]] std::string quoted_name(const std::string& name) const;
    [[nodiscard]] std::string quoted_text(const std::string& text) const;

private:
    struct Impl;
    explicit Connection(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

/// "host:port,[::1]:port,host" as host and port each; a missing port is 5432.
std::vector<std::pair<std::string, std::string>> hosts_and_ports(const std::string& hosts);

/// The parameters in "postgresql://role:password@host1,host2:5433/database" (PostgreSQL manual, 34.1.1). Errors: failed, with
/// libpq's words.
EngineResult<Connection::Keywords> keywords_in_url(const std::string& url);

/// Bytes as PostgreSQL writes them as text (type bytea, hex format), and back; "" if it is not that.
std::string bytea_text(std::string_view bytes);
std::string bytea_bytes(std::string_view text);

}  // namespace entre
