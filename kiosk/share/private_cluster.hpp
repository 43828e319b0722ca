// A private PostgreSQL server for one door, made of Debian's package `postgresql` without an administrator. It runs on when the
// kiosk is closed, as the user that started it; PostgreSQL refuses to run as root, so that as root it runs as user postgres. In
// its folder: data/ (the server's), logins.json (see engine_admin.hpp), server.log, address, its own certificate.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "core/base/error.hpp"
#include "core/seminar/seminar.hpp"
#include "kiosk/share/connection.hpp"

namespace entre {

struct ClusterAddress {
    std::string address = "127.0.0.1";  ///< an IP address of this machine
    int port = 5433;
};

/// Values only: any number may be made for a folder. Calls wait for programs, at most a minute. Two processes may start the same
/// cluster at once: the second waits for the first.
class PrivateCluster {
public:
    explicit PrivateCluster(std::filesystem::path folder) : folder_(std::move(folder)) {}
    /// DIR/share; as root, if user postgres cannot reach that, a folder in /var/lib/entre.
    static PrivateCluster of(const SeminarFolder& seminar);

    /// Makes the server if there is none, and starts it if it does not run. A server folder of a PostgreSQL that is no longer
    /// installed is set aside (data-15) and made anew, empty: the kiosks push their entries again. Another address than before
    /// restarts it. Errors: file_missing: PostgreSQL is not installed; address_taken; file_unwritable; disk_full;
    /// database_failed.
    [[nodiscard]] Result<void> start(const ClusterAddress& at) const;
    /// Not an error if it does not run. Errors: database_failed.
    [[nodiscard]] Result<void> stop() const;

    [[nodiscard]] bool exists() const;
    [[nodiscard]] bool is_running() const;
    /// Process id of the server; nullopt if it does not run.
    [[nodiscard]] std::optional<int> process() const;
    /// As given to the last start; nullopt before the first.
    [[nodiscard]] std::optional<ClusterAddress> address() const;

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
    [[nodiscard]] std::filesystem::path data() const { return folder_ / "data"; }
    [[nodiscard]] std::filesystem::path log() const { return folder_ / "server.log"; }
    [[nodiscard]] std::filesystem::path certificate() const { return folder_ / "share-cert.pem"; }

    /// How the owner connects, on this machine only: to `database`, without a password.
    [[nodiscard]] Connection::Keywords owner_keywords(const std::string& database) const;

private:
    std::filesystem::path folder_;
};

/// The programs of the newest PostgreSQL on this machine, or of version `major`: /usr/lib/postgresql/15/bin. nullopt: none.
std::optional<std::filesystem::path> postgres_programs(std::optional<int> major = {});

}  // namespace entre
