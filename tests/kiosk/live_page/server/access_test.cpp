#include "kiosk/live_page/server/access.hpp"

#include <set>

#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;
using namespace std::chrono_literals;

namespace {

const UtcTime now = morning();
LiveAccess new_access() { return LiveAccess(morning(240)); }
Admitted pair(LiveAccess& access, LiveRole role = LiveRole::viewer, UtcTime at = now) {
    const auto admitted = access.admit(access.invite(role, at).secret, "Firefox/128 Android", at);
    REQUIRE(admitted);
    return *admitted;
}
std::string other_than(const std::string& digits) { return digits == "000000" ? "000001" : "000000"; }

}  // namespace

TEST_CASE("an invitation is valid until it is used or expires", "[access]") {
    LiveAccess access(from_rfc3339("2027-05-20T12:30:00+02:00")->utc);
    const auto now = from_rfc3339("2027-05-20T08:00:00+02:00")->utc;
    const auto digits = access.invite(LiveRole::staff, now).digits;
    CHECK(access.is_valid(digits, now + std::chrono::minutes{9}));
    CHECK_FALSE(access.is_valid(digits, now + invitation_lifetime));
    CHECK_FALSE(access.is_valid("", now));
    REQUIRE(access.admit(digits, "phone", now));
    CHECK_FALSE(access.is_valid(digits, now));
}

TEST_CASE("a secret of 128 bits or six digits pair one device, once", "[live][WEB-2]") {
    auto access = new_access();
    const Invitation first = access.invite(LiveRole::staff, now);
    CHECK(first.secret.size() == 22);
    CHECK(first.digits.size() == 6);
    const auto admitted = access.admit(first.secret, "", now);
    REQUIRE(admitted);
    CHECK(admitted->session.role == LiveRole::staff);
    CHECK(admitted->token.size() == 43);
    CHECK_FALSE(access.admit(first.secret, "", now));
    CHECK_FALSE(access.admit(first.digits, "", now));
    const Invitation second = access.invite(LiveRole::viewer, now);
    CHECK(access.admit(second.digits, "", now));
    CHECK_FALSE(access.admit(second.secret, "", now));
}

TEST_CASE("an invitation expires after ten minutes, and when another is made for its role", "[live][WEB-2]") {
    auto access = new_access();
    const Invitation old = access.invite(LiveRole::viewer, now);
    CHECK_FALSE(access.admit(old.secret, "", now + 10min));
    const Invitation replaced = access.invite(LiveRole::viewer, now);
    const Invitation staff = access.invite(LiveRole::staff, now);
    const Invitation fresh = access.invite(LiveRole::viewer, now);
    CHECK_FALSE(access.admit(replaced.secret, "", now));
    CHECK(access.admit(fresh.secret, "", now + 10min - 1ms));
    CHECK(access.admit(staff.secret, "", now));
}

TEST_CASE("twenty wrong digits invalidate the right ones, but not the secret", "[live][WEB-2]") {
    auto access = new_access();
    const Invitation made = access.invite(LiveRole::viewer, now);
    for (int i = 0; i < 19; ++i) CHECK_FALSE(access.admit(other_than(made.digits), "", now));
    CHECK(access.is_valid(made.digits, now));
    CHECK_FALSE(access.admit(other_than(made.digits), "", now));
    CHECK_FALSE(access.is_valid(made.digits, now));
    CHECK_FALSE(access.is_valid("", now));
    CHECK(access.valid_digits(now).empty());
    CHECK_FALSE(access.admit(made.digits, "", now));
    CHECK_FALSE(access.admit("", "", now));
    CHECK(access.admit(made.secret, "", now));
}

TEST_CASE("a new invitation begins with no wrong digits", "[live][WEB-2]") {
    auto access = new_access();
    const Invitation first = access.invite(LiveRole::viewer, now);
    for (int i = 0; i < 19; ++i) CHECK_FALSE(access.admit(other_than(first.digits), "", now));
    const Invitation second = access.invite(LiveRole::viewer, now);
    CHECK_FALSE(access.admit(other_than(second.digits), "", now));
    CHECK(access.admit(second.digits, "", now));
}

TEST_CASE("wrong secrets do not count as guessed digits", "[live][WEB-2]") {
    auto access = new_access();
    const Invitation made = access.invite(LiveRole::viewer, now);
    for (const char* text : {"", "x", "12345", "1234567", "12345x", "x12345"})
        for (int i = 0; i < 20; ++i) CHECK_FALSE(access.admit(text, "", now));
    CHECK(access.admit(made.digits, "", now));
}

