#include "core/qr/codes_in_view.hpp"

#include "tests/support/catch.hpp"

using namespace entre;
using namespace std::chrono_literals;

namespace {

using Kind = CodeMeaning::Kind;

/// A camera at fifteen frames a second. Payloads that begin with "A" and "B" are Anna's and Bo's tickets.
class Door {
public:
    CodesInView::Report see(std::vector<std::string> payloads) {
        now_ += 66ms;
        std::vector<FoundCode> codes;
        for (auto& payload : payloads) codes.push_back({std::move(payload), {}});
        return view_.take(codes, now_);
    }
    std::string report(std::vector<std::string> payloads) {
        const auto report = see(std::move(payloads));
        return report.code ? report.code->text : "";
    }
    void wait(Clock::duration time, const std::vector<std::string>& payloads = {}) {
        for (const auto until = now_ + time; now_ < until;) see(payloads);
    }
    int asked = 0;

private:
    CodeMeaning meaning(const std::string& payload) {
        ++asked;
        if (payload.starts_with("A") || payload.starts_with("B")) return {Kind::ticket, payload.substr(0, 1)};
        if (payload.starts_with("https:")) return {Kind::other, {}};
        return {};
    }

    CodesInView view_{[this](const std::string& payload) { return meaning(payload); }};
    Clock::time_point now_ = Clock::time_point{} + 1h;
};

constexpr const char* poster = "https://example.org/poster";

}  // namespace

TEST_CASE("a code in view is reported in every frame it is read in, and its meaning is looked up once", "[ticket]") {
    Door door;
    CHECK(door.report({"A1"}) == "A1");
    CHECK(door.report({}).empty());
    CHECK(door.report({"A1"}) == "A1");
    CHECK(door.asked == 1);
    CHECK(door.report({"what is this"}).empty());  // the ticket is still in view
    door.wait(600ms);
    CHECK(door.report({"what is this"}) == "what is this");
}

TEST_CASE("a ticket of this seminar takes precedence over all other codes in view", "[ticket]") {
    Door door;
    CHECK(door.report({poster, "not ours", "A1"}) == "A1");
    CHECK(door.report({"not ours"}).empty());
    CHECK(door.report({"A1", poster}) == "A1");
}

TEST_CASE("a link on a poster is not reported", "[ticket]") {
    Door door;
    for (int i = 0; i < 40; ++i) CHECK(door.report({poster}).empty());
    CHECK(door.report({poster, "A1"}) == "A1");
    door.wait(2s);
    CHECK(door.report({poster, "not ours"}) == "not ours");
}

TEST_CASE("of two people's tickets none is reported until one has left the view", "[ticket]") {
    Door door;
    for (int i = 0; i < 10; ++i) {
        const auto report = door.see({"A1", "B1"});
        CHECK_FALSE(report.code);
        CHECK(report.advice == ScanAdvice::one_at_a_time);
    }
    CHECK_FALSE(door.see({"B1"}).code);  // the other one was in view a moment ago
    door.wait(600ms, {"B1"});
    CHECK(door.report({"B1"}) == "B1");
    CHECK(door.see({"B1"}).advice == ScanAdvice::none);
}

TEST_CASE("the visitor being served may keep holding up the ticket, and the next one waits", "[ticket]") {
    Door door;
    REQUIRE(door.report({"A1"}) == "A1");
    CHECK(door.report({"B1", "A1"}) == "A1");
    CHECK(door.report({"B1"}).empty());
    door.wait(600ms, {"B1"});
    CHECK(door.report({"B1"}) == "B1");
}

TEST_CASE("two codes of one person count as one ticket", "[ticket]") {
    Door door;
    CHECK(door.report({"A-as-aztec", "A-as-qr"}) == "A-as-aztec");
    CHECK(door.see({"A-as-qr"}).advice == ScanAdvice::none);
}

TEST_CASE("a link held up brings advice, and one that is part of the background brings none", "[ticket]") {
    Door door;
    CHECK(door.see({poster}).advice == ScanAdvice::none);
    door.wait(1s, {poster});
    CHECK(door.see({poster}).advice == ScanAdvice::not_a_ticket);
    door.wait(8s, {poster});
    CHECK(door.see({poster}).advice == ScanAdvice::none);
    door.wait(2s);
    door.wait(2s, {poster});
    CHECK(door.see({poster}).advice == ScanAdvice::none);
    // A different link brings advice again.
    door.wait(2s, {"https://example.org/held-up"});
    CHECK(door.see({"https://example.org/held-up"}).advice == ScanAdvice::not_a_ticket);
}

TEST_CASE("a screen that shows a new code in every frame uses no more memory", "[ticket]") {
    Door door;
    for (int i = 0; i < 5'000; ++i) door.see({"https://example.org/" + std::to_string(i), "x" + std::to_string(i)});
    CHECK(door.report({"A1"}) == "A1");
}

TEST_CASE("a visitor who left the view is not preferred when coming back beside another one", "[ticket]") {
    Door door;
    REQUIRE(door.report({"A1"}) == "A1");
    door.wait(600ms);
    const auto report = door.see({"A1", "B1"});
    CHECK_FALSE(report.code);
    CHECK(report.advice == ScanAdvice::one_at_a_time);
}

TEST_CASE("over 64 codes at once are forgotten, so that memory is bounded, and 64 are remembered", "[ticket]") {
    const auto questions = [](int codes) {
        Door door;
        std::vector<std::string> all;
        for (int i = 0; i < codes; ++i) all.push_back("x" + std::to_string(i));
        door.see(all);
        door.see({"x0"});
        return door.asked;
    };
    CHECK(questions(64) == 64);
    CHECK(questions(65) == 66);
}
