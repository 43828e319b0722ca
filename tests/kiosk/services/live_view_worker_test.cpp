#include "kiosk/services/live_view_worker.hpp"

#include <condition_variable>
#include <mutex>

#include "core/base/log.hpp"
#include "core/services/check_in_desk.hpp"
#include "core/services/staff_desk.hpp"
#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;
using namespace std::chrono_literals;

namespace {

/// Collects the worker's updates and waits for a particular one.
struct Received {
    std::mutex mutex;
    std::condition_variable received;
    std::vector<LiveNews> news;

    void take(LiveNews one) {
        {
            const std::lock_guard lock(mutex);
            news.push_back(std::move(one));
        }
        received.notify_all();
    }
    template <class Wanted>
    bool comes(Wanted wanted) {
        std::unique_lock lock(mutex);
        return received.wait_for(lock, 20s, [&] { return !news.empty() && wanted(news.back()); });
    }
};

Seminar today() {
    auto seminar = small_seminar();
    seminar.starts.utc = utc_now() + 20min;
    return seminar;
}

}  // namespace

TEST_CASE("check-ins and changes of the roster appear in the live view", "[live_worker]") {
    keep_log_quiet();
    Door door;
    door.expect(person("A", "Åsa", "Öström"));
    const auto seminar = today();
    Received received;
    const LiveViewWorker worker(door.folder, seminar, [&](LiveNews news) { received.take(std::move(news)); });
    REQUIRE(received.comes([](const LiveNews& n) { return n.view->expected == 1 && n.view->inside == 0 && n.view->forecast; }));
    REQUIRE(CheckInDesk(door.database, seminar).check_in({.person = {"id-A"}, .given = {}, .family = {}}, utc_now()));
    CHECK(received.comes([](const LiveNews& n) { return n.view->inside == 1 && n.view->badges.waiting == 1; }));
    REQUIRE(StaffDesk(door.database, seminar).act(WalkIn{"Eva", "Ny", "", ""}, utc_now()));
    CHECK(received.comes([](const LiveNews& n) { return n.view->people->size() == 2 && n.view->walk_ins == 1; }));
    CHECK(received.news.back().disk_free_mib.value_or(0) > 0);
    CHECK_FALSE(received.news.back().last_import);
}

TEST_CASE("records of other kiosks, corrections and people who leave change the live view", "[live_worker]") {
    keep_log_quiet();
    Door door;
    for (const std::string code : {"A", "B", "C"}) door.expect(person(code, "G", "F" + code));
    const auto seminar = today();
    Received received;
    const LiveViewWorker worker(door.folder, seminar, [&](LiveNews news) { received.take(std::move(news)); });
    StaffDesk staff(door.database, seminar);
    REQUIRE(staff.act(CheckIn{{"id-A"}}, utc_now()));
    REQUIRE(staff.act(CheckIn{{"id-B"}}, utc_now()));
    REQUIRE(received.comes([](const LiveNews& n) { return n.view->inside == 2; }));
    // Kiosk 2 checked A in as well, before it knew of the first check-in.
    REQUIRE(door.database.transaction([&]() -> Result<void> {
        door.database.execute(
            "INSERT INTO attendance (id, registration, kind, at_ms, station, station_seq, turn, by, detail) SELECT 'other', "
            "registration, kind, at_ms - 1, 'Kiosk 2', 1, turn, by, detail FROM attendance WHERE registration = 'id-A'");
        return {};
    }));
    REQUIRE(received.comes([](const LiveNews& n) { return n.view->conflicts.size() == 1 && n.view->inside == 2; }));
    CHECK(received.news.back().view->conflicts[0].first.station == "Kiosk 2");
    REQUIRE(staff.act(CheckOut{{"id-A"}}, utc_now()));
    REQUIRE(staff.act(Rename{{"id-B"}, "G", "Ny"}, utc_now()));
    REQUIRE(
        received.comes([](const LiveNews& n) { return n.view->conflicts.empty() && n.view->inside == 1 && n.view->come == 2; }));
    CHECK(received.comes([](const LiveNews& n) {
        return std::any_of(n.view->people->begin(), n.view->people->end(),
                           [](const PersonRow& row) { return row.name == "G Ny"; });
    }));
}

