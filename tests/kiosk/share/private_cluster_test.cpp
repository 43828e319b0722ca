#include "kiosk/share/private_cluster.hpp"

#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <thread>

#include "core/base/atomic_file.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/postgres_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

constexpr std::chrono::milliseconds long_enough{20000};

/// Stops the server at the end of the test.
struct Cluster : PrivateCluster {
    using PrivateCluster::PrivateCluster;
    ~Cluster() { static_cast<void>(stop()); }
    Cluster(const Cluster&) = delete;
    Cluster& operator=(const Cluster&) = delete;

    void run(const std::string& sql) const {
        REQUIRE(Connection::open({owner_keywords("postgres")}, long_enough)->run_script(sql, long_enough));
    }
    [[nodiscard]] std::string ask(const std::string& sql) const {
        auto connection = Connection::open({owner_keywords("postgres")}, long_enough).value();
        return connection.ask(sql, {}, long_enough).value().front().front().value();
    }
};

std::string words_of(const Result<void>& done) { return done ? std::string() : done.error().detail; }

}  // namespace

TEST_CASE("a private server is made, started, found running, stopped and started again", "[share][postgres]") {
    if (!has_postgres()) return;
    const ServerFolder folder;
    const Cluster cluster(folder.path() / "share");
    CHECK_FALSE(cluster.exists());
    CHECK_FALSE(cluster.is_running());
    CHECK(words_of(cluster.stop()).empty());
    const int port = free_port();
    REQUIRE(words_of(cluster.start({"127.0.0.1", port})).empty());
    CHECK(cluster.exists());
    CHECK(cluster.address()->port == port);
    const auto process = cluster.process();
    REQUIRE(process);
    CHECK(cluster.ask("SHOW ssl") == "on");
    CHECK(cluster.ask("SHOW listen_addresses") == "127.0.0.1");
    CHECK(cluster.ask("SHOW data_checksums") == "on");
    // Starting what runs changes nothing.
    REQUIRE(words_of(cluster.start({"127.0.0.1", port})).empty());
    CHECK(cluster.process() == process);
    // Another port restarts it, with what it had.
    cluster.run("CREATE TABLE kept (x int)");
    const int other_port = free_port();
    REQUIRE(words_of(cluster.start({"127.0.0.1", other_port})).empty());
    CHECK(cluster.process() != process);
    CHECK(cluster.ask("SHOW port") == std::to_string(other_port));
    CHECK(cluster.ask("SELECT count(*) FROM kept") == "0");
    REQUIRE(words_of(cluster.stop()).empty());
    CHECK_FALSE(cluster.is_running());
}

TEST_CASE("the server is in the seminar's folder, unless its user cannot reach that", "[share]") {
    const ServerFolder folder;
    CHECK(PrivateCluster::of({folder.path()}).folder() == folder.path() / "share");
    std::filesystem::permissions(folder.path(), std::filesystem::perms::owner_all);
    const auto elsewhere = PrivateCluster::of({folder.path()}).folder();
    CHECK((elsewhere.parent_path() == "/var/lib/entre") == (::geteuid() == 0));
    for (const auto* same : {"", ".", "x/.."}) CHECK(elsewhere == PrivateCluster::of({folder.path() / same}).folder());
}

TEST_CASE("the private server's key and folder are for its user only", "[share][postgres]") {
    if (!has_postgres()) return;
    const ServerFolder folder;
    const Cluster cluster(folder.path() / "share");
    REQUIRE(words_of(cluster.start({"127.0.0.1", free_port()})).empty());
    const auto mode = [](const std::filesystem::path& path) {
        struct stat status{};
        REQUIRE(::stat(path.c_str(), &status) == 0);
        return status.st_mode & 0777U;
    };
    CHECK(mode(cluster.folder()) == 0700U);
    CHECK(mode(cluster.data()) == 0700U);
    CHECK(mode(cluster.folder() / "share-key.pem") == 0600U);
    CHECK(mode(cluster.folder() / "pg_hba.conf") == 0600U);
}

TEST_CASE("a server that was killed starts again, also when its note names a living program", "[share][postgres]") {
    if (!has_postgres()) return;
    const ServerFolder folder;
    const Cluster cluster(folder.path() / "share");
    const ClusterAddress at{"127.0.0.1", free_port()};
    REQUIRE(words_of(cluster.start(at)).empty());
    const auto killed = cluster.process();
    REQUIRE(killed);
    ::kill(*killed, SIGKILL);
    while (cluster.is_running()) std::this_thread::yield();  // until the kernel has ended it
    REQUIRE(words_of(cluster.start(at)).empty());
    CHECK(cluster.process());
    CHECK(cluster.process() != killed);
    // As after a power cut and a restart of the computer: the number in the note is another program's of the same user.
    REQUIRE(words_of(cluster.stop()).empty());
    write_file(cluster.data() / "postmaster.pid", std::to_string(::getpid()) + "\n" + cluster.data().string() + "\n1\n5433\n");
    CHECK_FALSE(cluster.is_running());
    REQUIRE(words_of(cluster.start(at)).empty());
    CHECK(cluster.is_running());
}

TEST_CASE("two programs that start the same server at once get the same one", "[share][postgres]") {
    if (!has_postgres()) return;
    const ServerFolder folder;
    const Cluster cluster(folder.path() / "share");
    const ClusterAddress at{"127.0.0.1", free_port()};
    std::vector<pid_t> starters;
    for (int i = 0; i < 3; ++i) {
        starters.push_back(::fork());
        if (starters.back() == 0) ::_exit(PrivateCluster(cluster.folder()).start(at) ? 0 : 1);
    }
    for (const auto starter : starters) {
        int status = 0;
        REQUIRE(::waitpid(starter, &status, 0) == starter);
        CHECK(status == 0);
    }
    CHECK(cluster.ask("SELECT 1") == "1");
}

TEST_CASE("a port that is taken is refused with what to do", "[share][postgres]") {
    if (!has_postgres()) return;
    const ServerFolder folder;
    const Cluster one(folder.path() / "one"), two(folder.path() / "two");
    const ClusterAddress at{"127.0.0.1", free_port()};
    REQUIRE(words_of(one.start(at)).empty());
    const auto refused = two.start(at);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::address_taken);
    CHECK(refused.error().detail.find("--listen") != std::string::npos);
    CHECK(words_of(two.start({"127.0.0.1", free_port()})).empty());
}

TEST_CASE("a server folder of a PostgreSQL that is gone is set aside, and a new one made", "[share][postgres]") {
    if (!has_postgres()) return;
    const ServerFolder folder;
    const Cluster cluster(folder.path() / "share");
    const ClusterAddress at{"127.0.0.1", free_port()};
    REQUIRE(words_of(cluster.start(at)).empty());
    cluster.run("CREATE TABLE old (x int)");
    const auto certificate = read_file(cluster.certificate());
    for (const auto* aside : {"data-9", "data-9-2"}) {
        REQUIRE(words_of(cluster.stop()).empty());
        write_file(cluster.data() / "PG_VERSION", "9\n");
        REQUIRE(words_of(cluster.start(at)).empty());
        CHECK(std::filesystem::exists(cluster.folder() / aside / "base"));
        CHECK(cluster.ask("SELECT count(*) FROM pg_class WHERE relname = 'old'") == "0");
    }
    // The kiosks trust the certificate, so it stays.
    CHECK(read_file(cluster.certificate()) == certificate);
}
