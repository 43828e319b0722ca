#include "kiosk/live_page/server/connection_table.hpp"

#include <sys/socket.h>

#include <array>
#include <deque>

#include "kiosk/process/child_process.hpp"
#include "tests/support/catch.hpp"

using namespace entre;

namespace {

/// Sockets whose other ends see when they are shut down.
struct TableFixture {
    HttpsLimits limits;
    std::deque<SocketPair> sockets;
    ConnectionTable table;

    explicit TableFixture(HttpsLimits with = {}) : limits(with), table(with) {}
    int opened() {
        auto pair = open_socket_pair(SOCK_STREAM);
        REQUIRE(pair);
        sockets.push_back(std::move(*pair));
        return sockets.back().theirs.get();
    }
    int added(const std::string& address) {
        const int socket = opened();
        REQUIRE(table.add(socket, address));
        return socket;
    }
    int secure(const std::string& address, const std::string& session = {}) {
        const int socket = added(address);
        table.mark_secure(socket);
        if (!session.empty()) REQUIRE(table.assign(socket, session));
        return socket;
    }
    [[nodiscard]] bool is_ended(int socket) const {
        for (const auto& pair : sockets) {
            char byte = 0;
            if (pair.theirs.get() == socket) return ::recv(pair.ours.get(), &byte, 1, MSG_DONTWAIT) == 0;
        }
        return false;
    }
};

HttpsLimits limits_of(std::size_t per_address, std::size_t per_session) {
    HttpsLimits limits;
    limits.connections_per_address = per_address;
    limits.connections_per_session = per_session;
    return limits;
}

}  // namespace

TEST_CASE("room is made by the silent first, then by those without a session, each time by the oldest", "[live][WEB-6]") {
    TableFixture f;
    const int paired = f.secure("a", "eva"), first = f.secure("a"), second = f.secure("b");
    const int silent = f.added("c"), younger = f.added("c");
    for (const int next : {silent, younger, first, second, paired}) {
        CHECK_FALSE(f.is_ended(next));
        f.table.make_room();
        CHECK(f.is_ended(next));
    }
    f.table.make_room();  // nobody is left, which is not an error
}

TEST_CASE("if all have a session, the session with most connections loses its oldest", "[live][WEB-6]") {
    TableFixture f;
    const int eva = f.secure("a", "eva"), greedy = f.secure("b", "nils");
    const int again = f.secure("b", "nils");
    f.table.make_room();
    CHECK(f.is_ended(greedy));
    CHECK_FALSE(f.is_ended(eva));
    CHECK_FALSE(f.is_ended(again));
}

TEST_CASE("an address over its limit replaces its own oldest silent connection, and no other's", "[live][WEB-6]") {
    TableFixture f(limits_of(2, 9));
    const int other = f.added("b"), oldest = f.added("a"), spoken = f.secure("a"), third = f.added("a");
    CHECK(f.is_ended(oldest));
    CHECK_FALSE(f.is_ended(other));
    CHECK_FALSE(f.is_ended(spoken));
    f.table.mark_secure(third);
    CHECK_FALSE(f.table.add(f.opened(), "a"));
    CHECK(f.table.add(f.opened(), "b"));
    f.table.remove(spoken);
    CHECK(f.table.add(f.opened(), "a"));
}

TEST_CASE("a connection without an address is not let in", "[live][WEB-6]") {
    TableFixture f;
    CHECK_FALSE(f.table.add(f.opened(), ""));
}

TEST_CASE("a session has a limited number of connections, and gets those back that were removed", "[live][WEB-7]") {
    TableFixture f(limits_of(9, 2));
    const int first = f.secure("a", "eva"), second = f.secure("b", "eva"), third = f.secure("a");
    CHECK_FALSE(f.table.assign(third, "eva"));
    CHECK(f.table.assign(first, "eva"));
    CHECK(f.table.assign(third, "nils"));
    f.table.remove(second);
    CHECK(f.table.assign(third, "eva"));
    CHECK_FALSE(f.table.assign(second, "eva"));
}

TEST_CASE("after the end all are closed and none is let in", "[live]") {
    TableFixture f;
    const int one = f.added("a"), two = f.secure("b", "eva");
    f.table.end_all();
    CHECK(f.is_ended(one));
    CHECK(f.is_ended(two));
    CHECK_FALSE(f.table.add(f.opened(), "c"));
}