TEST_CASE("a database file that replaces the one being read is read from the start", "[live_worker]") {
    keep_log_quiet();
    Door door, other;
    door.expect(person("A", "Åsa", "Öström"));
    for (const std::string code : {"B", "C"}) {
        other.expect(person(code, "Bo", "Ek"));
        REQUIRE(StaffDesk(other.database, today()).act(CheckIn{{"id-" + code}}, utc_now()));
    }
    REQUIRE(StaffDesk(door.database, today()).act(CheckIn{{"id-A"}}, utc_now()));
    Received received;
    const LiveViewWorker worker(door.folder, today(), [&](LiveNews news) { received.take(std::move(news)); });
    REQUIRE(received.comes([](const LiveNews& n) { return n.view->inside == 1 && n.view->people->size() == 1; }));
    REQUIRE(copy_database(other.folder.database(), door.scratch / "new.db"));
    for (const std::string end : {"-wal", "-shm"}) std::filesystem::remove(door.folder.database().string() + end);
    std::filesystem::rename(door.scratch / "new.db", door.folder.database());
    CHECK(received.comes([](const LiveNews& n) { return n.view->inside == 2 && n.view->people->size() == 2; }));
}

TEST_CASE("calls for help at the kiosk reach another process, with the time since when they wait", "[live_worker]") {
    keep_log_quiet();
    Door door;
    door.expect(person("A", "Åsa", "Öström"));
    Received received;
    const LiveViewWorker worker(door.folder, today(), [&](LiveNews news) { received.take(std::move(news)); });
    REQUIRE(received.comes([](const LiveNews& n) { return n.help.empty(); }));
    const StoredHelpCall call{1, utc_now() - 90s, "trouble"};
    REQUIRE(door.database.transaction([&]() -> Result<void> {
        HelpCalls(door.database).replace({call});
        return {};
    }));
    REQUIRE(received.comes([&](const LiveNews& n) { return n.help == std::vector{call}; }));

    Inbox inbox([] {});
    live_listener(inbox)(received.news.back());
    const auto events = inbox.drain();
    REQUIRE(events.size() == 1);
    const auto& help = std::get<LiveViewChanged>(events[0]).help;
    REQUIRE(help.size() == 1);
    CHECK(help[0].from == "trouble");
    CHECK(Clock::now() - help[0].since >= 90s);
}

TEST_CASE("the worker waits for a database that does not exist yet", "[live_worker]") {
    keep_log_quiet();
    const ScratchFolder scratch;
    const SeminarFolder folder{scratch.path()};
    Received received;
    const LiveViewWorker worker(folder, today(), [&](LiveNews news) { received.take(std::move(news)); });
    const auto made = Database::open(folder, Access::write, "test");
    REQUIRE(made);
    CHECK(received.comes([](const LiveNews& n) { return n.view->people->empty(); }));
}

TEST_CASE("the arrivals of earlier seminars are read, and unreadable ones are skipped", "[live_worker]") {
    keep_log_quiet();
    Door earlier;
    earlier.expect(person("A", "Bo", "Ek"));
    write_file(earlier.folder.settings(),
               "[seminar]\nname = \"Förra\"\nstarts = 2027-05-20T09:00:00+02:00\nends = 2027-05-20T12:00:00+02:00\n[venue]\nname "
               "= \"Kyrkan\"\n"
               "[[printer]]\nname = \"Höger\"\nqueue = \"auto\"\n");
    REQUIRE(StaffDesk(earlier.database, small_seminar()).act(CheckIn{{"id-A"}}, morning()));
    auto seminar = small_seminar();
    seminar.earlier = {earlier.scratch.path().string(), "not-there"};
    const ScratchFolder here;
    const auto curves = earlier_curves({here.path()}, seminar);
    REQUIRE(curves.size() == 1);
    CHECK(curves[0].expected == 1);
    CHECK(curves[0].minutes.size() == 1);
}
