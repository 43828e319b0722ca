// The assistant's list from a real server on the loopback.
#include "kiosk/services/list_fetch.hpp"

#include <thread>

#include "kiosk/services/list_address.hpp"
#include "tests/kiosk/live_page/live_page_fixture.hpp"
#include "tests/kiosk/services/setup_worker_fixture.hpp"

using namespace entre;
using namespace entre::test;
using namespace std::chrono_literals;

namespace {

constexpr const char* with_codes = "Förnamn;Efternamn;Biljettkod\nÅsa;Öström;a1b2c3d4e5f6\nBo;Ek;g7h8i9j0k1l2\n";

struct ListServer {
    ListServer() {
        server.Get(R"(/lists/.*)", [](const auto&, auto& reply) { reply.set_content(with_codes, "text/csv"); });
        server.Get("/login", [](const auto&, auto& reply) {
            reply.set_content("<!doctype html><html><body><form>Logga in</form></body></html>", "text/html");
        });
        server.Get("/slow", [this](const auto&, auto& reply) {
            is_asked = true;
            for (int i = 0; i < 200 && !is_over; ++i) std::this_thread::sleep_for(20ms);
            reply.set_content(with_codes, "text/csv");
        });
        port = server.bind_to_any_port("127.0.0.1");
        thread = std::thread([this] { server.listen_after_bind(); });
        while (!server.is_running()) std::this_thread::yield();
    }
    ~ListServer() {
        is_over = true;
        server.stop();
        thread.join();
    }
    [[nodiscard]] std::string at(const std::string& path) const { return "http://127.0.0.1:" + std::to_string(port) + path; }

    httplib::Server server;
    std::atomic<bool> is_asked = false, is_over = false;
    int port = 0;
    std::thread thread;
};

struct FetchFixture : SetupWorkerFixture {
    ListServer server;

    setup::ListRead fetch(setup::RequestId request, const std::string& url) {
        worker->carry_out(setup::FetchList{request, seminar, url});
        auto read = next<setup::ListRead>();
        CHECK(read.request == request);
        return read;
    }
};

}  // namespace

TEST_CASE("a list is fetched from a server, taken, and fetched again by the door", "[fetch][setup]") {
    FetchFixture here;
    const auto read = here.fetch(5, here.server.at("/lists/anm%C3%A4lda.csv?key=7"));
    REQUIRE_FALSE(read.problem);
    CHECK(read.preview.people == 2);
    CHECK(read.path.filename() == "anmälda.csv");
    here.worker->carry_out(setup::TakeList{6, here.seminar, read.path, here.server.at("/lists/anm%C3%A4lda.csv?key=7")});
    const auto taken = here.next<setup::ListTaken>();
    CHECK_FALSE(taken.problem);
    CHECK(taken.people == 2);
    CHECK(eventually([&] { return here.is_nothing_kept(); }));
    CHECK(read_seminar(here.seminar)->registrations.url == here.server.at("/lists/anm%C3%A4lda.csv?key=7"));
    // A list from a stick takes its place: the door must not fetch the old one over it.
    write_file(here.scratch.path() / "stick" / "ny.csv", with_codes);
    here.worker->carry_out(setup::TakeList{7, here.seminar, here.scratch.path() / "stick" / "ny.csv", {}});
    CHECK_FALSE(here.next<setup::ListTaken>().problem);
    CHECK(read_seminar(here.seminar)->registrations.url.empty());
}

TEST_CASE("what is no address, no list or not there is said in words, and nothing is kept", "[fetch][setup][bad_input]") {
    FetchFixture here;
    const auto said = [&](const std::string& url) {
        const auto read = here.fetch(5, url);
        REQUIRE(read.problem);
        return read.problem->said.english();
    };
    CHECK(said("lista") == "That is no web address. It looks like https://example.org/list.");
    CHECK(said("ftp://exempel.se/lista").starts_with("That is no web address."));
    CHECK(said(here.server.at("/nowhere")).starts_with("No list can be fetched from 127.0.0.1"));
    CHECK(said("http://127.0.0.1:1/lista").starts_with("No list can be fetched from 127.0.0.1"));
    CHECK(said(here.server.at("/login")).starts_with("What 127.0.0.1"));
    here.worker->carry_out(setup::FindFiles{});
    CHECK(eventually([&] { return here.is_nothing_kept(); }));
}

TEST_CASE("a download that was cancelled is not answered", "[fetch][setup]") {
    FetchFixture here;
    here.worker->carry_out(setup::FetchList{5, here.seminar, here.server.at("/slow")});
    REQUIRE(eventually([&] { return here.server.is_asked.load(); }));
    here.worker->carry_out(setup::CancelFetch{});
    const auto read = here.fetch(6, here.server.at("/lists/a.csv"));
    CHECK_FALSE(read.problem);
    CHECK(read.request == 6);
}

TEST_CASE("an address for people becomes one for programs", "[fetch]") {
    CHECK(list_address(" exempel.se/lista.csv ") == "https://exempel.se/lista.csv");
    CHECK(list_address("http://exempel.se/lista.csv") == "https://exempel.se/lista.csv");
    CHECK(list_address("http://127.0.0.1:8080/lista.csv") == "http://127.0.0.1:8080/lista.csv");
    CHECK(list_address("https://docs.google.com/spreadsheets/d/1AbC-d_9/edit?usp=sharing#gid=0") ==
          "https://docs.google.com/spreadsheets/d/1AbC-d_9/export?format=csv&gid=0");
    CHECK(list_address("https://docs.google.com/spreadsheets/u/0/d/1AbC-d_9/edit") ==
          "https://docs.google.com/spreadsheets/u/0/d/1AbC-d_9/export?format=xlsx");
    CHECK(list_address("docs.google.com/spreadsheets/d/e/2PACX-1v/pubhtml?gid=0") ==
          "https://docs.google.com/spreadsheets/d/e/2PACX-1v/pub?output=csv&gid=0");
    for (const auto* download : {"https://docs.google.com/spreadsheets/d/1AbC/export?format=csv&gid=7",
                                 "https://docs.google.com/spreadsheets/d/e/2PACX-1v/pub?output=csv",
                                 "https://moln.exempel.se/s/AbCdEfGhIjKlMno/download", "https://exempel.se/s/kort",
                                 "https://exempel.se/s/anmalningar2027.csv"})
        CHECK(list_address(download) == download);
    CHECK(list_address("https://kommun.sharepoint.com/:x:/s/Oro/EbC?e=4xK") ==
          "https://kommun.sharepoint.com/:x:/s/Oro/EbC?e=4xK&download=1");
    CHECK(list_address("https://www.dropbox.com/scl/fi/abc/lista.xlsx?rlkey=x&dl=0") ==
          "https://www.dropbox.com/scl/fi/abc/lista.xlsx?rlkey=x&dl=1");
    CHECK(list_address("https://moln.exempel.se/index.php/s/AbCdEfGhIjKlMno") ==
          "https://moln.exempel.se/index.php/s/AbCdEfGhIjKlMno/download");
    for (const auto* nothing : {"", "lista", "https://", "ftp://exempel.se/a", "https://eva@exempel.se/a", "exempel.se/a b"})
        CHECK_FALSE(list_address(nothing));
}
