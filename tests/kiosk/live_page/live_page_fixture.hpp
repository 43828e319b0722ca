// A live page in its own process, and phones that talk to it by TLS on the loopback.
#pragma once

#include <httplib.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/live_page/live_page.hpp"
#include "tests/core/core_fixture.hpp"

namespace entre::test {

struct Phone : httplib::Client {
    explicit Phone(int port) : Client("https://127.0.0.1:" + std::to_string(port)) {
        enable_server_certificate_verification(false);
        set_connection_timeout(5);
        set_read_timeout(8);
    }
};

/// For what other processes bring about.
bool eventually(const std::function<bool()>& condition, std::chrono::seconds patience = std::chrono::seconds{10});

class RawConnection;

struct LivePageFixture {
    ScratchFolder folder;
    std::atomic<int> acted = 0, changes = 0;
    std::atomic<bool> fails_once = false;  ///< the next change throws, as a bug would
    bool can_act = true;
    std::vector<std::string> received;
    std::unique_ptr<LivePage> live_page = opened("127.0.0.1:0");
    int inside = 0;

    std::unique_ptr<LivePage> opened(const std::string& listen) {
        LivePageBackend host;
        if (can_act)
            host.act = [this](const StaffRequest&) -> Result<StaffAnswer> {
                ++acted;
                return StaffAnswer{StaffVerdict::done, person("1", "Eva", "Lind"), {}};
            };
        host.person = [](const RegistrationId& id) -> Result<std::optional<PersonHistory>> {
            return id.value == "id-1" ? std::optional(PersonHistory{person("1", "Eva", "Lind"), {}, {}, {}}) : std::nullopt;
        };
        host.notify_staff = [this](std::string_view what) { received.emplace_back(what); };
        host.phones_changed = [this] {
            ++changes;
            if (fails_once.exchange(false)) throw std::runtime_error("a bug");
        };
        auto seminar = small_seminar();
        seminar.ends.utc = utc_now() + std::chrono::hours{4};
        auto page = LivePage::open({listen, folder.path()}, seminar, host);
        if (!page) throw std::runtime_error(page.error().detail);
        return std::move(*page);
    }
    void show(std::size_t how_many) {
        LiveView view;
        view.people = std::make_shared<const PersonRows>();
        view.inside = how_many;
        live_page->show(std::make_shared<const LiveView>(std::move(view)), {});
    }
    [[nodiscard]] std::string host() const { return "127.0.0.1:" + std::to_string(live_page->port()); }
    [[nodiscard]] Phone client() const { return Phone(live_page->port()); }
    [[nodiscard]] httplib::Headers own() const { return {{"Origin", "https://" + host()}, {"X-Entre", "1"}}; }
    /// An invitation that the page process already knows.
    Invitation invited(LiveRole role) {
        const int before = changes;
        const auto made = live_page->invite(role).invitation;
        REQUIRE(eventually([&] { return changes > before; }));
        return made;
    }
    /// Pairs a phone; returns its cookie.
    std::string paired(LiveRole role) {
        auto phone = client();
        const auto invitation = invited(role);
        const auto reply = phone.Post("/api/pair", own(), nlohmann::json{{"code", invitation.secret}}.dump(), "application/json");
        REQUIRE(reply);
        REQUIRE(reply->status == 200);
        const auto cookie = reply->get_header_value("Set-Cookie");
        for (const char* rule : {"__Host-entre=", "Path=/;", "Secure", "HttpOnly", "SameSite=Strict"})
            CHECK(cookie.find(rule) != std::string::npos);
        REQUIRE(eventually([&] { return !live_page->invitation(invitation.digits); }));
        return cookie.substr(0, cookie.find(';'));
    }
    /// Opens the event stream of a paired phone.
    [[nodiscard]] std::unique_ptr<RawConnection> stream(const std::string& cookie) const;
    [[nodiscard]] httplib::Headers with(const std::string& cookie) const {
        auto headers = own();
        headers.emplace("Cookie", cookie);
        return headers;
    }
};

/// A TLS connection that sends arbitrary bytes.
class RawConnection {
public:
    /// `from` is the last number of the client's own address, 127.0.0.x.
    explicit RawConnection(int port, bool is_tls = true, int from = 1);
    ~RawConnection();
    RawConnection(const RawConnection&) = delete;
    RawConnection& operator=(const RawConnection&) = delete;
    [[nodiscard]] bool is_open() const;
    bool send(std::string_view text);
    /// Everything until the other side closes, or until `sign` was received.
    std::string read_until(std::string_view sign = "\n\n\n");
    /// Whether the other side closes within `patience`.
    bool is_closed_within(std::chrono::milliseconds patience);
    /// The answer to `text`, sent without TLS.
    std::string plain_answer_to(std::string_view text);

private:
    struct Tls;
    std::unique_ptr<Tls> tls_;
};

}  // namespace entre::test
