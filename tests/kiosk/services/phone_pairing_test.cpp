// The assistant's worker and a phone that is paired with it, over real TLS on the loopback; then the door's own live page.
#include "kiosk/services/phone_pairing.hpp"

#include <algorithm>

#include "core/base/log.hpp"
#include "core/seminar/seminar_form.hpp"
#include "core/store/database.hpp"
#include "core/store/roster.hpp"
#include "kiosk/services/live_page_backend.hpp"
#include "kiosk/services/seminar_cards.hpp"
#include "kiosk/services/setup_worker.hpp"
#include "tests/kiosk/live_page/live_page_fixture.hpp"
#include "tests/kiosk/live_page/own_network.hpp"

using namespace entre;
using namespace entre::test;
using namespace std::chrono_literals;

namespace {

namespace fs = std::filesystem;

/// A port that nobody uses at the moment.
int free_port() {
    const LivePageFixture page;
    return page.live_page->port();
}

struct PairingFixture {
    ScratchFolder scratch;
    Queue<setup::Event> answers;
    int port = free_port();
    fs::path seminar;
    std::unique_ptr<SetupWorker> worker;

    PairingFixture() {
        auto form = empty_form(std::chrono::year{2060} / 5 / 20);
        form.name = "Oro";
        seminar = create_seminar(scratch.path() / "seminars", form, zone_here()).value();
        listen("0.0.0.0:" + std::to_string(port));
        start();
    }
    void start() {
        SetupPlaces places{scratch.path() / "seminars", {scratch.path() / "stick"}, "127.0.0.1"};
        worker = std::make_unique<SetupWorker>(places, [this](setup::Event event) { answers.push(std::move(event)); });
    }
    void listen(const std::string& where) const {
        auto text = read_file(seminar / "seminar.toml");
        if (const auto at = text.find("\n[dashboard]"); at != std::string::npos) text.resize(at);
        write_file(seminar / "seminar.toml", text + "\n[dashboard]\nlisten = \"" + where + "\"\n");
    }
    /// The next answer like this one.
    setup::PhonesInvited next(const std::function<bool(const setup::PhonesInvited&)>& is_wanted) {
        for (const auto until = Clock::now() + 30s; Clock::now() < until;) {
            const auto event = answers.pop_until({}, until);
            REQUIRE(event);
            if (const auto* found = std::get_if<setup::PhonesInvited>(&*event); found && is_wanted(*found)) return *found;
        }
        FAIL("no such answer");
        return {};
    }
    setup::PhonesInvited next() {
        return next([](const auto&) { return true; });
    }
    [[nodiscard]] std::string address() const { return "https://127.0.0.1:" + std::to_string(port); }
};

/// Pairs a phone as its browser does; its cookie.
std::string pair(int port, const std::string& code) {
    Phone phone(port);
    const auto address = "https://127.0.0.1:" + std::to_string(port);
    const auto reply = phone.Post("/api/pair", {{"Origin", address}, {"X-Entre", "1"}, {"User-Agent", "Firefox/128 Android"}},
                                  nlohmann::json{{"code", code}}.dump(), "application/json");
    REQUIRE(reply);
    REQUIRE(reply->status == 200);
    const auto cookie = reply->get_header_value("Set-Cookie");
    return cookie.substr(0, cookie.find(';'));
}

std::string secret_in(const setup::PairingCode& code) { return code.url.substr(code.url.find('#') + 1); }

/// The pairing of a seminar on every network, before and after there is one; what was answered, line by line.
std::string without_and_with_network() {
    if (!switch_interface("lo", true)) return "no loopback";
    const ScratchFolder scratch;
    auto form = empty_form(std::chrono::year{2060} / 5 / 20);
    form.name = "Oro";
    const auto seminar = create_seminar(scratch.path(), form, zone_here()).value();
    if (!save_phones(seminar, true)) return "settings cannot be written";
    std::string seen;
    PhonePairing pairing(
        "",
        [&](const setup::Event& event) {
            const auto& invited = std::get<setup::PhonesInvited>(event);
            seen += (invited.problem ? invited.problem->said.english() : invited.code->address) + "\n";
        },
        [] {});
    pairing.open({5, seminar});
    pairing.look();
    give_address("192.168.77.20");
    static_cast<void>(eventually([&] {
        pairing.look();
        return seen.find("https") != std::string::npos;
    }));
    return seen;
}

bool is_reached(int port) {
    Phone phone(port);
    return static_cast<bool>(phone.Get("/pair"));
}

bool is_paired(int port, const std::string& cookie) {
    Phone phone(port);
    const auto reply = phone.Get("/api/live", {{"Cookie", cookie}});
    return reply && reply->status == 200;
}

}  // namespace

