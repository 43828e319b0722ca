#include "kiosk/live_page/server/https_server.hpp"

#include <arpa/inet.h>
#include <httplib.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>

#include <atomic>
#include <chrono>
#include <system_error>
#include <thread>

#include "kiosk/live_page/certificate.hpp"
#include "kiosk/process/file_handle.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("a connection for which no thread can be started is closed, and the next one is served", "[live][WEB-6]") {
    const ScratchFolder folder;
    const auto own = own_certificate(folder.path(), {"localhost"});
    REQUIRE(own);
    std::atomic<int> failures = 3;
    auto server = HttpsServer::open(own->key, own->certificate, {}, [&](std::function<void()> work) {
        if (failures-- > 0) throw std::system_error(std::make_error_code(std::errc::resource_unavailable_try_again));
        return std::thread(std::move(work));
    });
    REQUIRE(server);
    (*server)->get("/hello", [](const HttpRequest& request) {
        return HttpResponse{200, "text/plain", "hello " + request.parameter("name")};
    });
    const auto port = (*server)->bind("127.0.0.1", 0);
    REQUIRE(port);
    std::thread serving([&] { (*server)->serve(); });
    const auto get = [&] {
        httplib::Client client("https://127.0.0.1:" + std::to_string(*port));
        client.enable_server_certificate_verification(false);
        client.set_read_timeout(5);
        return client.Get("/hello?name=Eva");
    };
    for (int i = 0; i < 3; ++i) CHECK_FALSE(get());
    const auto reply = get();
    REQUIRE(reply);
    CHECK(reply->status == 200);
    CHECK(reply->body == "hello Eva");
    (*server)->stop();
    serving.join();
}

