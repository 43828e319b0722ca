// The live page through its own process and a real TLS connection on the loopback: who may see and do what.
#include "kiosk/live_page/live_page.hpp"

#include "tests/kiosk/live_page/live_page_fixture.hpp"

using namespace entre;
using namespace entre::test;
using namespace std::chrono_literals;
using Json = nlohmann::json;

namespace {

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

TEST_CASE("on every network, the page answers to the address that a phone reached it at, and to no other", "[live][WEB-5]") {
    LivePageFixture page;
    page.live_page = page.opened("0.0.0.0:0");
    const auto port = std::to_string(page.live_page->port());
    httplib::Client phone("https://127.0.0.2:" + port);  // not among the page's names
    phone.enable_server_certificate_verification(false);
    CHECK(phone.Get("/pair")->status == 200);
    for (const std::string& host :
         {std::string("127.0.0.2"), "127.0.0.3:" + port, std::string("127.0.0.2:1"), "evil.example:" + port})
        CHECK(phone.Get("/pair", {{"Host", host}})->status == 421);
}

TEST_CASE("plain HTTP is not answered at all", "[live][WEB-1]") {
    LivePageFixture page;
    RawConnection plain(page.live_page->port(), false);
    REQUIRE(plain.is_open());
    CHECK(plain.plain_answer_to("GET / HTTP/1.1\r\nHost: x\r\n\r\n").find("HTTP") == std::string::npos);
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
    CHECK(page.live_page->invitation(code.digits));
    CHECK(eventually([&] { return page.live_page->take_change(); }));
    const int before = page.changes;
    CHECK(page.client().Post("/api/pair", page.own(), Json{{"code", code.digits}}.dump(), "application/json")->status == 200);
    CHECK(eventually([&] { return page.changes > before && !page.live_page->invitation(code.digits); }));
    CHECK(page.live_page->take_change());
    CHECK(page.live_page->sessions().size() == 1);
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
    CHECK(page.live_page->invitation(digits));
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
