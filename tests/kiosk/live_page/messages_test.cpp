#include "kiosk/live_page/messages.hpp"

#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("settings, invitations, states and refusals survive JSON", "[live]") {
    PageSettings settings;
    settings.address = {"0.0.0.0", 8443, {"192.168.1.20", "localhost"}};
    settings.key = "/a/live-key.pem";
    settings.certificate = "/a/live-cert.pem";
    settings.seminar = R"({"name":"Å"})";
    settings.sessions = "[]";
    settings.ends = UtcTime{std::chrono::milliseconds{1'800'000'000'123}};
    settings.can_act = true;
    settings.transfer = "abcdefgh";
    settings.offered = {"Biljetter.pdf", "Biljetter för utskick.csv"};
    const auto back = page_settings_from(to_json(settings));
    REQUIRE(back);
    CHECK(to_json(*back) == to_json(settings));
    CHECK(back->address.origin(9000) == "https://192.168.1.20:9000");
    CHECK(back->ends == settings.ends);

    const Invitation made = {LiveRole::staff, "secret", "012345", settings.ends};
    const auto invitation = invitation_from(to_json(made));
    REQUIRE(invitation);
    CHECK(to_json(*invitation) == to_json(made));
    CHECK(invitation->role == LiveRole::staff);
    CHECK(invitation->expires == made.expires);

    const PageState state = {{{"id", LiveRole::staff, "Firefox, Android", settings.ends, settings.ends}}, {"012345"}, "[1]"};
    const auto received = page_state_from(to_json(state));
    REQUIRE(received);
    CHECK(to_json(*received) == to_json(state));

    const auto refusal = refusal_from(refusal_json({ErrorCode::address_taken, "port 8443"}));
    CHECK(refusal.code == ErrorCode::address_taken);
    CHECK(refusal.detail == "port 8443");
    for (const char* other : {"", "{}", "{\"code\":1,\"detail\":\"\"}"}) CHECK(refusal_from(other).code == ErrorCode::stopped);
}

TEST_CASE("JSON that no process wrote is rejected", "[live]") {
    for (const char* text : {"", "{}", "[]", "null", "{\"sessions\":1}",
                             "{\"sessions\":[{}],\"valid_digits\":[],\"saved_sessions\":\"\"}", "{\"role\":7}", "\xff"}) {
        INFO(text);
        CHECK_FALSE(page_settings_from(text));
        CHECK_FALSE(page_state_from(text));
        CHECK_FALSE(invitation_from(text));
    }
    std::string many = R"({"valid_digits":[],"saved_sessions":"","sessions":[)";
    for (int i = 0; i < 1000; ++i) many += R"({"id":"x","role":"staff","device":"","since_ms":0,"last_seen_ms":0},)";
    many.back() = ']';
    const auto received = page_state_from(many + "}");
    REQUIRE(received);
    CHECK(received->sessions.size() == max_sessions);
}

TEST_CASE("a listening address is a host and a port", "[live]") {
    const auto one = page_address("192.168.1.20:8443");
    REQUIRE(one);
    CHECK(one->port == 8443);
    CHECK(one->names == std::vector<std::string>{"192.168.1.20", "localhost", "127.0.0.1"});
    const auto all = page_address("0.0.0.0:8443");
    REQUIRE(all);
    CHECK(std::find(all->names.begin(), all->names.end(), "127.0.0.1") != all->names.end());
    for (const char* nonsense : {"", "8443", ":8443", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:70000"})
        CHECK_FALSE(page_address(nonsense));
}
