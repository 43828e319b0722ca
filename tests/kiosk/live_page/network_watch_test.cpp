// The live page while this machine's address changes, in a network of the test's own.
#include "kiosk/live_page/network_watch.hpp"

#include "core/base/log.hpp"
#include "core/base/queue.hpp"
#include "tests/kiosk/live_page/live_page_fixture.hpp"
#include "tests/kiosk/live_page/own_network.hpp"

using namespace entre;
using namespace entre::test;
using namespace std::chrono_literals;

namespace {

std::string reached(const std::string& address) {
    httplib::Client phone(address);
    phone.enable_server_certificate_verification(false);
    const auto reply = phone.Get("/pair");
    return reply ? std::to_string(reply->status) : "not reached";
}

std::string pair_at(const PairingInvitation& code) {
    httplib::Client phone(code.address);
    phone.enable_server_certificate_verification(false);
    const auto body = nlohmann::json{{"code", code.invitation.secret}}.dump();
    const auto reply = phone.Post("/api/pair", {{"Origin", code.address}, {"X-Entre", "1"}}, body, "application/json");
    return reply ? std::to_string(reply->status) : "not reached";
}

/// One page through three networks and none; what was seen, line by line.
std::string through_networks() {
    if (!switch_interface("lo", true) || !give_address("192.168.77.20")) return "no address can be given";
    LivePageFixture page;
    page.live_page.reset();
    page.live_page = page.opened("0.0.0.0:0");
    const auto port = ":" + std::to_string(page.live_page->port());
    const auto code = page.invited(LiveRole::staff);
    const auto shown = [&] { return page.live_page->invitation(code.digits).value_or(PairingInvitation{}); };
    const auto fingerprint = shown().fingerprint;
    static_cast<void>(page.live_page->take_change());
    std::string seen;
    const auto see = [&](const std::string& address) {
        const bool is_shown = eventually([&] { return shown().address == address; });
        seen += is_shown ? "shown" : "not shown: " + shown().address;
        if (!address.empty()) seen += ", reached " + reached(address);
        if (shown().url != (address.empty() ? "" : address + "/pair#" + code.secret)) seen += ", other code";
        seen += page.live_page->take_change() ? ", told\n" : "\n";
    };
    see("https://192.168.77.20" + port);
    give_address("10.9.8.7");
    see("https://10.9.8.7" + port);
    take_address();
    see("");
    give_address("172.16.4.5");
    see("https://172.16.4.5" + port);
    seen += "paired " + pair_at(shown());
    seen += eventually([&] { return page.live_page->sessions().size() == 1; }) ? ", counted" : ", not counted";
    const auto next = page.live_page->invite(LiveRole::staff);
    return seen + (next.fingerprint == fingerprint ? ", same certificate" : ", another certificate");
}

}  // namespace

TEST_CASE("a change of the address is reported once, and so is the end of the network", "[live][network]") {
    Queue<NetworkWatch::Address> given, reported;
    NetworkWatch::Address now = "192.168.1.20";
    const auto read = [&] {
        for (auto& one : given.drain()) now = std::move(one);
        return now;
    };
    const NetworkWatch watch(now, read, [&](const auto& address) { reported.push(address); }, 5ms);
    const auto next = [&] { return reported.pop_until({}, Clock::now() + 10s); };
    for (const NetworkWatch::Address& address : {NetworkWatch::Address("10.0.0.7"), {}, NetworkWatch::Address("10.0.0.8")}) {
        given.push(address);
        const auto change = next();
        REQUIRE(change);
        CHECK(*change == address);
    }
    given.push("10.0.0.8");
    CHECK_FALSE(reported.pop_until({}, Clock::now() + 100ms));
}

TEST_CASE("the invitation follows the address of the machine, and phones reach the page there", "[live][network]") {
    keep_log_quiet();
    const auto seen = in_own_network(through_networks);
    if (!seen) {
        WARN("not tried: this user may have no network namespace of its own");
        return;
    }
    CHECK(*seen ==
          "shown, reached 200\n"
          "shown, reached 200, told\n"
          "shown, told\n"
          "shown, reached 200, told\n"
          "paired 200, counted, same certificate");
}