namespace {

using namespace std::chrono_literals;

/// A server with one page, /hello, until it is destroyed.
class ServerFixture {
public:
    explicit ServerFixture(HttpsLimits limits = {}) {
        const auto own = own_certificate(folder_.path(), {"localhost"});
        REQUIRE(own);
        auto opened = HttpsServer::open(own->key, own->certificate, limits);
        REQUIRE(opened);
        server_ = std::move(*opened);
        server_->get("/hello", [](const HttpRequest&) { return HttpResponse{200, "text/plain", std::string(5000, 'x')}; });
        server_->get("/broken", [](const HttpRequest&) -> HttpResponse { throw std::runtime_error("secret detail"); });
        server_->post_form("/form", [this](const HttpRequest& request, const FormBody& body) {
            if (request.header("X-Refused") == "1") return HttpResponse{403, "text/plain", "refused"};
            std::string parts;
            std::size_t bytes = 0;
            const bool is_whole = body.read([&](const FormBody::Part& part) { parts += part.file_name + ";"; },
                                            [&](std::string_view piece) { bytes += piece.size(); });
            if (!is_whole) ++cut_off;
            return HttpResponse{is_whole ? 200 : 400, "text/plain", parts + std::to_string(bytes)};
        });
        server_->set_exception_handler([this] { ++exceptions; });
        port_ = server_->bind("127.0.0.1", 0).value_or(0);
        REQUIRE(port_ > 0);
        serving_ = std::thread([this] { server_->serve(); });
    }
    ~ServerFixture() {
        server_->stop();
        serving_.join();
    }
    ServerFixture(const ServerFixture&) = delete;
    ServerFixture& operator=(const ServerFixture&) = delete;
    [[nodiscard]] FileHandle connected() const {
        FileHandle socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(static_cast<std::uint16_t>(port_));
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        REQUIRE(::connect(socket.get(), reinterpret_cast<sockaddr*>(&to), sizeof to) == 0);
        return socket;
    }
    [[nodiscard]] httplib::Client client() const {
        httplib::Client client("https://127.0.0.1:" + std::to_string(port_));
        client.enable_server_certificate_verification(false);
        return client;
    }
    std::atomic<int> exceptions = 0, cut_off = 0;

private:
    ScratchFolder folder_;
    std::unique_ptr<HttpsServer> server_;
    int port_ = 0;
    std::thread serving_;
};

/// Waits, half a minute at most, until the server closes the connection.
bool is_closed(const FileHandle& socket) {
    char bytes[256];
    for (pollfd waited{socket.get(), POLLIN, 0}; ::poll(&waited, 1, 30'000) > 0;)
        if (::recv(socket.get(), bytes, sizeof bytes, 0) <= 0) return true;
    return false;
}

HttpsLimits patient() {
    HttpsLimits limits;
    limits.first_byte_timeout = limits.handshake_timeout = limits.keep_alive = limits.request_timeout = 1h;
    return limits;
}

constexpr const char* form = "multipart/form-data; boundary=x";
std::string form_of(const std::string& file) {
    return "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n" + file + "\r\n--x--\r\n";
}

}  // namespace

TEST_CASE("a form's file is read as it arrives, one that is too large without its parts", "[live][upload]") {
    HttpsLimits limits;
    limits.form_bytes = 4000;
    limits.body_bytes = 20'000;
    const ServerFixture server(limits);
    CHECK(server.client().Post("/form", form_of(std::string(3000, 'y')), form)->body == "a.csv;3000");
    const auto large = form_of(std::string(5000, 'y'));
    CHECK(server.client().Post("/form", large, form)->body == std::to_string(large.size()));
    CHECK(server.client().Post("/form", "no form", "text/plain")->body == "7");
    // The headers of a part are kept in memory, so there is an end to them.
    HttpsLimits wide = limits;
    wide.form_bytes = wide.body_bytes = 1U << 20;
    const ServerFixture patient(wide);
    const auto long_header =
        patient.client().Post("/form", "--x\r\nX-Long: " + std::string(500'000, 'y') + "\r\n\r\n\r\n--x--\r\n", form);
    CHECK((!long_header || long_header->status == 400));
    // Beyond that nothing is read at all.
    const auto endless = server.client().Post("/form", form_of(std::string(50'000, 'y')), form);
    CHECK((!endless || endless->status >= 400));
}

TEST_CASE("a body that nobody reads is not taken for the next request", "[live][upload][bad_input]") {
    HttpsLimits limits;
    limits.form_bytes = 4000;
    const ServerFixture server(limits);
    auto client = server.client();
    client.set_keep_alive(true);
    const auto refused = client.Post("/form", {{"X-Refused", "1"}}, form_of("GET /hello HTTP/1.1\r\n\r\n"), form);
    REQUIRE(refused);
    CHECK(refused->status == 403);
    CHECK(refused->get_header_value("Connection") == "close");
    CHECK(client.Get("/hello")->body == std::string(5000, 'x'));
}

TEST_CASE("a body may take its time, but not stop", "[live][upload][bad_input]") {
    HttpsLimits limits;
    limits.form_bytes = 4000;
    limits.request_timeout = 100ms;
    limits.body_timeout = 20s;
    limits.idle_timeout = 2s;
    ServerFixture server(limits);
    const auto bytes = form_of(std::string(30, 'y'));
    const auto sent_with = [&](std::chrono::milliseconds pause, std::size_t stops_at) {
        auto client = server.client();
        client.set_read_timeout(15);
        return client.Post(
            "/form", bytes.size(),
            [&](std::size_t from, std::size_t, httplib::DataSink& sink) {
                if (from >= stops_at) std::this_thread::sleep_for(6s);
                std::this_thread::sleep_for(pause);
                return sink.write(bytes.data() + from, std::min<std::size_t>(20, bytes.size() - from));
            },
            form);
    };
    const auto slow = sent_with(50ms, bytes.size());
    REQUIRE(slow);
    CHECK(slow->body == "a.csv;30");
    CHECK(server.cut_off == 0);
    static_cast<void>(sent_with(0ms, 60));
    CHECK(server.cut_off == 1);
}

TEST_CASE("a connection that says nothing is closed", "[live][WEB-6]") {
    auto limits = patient();
    limits.first_byte_timeout = 50ms;
    const ServerFixture server(limits);
    CHECK(is_closed(server.connected()));
}

TEST_CASE("a connection that stops within the handshake is closed", "[live][WEB-6]") {
    auto limits = patient();
    limits.handshake_timeout = 50ms;
    const ServerFixture server(limits);
    const auto socket = server.connected();
    const std::string begun("\x16\x03\x01", 3);
    REQUIRE(::send(socket.get(), begun.data(), begun.size(), MSG_NOSIGNAL) == 3);
    CHECK(is_closed(socket));
}

TEST_CASE("a connection that asks for nothing after the handshake is closed", "[live][WEB-6]") {
    auto limits = patient();
    limits.keep_alive = 50ms;
    const ServerFixture server(limits);
    const auto socket = server.connected();
    const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
    const std::unique_ptr<SSL, decltype(&SSL_free)> tls(SSL_new(context.get()), SSL_free);
    SSL_set_fd(tls.get(), socket.get());
    REQUIRE(SSL_connect(tls.get()) == 1);
    CHECK(is_closed(socket));
}

TEST_CASE("ranges and compression are not served", "[live][WEB-6]") {
    const ServerFixture server;
    const auto reply = server.client().Get("/hello", {{"Range", "bytes=0-3,5-9"}, {"Accept-Encoding", "br, gzip"}});
    REQUIRE(reply);
    CHECK(reply->status == 200);
    CHECK(reply->body == std::string(5000, 'x'));
    CHECK_FALSE(reply->has_header("Content-Encoding"));
    CHECK_FALSE(reply->has_header("Content-Range"));
}

TEST_CASE("an exception in a handler is reported, and the peer learns nothing of it", "[live][WEB-4]") {
    ServerFixture server;
    const auto reply = server.client().Get("/broken");
    REQUIRE(reply);
    CHECK(reply->status == 500);
    CHECK(reply->body == R"({"error":"internal error"})");
    CHECK_FALSE(reply->has_header("EXCEPTION_WHAT"));
    CHECK(server.exceptions == 1);
    CHECK(server.client().Get("/hello")->status == 200);
}

TEST_CASE("a key or certificate that OpenSSL cannot use is an error that names both", "[live]") {
    const ScratchFolder folder;
    write_file(folder / "key.pem", "nonsense");
    const auto refused = HttpsServer::open(folder / "key.pem", folder / "none.pem");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::file_unreadable);
    CHECK(refused.error().detail.find("key.pem") != std::string::npos);
    CHECK(refused.error().detail.find("none.pem") != std::string::npos);
}
