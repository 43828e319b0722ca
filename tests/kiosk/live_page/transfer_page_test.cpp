// Files from phones and to them, over real TLS on the loopback, with the kiosk's side of the transfer page.
#include "kiosk/live_page/transfer_page.hpp"

#include <csignal>
#include <fstream>

#include "core/base/queue.hpp"
#include "tests/kiosk/live_page/live_page_fixture.hpp"

using namespace entre;
using namespace entre::test;
using namespace std::chrono_literals;

namespace {

namespace fs = std::filesystem;

constexpr const char* list = "Namn;Biljettkod\nÅsa Öström;a1b2c3d4e5\n";

/// A transfer page on the loopback, and what it reported to the kiosk's side.
struct TransferFixture {
    ScratchFolder folder, runtime;
    std::mutex mutex;
    std::vector<std::shared_ptr<ReceivedFile>> received;
    std::vector<std::string> names, fetched;
    std::vector<Error> cut;
    std::string secret = new_upload_secret();
    std::unique_ptr<TransferPage> page;

    explicit TransferFixture(const std::string& address = "127.0.0.1", std::vector<OfferedFile> files = {}) {
        ::setenv("XDG_RUNTIME_DIR", runtime.path().c_str(), 1);
        const auto keep = [this](auto& where, auto what) {
            const std::lock_guard lock(mutex);
            where.push_back(std::move(what));
        };
        auto opened = TransferPage::open(
            {address, folder.path(), secret, std::move(files)},
            {[=, this](const std::string& name, int) { keep(names, name); },
             [=, this](std::shared_ptr<ReceivedFile> file) { keep(received, std::move(file)); },
             [=, this](const Error& why) { keep(cut, why); }, [=, this](const std::string& name) { keep(fetched, name); }});
        if (!opened) throw std::runtime_error(opened.error().detail);
        page = std::move(*opened);
    }
    [[nodiscard]] int port() const {
        const auto url = page->url();
        return std::stoi(url.substr(url.rfind(':') + 1));
    }
    [[nodiscard]] std::string path() const { return page->url().substr(page->url().rfind('/')); }
    [[nodiscard]] Phone phone() const {
        Phone one(port());
        one.set_write_timeout(30);
        one.set_read_timeout(30);
        return one;
    }
    [[nodiscard]] httplib::Result send(const std::string& name, const std::string& bytes, httplib::Headers headers = {}) const {
        auto one = phone();
        return one.Post(path(), headers, httplib::MultipartFormDataItems{{"file", bytes, name, "text/csv"}});
    }
    [[nodiscard]] std::size_t count_received() {
        const std::lock_guard lock(mutex);
        return received.size();
    }
    [[nodiscard]] std::size_t count_cut() {
        const std::lock_guard lock(mutex);
        return cut.size();
    }
    /// Sends a file that is answered by `answer` once it has arrived.
    httplib::Result send_and(void (TransferPage::*answer)(), const std::string& name, const std::string& bytes,
                             const httplib::Headers& headers = {}) {
        const auto before = count_received();
        std::thread kiosk([&] {
            if (eventually([&] { return count_received() > before; }, 30s)) (page.get()->*answer)();
        });
        auto reply = send(name, bytes, headers);
        kiosk.join();
        return reply;
    }
    [[nodiscard]] bool is_nothing_kept() const { return fs::is_empty(runtime.path()); }
};

bool says(const httplib::Result& reply, const std::string& words) {
    return reply && reply->body.find(words) != std::string::npos;
}

/// A form with a file, as far as its first bytes; it claims to be `size` bytes long.
std::string beginning_of_form(const TransferFixture& page, std::size_t size) {
    return "POST " + page.path() + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(page.port()) +
           "\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: " + std::to_string(size) +
           "\r\n\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nNamn\n";
}

}  // namespace

