#include "kiosk/live_page/server/event_stream.hpp"

#include "tests/support/catch.hpp"

using namespace entre;

namespace {

struct StreamFixture {
    EventFeeds feeds;
    bool is_paired = true;
    EventStreams streams{feeds, {[this](const std::string&) { return is_paired; }, [](LiveRole) { return std::string("{}"); }}};

    HttpResponse open(const std::string& session) {
        HttpRequest request;
        request.header = request.parameter = [](const char*) { return std::string{}; };
        LiveSession owner;
        owner.id = session;
        return streams.open(request, "token", owner);
    }
    /// What the stream writes next; nullopt once it has ended without a word.
    static std::optional<std::string> next(const HttpResponse& response) {
        std::string written;
        const bool goes_on = response.stream([&](std::string_view text) { return written += text, true; });
        return goes_on || !written.empty() ? std::optional(written) : std::nullopt;
    }
};

}  // namespace

TEST_CASE("a third stream of a session ends its oldest and no other session's", "[live][WEB-7]") {
    StreamFixture f;
    const auto other = f.open("nils"), oldest = f.open("eva"), second = f.open("eva"), third = f.open("eva");
    CHECK_FALSE(f.next(oldest));
    for (const auto* one : {&other, &second, &third}) CHECK(f.next(*one)->starts_with("retry: "));
    const auto fourth = f.open("eva");
    CHECK_FALSE(f.next(second));
    CHECK(f.next(third));
    CHECK(f.next(fourth));
}

TEST_CASE("a session whose streams do not end is refused, until some have", "[live][WEB-7]") {
    StreamFixture f;
    std::vector<HttpResponse> open;
    for (int i = 0; i < 8; ++i) {
        open.push_back(f.open("eva"));
        CHECK(open.back().status == 200);
    }
    const auto refused = f.open("eva");
    CHECK(refused.status == 503);
    CHECK_FALSE(refused.stream);
    CHECK(refused.headers == HttpHeaders{{"Retry-After", "10"}});
    CHECK(f.open("nils").status == 200);
    open.erase(open.begin());
    CHECK(f.open("eva").status == 200);
}

TEST_CASE("a stream says that its session is over, and ends", "[live][WEB-7]") {
    StreamFixture f;
    const auto stream = f.open("eva");
    f.feeds.publish(R"({"inside":1})");
    CHECK(f.next(stream)->find("event: time") != std::string::npos);
    CHECK(f.next(stream)->find("event: whole") != std::string::npos);
    f.is_paired = false;
    CHECK(f.next(stream)->find("event: over") != std::string::npos);
}

TEST_CASE("a stream ends with the feed", "[live][WEB-7]") {
    StreamFixture f;
    const auto stream = f.open("eva");
    f.feeds.close();
    CHECK_FALSE(f.next(stream));
}
