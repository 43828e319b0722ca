// A newer list that a phone sends while the door is open, over real TLS on the loopback.
#include "kiosk/services/list_receiver.hpp"

#include <condition_variable>
#include <mutex>

#include "core/services/import_service.hpp"
#include "core/services/staff_desk.hpp"
#include "kiosk/services/import_watcher.hpp"
#include "tests/core/core_fixture.hpp"
#include "tests/kiosk/live_page/live_page_fixture.hpp"

using namespace entre;
using namespace entre::test;
using namespace std::chrono_literals;

namespace {

const std::string six = "Förnamn;Efternamn;Biljettkod\nÅsa;Öström;k1\nBo;Ek;k2\nCia;Al;k3\nDag;Ny;k4\nEva;Sten;k5\nFia;Gran;k6\n";
const std::string seven = six + "Gun;Berg;k7\n";

/// A seminar with six people whose door is open, and what its staff screen shows.
struct OpenDoor : Door {
    ScratchFolder runtime;
    Seminar seminar = small_seminar();
    std::mutex mutex;
    std::condition_variable received;
    std::shared_ptr<const ImportReview> review;
    std::optional<ListUploadPage> page;
    std::optional<ListsNote> note;
    std::function<void()> before_applying;
    std::unique_ptr<ImportWatcher> watcher;

    OpenDoor() {
        ::setenv("XDG_RUNTIME_DIR", runtime.path().c_str(), 1);
        write_file(scratch / "registrations.csv", six);
        const auto plan = plan_import(&database, seminar, scratch / "registrations.csv", morning());
        REQUIRE((plan && apply_import(database, *plan, morning())));
        ImportWatcherListener listener;
        listener.on_review = [this](auto fresh) { set([&] { review = fresh; }); };
        listener.on_upload = [this](const auto& fresh) { set([&] { page = fresh; }); };
        listener.apply = [this](auto taken, auto done) {
            if (before_applying) std::exchange(before_applying, nullptr)();
            done(apply_import(database, *taken, morning(1)));
        };
        watcher = std::make_unique<ImportWatcher>(folder, seminar, std::move(listener),
                                                  ImportWatcherPlaces{scratch / "sticks", "127.0.0.1"});
    }
    ~OpenDoor() { watcher.reset(); }

    void set(const std::function<void()>& change) {
        const std::lock_guard lock(mutex);
        change();
        received.notify_all();
    }
    bool comes(const std::function<bool()>& wanted) {
        std::unique_lock lock(mutex);
        return received.wait_for(lock, 20s, wanted);
    }
    ListsNote request(ListsRequestKind kind) {
        note.reset();
        watcher->request(kind, [this](const ImportWatcherAnswer& said) { set([&] { note = said.note; }); });
        REQUIRE(comes([&] { return note.has_value(); }));
        return *note;
    }
    std::string open() {
        CHECK(request(ListsRequestKind::receive) == ListsNote::none);
        REQUIRE(comes([&] { return page && !page->url.empty(); }));
        return page->url;
    }
    std::string people() { return asked(database, "SELECT count(*) FROM registrations WHERE status = 'registered'"); }
};

httplib::Client browser(const std::string& url) {
    httplib::Client phone(url.substr(0, url.rfind('/')));
    phone.enable_server_certificate_verification(false);
    phone.set_read_timeout(20);
    return phone;
}

httplib::Result send(const std::string& url, const std::string& name, const std::string& bytes) {
    return browser(url).Post(url.substr(url.rfind('/')), httplib::MultipartFormDataItems{{"file", bytes, name, "text/csv"}});
}

}  // namespace

TEST_CASE("a list that a phone sends is reviewed by staff, taken, and replaces the one in the folder", "[live][upload]") {
    OpenDoor door;
    const auto url = door.open();
    const auto reply = send(url, "Anmälda i dag.csv", seven);
    REQUIRE(reply);
    CHECK(reply->status == 200);
    REQUIRE(door.comes([&] { return door.review != nullptr && !door.page; }));
    CHECK(door.review->file == "Anmälda i dag.csv");
    CHECK(door.review->added == 1);
    CHECK(door.people() == "6");
    CHECK(read_file(door.scratch / "registrations.csv") == six);
    CHECK(door.request(ListsRequestKind::take) == ListsNote::applied);
    CHECK(door.people() == "7");
    CHECK(read_file(door.scratch / "registrations.csv") == seven);
    CHECK(eventually([&] { return !browser(url).Get(url.substr(url.rfind('/'))); }, 20s));
}

TEST_CASE("a list that a phone has sent waits on when the one in the folder is read again", "[live][upload]") {
    OpenDoor door;
    REQUIRE(send(door.open(), "i dag.csv", seven)->status == 200);
    REQUIRE(door.comes([&] { return door.review != nullptr; }));
    CHECK(door.request(ListsRequestKind::look) == ListsNote::none);
    CHECK(door.review->file == "i dag.csv");
    CHECK(door.request(ListsRequestKind::take) == ListsNote::applied);
    CHECK(door.people() == "7");
}

TEST_CASE("a walk-in while staff read what a phone has sent does not make them read it again", "[live][upload]") {
    OpenDoor door;
    REQUIRE(send(door.open(), "i dag.csv", seven)->status == 200);
    REQUIRE(door.comes([&] { return door.review != nullptr; }));
    door.before_applying = [&] { REQUIRE(StaffDesk(door.database, door.seminar).act(WalkIn{"Nils", "Ny", "", ""}, morning())); };
    CHECK(door.request(ListsRequestKind::take) == ListsNote::applied);
    CHECK(door.people() == "8");
}

TEST_CASE("a list that a phone sends can be declined, and leaves nothing behind", "[live][upload]") {
    OpenDoor door;
    REQUIRE(send(door.open(), "lista.csv", seven)->status == 200);
    REQUIRE(door.comes([&] { return door.review != nullptr; }));
    CHECK(door.request(ListsRequestKind::leave) == ListsNote::declined);
    CHECK(door.people() == "6");
    CHECK(read_file(door.scratch / "registrations.csv") == six);
    CHECK(std::filesystem::is_empty(door.runtime.path()));
}

TEST_CASE("what is no list is said to staff and to its sender, and the next file is taken", "[live][upload][bad_input]") {
    OpenDoor door;
    const auto url = door.open();
    for (const auto& bytes : {std::string{}, std::string("PK\3\4 no workbook"), std::string("Bara text\n")}) {
        CHECK(send(url, "lista.xlsx", bytes)->status == 415);
        REQUIRE(door.comes([&] { return door.page && !door.page->problem.empty(); }));
    }
    CHECK(door.review == nullptr);
    CHECK(send(url, "lista.csv", seven)->status == 200);
    REQUIRE(door.comes([&] { return door.review != nullptr; }));
}

TEST_CASE("staff close the page, and nothing listens any more", "[live][upload]") {
    OpenDoor door;
    const auto url = door.open();
    CHECK(browser(url).Get(url.substr(url.rfind('/'))));
    CHECK(door.request(ListsRequestKind::stop_receiving) == ListsNote::none);
    REQUIRE(door.comes([&] { return !door.page; }));
    CHECK_FALSE(browser(url).Get(url.substr(url.rfind('/'))));
}
