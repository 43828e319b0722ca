// The live page through its own process and a real TLS connection on the loopback.
#include "kiosk/live_page/live_page.hpp"

#include <arpa/inet.h>
#include <httplib.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <future>
#include <nlohmann/json.hpp>
#include <thread>

#include "kiosk/live_page/server/ports.hpp"
#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;
using namespace std::chrono_literals;
using Json = nlohmann::json;

namespace {

struct Phone : httplib::Client {
    explicit Phone(int port) : Client("https://127.0.0.1:" + std::to_string(port)) {
        enable_server_certificate_verification(false);
        set_connection_timeout(5);
        set_read_timeout(8);
    }
};

/// For what other processes bring about.
bool eventually(const std::function<bool()>& condition, std::chrono::seconds patience = 10s) {
    const auto until = Clock::now() + patience;
    while (Clock::now() < until) {
        if (condition()) return true;
        std::this_thread::sleep_for(10ms);
    }
    return condition();
}

class RawConnection;

struct LivePageFixture {
    ScratchFolder folder;
    std::atomic<int> acted = 0, changes = 0;
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
        host.phones_changed = [this] { ++changes; };
        auto seminar = small_seminar();
        seminar.ends.utc = utc_now() + 4h;
        auto page = LivePage::open({listen, folder.path(), ENTRE_WEB_ASSETS}, seminar, host);
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
        const auto reply = phone.Post("/api/pair", own(), Json{{"code", invitation.secret}}.dump(), "application/json");
        REQUIRE(reply);
        REQUIRE(reply->status == 200);
        const auto cookie = reply->get_header_value("Set-Cookie");
        for (const char* rule : {"__Host-entre=", "Path=/;", "Secure", "HttpOnly", "SameSite=Strict"})
            CHECK(cookie.find(rule) != std::string::npos);
        REQUIRE(eventually([&] { return !live_page->is_valid(invitation.digits); }));
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
    explicit RawConnection(int port, bool is_tls = true, int from = 1)
        : socket_(::socket(AF_INET, SOCK_STREAM, 0)), context_(SSL_CTX_new(TLS_client_method())), ssl_(SSL_new(context_)) {
        ::signal(SIGPIPE, SIG_IGN);  // OpenSSL may write to a closed socket
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(static_cast<std::uint16_t>(port));
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        sockaddr_in own{};
        own.sin_family = AF_INET;
        own.sin_addr.s_addr = htonl((INADDR_LOOPBACK & ~0xffU) | static_cast<unsigned>(from));
        (void)::bind(socket_, reinterpret_cast<sockaddr*>(&own), sizeof own);
        timeval patience{15, 0};
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        is_open_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0;
        SSL_set_fd(ssl_, socket_);
        if (is_tls) is_open_ = is_open_ && SSL_connect(ssl_) == 1;
    }
    ~RawConnection() {
        SSL_free(ssl_);
        SSL_CTX_free(context_);
        ::close(socket_);
    }
    RawConnection(const RawConnection&) = delete;
    RawConnection& operator=(const RawConnection&) = delete;
    [[nodiscard]] bool is_open() const { return is_open_; }
    bool send(std::string_view text) { return SSL_write(ssl_, text.data(), static_cast<int>(text.size())) > 0; }
    /// Everything until the other side closes, or until `sign` was received.
    std::string read_until(std::string_view sign = "\n\n\n") {
        std::string all;
        std::array<char, 4096> part{};
        while (all.find(sign) == std::string::npos) {
            const int got = SSL_read(ssl_, part.data(), static_cast<int>(part.size()));
            if (got <= 0) break;
            all.append(part.data(), static_cast<std::size_t>(got));
        }
        return all;
    }
    /// Whether the other side closes within `patience`.
    bool is_closed_within(std::chrono::milliseconds patience) {
        const timeval short_while{0, static_cast<suseconds_t>(std::chrono::microseconds(patience).count())};
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &short_while, sizeof short_while);
        std::array<char, 4096> part{};
        const int got = SSL_read(ssl_, part.data(), static_cast<int>(part.size()));
        return got <= 0 && SSL_get_error(ssl_, got) != SSL_ERROR_WANT_READ;
    }
    std::string plain_answer_to(std::string_view text) {
        (void)::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
        std::string all;
        std::array<char, 4096> part{};
        for (ssize_t got = 0; (got = ::recv(socket_, part.data(), part.size(), 0)) > 0;)
            all.append(part.data(), static_cast<std::size_t>(got));
        return all;
    }

private:
    int socket_;
    SSL_CTX* context_;
    SSL* ssl_;
    bool is_open_ = false;
};

