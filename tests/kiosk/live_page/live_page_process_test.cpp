// The page process from outside: it is started, killed, hangs, floods the kiosk and is started again.
#include <csignal>
#include <future>
#include <thread>

#include "core/base/thread.hpp"
#include "kiosk/live_page/server/ports.hpp"
#include "tests/kiosk/live_page/live_page_fixture.hpp"

using namespace entre;
using namespace entre::test;
using namespace std::chrono_literals;
using Json = nlohmann::json;

TEST_CASE("sessions survive a restart, and the page ends within two seconds with peers connected", "[live]") {
    LivePageFixture page;
    page.show(1);
    const auto cookie = page.paired(LiveRole::staff);
    const int port = page.live_page->port();
    std::vector<std::unique_ptr<RawConnection>> idle;
    for (int i = 0; i < 20; ++i) idle.push_back(std::make_unique<RawConnection>(port));
    idle[0]->send("GET /api/events HTTP/1.1\r\nHost: " + page.host() + "\r\nCookie: " + cookie + "\r\n\r\n");
    idle[0]->read_until("\"inside\":1,");
    idle[1]->send("GET / HT");
    const auto since = Clock::now();
    page.live_page.reset();
    CHECK(Clock::now() - since < 2s);
    page.live_page = page.opened("127.0.0.1:" + std::to_string(port));
    page.show(1);
    // The restored sessions are known at once, not at the next change.
    CHECK(eventually([&] { return page.live_page->sessions().size() == 1; }));
    CHECK(page.client().Get("/api/live", page.with(cookie))->status == 200);
    const auto saved = page.folder / "live-sessions.json";
    CHECK((std::filesystem::status(saved).permissions() &
           (std::filesystem::perms::group_all | std::filesystem::perms::others_all)) == std::filesystem::perms::none);
    CHECK(read_file(saved).find(cookie.substr(cookie.find('=') + 1)) == std::string::npos);
}

TEST_CASE("an error names the port in use and the program that uses it", "[live]") {
    LivePageFixture page;
    const ScratchFolder other;
    const auto refused = LivePage::open({page.host(), other.path()}, small_seminar(), {});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::address_taken);
    CHECK(refused.error().detail.find(std::to_string(page.live_page->port())) != std::string::npos);
    CHECK(refused.error().detail.find("entre-page") != std::string::npos);
    CHECK(refused.error().detail.find("process " + std::to_string(page.live_page->process())) != std::string::npos);
    CHECK_FALSE(holder_of_port(1));
    for (const char* nonsense : {"", "8443", ":8443", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:70000"}) {
        const auto wrong = LivePage::open({nonsense, other.path()}, small_seminar(), {});
        REQUIRE_FALSE(wrong);
        CHECK(wrong.error().code == ErrorCode::settings_invalid);
    }
}

TEST_CASE("a killed page process is restarted with the same port, sessions, invitations and view", "[live][WEB-9]") {
    LivePageFixture page;
    page.show(2);
    const auto cookie = page.paired(LiveRole::staff);
    const int port = page.live_page->port();
    const auto code = page.invited(LiveRole::viewer);
    for (int round = 0; round < 3; ++round) {
        const auto before = page.live_page->process();
        REQUIRE(before > 0);
        REQUIRE(::kill(before, SIGKILL) == 0);
        REQUIRE(eventually([&] { return page.live_page->process() != before && page.live_page->process() != 0; }));
        CHECK(page.live_page->port() == port);
        CHECK(page.live_page->invitation(code.digits));
        CHECK(eventually([&] {
            const auto reply = page.client().Get("/api/live", page.with(cookie));
            return reply && reply->status == 200 && reply->body.find("\"inside\":2") != std::string::npos;
        }));
        CHECK(page.live_page->sessions().size() == 1);
    }
    auto phone = page.client();
    CHECK(phone.Post("/api/act", page.with(cookie), R"({"action":"check_in","person":"id-1"})", "application/json")->status ==
          200);
    CHECK(phone.Post("/api/pair", page.own(), Json{{"code", code.secret}}.dump(), "application/json")->status == 200);
    CHECK(eventually([&] { return !page.live_page->invitation(code.digits) && page.live_page->sessions().size() == 2; }));
}