TEST_CASE("a file from a phone arrives whole, is private, and is deleted with its last owner", "[live][upload]") {
    TransferFixture page;
    std::string bytes(3 << 20, 'x');
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(i * 31 % 251);
    const auto reply = page.send_and(&TransferPage::accept, "Anmälda (1–38).xlsx", bytes);
    REQUIRE(reply);
    CHECK(reply->status == 200);
    CHECK(says(reply, "Klart – titta på skärmen."));
    REQUIRE(page.received.size() == 1);
    const auto path = page.received[0]->path();
    CHECK(path.filename() == "Anmälda (1–38).xlsx");
    CHECK(read_file(path) == bytes);
    CHECK(fs::status(path).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
    CHECK(fs::status(path.parent_path()).permissions() == fs::perms::owner_all);
    CHECK(path.string().starts_with(page.runtime.path().string()));
    page.received.clear();
    CHECK(page.is_nothing_kept());
}

TEST_CASE("the address takes one file, then it says so and takes no other", "[live][upload][bad_input]") {
    TransferFixture page;
    CHECK(says(page.phone().Get(page.path()), "<form"));
    REQUIRE(page.send_and(&TransferPage::accept, "a.csv", list)->status == 200);
    const auto again = page.send("b.csv", list);
    REQUIRE(again);
    CHECK(again->status == 410);
    CHECK(says(again, "En fil har redan kommit fram."));
    const auto shown = page.phone().Get(page.path());
    CHECK(says(shown, "En fil har redan kommit fram."));
    CHECK_FALSE(says(shown, "<form"));
    CHECK(page.count_received() == 1);
}

TEST_CASE("a file that is no list is refused in words, and another one may be sent", "[live][upload][bad_input]") {
    TransferFixture page;
    const auto refused = page.send_and(&TransferPage::refuse, "semester.jpg", std::string(5000, '\xff'));
    REQUIRE(refused);
    CHECK(refused->status == 415);
    CHECK(says(refused, "Filen går inte att läsa som en lista."));
    CHECK(says(refused, "<form"));
    page.received.clear();
    CHECK(page.is_nothing_kept());
    CHECK(page.send_and(&TransferPage::accept, "a.csv", list)->status == 200);
}

TEST_CASE("a file that is too large is refused while it arrives, and nothing of it is kept", "[live][upload][bad_input]") {
    TransferFixture page;
    // A little too large for a list, and too large to be looked at.
    for (const auto size : {max_upload_bytes + 1, max_upload_bytes + (1U << 20)}) {
        const auto reply = page.send("stor.csv", std::string(size, 'x'));
        REQUIRE(reply);
        CHECK(reply->status == 413);
        CHECK(says(reply, "Filen är för stor."));
    }
    CHECK(page.count_received() == 0);
    CHECK(eventually([&] { return page.is_nothing_kept(); }));
    CHECK(page.send_and(&TransferPage::accept, "a.csv", list)->status == 200);
}

TEST_CASE("a file that is cut off is deleted and reported, and the next one is accepted", "[live][upload][bad_input]") {
    TransferFixture page;
    {
        RawConnection phone(page.port());
        REQUIRE(phone.is_open());
        REQUIRE(phone.send(beginning_of_form(page, 100'000)));
        REQUIRE(eventually([&] { return !page.is_nothing_kept(); }));
        // Meanwhile another device has to wait.
        const auto other = page.send("b.csv", list);
        REQUIRE(other);
        CHECK(other->status == 503);
        CHECK(says(other, "En annan fil är på väg."));
    }
    CHECK(eventually([&] { return page.count_cut() == 1; }));
    CHECK(eventually([&] { return page.is_nothing_kept(); }));
    CHECK(page.count_received() == 0);
    CHECK(page.send_and(&TransferPage::accept, "a.csv", list)->status == 200);
}

TEST_CASE("a wrong secret gets a sentence and no form, and its file is not read", "[live][upload][bad_input]") {
    TransferFixture page;
    for (const char* wrong : {"/", "/aaaa-bbbb", "/../seminar.toml", "/%00", "/index.html"}) {
        const auto shown = page.phone().Get(wrong);
        INFO(wrong);
        REQUIRE(shown);
        CHECK(shown->status == 404);
        CHECK_FALSE(says(shown, "<form"));
    }
    CHECK(says(page.phone().Get("/aaaa-bbbb"), "Adressen stämmer inte."));
    auto one = page.phone();
    const auto sent = one.Post("/aaaa-bbbb", httplib::MultipartFormDataItems{{"file", list, "a.csv", "text/csv"}});
    if (sent) CHECK(sent->status == 404);  // or the connection was closed before the answer was read
    CHECK(page.count_received() == 0);
    CHECK(page.names.empty());
}

TEST_CASE("the secret may be typed in capitals and without its dash", "[live][upload]") {
    TransferFixture page;
    std::string typed = "/" + page.secret;
    for (auto& letter : typed) letter = static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
    CHECK(says(page.phone().Get(typed), "<form"));
    CHECK(says(page.phone().Get(page.path() + "/"), "<form"));
}

TEST_CASE("the page speaks the browser's language, and without a file it asks for one", "[live][upload]") {
    TransferFixture page;
    CHECK(says(page.phone().Get(page.path()), "lang=\"sv\""));
    CHECK(says(page.phone().Get(page.path(), {{"Accept-Language", "en-GB,en;q=0.9,sv;q=0.5"}}), "Send the list of people"));
    const auto empty = page.send("", "");
    REQUIRE(empty);
    CHECK(empty->status == 400);
    CHECK(says(empty, "Välj en fil först."));
    const auto done = page.send_and(&TransferPage::accept, "a.csv", list, {{"Accept-Language", "en"}, {"X-Entre", "1"}});
    REQUIRE(done);
    const auto said = nlohmann::json::parse(done->body);
    CHECK(said.at("text") == "Done – look at the screen.");
    CHECK(said.at("is_done") == true);
    CHECK(said.at("has_form") == false);
}

TEST_CASE("another name for the machine is no way in", "[live][upload][bad_input]") {
    TransferFixture page;
    const auto reply = page.phone().Get(page.path(), {{"Host", "evil.example:" + std::to_string(page.port())}});
    REQUIRE(reply);
    CHECK(reply->status == 421);
}

TEST_CASE("a page process that dies in the middle of a file comes back at the same address", "[live][upload]") {
    TransferFixture page;
    RawConnection phone(page.port());
    REQUIRE(phone.send(beginning_of_form(page, 100'000)));
    REQUIRE(eventually([&] { return !page.is_nothing_kept(); }));
    ::kill(page.page->process(), SIGKILL);
    CHECK(eventually([&] { return page.count_cut() == 1; }));
    CHECK(eventually([&] { return says(page.phone().Get(page.path()), "<form"); }));
    CHECK(page.is_nothing_kept());
    CHECK(page.send_and(&TransferPage::accept, "a.csv", list)->status == 200);
}

TEST_CASE("the page listens on IPv6 as well", "[live][upload]") {
    TransferFixture page("::1");
    CHECK(page.page->url().starts_with("https://[::1]:"));
    httplib::SSLClient client("::1", page.port());
    client.enable_server_certificate_verification(false);
    CHECK(says(client.Get(page.path(), {{"Host", "[::1]:" + std::to_string(page.port())}}), "<form"));
}

TEST_CASE("an address of another machine is refused", "[live][upload][bad_input]") {
    const ScratchFolder folder;
    const auto page = TransferPage::open({"192.0.2.1", folder.path(), new_upload_secret()}, {});
    REQUIRE_FALSE(page);
    CHECK(page.error().code == ErrorCode::address_taken);
}

TEST_CASE("offered files are linked and given whole, also twice, and nothing can be sent", "[live][upload]") {
    std::string pdf(5 << 20, 'x');
    for (std::size_t i = 0; i < pdf.size(); ++i) pdf[i] = static_cast<char>(i * 31 % 251);
    TransferFixture page("127.0.0.1", {{"Biljetter.pdf", pdf}, {"Biljetter för utskick.csv", list}});
    auto phone = page.phone();
    const auto shown = phone.Get(page.path());
    CHECK(says(shown, "Hämta biljetterna"));
    CHECK(says(shown, "href=\"" + page.path() + "/Biljetter för utskick.csv\""));
    CHECK_FALSE(says(shown, "<form"));
    for (int i = 0; i < 2; ++i) {
        const auto document = phone.Get(page.path() + "/Biljetter.pdf");
        REQUIRE(document);
        CHECK(document->body == pdf);
        CHECK(document->get_header_value("Content-Type") == "application/pdf");
        CHECK(document->get_header_value("Content-Disposition") == "attachment");
        CHECK(document->get_header_value("Cache-Control") == "no-store");
    }
    CHECK(says(phone.Get(page.path() + "/Biljetter%20f%C3%B6r%20utskick.csv"), "Åsa Öström"));
    CHECK(page.fetched == std::vector<std::string>{"Biljetter.pdf", "Biljetter.pdf", "Biljetter för utskick.csv"});
    const auto sent = page.send("a.csv", list);
    CHECK((!sent || sent->status >= 400));
    CHECK(page.count_received() == 0);
}

TEST_CASE("nobody without the address gets an offered file", "[live][upload][bad_input]") {
    TransferFixture page("127.0.0.1", {{"Biljetter.pdf", "%PDF"}});
    auto phone = page.phone();
    for (const std::string path : {"/", "/Biljetter.pdf", "/abcd-efgh", "/abcd-efgh/Biljetter.pdf", "//Biljetter.pdf"}) {
        const auto reply = phone.Get(path);
        REQUIRE(reply);
        CHECK(reply->status == 404);
        CHECK_FALSE(says(reply, "%PDF"));
        CHECK_FALSE(says(reply, "href=\"/" + page.secret.substr(0, 4)));
    }
    for (const std::string name : {"/entre.db", "/..", "/biljetter.pdf", "/0"})
        CHECK(phone.Get(page.path() + name)->status == 404);
    CHECK(page.fetched.empty());
}
