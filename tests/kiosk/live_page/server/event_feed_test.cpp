#include "kiosk/live_page/server/event_feed.hpp"

#include <future>
#include <nlohmann/json.hpp>

#include "tests/support/catch.hpp"

using namespace entre;
using namespace std::chrono_literals;
using Json = nlohmann::json;

namespace {

std::string view(int inside) { return Json{{"at", "now"}, {"inside", inside}}.dump(); }
Clock::time_point at_once() { return Clock::now(); }
Clock::time_point soon() { return Clock::now() + 10s; }

}  // namespace

TEST_CASE("a new page gets the complete view, then each change in order", "[live][WEB-7]") {
    EventFeed feed;
    CHECK_FALSE(feed.next("", at_once()));
    feed.publish(view(1));
    const auto first = feed.next("", at_once());
    REQUIRE(first);
    CHECK(first->is_whole);
    CHECK(Json::parse(first->data)["inside"] == 1);
    CHECK_FALSE(feed.next(first->id, at_once()));
    feed.publish(view(2));
    feed.publish(view(3));
    const auto second = feed.next(first->id, at_once());
    REQUIRE(second);
    CHECK_FALSE(second->is_whole);
    CHECK(Json::parse(second->data) == Json{{"inside", 2}});
    const auto third = feed.next(second->id, at_once());
    REQUIRE(third);
    CHECK(Json::parse(third->data) == Json{{"inside", 3}});
    CHECK_FALSE(feed.next(third->id, at_once()));
}

TEST_CASE("a view in which only the time differs is no event", "[live]") {
    EventFeed feed;
    feed.publish(view(1));
    const auto first = feed.next("", at_once());
    REQUIRE(first);
    feed.publish(Json{{"at", "later"}, {"inside", 1}}.dump());
    CHECK_FALSE(feed.next(first->id, at_once()));
}

TEST_CASE("a page that missed too much, or knew another run, gets the complete view", "[live][WEB-7]") {
    EventFeed feed, before_the_restart;
    feed.publish(view(0));
    before_the_restart.publish(view(0));
    const auto first = feed.next("", at_once()), other = before_the_restart.next("", at_once());
    REQUIRE(first);
    REQUIRE(other);
    for (int i = 1; i <= 1000; ++i) feed.publish(view(i));
    for (const auto& id :
         {first->id, other->id, std::string("garbage"), first->id + "x", first->id + "99999999999999999999999"}) {
        const auto next = feed.next(id, at_once());
        REQUIRE(next);
        CHECK(next->is_whole);
        CHECK(Json::parse(next->data)["inside"] == 1000);
    }
}

TEST_CASE("a waiting page is woken by an event and by the end", "[live]") {
    EventFeed feed;
    feed.publish(view(1));
    const auto first = feed.next("", at_once());
    REQUIRE(first);
    auto waiting = std::async(std::launch::async, [&] { return feed.next(first->id, soon()); });
    feed.publish(view(2));
    const auto change = waiting.get();
    REQUIRE(change);
    auto ending = std::async(std::launch::async, [&] { return feed.next(change->id, soon()); });
    feed.close();
    CHECK_FALSE(ending.get());
    CHECK(feed.is_closed());
}

TEST_CASE("viewers get the same numbers as staff, without names", "[live][PRV-5]") {
    EventFeeds feeds;
    feeds.publish(R"({"inside":1,"latest":[{"name":"Eva"}]})");
    CHECK(feeds.of(LiveRole::staff).whole().find("Eva") != std::string::npos);
    CHECK(feeds.of(LiveRole::viewer).whole().find("Eva") == std::string::npos);
    CHECK(Json::parse(feeds.of(LiveRole::viewer).whole())["inside"] == 1);
    feeds.close();
    CHECK(feeds.of(LiveRole::viewer).is_closed());
}