std::unique_ptr<RawConnection> LivePageFixture::stream(const std::string& cookie) const {
    auto peer = std::make_unique<RawConnection>(live_page->port());
    peer->send("GET /api/events HTTP/1.1\r\nHost: " + host() + "\r\nCookie: " + cookie + "\r\n\r\n");
    return peer;
}

void check_safe(const httplib::Response& reply) {
    CHECK(reply.get_header_value("Content-Security-Policy") ==
          "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; "
          "object-src 'none'; "
          "frame-ancestors 'none'; form-action 'self'");
    CHECK(reply.get_header_value("X-Content-Type-Options") == "nosniff");
    CHECK(reply.get_header_value("Referrer-Policy") == "no-referrer");
    CHECK(reply.get_header_value("Cache-Control") == "no-store");
    CHECK(reply.get_header_value("Cross-Origin-Opener-Policy") == "same-origin");
    CHECK(reply.get_header_value("Cross-Origin-Resource-Policy") == "same-origin");
    CHECK_FALSE(reply.has_header("Access-Control-Allow-Origin"));
}

}  // namespace

TEST_CASE("every response has the security headers, errors too, and nothing is revealed before pairing", "[live][WEB-4]") {
    LivePageFixture page;
    page.show(3);
    auto phone = page.client();
    for (const auto& [path, status] : {std::pair{"/", 200},
                                       {"/pair", 200},
                                       {"/live.css", 200},
                                       {"/table", 303},
                                       {"/api/live", 401},
                                       {"/api/events", 401},
                                       {"/api/people", 401},
                                       {"/api/badges", 401},
                                       {"/api/person?id=id-1", 401},
                                       {"/nothing", 404},
                                       {"/live-key.pem", 404},
                                       {"/../live-key.pem", 404},
                                       {"/%2e%2e/live-key.pem", 404},
                                       {"/..%2f..%2fetc/passwd", 404},
                                       {"//etc/passwd", 404},
                                       {"/live.css%00.pem", 404},
                                       {"/live.css/../../live-sessions.json", 404}}) {
        const auto reply = phone.Get(path);
        INFO(path);
        REQUIRE(reply);
        CHECK(reply->status == status);
        check_safe(*reply);
        CHECK(reply->body.find("PRIVATE") == std::string::npos);
        CHECK(reply->body.find("\"inside\"") == std::string::npos);
    }
    for (const auto& reply :
         {phone.Delete("/api/live"), phone.Put("/api/act", "{}", "application/json"), phone.Options("/api/act")}) {
        REQUIRE(reply);
        CHECK(reply->status >= 400);
        check_safe(*reply);
    }
}

TEST_CASE("a used, forged or absent code or cookie grants no access", "[live][WEB-2][WEB-3]") {
    LivePageFixture page;
    page.show(3);
    auto phone = page.client();
    const auto secret = page.invited(LiveRole::staff).secret;
    const auto body = Json{{"code", secret}}.dump();
    CHECK(phone.Post("/api/pair", page.own(), body, "application/json")->status == 200);
    const auto replay = phone.Post("/api/pair", page.own(), body, "application/json");
    REQUIRE(replay);
    CHECK(replay->status == 403);
    CHECK_FALSE(replay->has_header("Set-Cookie"));
    for (const char* nonsense : {"", "null", "{}", "{\"code\":7}"})
        CHECK(phone.Post("/api/pair", page.own(), nonsense, "application/json")->status >= 400);
    for (const std::string& cookie :
         {std::string("__Host-entre="), std::string("__Host-entre=") + std::string(43, 'A'), "__Host-entre=" + secret,
          std::string("entre=x; __Host-entre=x; __Host-entre"), std::string(5000, ';')})
        CHECK(phone.Get("/api/live", {{"Cookie", cookie}})->status == 401);
}

TEST_CASE("after five guesses within a minute an address may not try digits, but the QR code pairs", "[live][WEB-6]") {
    LivePageFixture page;
    auto phone = page.client();
    const auto made = page.invited(LiveRole::viewer);
    const auto status_of = [&](const std::string& code) {
        return phone.Post("/api/pair", page.own(), Json{{"code", code}}.dump(), "application/json")->status;
    };
    for (int i = 0; i < 5; ++i) CHECK(status_of(made.digits == "000000" ? "000001" : "000000") == 403);
    CHECK(status_of(made.digits) == 429);
    CHECK(status_of(made.secret) == 200);
    const auto other = page.invited(LiveRole::viewer);
    auto elsewhere = page.client();
    elsewhere.set_interface("127.0.0.2");
    CHECK(elsewhere.Post("/api/pair", page.own(), Json{{"code", other.digits}}.dump(), "application/json")->status == 200);
}

