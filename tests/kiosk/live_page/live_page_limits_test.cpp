// Greedy, slow and silent peers of the live page, and many streams at once.
#include <future>
#include <thread>

#include "tests/kiosk/live_page/live_page_fixture.hpp"

using namespace entre;
using namespace entre::test;
using namespace std::chrono_literals;

TEST_CASE("a megabyte of headers is cut off, in one line or in many", "[live][WEB-6]") {
    LivePageFixture page;
    std::string many;
    while (many.size() < 1'000'000) many += "X-Pad: " + std::string(1000, 'x') + "\r\n";
    for (const auto& headers : {many, "X-Pad: " + std::string(1'000'000, 'x') + "\r\n"}) {
        RawConnection peer(page.live_page->port());
        REQUIRE(peer.is_open());
        peer.send("GET /pair HTTP/1.1\r\nHost: " + page.host() + "\r\n" + headers + "\r\n");
        CHECK(peer.read_until().find("200 OK") == std::string::npos);
    }
    CHECK(page.client().Get("/pair")->status == 200);
}

TEST_CASE("a check-in reaches two streams of each of ten sessions within a second", "[live][WEB-7]") {
    LivePageFixture page;
    page.show(1);
    std::vector<std::unique_ptr<RawConnection>> pages;
    for (std::size_t session = 0; session < max_sessions; ++session) {
        const auto cookie = page.paired(LiveRole::viewer);
        for (int i = 0; i < 2; ++i) {
            pages.push_back(page.stream(cookie));
            CHECK(pages.back()->read_until("\"inside\":1,").find("event: whole") != std::string::npos);
        }
    }
    const auto since = Clock::now();
    page.show(2);
    for (auto& one : pages) CHECK(one->read_until("\"inside\":2").find("event: change") != std::string::npos);
    CHECK(Clock::now() - since < 1s);
}

TEST_CASE("a session's third stream ends its oldest, and its newest two go on", "[live][WEB-7]") {
    LivePageFixture page;
    page.show(1);
    const auto cookie = page.paired(LiveRole::viewer);
    std::vector<std::unique_ptr<RawConnection>> streams;
    for (int i = 0; i < 3; ++i) {
        streams.push_back(page.stream(cookie));
        streams.back()->read_until("\"inside\":1,");
    }
    CHECK(streams[0]->read_until().find("\"inside\":2") == std::string::npos);  // returns because the server closes it
    page.show(2);
    for (std::size_t i = 1; i < 3; ++i) CHECK(streams[i]->read_until("\"inside\":2").find("event: change") != std::string::npos);
}

TEST_CASE("a viewer that opens streams without end shuts nobody else out", "[live][WEB-7]") {
    LivePageFixture page;
    page.show(1);
    const auto greedy = page.paired(LiveRole::viewer), staff = page.paired(LiveRole::staff);
    std::vector<std::unique_ptr<RawConnection>> streams;
    for (int i = 0; i < 40; ++i) streams.push_back(page.stream(greedy));
    CHECK(page.stream(staff)->read_until("\"inside\":1,").find("event: whole") != std::string::npos);
    streams.clear();
    // Closed ones give their places back.
    CHECK(eventually([&] { return page.stream(greedy)->read_until("\"inside\":1,").find("event: whole") != std::string::npos; }));
}

TEST_CASE("silent connections from six addresses do not lock out a phone", "[live][WEB-6]") {
    LivePageFixture page;
    page.show(1);
    const auto cookie = page.paired(LiveRole::staff);
    const auto watching = page.stream(cookie);
    watching->read_until("\"inside\":1,");
    bool is_tls = false;
    SECTION("that do not even begin with TLS") {}
    SECTION("that stop after the handshake") { is_tls = true; }
    std::vector<std::unique_ptr<RawConnection>> silent;
    for (int i = 0; i < 300; ++i) silent.push_back(std::make_unique<RawConnection>(page.live_page->port(), is_tls, 2 + i % 6));
    auto phone = page.client();
    phone.set_connection_timeout(1);
    phone.set_read_timeout(1);
    const auto reply = phone.Get("/pair");
    REQUIRE(reply);
    CHECK(reply->status == 200);
    // Paired phones are not disturbed.
    page.show(2);
    CHECK(watching->read_until("\"inside\":2").find("event: change") != std::string::npos);
}

