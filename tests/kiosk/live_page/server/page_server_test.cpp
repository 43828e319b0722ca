// The server in this process, with a host that does not answer. What it serves is tested through the page process in
// live_page_test.cpp.
#include "kiosk/live_page/server/page_server.hpp"

#include <httplib.h>

#include <atomic>
#include <future>
#include <nlohmann/json.hpp>

#include "kiosk/live_page/certificate.hpp"
#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;
using namespace std::chrono_literals;

namespace {

/// Blocks callers while it is closed.
class Gate {
public:
    void close() {
        const std::lock_guard lock(mutex_);
        is_open_ = false;
    }
    void open() {
        {
            const std::lock_guard lock(mutex_);
            is_open_ = true;
        }
        opened_.notify_all();
    }
    void pass() {
        std::unique_lock lock(mutex_);
        opened_.wait(lock, [this] { return is_open_; });
    }

private:
    std::mutex mutex_;
    std::condition_variable opened_;
    bool is_open_ = true;
};

/// A server whose host blocks at the gate, as a kiosk does that does not read the channel.
struct ServerFixture {
    ScratchFolder folder;
    Gate gate;
    std::atomic<int> notes = 0, heartbeats = 0;
    std::mutex mutex;
    std::vector<std::pair<std::uint64_t, std::vector<std::string>>> done;  // numbers, and the digits in the state reported before
    PageState last;
    std::unique_ptr<PageServer> server;

    ServerFixture() {
        const auto own = own_certificate(folder.path(), {"127.0.0.1"});
        REQUIRE(own);
        PageSettings settings;
        settings.address = *page_address("127.0.0.1:0");
        settings.key = own->key;
        settings.certificate = own->certificate;
        settings.seminar = "{}";
        settings.ends = utc_now() + std::chrono::hours{4};
        PageServerHost host;
        host.note = [this](std::string_view) {
            gate.pass();
            ++notes;
        };
        host.notify_staff = [this](std::string_view) { gate.pass(); };
        host.state_changed = [this](const PageState& state) {
            gate.pass();
            const std::lock_guard lock(mutex);
            last = state;
        };
        host.change_done = [this](std::uint64_t number) {
            gate.pass();
            const std::lock_guard lock(mutex);
            done.emplace_back(number, last.valid_digits);
        };
        host.alive = [this] { ++heartbeats; };
        auto opened = PageServer::open(settings, std::move(host));
        REQUIRE(opened);
        server = std::move(*opened);
    }
    ~ServerFixture() {
        gate.open();
        server.reset();
    }
    [[nodiscard]] httplib::Client client() const {
        httplib::Client phone("https://127.0.0.1:" + std::to_string(server->port()));
        phone.enable_server_certificate_verification(false);
        phone.set_read_timeout(5);
        return phone;
    }
    [[nodiscard]] httplib::Result pair(const std::string& code) const {
        return client().Post("/api/pair", {{"Origin", "https://127.0.0.1:" + std::to_string(server->port())}, {"X-Entre", "1"}},
                             nlohmann::json{{"code", code}}.dump(), "application/json");
    }
};

template <class Condition>
bool eventually(Condition condition) {
    for (const auto until = Clock::now() + 10s; Clock::now() < until; std::this_thread::sleep_for(5ms))
        if (condition()) return true;
    return condition();
}

}  // namespace

TEST_CASE("requests are answered while the kiosk does not read what the server reports", "[live][WEB-9]") {
    ServerFixture fixture;
    fixture.gate.close();
    const auto staff = new_invitation(LiveRole::staff, utc_now()), viewer = new_invitation(LiveRole::viewer, utc_now());
    const auto since = Clock::now();
    fixture.server->invite(staff, 1);
    fixture.server->invite(viewer, 2);
    fixture.server->end("nobody", 3);
    CHECK(Clock::now() - since < 1s);
    // This phone waits, because its pairing cannot be logged, but nobody else does.
    auto paired = std::async(std::launch::async, [&] { return fixture.pair(viewer.secret)->status; });
    CHECK(paired.wait_for(500ms) == std::future_status::timeout);
    for (const auto& [path, status] : {std::pair{"/pair", 200}, std::pair{"/api/live", 401}, std::pair{"/", 200}}) {
        auto phone = fixture.client();
        phone.set_read_timeout(2);
        const auto reply = phone.Get(path, {{"Cookie", "__Host-entre=x"}});
        INFO(path);
        REQUIRE(reply);
        CHECK(reply->status == status);
    }
    fixture.gate.open();
    CHECK(paired.get() == 200);
    CHECK(fixture.notes == 1);
}

TEST_CASE("a change is reported as done after a state that includes it", "[live]") {
    ServerFixture fixture;
    const auto invitation = new_invitation(LiveRole::viewer, utc_now());
    fixture.server->invite(invitation, 7);
    REQUIRE(eventually([&] {
        const std::lock_guard lock(fixture.mutex);
        return !fixture.done.empty();
    }));
    const std::lock_guard lock(fixture.mutex);
    CHECK(fixture.done.front().first == 7);
    CHECK(fixture.done.front().second == std::vector<std::string>{invitation.digits});
}

TEST_CASE("each heartbeat is answered once", "[live][WEB-9]") {
    ServerFixture fixture;
    fixture.server->answer_heartbeat();
    fixture.server->answer_heartbeat();
    fixture.server->invite(new_invitation(LiveRole::viewer, utc_now()), 1);
    CHECK(eventually([&] { return fixture.heartbeats == 2; }));
    const std::lock_guard lock(fixture.mutex);
    for (const auto& [number, digits] : fixture.done) CHECK(number == 1);
}