TEST_CASE("only our own page, paired as staff, can act", "[live][WEB-5]") {
    LivePageFixture page;
    page.show(3);
    auto phone = page.client();
    const auto staff = page.paired(LiveRole::staff), viewer = page.paired(LiveRole::viewer);
    const std::string action = R"({"action":"check_in","person":"id-1"})";
    const auto post = [&](httplib::Headers headers) {
        return phone.Post("/api/act", headers, action, "application/json")->status;
    };
    CHECK(post(page.own()) == 401);
    CHECK(post(page.with(viewer)) == 403);
    CHECK(post({{"Cookie", staff}, {"X-Entre", "1"}}) == 403);
    CHECK(post({{"Cookie", staff}, {"Origin", "https://" + page.host()}}) == 403);
    for (const char* origin : {"https://evil.example", "null", "http://127.0.0.1", "https://127.0.0.1:1", "https://127.0.0.1"})
        CHECK(post({{"Cookie", staff}, {"X-Entre", "1"}, {"Origin", origin}}) == 403);
    CHECK(phone.Get("/api/act", page.with(staff))->status == 404);
    CHECK(page.acted == 0);
    CHECK(post(page.with(staff)) == 200);
    CHECK(page.acted == 1);
    CHECK(phone.Post("/api/act", page.with(staff), "nonsense", "application/json")->status == 400);
    CHECK(phone.Get("/api/people", page.with(viewer))->status == 403);
    CHECK(phone.Get("/api/people", page.with(staff))->status == 200);
    CHECK(phone.Get("/api/person?id=id-1", page.with(staff))->status == 200);
    CHECK(phone.Get("/api/person?id=nobody", page.with(staff))->status == 404);
    CHECK(phone.Post("/api/act", page.with(staff), std::string(65 * 1024, 'x'), "application/json")->status == 413);
    CHECK(page.acted == 1);
}

TEST_CASE("a request for another host name is refused", "[live][WEB-5]") {
    LivePageFixture page;
    auto phone = page.client();
    for (const char* host :
         {"evil.example", "evil.example:8443", "127.0.0.1", "127.0.0.1:1", "", "127.0.0.1:8443.evil.example"}) {
        const auto reply = phone.Get("/pair", {{"Host", host}});
        REQUIRE(reply);
        CHECK(reply->status == 421);
        check_safe(*reply);
    }
    CHECK(phone.Get("/pair", {{"Host", "localhost:" + std::to_string(page.live_page->port())}})->status == 200);
}

TEST_CASE("plain HTTP is not answered at all", "[live][WEB-1]") {
    LivePageFixture page;
    RawConnection plain(page.live_page->port(), false);
    REQUIRE(plain.is_open());
    CHECK(plain.plain_answer_to("GET / HTTP/1.1\r\nHost: x\r\n\r\n").find("HTTP") == std::string::npos);
}

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
    page.live_page->end(page.live_page->sessions().front().id);
    CHECK(watching->read_until().find("event: over") != std::string::npos);
    CHECK(page.client().Get("/api/live", page.with(cookie))->status == 401);
}

