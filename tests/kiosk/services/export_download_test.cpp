// Uses a real server on the loopback address, with and without TLS.
#include "kiosk/services/export_download.hpp"

#include <httplib.h>

#include <cstdlib>
#include <thread>

#include "kiosk/live_page/certificate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"

using namespace entre;
using namespace entre::test;

namespace {

const std::string list = "Förnamn;Efternamn;Biljettkod\nÅsa;Öström;k1\n";

/// The registration system's answer, and the requests it received.
struct ExportServer {
    explicit ExportServer(std::unique_ptr<httplib::Server> with = std::make_unique<httplib::Server>()) : server(std::move(with)) {
        server->Get("/export", [this](const httplib::Request& request, httplib::Response& response) {
            ++asked;
            authorization = request.get_header_value("Authorization");
            response.status = status;
            if (request.get_header_value("If-None-Match") == etag && !etag.empty()) {
                response.status = 304;
                return;
            }
            if (!etag.empty()) response.set_header("ETag", etag);
            if (status == 302) response.set_header("Location", "http://127.0.0.1:1/elsewhere");
            response.set_content(answer, "text/csv");
        });
        port = server->bind_to_any_port("127.0.0.1");
        REQUIRE(port > 0);
        thread = std::thread([this] { server->listen_after_bind(); });
        while (!server->is_running()) std::this_thread::yield();
    }
    ~ExportServer() {
        server->stop();
        thread.join();
    }
    [[nodiscard]] std::string url(const std::string& scheme = "http") const {
        return scheme + "://127.0.0.1:" + std::to_string(port) + "/export?event=7&key=secret";
    }

    std::unique_ptr<httplib::Server> server;
    std::string answer = list, etag, authorization;
    int status = 200, asked = 0, port = 0;
    std::thread thread;
};

RegistrationSettings settings_for(const std::string& url) {
    RegistrationSettings settings;
    settings.url = url;
    return settings;
}

std::string problem_of(Result<bool> fetched, ErrorCode code) {
    REQUIRE_FALSE(fetched);
    CHECK(fetched.error().code == code);
    CHECK(fetched.error().detail.find("secret") == std::string::npos);
    return fetched.error().detail;
}

}  // namespace

TEST_CASE("a new export is stored in the folder, an unchanged one is not", "[fetch]") {
    const ScratchFolder folder;
    ExportServer export_server;
    export_server.etag = "\"v1\"";
    ExportFetch from({folder.path()}, settings_for(export_server.url()));
    CHECK(*from.fetch({}));
    CHECK(read_file(folder / "registrations.csv") == list);
    CHECK_FALSE(*from.fetch({}));
    export_server.etag = "\"v2\"";
    CHECK_FALSE(*from.fetch({}));  // another ETag for the same bytes
    export_server.etag = "\"v3\"";
    export_server.answer += "Bo;Ek;k2\n";
    CHECK(*from.fetch({}));
    CHECK(read_file(folder / "registrations.csv") == export_server.answer);
    CHECK(export_server.asked == 4);
}

TEST_CASE("a response that is not a list of registrations replaces nothing", "[fetch][export_invalid]") {
    const ScratchFolder folder;
    write_file(folder / "registrations.csv", list);
    ExportServer export_server;
    ExportFetch from({folder.path()}, settings_for(export_server.url()));
    export_server.answer = "<html><title>Sign in</title></html>";
    CHECK(problem_of(from.fetch({}), ErrorCode::export_invalid).find("/export") != std::string::npos);
    export_server.status = 401;
    CHECK(problem_of(from.fetch({}), ErrorCode::file_unreadable).find("token") != std::string::npos);
    export_server.status = 302;
    CHECK(problem_of(from.fetch({}), ErrorCode::file_unreadable).find("302") != std::string::npos);
    export_server.status = 500;
    problem_of(from.fetch({}), ErrorCode::file_unreadable);
    CHECK(read_file(folder / "registrations.csv") == list);
}

TEST_CASE("the token comes from a file that only its owner may read", "[fetch][settings_invalid]") {
    const ScratchFolder folder;
    ExportServer export_server;
    auto settings = settings_for(export_server.url());
    settings.token_file = "token";
    ExportFetch from({folder.path()}, settings);
    CHECK(problem_of(from.fetch({}), ErrorCode::settings_invalid).find("token_file") != std::string::npos);
    write_file(folder / "token", "abc123\n");
    std::filesystem::permissions(folder / "token", std::filesystem::perms{0644});
    CHECK(problem_of(from.fetch({}), ErrorCode::settings_invalid).find("chmod 600") != std::string::npos);
    CHECK(export_server.asked == 0);
    std::filesystem::permissions(folder / "token", std::filesystem::perms{0600});
    CHECK(*from.fetch({}));
    CHECK(export_server.authorization == "Bearer abc123");
    write_file(folder / "token", "Token abc123");
    REQUIRE(from.fetch({}));
    CHECK(export_server.authorization == "Token abc123");
    write_file(folder / "token", "\n");
    problem_of(from.fetch({}), ErrorCode::settings_invalid);
}

TEST_CASE("a server with an untrusted certificate gets no token, and a trusted one is read", "[fetch][tls]") {
    const ScratchFolder folder;
    const auto certificate = own_certificate(folder.path(), {"127.0.0.1"});
    REQUIRE(certificate);
    ExportServer export_server(std::make_unique<httplib::SSLServer>(certificate->certificate.c_str(), certificate->key.c_str()));
    ExportFetch from({folder.path()}, settings_for(export_server.url("https")));
    CHECK(problem_of(from.fetch({}), ErrorCode::file_unreadable).find("vouches") != std::string::npos);
    CHECK(export_server.asked == 0);
    REQUIRE(::setenv("SSL_CERT_FILE", certificate->certificate.c_str(), 1) == 0);
    const auto fetched = from.fetch({});
    ::unsetenv("SSL_CERT_FILE");
    if (!fetched) FAIL(fetched.error().detail);
    CHECK(read_file(folder / "registrations.csv") == list);
}

TEST_CASE("an unreachable server is reported, and a stop ends the request", "[fetch]") {
    const ScratchFolder folder;
    ExportFetch from({folder.path()}, settings_for("http://127.0.0.1:1/export"));
    problem_of(from.fetch({}), ErrorCode::file_unreadable);
    std::stop_source stop;
    stop.request_stop();
    problem_of(from.fetch(stop.get_token()), ErrorCode::stopped);
}
