#include "kiosk/live_page/server/access.hpp"

#include <set>

#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;
using namespace std::chrono_literals;

namespace {

const UtcTime now = morning();
LiveAccess door() { return LiveAccess(morning(240)); }
Admitted check_in(LiveAccess& access, LiveRole role = LiveRole::viewer, UtcTime at = now) {
    const auto admitted = access.admit(access.invite(role, at).secret, "Firefox/128 Android", at);
    REQUIRE(admitted);
    return *admitted;
}
std::string other_than(const std::string& digits) { return digits == "000000" ? "000001" : "000000"; }

}  // namespace

TEST_CASE("an invitation stands until it was used or its time is over", "[access]") {
    LiveAccess access(from_rfc3339("2027-05-20T12:30:00+02:00")->utc);
    const auto now = from_rfc3339("2027-05-20T08:00:00+02:00")->utc;
    const auto digits = access.invite(LiveRole::staff, now).digits;
    CHECK(access.stands(digits, now + std::chrono::minutes{9}));
    CHECK_FALSE(access.stands(digits, now + invitation_stands));
    CHECK_FALSE(access.stands("", now));
    REQUIRE(access.admit(digits, "phone", now));
    CHECK_FALSE(access.stands(digits, now));
}

TEST_CASE("a secret of 128 bits or six digits let one device in, once", "[live][WEB-2]") {
    auto access = door();
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

TEST_CASE("an invitation is over after ten minutes, and when another of its role is made", "[live][WEB-2]") {
    auto access = door();
    const Invitation old = access.invite(LiveRole::viewer, now);
    CHECK_FALSE(access.admit(old.secret, "", now + 10min));
    const Invitation replaced = access.invite(LiveRole::viewer, now);
    const Invitation staff = access.invite(LiveRole::staff, now);
    const Invitation fresh = access.invite(LiveRole::viewer, now);
    CHECK_FALSE(access.admit(replaced.secret, "", now));
    CHECK(access.admit(fresh.secret, "", now + 10min - 1ms));
    CHECK(access.admit(staff.secret, "", now));
}

TEST_CASE("five wrong digits make the right ones void, not the secret", "[live][WEB-2]") {
    auto access = door();
    const Invitation made = access.invite(LiveRole::viewer, now);
    for (int i = 0; i < 5; ++i) CHECK_FALSE(access.admit(other_than(made.digits), "", now));
    CHECK_FALSE(access.admit(made.digits, "", now));
    CHECK_FALSE(access.admit("", "", now));
    CHECK(access.admit(made.secret, "", now));
}

TEST_CASE("a session ends when idle, after twelve hours, with the event, or when staff says so", "[live][WEB-3]") {
    auto access = door();
    const auto idle = check_in(access);
    CHECK(access.session_of(idle.token, now + 29min));
    CHECK(access.session_of(idle.token, now + 58min));
    CHECK_FALSE(access.session_of(idle.token, now + 88min));

    LiveAccess long_day(now + 48h);
    const auto old = check_in(long_day);
    for (auto at = now; at < now + 12h; at += 20min) CHECK(long_day.session_of(old.token, at));
    CHECK_FALSE(long_day.session_of(old.token, now + 12h));

    const auto late = check_in(access, LiveRole::viewer, morning(290));
    CHECK(access.session_of(late.token, morning(299)));
    CHECK_FALSE(access.session_of(late.token, morning(300)));

    const auto ended = check_in(access);
    access.end(ended.session.id);
    CHECK_FALSE(access.session_of(ended.token, now));
}

TEST_CASE("a forged token opens nothing, nor does a session's id", "[live][WEB-3]") {
    auto access = door();
    const auto admitted = check_in(access);
    auto forged = admitted.token;
    forged.back() = forged.back() == 'A' ? 'B' : 'A';
    for (const auto& token : {forged, admitted.session.id, std::string{}, std::string(100'000, 'x'), admitted.token + "x"})
        CHECK_FALSE(access.session_of(token, now));
}

TEST_CASE("of eleven sessions the one that was away longest gives way", "[live][WEB-3]") {
    auto access = door();
    const auto first = check_in(access);
    std::vector<std::string> tokens;
    for (int i = 1; i <= 10; ++i) tokens.push_back(check_in(access, LiveRole::viewer, now + std::chrono::seconds{i}).token);
    CHECK(access.sessions(now + 11s).size() == max_sessions);
    CHECK_FALSE(access.session_of(first.token, now + 11s));
    for (const auto& token : tokens) CHECK(access.session_of(token, now + 11s));
}

TEST_CASE("sessions outlive a restart as hashes, and a file somebody wrote in does no harm", "[live][WEB-3]") {
    auto access = door();
    const auto admitted = check_in(access, LiveRole::staff);
    const auto kept = access.kept();
    CHECK(kept.find(admitted.token) == std::string::npos);
    auto again = door();
    again.restore(kept, now + 1min);
    const auto session = again.session_of(admitted.token, now + 1min);
    REQUIRE(session);
    CHECK(session->role == LiveRole::staff);
    CHECK(session->device == "Firefox, Android");
    auto late = door();
    late.restore(kept, now + 31min);
    CHECK(late.sessions(now + 31min).empty());
    for (const char* broken : {"", "[", "{}", "[1,null,{}]", R"([{"token_sha256":"00","id":1}])"}) {
        auto other = door();
        other.restore(broken, now);
        CHECK(other.sessions(now).empty());
    }
}

TEST_CASE("one address pairs five times a minute, all together a hundred an hour, then pairing rests", "[live][WEB-6]") {
    Pace pace;
    const Clock::time_point start{1h};
    for (int i = 0; i < 5; ++i) CHECK(pace.may_pair("10.0.0.1", start) == Pace::Try::remembered);
    CHECK(pace.may_pair("10.0.0.1", start + 59s) == Pace::Try::too_often);
    CHECK(pace.may_pair("10.0.0.2", start + 59s) == Pace::Try::remembered);
    CHECK(pace.may_pair("10.0.0.1", start + 60s) == Pace::Try::remembered);
    int received = 0;
    for (int i = 0; i < 120; ++i) received += pace.may_pair("10.1.0." + std::to_string(i), start + 61s) == Pace::Try::locked_now ? 1 : 0;
    CHECK(received == 1);
    CHECK(pace.may_pair("10.2.0.1", start + 15min) == Pace::Try::locked);
    CHECK(pace.may_pair("10.2.0.1", start + 17min) == Pace::Try::remembered);
}

TEST_CASE("twenty requests a second from one address, whoever else asks", "[live][WEB-6]") {
    Pace pace;
    const Clock::time_point start{1h};
    int remembered = 0;
    for (int i = 0; i < 1000; ++i) remembered += pace.may_request("10.0.0.1", start + std::chrono::milliseconds{i * 10}) ? 1 : 0;
    CHECK(remembered >= 200);
    CHECK(remembered <= 262);
    CHECK(pace.may_request("10.0.0.2", start));
    for (int i = 0; i < 10'000; ++i) CHECK(pace.may_request("10.9." + std::to_string(i), start + 20s));
}

TEST_CASE("a device is named in few words, and never in its own", "[live]") {
    CHECK(device_of("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile/15E148 Safari/604.1") == "Safari, iPhone");
    CHECK(device_of("Mozilla/5.0 (Windows NT 10.0) Chrome/126 Safari/537.36 Edg/126") == "Edge, Windows");
    CHECK(device_of("<script>alert(1)</script>" + std::string(10'000, 'x')).size() <= 24);
    CHECK(device_of("").empty());
}