TEST_CASE("a hanging page process is noticed and restarted like a killed one", "[live][WEB-9]") {
    LivePageFixture page;
    page.show(2);
    const auto cookie = page.paired(LiveRole::staff);
    const auto before = page.live_page->process();
    REQUIRE(::kill(before, SIGSTOP) == 0);
    CHECK(eventually([&] { return page.live_page->process() != before && page.live_page->process() != 0; }, 30s));
    CHECK(eventually([&] {
        const auto reply = page.client().Get("/api/live", page.with(cookie));
        return reply && reply->status == 200 && reply->body.find("\"inside\":2") != std::string::npos;
    }));
}

TEST_CASE("a page process that nobody visits is not taken for a hanging one", "[live][WEB-9]") {
    LivePageFixture page;
    const auto process = page.live_page->process();
    std::this_thread::sleep_for(9s);  // longer than a hanging process is given
    CHECK(page.live_page->process() == process);
}

TEST_CASE("a hanging page process delays no caller and is killed", "[live][WEB-9]") {
    LivePageFixture page;
    page.show(1);
    const auto process = page.live_page->process();
    REQUIRE(::kill(process, SIGSTOP) == 0);
    const auto since = Clock::now();
    // More than the socket's buffer holds: a caller that wrote to it would block.
    for (int i = 0; i < 20; ++i) page.show(static_cast<std::size_t>(i));
    const auto code = page.live_page->invite(LiveRole::viewer).invitation.digits;
    CHECK(page.live_page->invitation(code));
    page.live_page->end_session("nobody");
    CHECK(Clock::now() - since < 100ms);
    const auto quitting = Clock::now();
    page.live_page.reset();
    CHECK(Clock::now() - quitting < 2s);
    CHECK(::kill(process, 0) != 0);
}

TEST_CASE("many requests for long lists at once are answered, and the page keeps working", "[live][WEB-9]") {
    LivePageFixture page;
    LiveView view;
    std::vector<Registration> roster;
    for (int i = 0; i < 5000; ++i)
        roster.push_back(person(std::to_string(i), "Eva " + std::to_string(i), "Lind", "Linköpings kommun"));
    view.people = std::make_shared<const PersonRows>(person_rows(roster));
    view.presence.resize(roster.size());
    page.live_page->show(std::make_shared<const LiveView>(std::move(view)), {});
    const auto cookie = page.paired(LiveRole::staff);
    const std::string large(60'000, ' ');  // fills the channel in both directions
    std::vector<std::future<bool>> crowd;
    for (int i = 0; i < 24; ++i)
        crowd.push_back(std::async(std::launch::async, [&, i] {
            auto phone = page.client();
            const auto reply = i % 2 == 0 ? phone.Get("/api/people", page.with(cookie))
                                          : phone.Post("/api/act", page.with(cookie),
                                                       R"({"action":"check_in","person":"id-1"})" + large, "application/json");
            // Sixteen are answered at once; the others may get 503.
            return reply && (reply->status == 200 || reply->status == 503);
        }));
    for (auto& one : crowd) CHECK(one.get());
    CHECK(page.live_page->invitation(page.live_page->invite(LiveRole::viewer).invitation.digits));
    CHECK(page.client().Get("/api/people", page.with(cookie))->body.size() > 500'000);
}

TEST_CASE("a sessions file that cannot be written leaves nothing behind, and the page works", "[live]") {
    LivePageFixture page;
    std::filesystem::create_directory(page.folder / "live-sessions.json");
    std::filesystem::create_directory(page.folder / "live-sessions.json" / "in the way");
    page.show(1);
    const auto cookie = page.paired(LiveRole::viewer);
    CHECK(page.client().Get("/api/live", page.with(cookie))->status == 200);
    page.live_page.reset();
    CHECK_FALSE(std::filesystem::exists(page.folder / "live-sessions.json.new"));
}

TEST_CASE("an exception while a message of the page process is read is told to staff, and phones pair afterwards", "[live]") {
    LivePageFixture f;
    std::promise<std::string> told;
    on_thread_failure([&](const std::string& name) { told.set_value(name); });
    const auto process = f.live_page->process();
    f.fails_once = true;
    static_cast<void>(f.live_page->invite(LiveRole::viewer));
    CHECK(told.get_future().get() == "page-reader");
    on_thread_failure({});
    CHECK_FALSE(f.paired(LiveRole::staff).empty());
    CHECK(f.live_page->process() == process);
}
