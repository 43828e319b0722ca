// The assistant's worker with a phone that sends it lists and fetches tickets, over real TLS on the loopback.
#include "kiosk/services/phone_transfer.hpp"

#include <algorithm>

#include "core/base/atomic_file.hpp"
#include "kiosk/services/take_list.hpp"
#include "tests/kiosk/live_page/live_page_fixture.hpp"
#include "tests/kiosk/services/setup_worker_fixture.hpp"

using namespace entre;
using namespace entre::test;
using namespace std::chrono_literals;

namespace {

namespace fs = std::filesystem;

constexpr const char* with_codes = "Förnamn;Efternamn;Biljettkod\nÅsa;Öström;a1b2c3d4e5f6\nBo;Ek;g7h8i9j0k1l2\n";

struct TransferFixture : SetupWorkerFixture {
    /// Opens the page; its address.
    std::string open(setup::RequestId request) {
        worker->carry_out(setup::OpenUpload{request, seminar});
        const auto opened = next<setup::UploadOpened>();
        CHECK(opened.request == request);
        REQUIRE_FALSE(opened.problem);
        return opened.url;
    }
};

httplib::Client phone_at(const std::string& url) {
    httplib::Client phone(url.substr(0, url.rfind('/')));
    phone.enable_server_certificate_verification(false);
    phone.set_read_timeout(20);
    return phone;
}

httplib::Result send(const std::string& url, const std::string& name, const std::string& bytes) {
    return phone_at(url).Post(url.substr(url.rfind('/')), httplib::MultipartFormDataItems{{"file", bytes, name, "text/csv"}});
}

httplib::Result get(const std::string& url, const std::string& below = "") {
    return phone_at(url).Get(url.substr(url.rfind('/')) + below);
}

bool is_open(const std::string& url) { return static_cast<bool>(get(url)); }

}  // namespace

TEST_CASE("a phone fetches the tickets of everybody who needs one", "[live][upload][setup]") {
    TransferFixture here;
    const auto list = here.scratch.path() / "lista.csv";
    REQUIRE(write_file_atomically(list, "Namn;E-post\nÅsa Öström;a@example.org\nBo Ek;b@example.org\n"));
    REQUIRE(take_list(here.seminar, list, ""));
    here.worker->carry_out(setup::OfferTickets{5, here.seminar});
    const auto offered = here.next<setup::TicketsOffered>();
    CHECK(offered.request == 5);
    REQUIRE_FALSE(offered.problem);
    CHECK(get(offered.url, "/Biljetter.pdf")->body.starts_with("%PDF"));
    const auto fetched = here.next<setup::TicketsFetched>();
    CHECK(fetched.request == 5);
    CHECK(fetched.name == "Biljetter.pdf");
    CHECK(get(offered.url, "/Biljetter%20f%C3%B6r%20utskick.csv")->body.find("b@example.org") != std::string::npos);
    CHECK_FALSE(fs::exists(here.seminar / "Biljetter.pdf"));
    here.worker->carry_out(setup::WithdrawTickets{});
    CHECK(eventually([&] { return !is_open(offered.url); }, 20s));
    // The same worker then takes a list again.
    CHECK(is_open(here.open(6)));
}

TEST_CASE("when nobody needs a ticket, no page is opened", "[live][upload][setup][bad_input]") {
    TransferFixture here;
    const auto list = here.scratch.path() / "lista.csv";
    REQUIRE(write_file_atomically(list, with_codes));
    REQUIRE(take_list(here.seminar, list, ""));
    here.worker->carry_out(setup::OfferTickets{5, here.seminar});
    const auto refused = here.next<setup::TicketsOffered>();
    REQUIRE(refused.problem);
    CHECK(refused.problem->code == ErrorCode::wrong_usage);
    CHECK(refused.url.empty());
}

TEST_CASE("a list from a phone is read, taken into the seminar, and its copy deleted", "[live][upload][setup]") {
    TransferFixture here;
    const auto url = here.open(5);
    const auto reply = send(url, "../Anmälda.csv", with_codes);
    REQUIRE(reply);
    CHECK(reply->status == 200);
    const auto progress = here.next<setup::UploadProgressed>();
    CHECK(progress.request == 5);
    CHECK(progress.name == "Anmälda.csv");
    const auto read = here.next<setup::ListRead>();
    CHECK(read.request == 5);
    REQUIRE_FALSE(read.problem);
    CHECK(read.preview.people == 2);
    here.worker->carry_out(setup::CloseUpload{});
    // An answer about a column has the file read again.
    here.worker->carry_out(setup::ReadList{6, here.seminar, read.path, {{false, "Förnamn", "given"}}});
    CHECK_FALSE(here.next<setup::ListRead>().problem);
    CHECK_FALSE(here.is_nothing_kept());
    here.worker->carry_out(setup::TakeList{7, here.seminar, read.path});
    const auto taken = here.next<setup::ListTaken>();
    CHECK_FALSE(taken.problem);
    CHECK(taken.people == 2);
    CHECK(here.is_nothing_kept());
    CHECK(fs::exists(here.seminar / "Anmälda.csv"));
    // Its sender had time to read the answer; then nothing listens any more.
    CHECK(eventually([&] { return !is_open(url); }, 20s));
}

TEST_CASE("what is no list is refused on both screens, and the next file is taken", "[live][upload][setup][bad_input]") {
    TransferFixture here;
    const auto url = here.open(5);
    for (const auto& bytes :
         {std::string{}, std::string(5000, '\0'), std::string("PK\3\4 no workbook"), std::string("Bara text\n")}) {
        const auto reply = send(url, "lista.xlsx", bytes);
        REQUIRE(reply);
        CHECK(reply->status == 415);
        CHECK(here.next<setup::ListRead>().problem);
        CHECK(eventually([&] { return here.is_nothing_kept(); }));
    }
    CHECK(send(url, "lista.csv", with_codes)->status == 200);
    CHECK_FALSE(here.next<setup::ListRead>().problem);
}

TEST_CASE("nothing listens once somebody went back, and a new visit has a new secret", "[live][upload][setup]") {
    TransferFixture here;
    const auto first = here.open(5);
    CHECK(is_open(first));
    here.worker->carry_out(setup::CloseUpload{});
    CHECK(eventually([&] { return !is_open(first); }));
    const auto second = here.open(6);
    CHECK(first.substr(first.rfind('/')) != second.substr(second.rfind('/')));
    CHECK(send(second, "lista.csv", with_codes)->status == 200);
    // Back from the columns: the copy is of no use any more.
    here.worker->carry_out(setup::FindFiles{});
    CHECK(eventually([&] { return here.is_nothing_kept(); }));
}

TEST_CASE("an address that cannot be listened on is said in words", "[live][upload][setup][bad_input]") {
    ScratchFolder scratch;
    std::vector<Error> problems;
    PhoneTransfer upload("192.0.2.1", {[&](auto, const std::string&, const std::optional<Error>& problem) {
                                           REQUIRE(problem);
                                           problems.push_back(*problem);
                                       },
                                       {},
                                       {},
                                       {}});
    upload.open(scratch.path(), 4);
    upload.look();  // still so, and not said again
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].said.english() == "No phone can reach this computer at the moment. Use a USB stick instead.");
    CHECK(upload.is_busy());
}
