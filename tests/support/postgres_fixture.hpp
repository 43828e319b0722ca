// A real PostgreSQL server of the test's own, on a free port of 127.0.0.1, removed at the end of the test.
#pragma once

#include <memory>
#include <string>

#include "kiosk/share/engine.hpp"
#include "kiosk/share/engine_admin.hpp"
#include "kiosk/share/private_cluster.hpp"
#include "tests/support/free_port.hpp"
#include "tests/support/scratch_folder.hpp"

namespace entre::test {

/// False, with a message on standard error, where PostgreSQL is not installed: the test then checks nothing.
bool has_postgres();

/// A scratch folder that the server's user can reach. It goes, with every process that works in it, when the object does, and
/// also when the test is killed: servers live on by themselves.
class ServerFolder {
public:
    ServerFolder();
    ~ServerFolder();
    ServerFolder(const ServerFolder&) = delete;
    ServerFolder& operator=(const ServerFolder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
    int alive_ = -1;  ///< closed when the test ends, however it ends
    int watcher_ = 0;
};

/// Sends `signal` to every process that works in `folder` or below.
void signal_processes_in(const std::filesystem::path& folder, int signal);

/// A server with the engine's tables and one seminar.
class PostgresFixture {
public:
    PostgresFixture();
    ~PostgresFixture();
    PostgresFixture(const PostgresFixture&) = delete;
    PostgresFixture& operator=(const PostgresFixture&) = delete;

    /// The key of one more kiosk, with a role of its own.
    ShareKey new_key();
    /// A connection with `key`, not joined. Throws if there is none.
    [[nodiscard]] Engine connect(const ShareKey& key) const;
    [[nodiscard]] EngineResult<Engine> try_connect(const ShareKey& key,
                                                   std::chrono::milliseconds patience = patience_of_tests) const;
    /// A kiosk with a role of its own, joined as "Kiosk 1".
    Engine join();
    [[nodiscard]] EngineAdmin admin() const;
    /// Connects as the owner, for looking behind the functions.
    [[nodiscard]] Connection owner() const;
    void restart();
    void kill_server();
    /// "Frozen" by SIGSTOP, with all its processes; and thawed.
    void freeze();
    void thaw();

    [[nodiscard]] const PrivateCluster& cluster() const { return cluster_; }
    [[nodiscard]] const std::string& seminar() const { return seminar_; }
    [[nodiscard]] std::filesystem::path certificate_file() const { return folder_.path() / "share.crt"; }
    [[nodiscard]] int port() const { return port_; }

    /// Long enough for a machine that builds at the same time; tests never measure time.
    static constexpr std::chrono::milliseconds patience_of_tests{20000};

private:
    ServerFolder folder_;
    PrivateCluster cluster_;
    std::string seminar_;
    SealKey seal_key_ = SealKey::random();
    int port_ = 0;
};

/// A new kiosk UUID.
std::string some_uuid();

}  // namespace entre::test