TEST_CASE("a phone that is paired in the assistant is still paired when the door opens", "[live][pairing][setup]") {
    PairingFixture here;
    {
        auto database = Database::open({here.seminar}, Access::write, "test");
        REQUIRE(database);
        REQUIRE(database->transaction([&]() -> Result<void> {
            Roster(*database).add(person("A", "Åsa", "Öström"), {"registrations.csv", 2});
            return {};
        }));
    }
    here.worker->carry_out(setup::OpenPairing{5, here.seminar});
    const auto first = here.next();
    CHECK(first.request == 5);
    REQUIRE(first.code);
    CHECK(first.code->address == here.address());
    CHECK(first.code->digits.size() == 6);
    CHECK(first.code->url == here.address() + "/pair#" + secret_in(*first.code));
    CHECK(first.phones.empty());
    const auto cookie = pair(here.port, secret_in(*first.code));
    // The code was used, so there is another one; the second phone types its digits.
    const auto second =
        here.next([&](const auto& one) { return one.phones.size() == 1 && one.code && one.code->digits != first.code->digits; });
    CHECK(second.phones.front() == "Firefox, Android");
    REQUIRE(second.code);
    CHECK(second.code->digits != first.code->digits);
    CHECK(second.code->fingerprint == first.code->fingerprint);
    static_cast<void>(pair(here.port, second.code->digits));
    CHECK(here.next([](const auto& one) { return one.phones.size() == 2; }).code->url != second.code->url);
    // The page shows the seminar's people and changes nothing.
    const auto shows = [&](const std::string& what) {
        return eventually([&] {
            Phone phone(here.port);
            const auto reply = phone.Get("/api/live", {{"Cookie", cookie}});
            return reply && reply->body.find(what) != std::string::npos;
        });
    };
    CHECK(shows("\"expected\":1"));
    CHECK(shows("\"can_act\":false"));
    Phone phone(here.port);
    CHECK(phone
              .Post("/api/act", {{"Origin", here.address()}, {"X-Entre", "1"}, {"Cookie", cookie}},
                    R"({"action":"check_in","person":"id-A"})", "application/json")
              ->status == 409);
    here.worker->carry_out(setup::ClosePairing{});
    CHECK(eventually([&] { return !is_reached(here.port); }));
    here.worker.reset();

    here.listen("127.0.0.1:" + std::to_string(here.port));
    const auto seminar = read_seminar(here.seminar);
    REQUIRE(seminar);
    const auto door = open_page(*seminar, {here.seminar}, reading_live_page_backend({here.seminar}, *seminar));
    REQUIRE(door);
    CHECK(is_paired(here.port, cookie));
    CHECK(eventually([&] { return door->sessions().size() == 2; }));
    CHECK(door->invite(LiveRole::viewer).fingerprint == first.code->fingerprint);
}

TEST_CASE("the page waits for its port, and says after some seconds that another program has it",
          "[live][pairing][setup][bad_input]") {
    PairingFixture here;
    LivePageFixture door;
    door.live_page.reset();
    door.live_page = door.opened("127.0.0.1:" + std::to_string(here.port));
    const auto since = Clock::now();
    here.worker->carry_out(setup::OpenPairing{5, here.seminar});
    const auto refused = here.next();
    CHECK(Clock::now() - since >= 7s);
    CHECK_FALSE(refused.code);
    REQUIRE(refused.problem);
    CHECK(refused.problem->said.english() ==
          "Another program on this computer is in the way, perhaps a door that is still open. Close it, or connect the phones "
          "later, under Phones at the open door.");
    door.live_page.reset();
    const auto opened = here.next();  // not said again meanwhile
    CHECK_FALSE(opened.problem);
    REQUIRE(opened.code);
    CHECK_FALSE(pair(here.port, secret_in(*opened.code)).empty());
}

TEST_CASE("a port that is given back within some seconds is waited for without a word", "[live][pairing][setup]") {
    PairingFixture here;
    LivePageFixture upload;
    upload.live_page.reset();
    upload.live_page = upload.opened("127.0.0.1:" + std::to_string(here.port));
    here.worker->carry_out(setup::OpenPairing{5, here.seminar});
    CHECK_FALSE(here.answers.pop_until({}, Clock::now() + 3s));
    upload.live_page.reset();
    CHECK(here.next().code);
}

TEST_CASE("settings that cannot be read are said in words, and a repaired file is read", "[live][pairing][setup][bad_input]") {
    PairingFixture here;
    const auto text = read_file(here.seminar / "seminar.toml");
    write_file(here.seminar / "seminar.toml", "not = [toml");
    here.worker->carry_out(setup::OpenPairing{5, here.seminar});
    const auto refused = here.next();
    REQUIRE(refused.problem);
    CHECK(refused.problem->said.english() ==
          "No phone can be connected at the moment. Connect it later, under Phones at the open door.");
    write_file(here.seminar / "seminar.toml", text);
    CHECK(here.next().code);
}

TEST_CASE("an assistant that ends while a phone is paired leaves no page and keeps the phone", "[live][pairing][setup]") {
    PairingFixture here;
    here.worker->carry_out(setup::OpenPairing{5, here.seminar});
    const auto cookie = pair(here.port, secret_in(*here.next().code));
    here.worker.reset();
    CHECK_FALSE(is_reached(here.port));
    here.start();
    here.worker->carry_out(setup::OpenPairing{6, here.seminar});
    CHECK(here.next([](const auto& one) { return one.request == 6 && one.phones.size() == 1; }).code);
    CHECK(is_paired(here.port, cookie));
}

TEST_CASE("without a network the reason is said once, and a code is shown as soon as there is one",
          "[live][pairing][setup][network][bad_input]") {
    keep_log_quiet();
    const auto seen = in_own_network(without_and_with_network);
    if (!seen) {
        WARN("not tried: this user may have no network namespace of its own");
        return;
    }
    CHECK(*seen ==
          "This computer is on no network. Connect it to the same network as the phones.\n"
          "https://192.168.77.20:8443\n");
}