TEST_CASE("a stream resumes where it stopped, and ends with its session", "[live][WEB-7]") {
    LivePageFixture page;
    page.show(1);
    const auto cookie = page.paired(LiveRole::viewer);
    const auto open_stream = [&](const std::string& more, const std::string& query = "") {
        auto peer = std::make_unique<RawConnection>(page.live_page->port());
        peer->send("GET /api/events" + query + " HTTP/1.1\r\nHost: " + page.host() + "\r\nCookie: " + cookie + "\r\n" + more +
                   "\r\n");
        return peer;
    };
    const auto first = open_stream("")->read_until("\"inside\":1,");
    const auto begin = first.find("id: ") + 4;
    const auto id = first.substr(begin, first.find('\n', begin) - begin);
    page.show(2);
    page.show(3);
    CHECK(open_stream("Last-Event-ID: " + id + "\r\n")->read_until("\"inside\":3").find("whole") == std::string::npos);
    CHECK(open_stream("", "?last=" + id)->read_until("\"inside\":3").find("whole") == std::string::npos);
    CHECK(open_stream("Last-Event-ID: other-1\r\n")->read_until("\"inside\":3").find("event: whole") != std::string::npos);
    const auto watching = open_stream("");
    watching->read_until("\"inside\":3");
    REQUIRE(page.live_page->sessions().size() == 1);
    page.live_page->end_session(page.live_page->sessions().front().id);
    CHECK(watching->read_until().find("event: over") != std::string::npos);
    CHECK(page.client().Get("/api/live", page.with(cookie))->status == 401);
}

TEST_CASE("slow peers are disconnected and delay neither other peers nor events", "[live][WEB-6]") {
    LivePageFixture page;
    page.show(1);
    const auto cookie = page.paired(LiveRole::viewer);
    std::vector<std::unique_ptr<RawConnection>> slow;
    for (int i = 0; i < 80; ++i) {
        slow.push_back(std::make_unique<RawConnection>(page.live_page->port()));
        slow.back()->send("GET / HTTP/1.1\r\nX-Slow: ");
    }
    const auto since = Clock::now();
    CHECK(page.client().Get("/api/live", page.with(cookie))->status == 200);
    page.show(2);
    CHECK(Clock::now() - since < 1s);
    // A peer that sends byte by byte is cut off, too, by the server's own deadline.
    while (!slow[0]->is_closed_within(300ms) && Clock::now() - since < 14s) slow[0]->send("x");
    CHECK(Clock::now() - since < 14s);
}

TEST_CASE("many short connections leave no thread behind", "[live]") {
    LivePageFixture page;
    std::vector<std::future<int>> crowd;
    for (int i = 0; i < 12; ++i)
        crowd.push_back(std::async(std::launch::async, [&] {
            int through = 0;
            for (int n = 0; n < 20; ++n) through += RawConnection(page.live_page->port()).is_open() ? 1 : 0;
            return through;
        }));
    int through = 0;
    for (auto& one : crowd) through += one.get();
    CHECK(through == 240);
    CHECK(page.client().Get("/pair")->status == 200);
}

TEST_CASE("an address that asks too fast is told so, and others are not", "[live][WEB-6]") {
    LivePageFixture page;
    std::string many;
    for (int i = 0; i < 100; ++i) many += "GET /pair HTTP/1.1\r\nHost: " + page.host() + "\r\n\r\n";
    RawConnection hasty(page.live_page->port());
    hasty.send(many);
    CHECK(hasty.read_until("429").find("429") != std::string::npos);
    auto elsewhere = page.client();
    elsewhere.set_interface("127.0.0.2");
    CHECK(elsewhere.Get("/pair")->status == 200);
}
