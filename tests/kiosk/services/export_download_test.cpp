// Uses a real server on the loopback address, with and without TLS.
#include "kiosk/services/export_download.hpp"

#include <httplib.h>

#include <cstdlib>
#include <functional>
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
            if (!location.empty()) response.set_header("Location", location);
            response.set_content(answer, "text/csv");
        });
        server->Get("/pages", [this](const httplib::Request& request, httplib::Response& response) {
            ++asked;
            authorization = request.get_header_value("Authorization");
            const auto number = request.has_param(page_parameter) ? std::stoi(request.get_param_value(page_parameter)) : 1;
            response.set_content(page(number), "application/json");
        });
        server->Get("/moved", [this](const httplib::Request&, httplib::Response& response) {
            ++asked;
            response.set_redirect(location, 307);
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
    std::string answer = list, etag, authorization, location, page_parameter = "page";
    std::function<std::string(int number)> page = [](int) { return std::string{}; };
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

TEST_CASE("a folder in the place of the list is an error that names it", "[fetch][file_unwritable]") {
    const ScratchFolder folder;
    std::filesystem::create_directories(folder / "registrations.csv" / "inside");
    ExportServer export_server;
    const auto problem =
        problem_of(ExportFetch({folder.path()}, settings_for(export_server.url())).fetch({}), ErrorCode::file_unwritable);
    CHECK(problem.find("registrations.csv") != std::string::npos);
    CHECK(std::filesystem::exists(folder / "registrations.csv" / "inside"));
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
    export_server.location = "http://127.0.0.1:1/elsewhere?key=secret";
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

namespace {

/// Person number `number` of a pretix list.
std::string position(int number) {
    const auto text = std::to_string(number);
    return R"({"order":"AB)" + text + R"(","positionid":1,"attendee_name":"Per Ek)" + text + R"(","secret":"s000)" + text +
           R"(","canceled":false,"order__status":"p"})";
}

/// Ten people a page.
std::string positions(int page, int all) {
    std::string rows;
    for (int i = 10 * (page - 1) + 1; i <= std::min(10 * page, all); ++i) rows += (rows.empty() ? "" : ",") + position(i);
    return "[" + rows + "]";
}

int people_in(const std::filesystem::path& file) {
    const std::string text = read_file(file);
    int people = 0;
    for (auto at = text.find("attendee_name"); at != std::string::npos; at = text.find("attendee_name", at + 1)) ++people;
    return people;
}

struct PagedFolder {
    ScratchFolder folder;
    ExportServer server;
    [[nodiscard]] std::string at(const std::string& path) const {
        return "http://127.0.0.1:" + std::to_string(server.port) + path;
    }
    Result<bool> fetch(const std::string& path) {
        auto settings = settings_for(at(path));
        settings.files = {"registrations.json"};
        return ExportFetch({folder.path()}, settings).fetch({});
    }
    [[nodiscard]] int people() const { return people_in(folder / "registrations.json"); }
};

}  // namespace

TEST_CASE("all pages of a pretix list become one list", "[fetch][pages]") {
    PagedFolder list;
    list.server.page = [&](int number) {
        const std::string next = number < 3 ? "\"" + list.at("/pages?page=" + std::to_string(number + 1)) + "\"" : "null";
        return R"({"count":25,"next":)" + next + R"(,"previous":null,"results":)" + positions(number, 25) + "}";
    };
    const auto fetched = list.fetch("/pages");
    if (!fetched) FAIL(fetched.error().detail);
    CHECK(*fetched);
    CHECK(list.people() == 25);
    CHECK(list.server.asked == 3);
    CHECK_FALSE(*list.fetch("/pages"));
}

TEST_CASE("pages that are numbered or have a cursor are followed", "[fetch][pages]") {
    PagedFolder list;
    const auto fetched = [&](const std::string& path, int people) {
        std::filesystem::remove(list.folder / "registrations.json");
        const auto done = list.fetch(path);
        if (!done) FAIL(done.error().detail);
        CHECK(list.people() == people);
    };
    const auto tito = [](int number, int pages, const std::string& rows) {
        return R"({"meta":{"current_page":)" + std::to_string(number) + R"(,"next_page":)" +
               (number < pages ? std::to_string(number + 1) : "null") + R"(,"total_pages":)" + std::to_string(pages) +
               R"(},"tickets":)" + rows + "}";
    };
    list.server.page_parameter = "page[number]";
    list.server.page = [&](int number) { return tito(number, 3, positions(number, 21)); };
    fetched("/pages?view=extended", 21);
    fetched("/pages?page[number]=1&page[size]=10", 21);
    list.server.page_parameter = "page";
    fetched("/pages", 21);
    list.server.page = [&](int number) { return R"({"total_pages":2,"results":)" + positions(number, 15) + "}"; };
    fetched("/pages", 15);
    list.server.page = [&](int number) {
        return R"({"page":)" + std::to_string(number) + R"(,"per_page":10,"total":20,"results":)" + positions(number, 20) + "}";
    };
    fetched("/pages", 20);
    list.server.page_parameter = "pagination_cursor";
    list.server.page = [&](int number) {
        const bool is_last = number == 2;
        return std::string(R"({"has_more":)") + (is_last ? "false" : "true") + R"(,"next_cursor":)" +
               (is_last ? "null" : "\"2\"") + R"(,"entries":)" + positions(number, 12) + "}";
    };
    fetched("/pages", 12);
}