TEST_CASE("sessions survive a restart, and the page ends within two seconds with peers connected", "[live]") {
    LivePageFixture page;
    page.show(1);
    const auto cookie = page.paired(LiveRole::staff);
    const int port = page.live_page->port();
    std::vector<std::unique_ptr<RawConnection>> idle;
    for (int i = 0; i < 20; ++i) idle.push_back(std::make_unique<RawConnection>(port));
    idle[0]->send("GET /api/events HTTP/1.1\r\nHost: " + page.host() + "\r\nCookie: " + cookie + "\r\n\r\n");
    idle[0]->read_until("\"inside\":1,");
    idle[1]->send("GET / HT");
    const auto since = Clock::now();
    page.live_page.reset();
    CHECK(Clock::now() - since < 2s);
    page.live_page = page.opened("127.0.0.1:" + std::to_string(port));
    page.show(1);
    // The restored sessions are known at once, not at the next change.
    CHECK(eventually([&] { return page.live_page->sessions().size() == 1; }));
    CHECK(page.client().Get("/api/live", page.with(cookie))->status == 200);
    const auto saved = page.folder / "live-sessions.json";
    CHECK((std::filesystem::status(saved).permissions() &
           (std::filesystem::perms::group_all | std::filesystem::perms::others_all)) == std::filesystem::perms::none);
    CHECK(read_file(saved).find(cookie.substr(cookie.find('=') + 1)) == std::string::npos);
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

TEST_CASE("an error names the port in use and the program that uses it", "[live]") {
    LivePageFixture page;
    const ScratchFolder other;
    const auto refused = LivePage::open({page.host(), other.path(), ENTRE_WEB_ASSETS}, small_seminar(), {});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::address_taken);
    CHECK(refused.error().detail.find(std::to_string(page.live_page->port())) != std::string::npos);
    CHECK(refused.error().detail.find("entre-page") != std::string::npos);
    CHECK(refused.error().detail.find("process " + std::to_string(page.live_page->process())) != std::string::npos);
    CHECK_FALSE(holder_of_port(1));
    for (const char* nonsense : {"", "8443", ":8443", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:70000"}) {
        const auto wrong = LivePage::open({nonsense, other.path(), ENTRE_WEB_ASSETS}, small_seminar(), {});
        REQUIRE_FALSE(wrong);
        CHECK(wrong.error().code == ErrorCode::settings_invalid);
    }
    const auto empty = LivePage::open({"127.0.0.1:0", other.path(), other.path()}, small_seminar(), {});
    REQUIRE_FALSE(empty);
    CHECK(empty.error().code == ErrorCode::file_missing);
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

TEST_CASE("a killed page process is restarted with the same port, sessions, invitations and view", "[live][WEB-9]") {
    LivePageFixture page;
    page.show(2);
    const auto cookie = page.paired(LiveRole::staff);
    const int port = page.live_page->port();
    const auto code = page.invited(LiveRole::viewer);
    for (int round = 0; round < 3; ++round) {
        const auto before = page.live_page->process();
        REQUIRE(before > 0);
        REQUIRE(::kill(before, SIGKILL) == 0);
        REQUIRE(eventually([&] { return page.live_page->process() != before && page.live_page->process() != 0; }));
        CHECK(page.live_page->port() == port);
        CHECK(page.live_page->is_valid(code.digits));
        CHECK(eventually([&] {
            const auto reply = page.client().Get("/api/live", page.with(cookie));
            return reply && reply->status == 200 && reply->body.find("\"inside\":2") != std::string::npos;
        }));
        CHECK(page.live_page->sessions().size() == 1);
    }
    auto phone = page.client();
    CHECK(phone.Post("/api/act", page.with(cookie), R"({"action":"check_in","person":"id-1"})", "application/json")->status ==
          200);
    CHECK(phone.Post("/api/pair", page.own(), Json{{"code", code.secret}}.dump(), "application/json")->status == 200);
    CHECK(eventually([&] { return !page.live_page->is_valid(code.digits) && page.live_page->sessions().size() == 2; }));
}

TEST_CASE("a hanging page process is noticed and restarted like a killed one", "[live][WEB-9]") {
    LivePageFixture page;
    page.show(2);
    const auto cookie = page.paired(LiveRole::staff);
    const auto before = page.live_page->process();
    REQUIRE(::kill(before, SIGSTOP) == 0);
    CHECK(eventually([&] { return page.live_page->process() != before && page.live_page->process() != 0; }, 30s));
    CHECK(eventually([&] {
        const auto reply = page.client().Get("/api/live", page.with(cookie));
        return reply && reply->status == 200 && reply->body.find("\"inside\":2") != std::string::npos;
    }));
}

TEST_CASE("a page process that nobody visits is not taken for a hanging one", "[live][WEB-9]") {
    LivePageFixture page;
    const auto process = page.live_page->process();
    std::this_thread::sleep_for(9s);  // longer than a hanging process is given
    CHECK(page.live_page->process() == process);
}

TEST_CASE("a hanging page process delays no caller and is killed", "[live][WEB-9]") {
    LivePageFixture page;
    page.show(1);
    const auto process = page.live_page->process();
    REQUIRE(::kill(process, SIGSTOP) == 0);
    const auto since = Clock::now();
    // More than the socket's buffer holds: a caller that wrote to it would block.
    for (int i = 0; i < 20; ++i) page.show(static_cast<std::size_t>(i));
    const auto code = page.live_page->invite(LiveRole::viewer).invitation.digits;
    CHECK(page.live_page->is_valid(code));
    page.live_page->end("nobody");
    CHECK(Clock::now() - since < 100ms);
    const auto quitting = Clock::now();
    page.live_page.reset();
    CHECK(Clock::now() - quitting < 2s);
    CHECK(::kill(process, 0) != 0);
}

TEST_CASE("many requests for long lists at once are answered, and the page keeps working", "[live][WEB-9]") {
    LivePageFixture page;
    LiveView view;
    std::vector<Registration> roster;
    for (int i = 0; i < 5000; ++i)
        roster.push_back(person(std::to_string(i), "Eva " + std::to_string(i), "Lind", "Linköpings kommun"));
    view.people = std::make_shared<const PersonRows>(person_rows(roster));
    view.presence.resize(roster.size());
    page.live_page->show(std::make_shared<const LiveView>(std::move(view)), {});
    const auto cookie = page.paired(LiveRole::staff);
    const std::string large(60'000, ' ');  // fills the channel in both directions
    std::vector<std::future<bool>> crowd;
    for (int i = 0; i < 24; ++i)
        crowd.push_back(std::async(std::launch::async, [&, i] {
            auto phone = page.client();
            const auto reply = i % 2 == 0 ? phone.Get("/api/people", page.with(cookie))
                                          : phone.Post("/api/act", page.with(cookie),
                                                       R"({"action":"check_in","person":"id-1"})" + large, "application/json");
            // Sixteen are answered at once; the others may get 503.
            return reply && (reply->status == 200 || reply->status == 503);
        }));
    for (auto& one : crowd) CHECK(one.get());
    CHECK(page.live_page->is_valid(page.live_page->invite(LiveRole::viewer).invitation.digits));
    CHECK(page.client().Get("/api/people", page.with(cookie))->body.size() > 500'000);
}

TEST_CASE("a request repeated because its answer was lost is carried out once", "[live]") {
    LivePageFixture page;
    const auto cookie = page.paired(LiveRole::staff);
    auto phone = page.client();
    const auto walk_in = [&](const std::string& request) {
        const auto reply =
            phone.Post("/api/act", page.with(cookie), Json{{"action", "walk_in"}, {"given", "Eva"}, {"request", request}}.dump(),
                       "application/json");
        REQUIRE(reply);
        CHECK(reply->status == 200);
        return reply->body;
    };
    const auto first = walk_in("a");
    CHECK(walk_in("a") == first);
    CHECK(page.acted == 1);
    walk_in("b");
    CHECK(page.acted == 2);
    for (int i = 0; i < 2; ++i) walk_in("");
    for (int i = 0; i < 2; ++i) walk_in(std::string(1000, 'x'));
    CHECK(page.acted == 6);
}

TEST_CASE("a used invitation and the paired phone are reported at once", "[live]") {
    LivePageFixture page;
    CHECK_FALSE(page.live_page->take_change());
    const auto code = page.live_page->invite(LiveRole::viewer).invitation;
    CHECK(page.live_page->is_valid(code.digits));
    CHECK(eventually([&] { return page.live_page->take_change(); }));
    const int before = page.changes;
    CHECK(page.client().Post("/api/pair", page.own(), Json{{"code", code.digits}}.dump(), "application/json")->status == 200);
    CHECK(eventually([&] { return page.changes > before && !page.live_page->is_valid(code.digits); }));
    CHECK(page.live_page->take_change());
    CHECK(page.live_page->sessions().size() == 1);
}

TEST_CASE("a sessions file that cannot be written leaves nothing behind, and the page works", "[live]") {
    LivePageFixture page;
    std::filesystem::create_directory(page.folder / "live-sessions.json");
    std::filesystem::create_directory(page.folder / "live-sessions.json" / "in the way");
    page.show(1);
    const auto cookie = page.paired(LiveRole::viewer);
    CHECK(page.client().Get("/api/live", page.with(cookie))->status == 200);
    page.live_page.reset();
    CHECK_FALSE(std::filesystem::exists(page.folder / "live-sessions.json.new"));
}

TEST_CASE("the form without scripts pairs from our own page only", "[live][WEB-5]") {
    LivePageFixture page;
    page.show(3);
    auto phone = page.client();
    const auto digits = page.invited(LiveRole::viewer).digits;
    const std::string form = "digits=" + digits.substr(0, 3) + "+" + digits.substr(3);
    const auto post = [&](const httplib::Headers& headers) {
        return phone.Post("/pair", headers, form, "application/x-www-form-urlencoded");
    };
    const std::string own = "https://" + page.host();
    for (const auto& foreign : {httplib::Headers{},
                                {{"Origin", "https://evil.example"}},
                                {{"Origin", "null"}},
                                {{"Origin", "null"}, {"Sec-Fetch-Site", "cross-site"}}}) {
        const auto reply = post(foreign);
        REQUIRE(reply);
        CHECK(reply->status == 403);
        CHECK_FALSE(reply->has_header("Set-Cookie"));
    }
    CHECK(page.live_page->is_valid(digits));
    httplib::Headers headers{{"Origin", own}};
    SECTION("with its origin") {}
    SECTION("with an origin that the referrer policy hides") {
        headers = {{"Origin", "null"}, {"Sec-Fetch-Site", "same-origin"}};
    }
    const auto paired = post(headers);
    REQUIRE(paired);
    CHECK(paired->status == 303);
    CHECK(paired->get_header_value("Location") == "/table");
    const auto cookie = paired->get_header_value("Set-Cookie");
    const auto table = phone.Get("/table", {{"Cookie", cookie.substr(0, cookie.find(';'))}});
    REQUIRE(table);
    CHECK(table->status == 200);
    CHECK(table->get_header_value("Content-Type").starts_with("text/html"));
}

TEST_CASE("a viewer gets no list, no person and no badge, and cannot act", "[live][WEB-5]") {
    LivePageFixture page;
    page.show(3);
    auto phone = page.client();
    const auto viewer = page.paired(LiveRole::viewer), staff = page.paired(LiveRole::staff);
    for (const char* path : {"/api/people", "/api/badges", "/api/person?id=id-1"}) {
        INFO(path);
        CHECK(phone.Get(path, page.with(viewer))->status == 403);
        CHECK(phone.Get(path, page.with(staff))->status == 200);
        CHECK(phone.Get(path)->status == 401);
    }
    CHECK(phone.Post("/api/act", page.with(viewer), "{}", "application/json")->status == 403);
    const auto seen_by = [&](const std::string& cookie) { return Json::parse(phone.Get("/api/live", page.with(cookie))->body); };
    CHECK(seen_by(viewer)["role"] == "viewer");
    CHECK(seen_by(viewer)["can_act"] == false);
    CHECK(seen_by(staff)["role"] == "staff");
    CHECK(seen_by(staff)["can_act"] == true);
}

TEST_CASE("a phone that leaves ends its session, and only our own script can make it leave", "[live][WEB-3]") {
    LivePageFixture page;
    page.show(1);
    auto phone = page.client();
    const auto cookie = page.paired(LiveRole::viewer);
    CHECK(phone.Post("/api/leave", page.own(), "{}", "application/json")->status == 401);
    CHECK(phone.Post("/api/leave", {{"Cookie", cookie}}, "{}", "application/json")->status == 403);
    CHECK(phone.Get("/api/live", page.with(cookie))->status == 200);
    const auto left = phone.Post("/api/leave", page.with(cookie), "{}", "application/json");
    REQUIRE(left);
    CHECK(left->status == 200);
    CHECK(left->get_header_value("Set-Cookie").starts_with("__Host-entre=; Path=/; Max-Age=0;"));
    CHECK(phone.Get("/api/live", page.with(cookie))->status == 401);
    CHECK(eventually([&] { return page.live_page->sessions().empty(); }));
}

TEST_CASE("the first page is the live view for a paired phone and pairing for any other", "[live][WEB-2]") {
    LivePageFixture page;
    const auto cookie = page.paired(LiveRole::viewer);
    auto phone = page.client();
    CHECK(phone.Get("/", page.with(cookie))->body.find("live.js") != std::string::npos);
    CHECK(phone.Get("/")->body.find("pair.js") != std::string::npos);
    CHECK(phone.Get("/")->body.find("live.js") == std::string::npos);
    CHECK(phone.Get("/index.html")->status == 404);
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

TEST_CASE("a page that may only read says so, and acts for nobody", "[live][WEB-5]") {
    LivePageFixture page;
    page.live_page.reset();
    page.can_act = false;
    page.live_page = page.opened("127.0.0.1:0");
    page.show(1);
    const auto staff = page.paired(LiveRole::staff);
    auto phone = page.client();
    const auto reply = phone.Post("/api/act", page.with(staff), R"({"action":"check_in","person":"id-1"})", "application/json");
    REQUIRE(reply);
    CHECK(reply->status == 409);
    CHECK(page.acted == 0);
    CHECK(Json::parse(phone.Get("/api/live", page.with(staff))->body)["can_act"] == false);
}