TEST_CASE("a session ends when idle, after twelve hours, after the event, or when staff ends it", "[live][WEB-3]") {
    auto access = new_access();
    const auto idle = pair(access);
    CHECK(access.session_of(idle.token, now + 29min));
    CHECK(access.session_of(idle.token, now + 58min));
    CHECK_FALSE(access.session_of(idle.token, now + 88min));

    LiveAccess long_day(now + 48h);
    const auto old = pair(long_day);
    for (auto at = now; at < now + 12h; at += 20min) CHECK(long_day.session_of(old.token, at));
    CHECK_FALSE(long_day.session_of(old.token, now + 12h));

    const auto late = pair(access, LiveRole::viewer, morning(290));
    CHECK(access.session_of(late.token, morning(299)));
    CHECK_FALSE(access.session_of(late.token, morning(300)));

    const auto ended = pair(access);
    access.end(ended.session.id);
    CHECK_FALSE(access.session_of(ended.token, now));
}

TEST_CASE("neither a forged token nor a session's id grants access", "[live][WEB-3]") {
    auto access = new_access();
    const auto admitted = pair(access);
    auto forged = admitted.token;
    forged.back() = forged.back() == 'A' ? 'B' : 'A';
    for (const auto& token : {forged, admitted.session.id, std::string{}, std::string(100'000, 'x'), admitted.token + "x"})
        CHECK_FALSE(access.session_of(token, now));
}

TEST_CASE("the eleventh session replaces the one unused for longest", "[live][WEB-3]") {
    auto access = new_access();
    const auto first = pair(access);
    std::vector<std::string> tokens;
    for (int i = 1; i <= 10; ++i) tokens.push_back(pair(access, LiveRole::viewer, now + std::chrono::seconds{i}).token);
    CHECK(access.sessions(now + 11s).size() == max_sessions);
    CHECK_FALSE(access.session_of(first.token, now + 11s));
    for (const auto& token : tokens) CHECK(access.session_of(token, now + 11s));
}

TEST_CASE("sessions survive a restart as hashes, and an edited file does no harm", "[live][WEB-3]") {
    auto access = new_access();
    const auto admitted = pair(access, LiveRole::staff);
    const auto saved = access.saved();
    CHECK(saved.find(admitted.token) == std::string::npos);
    auto again = new_access();
    again.restore(saved, now + 1min);
    const auto session = again.session_of(admitted.token, now + 1min);
    REQUIRE(session);
    CHECK(session->role == LiveRole::staff);
    CHECK(session->device == "Firefox, Android");
    auto late = new_access();
    late.restore(saved, now + 31min);
    CHECK(late.sessions(now + 31min).empty());
    for (const char* broken : {"", "[", "{}", "[1,null,{}]", R"([{"token_sha256":"00","id":1}])"}) {
        auto other = new_access();
        other.restore(broken, now);
        CHECK(other.sessions(now).empty());
    }
}

TEST_CASE("a phone stays paired while the page is closed, but never longer than twelve hours", "[live][WEB-3]") {
    LiveAccess access(now + 24h);
    const auto admitted = pair(access, LiveRole::staff);
    const auto reopened = [&](UtcTime closes, UtcTime opens) {
        LiveAccess again(now + 24h);
        again.restore(access.saved(closes), opens);
        return again.session_of(admitted.token, opens).has_value();
    };
    CHECK(reopened(now + 5min, now + 11h + 59min));
    CHECK_FALSE(reopened(now + 31min, now + 32min));  // idle before it closed
    CHECK_FALSE(reopened(now + 5min, now + 12h));
    CHECK(reopened(now + 5min, now + 1min));  // the clock was set back
    // Five minutes idle before it closed, and twenty-five after it opened again.
    LiveAccess again(now + 24h);
    again.restore(access.saved(now + 5min), now + 2h);
    CHECK(again.sessions(now + 2h + 24min).size() == 1);
    CHECK(again.sessions(now + 2h + 25min).empty());
}

TEST_CASE("an address may try digits five times a minute and fifteen times an hour", "[live][WEB-6]") {
    RateLimiter pace;
    const Clock::time_point start{1h};
    for (int i = 0; i < 5; ++i) CHECK(pace.may_try_digits("10.0.0.1", start) == RateLimiter::Attempt::counted);
    CHECK(pace.may_try_digits("10.0.0.1", start + 59s) == RateLimiter::Attempt::too_often);
    CHECK(pace.may_try_digits("10.0.0.2", start + 59s) == RateLimiter::Attempt::counted);
    for (int i = 0; i < 10; ++i) CHECK(pace.may_try_digits("10.0.0.1", start + (1 + i) * 60s) == RateLimiter::Attempt::counted);
    CHECK(pace.may_try_digits("10.0.0.1", start + 30min) == RateLimiter::Attempt::too_often);
    CHECK(pace.may_try_digits("10.0.0.2", start + 30min) == RateLimiter::Attempt::counted);
    CHECK(pace.may_try_digits("10.0.0.1", start + 1h) == RateLimiter::Attempt::counted);
}

TEST_CASE("a hundred guesses an hour from all addresses lock the digits for fifteen minutes", "[live][WEB-6]") {
    RateLimiter pace;
    const Clock::time_point start{1h};
    for (int i = 0; i < 100; ++i)
        CHECK(pace.may_try_digits("10.1.0." + std::to_string(i), start) == RateLimiter::Attempt::counted);
    CHECK(pace.may_try_digits("10.2.0.1", start + 1s) == RateLimiter::Attempt::locked_now);
    CHECK(pace.may_try_digits("10.2.0.1", start + 15min) == RateLimiter::Attempt::locked);
    CHECK(pace.may_try_digits("10.2.0.1", start + 1s + 15min) == RateLimiter::Attempt::counted);
}

TEST_CASE("guesses older than an hour do not count towards the lock", "[live][WEB-6]") {
    RateLimiter pace;
    const Clock::time_point start{1h};
    for (int i = 0; i < 100; ++i) static_cast<void>(pace.may_try_digits("10.1.0." + std::to_string(i), start));
    CHECK(pace.may_try_digits("10.2.0.1", start + 1h) == RateLimiter::Attempt::counted);
}

TEST_CASE("one address that guesses without end locks itself out and nobody else", "[live][WEB-6]") {
    RateLimiter pace;
    const Clock::time_point start{1h};
    int counted = 0;
    for (auto at = start; at < start + 1h; at += 1s)
        counted += pace.may_try_digits("10.0.0.1", at) == RateLimiter::Attempt::counted ? 1 : 0;
    CHECK(counted == 15);
    CHECK(pace.may_try_digits("10.0.0.2", start + 59min) == RateLimiter::Attempt::counted);
}

TEST_CASE("each address may send twenty requests a second", "[live][WEB-6]") {
    RateLimiter pace;
    const Clock::time_point start{1h};
    int allowed = 0;
    for (int i = 0; i < 1000; ++i) allowed += pace.may_request("10.0.0.1", start + std::chrono::milliseconds{i * 10}) ? 1 : 0;
    CHECK(allowed >= 200);
    CHECK(allowed <= 262);
    CHECK(pace.may_request("10.0.0.2", start));
    for (int i = 0; i < 10'000; ++i) CHECK(pace.may_request("10.9." + std::to_string(i), start + 20s));
}

TEST_CASE("a device name is short and safe, whatever the User-Agent", "[live]") {
    CHECK(device_of("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile/15E148 Safari/604.1") ==
          "Safari, iPhone");
    CHECK(device_of("Mozilla/5.0 (Windows NT 10.0) Chrome/126 Safari/537.36 Edg/126") == "Edge, Windows");
    CHECK(device_of("<script>alert(1)</script>" + std::string(10'000, 'x')).size() <= 24);
    CHECK(device_of("").empty());
}

TEST_CASE("a clock that is set back neither ends nor prolongs a session", "[live][WEB-3]") {
    LiveAccess access(now + 48h);
    const auto admitted = pair(access);
    CHECK(access.session_of(admitted.token, now - 1h));
    CHECK(access.sessions(now - 1h).front().last_seen == now);
    CHECK(access.session_of(admitted.token, now + 29min));
    CHECK_FALSE(access.session_of(admitted.token, now + 59min));
}

TEST_CASE("a sessions file with more sessions than may be is read only so far", "[live][WEB-3]") {
    std::string saved = "[";
    for (int i = 0; i < 20; ++i)
        saved += std::string(i == 0 ? "" : ",") + R"({"token_sha256":")" + std::string(64, static_cast<char>('a' + i)) +
                 R"(","id":"id","role":"staff","device":"","since_ms":)" + std::to_string(now.time_since_epoch().count()) +
                 R"(,"last_seen_ms":)" + std::to_string(now.time_since_epoch().count()) + "}";
    auto access = new_access();
    access.restore(saved + "]", now);
    CHECK(access.sessions(now).size() == max_sessions);
    auto short_hash = new_access();
    short_hash.restore(R"([{"token_sha256":"aa","id":"id","role":"staff","device":"","since_ms":)" +
                           std::to_string(now.time_since_epoch().count()) + R"(,"last_seen_ms":)" +
                           std::to_string(now.time_since_epoch().count()) + "}]",
                       now);
    CHECK(short_hash.sessions(now).empty());
}

TEST_CASE("a session restored with an unknown role is a viewer's", "[live][WEB-3]") {
    auto access = new_access();
    pair(access, LiveRole::staff);
    auto saved = access.saved();
    saved.replace(saved.find("\"staff\""), 7, "\"admin\"");
    auto again = new_access();
    again.restore(saved, now);
    REQUIRE(again.sessions(now).size() == 1);
    CHECK(again.sessions(now).front().role == LiveRole::viewer);
}