TEST_CASE("pages that cannot be joined to a complete list replace nothing", "[fetch][pages][export_invalid]") {
    PagedFolder list;
    write_file(list.folder / "registrations.json", "[" + position(1) + "]");
    const auto problem = [&](const std::string& first, const std::string& words) {
        list.server.page = [first](int number) { return number == 1 ? first : R"({"results":[]})"; };
        CHECK(problem_of(list.fetch("/pages?key=secret"), ErrorCode::export_invalid).find(words) != std::string::npos);
        CHECK(list.people() == 1);
    };
    const std::string rows = R"("results":)" + positions(1, 10) + "}";
    problem(R"({"next":"https://x.example/?page=2&key=secret",)" + rows, "another server, x.example");
    problem(R"({"next":"http://127.0.0.1:1/?page=2",)" + rows, "another server");
    problem(R"({"count":55,)" + rows, "10 of 55");
    problem(R"({"has_more":true,"next_cursor":"x",)" + rows, "every page is the first");
    problem(R"({"count":55,"next":"?page=2",)" + rows, "of 55 entries only 10 came");
    list.server.page = [&](int) { return R"({"next":"?page=2",)" + rows; };
    problem_of(list.fetch("/pages"), ErrorCode::export_invalid);
    // A list without end.
    list.server.page = [&](int number) {
        return R"({"next":"?page=)" + std::to_string(number + 1) + "\",\"results\":[" + position(number) + "]}";
    };
    CHECK(problem_of(list.fetch("/pages"), ErrorCode::export_invalid).find("1000 pages") != std::string::npos);
    CHECK(list.people() == 1);
}

TEST_CASE("redirects on the same server are followed with the token and five times at most", "[fetch][redirect]") {
    const ScratchFolder folder;
    ExportServer export_server;
    auto settings = settings_for("http://127.0.0.1:" + std::to_string(export_server.port) + "/moved");
    settings.token_file = "token";
    write_file(folder / "token", "abc123\n");
    std::filesystem::permissions(folder / "token", std::filesystem::perms{0600});
    ExportFetch from({folder.path()}, settings);
    export_server.location = "/export?key=secret";
    CHECK(*from.fetch({}));
    CHECK(export_server.authorization == "Bearer abc123");
    CHECK(read_file(folder / "registrations.csv") == list);
    export_server.asked = 0;
    export_server.location = "/moved?key=secret";
    CHECK(problem_of(from.fetch({}), ErrorCode::file_unreadable).find("after 5 redirects") != std::string::npos);
    CHECK(export_server.asked == 6);
    export_server.location = "http://elsewhere.example/list?key=secret";
    const auto refused = problem_of(from.fetch({}), ErrorCode::file_unreadable);
    CHECK(refused.find("307") != std::string::npos);
    CHECK(refused.find("elsewhere.example, without https") != std::string::npos);
    export_server.location = "file:///etc/passwd";
    problem_of(from.fetch({}), ErrorCode::file_unreadable);
}

TEST_CASE("a redirect to another server is followed by https and without the token", "[fetch][redirect][tls]") {
    const ScratchFolder folder;
    const auto certificate = own_certificate(folder.path(), {"127.0.0.1"});
    REQUIRE(certificate);
    ExportServer other(std::make_unique<httplib::SSLServer>(certificate->certificate.c_str(), certificate->key.c_str()));
    ExportServer first;
    first.location = other.url("https");
    auto settings = settings_for("http://127.0.0.1:" + std::to_string(first.port) + "/moved");
    settings.token_file = "token";
    write_file(folder / "token", "abc123\n");
    std::filesystem::permissions(folder / "token", std::filesystem::perms{0600});
    REQUIRE(::setenv("SSL_CERT_FILE", certificate->certificate.c_str(), 1) == 0);
    const auto fetched = ExportFetch({folder.path()}, settings).fetch({});
    ::unsetenv("SSL_CERT_FILE");
    if (!fetched) FAIL(fetched.error().detail);
    CHECK(other.asked == 1);
    CHECK(other.authorization.empty());
    CHECK(read_file(folder / "registrations.csv") == list);
}
