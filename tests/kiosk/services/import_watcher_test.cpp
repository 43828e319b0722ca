#include "kiosk/services/import_watcher.hpp"

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

/// A seminar's folder with a list that was imported, a clerk, and what the clerk told.
struct Office : Door {
    Seminar seminar = small_seminar();
    std::mutex mutex;
    std::condition_variable told;
    std::shared_ptr<const ImportReview> review;
    std::optional<ClerkAnswer> answer;
    int reviews = 0;
    std::function<void()> before_applying;
    std::unique_ptr<Clerk> clerk;

    Office() {
        keep_log_quiet();
        list("Åsa;Öström;Linköpings kommun;;k1\nBo;Ek;Polisen;;k2\nCia;Al;;;k3\nDag;Ny;;;k4\nEva;Sten;;;k5\nFia;Gran;;;k6\n");
        const auto plan = plan_import(&database, seminar, scratch / "registrations.csv", morning());
        REQUIRE((plan && apply_import(database, *plan, morning())));
    }
    ~Office() { clerk.reset(); }

    void list(std::string_view rows) { write_file(scratch / "registrations.csv", "Förnamn;Efternamn;Organisation;E-post;Biljettkod\n" + std::string(rows)); }

    /// The database is written by the thread that asks, with a lock of its own: in the program that thread is the desk's.
    void open(bool may_write = true) {
        ClerkListener listener{[this](auto fresh) {
                                   const std::lock_guard lock(mutex);
                                   review = std::move(fresh);
                                   ++reviews;
                                   told.notify_all();
                               },
                               {}};
        if (may_write)
            listener.apply = [this](auto plan, auto done) {
                if (before_applying) std::exchange(before_applying, nullptr)();
                done(apply_import(database, *plan, morning(1)));
            };
        clerk = std::make_unique<Clerk>(folder, seminar, std::move(listener));
    }
    bool comes(const std::function<bool()>& wanted) {
        std::unique_lock lock(mutex);
        return told.wait_for(lock, 20s, wanted);
    }
    ListsNote ask(ListsAsk what) {
        answer.reset();
        clerk->ask(what, [this](const ClerkAnswer& said) {
            const std::lock_guard lock(mutex);
            answer = said;
            told.notify_all();
        });
        REQUIRE(comes([this] { return answer.has_value(); }));
        return answer->note;
    }
    std::string people() { return asked(database, "SELECT count(*) FROM registrations WHERE status = 'registered'"); }
};

constexpr std::string_view one_more = "Åsa;Öström;Linköpings kommun;;k1\nBo;Ek;Polisen;;k2\nCia;Al;;;k3\nDag;Ny;;;k4\nEva;Sten;;;k5\nFia;Gran;;;k6\nGun;Berg;MSB;;k7\n";

}  // namespace

TEST_CASE("a fresh export waits for a yes, and is taken in at it", "[clerk]") {
    Office office;
    office.open();
    CHECK(office.ask(ListsAsk::look) == ListsNote::nothing_new);
    CHECK(office.reviews == 0);
    office.list(one_more);
    REQUIRE(office.comes([&] { return office.review != nullptr; }));
    CHECK(office.review->added == 1);
    REQUIRE(office.review->lines.size() == 1);
    CHECK(office.review->lines[0].name == "Gun Berg");
    CHECK(office.people() == "6");
    CHECK(office.ask(ListsAsk::take) == ListsNote::taken);
    CHECK(office.people() == "7");
    CHECK(office.review == nullptr);
    CHECK(office.ask(ListsAsk::take) == ListsNote::failed);
}

TEST_CASE("an export that lay there before the door opened waits, too", "[clerk]") {
    Office office;
    office.list(one_more);
    office.open();
    CHECK(office.comes([&] { return office.review != nullptr && office.review->added == 1; }));
}

TEST_CASE("a list that staff leaves is not asked about again, until somebody looks", "[clerk]") {
    Office office;
    office.list(one_more);
    office.open();
    REQUIRE(office.comes([&] { return office.review != nullptr; }));
    CHECK(office.ask(ListsAsk::leave) == ListsNote::left);
    CHECK(office.review == nullptr);
    CHECK(office.people() == "6");
    CHECK(office.ask(ListsAsk::look) == ListsNote::none);
    CHECK(office.review != nullptr);
}

TEST_CASE("automatic means that a person is asked only about a file that would withdraw many", "[clerk]") {
    Office office;
    office.seminar.registrations.sync = SyncMode::automatic;
    office.list(one_more);
    office.open();
    REQUIRE(office.ask(ListsAsk::look) == ListsNote::nothing_new);
    CHECK(office.people() == "7");
    office.list("Åsa;Öström;Linköpings kommun;;k1\n");
    REQUIRE(office.comes([&] { return office.review != nullptr; }));
    CHECK(office.review->is_suspicious);
    CHECK(office.review->withdrawn == 6);
    CHECK(office.people() == "7");
    CHECK(office.ask(ListsAsk::take) == ListsNote::taken);
    CHECK(office.people() == "1");
}

TEST_CASE("half a list, a list of another kind and none at all leave the old one, each with a word", "[clerk]") {
    Office office;
    office.open();
    write_file(office.scratch / "registrations.csv", "Förnamn;Efternamn;Organisation;E-post;Biljettkod\n\"Åsa;Öström");
    REQUIRE(office.comes([&] { return office.review != nullptr && !office.review->problem.empty(); }));
    CHECK(contains(office.review->problem, "registrations.csv"));
    CHECK(office.ask(ListsAsk::take) == ListsNote::failed);
    std::filesystem::remove(office.scratch / "registrations.csv");
    write_file(office.scratch / "registrations.csv", "Artikel;Pris\nStol;100\n");
    REQUIRE(office.comes([&] { return office.review != nullptr && contains(office.review->problem, "Artikel"); }));
    CHECK(office.people() == "6");
    office.list(one_more);
    CHECK(office.comes([&] { return office.review != nullptr && office.review->problem.empty(); }));
}

TEST_CASE("what was said yes to is done though a walk-in came between; anything else is shown once more", "[clerk]") {
    Office office;
    office.list(one_more);
    office.open();
    REQUIRE(office.comes([&] { return office.review != nullptr; }));
    SECTION("the file does the same as before") {
        office.before_applying = [&] { REQUIRE(StaffDesk(office.database, office.seminar).act(WriteIn{"Nils", "Ny", "", ""}, morning())); };
        CHECK(office.ask(ListsAsk::take) == ListsNote::taken);
        CHECK(asked(office.database, "SELECT count(*) FROM registrations") == "8");
    }
    SECTION("the file was replaced, and does something else now") {
        office.before_applying = [&] {
            REQUIRE(StaffDesk(office.database, office.seminar).act(WriteIn{"Nils", "Ny", "", ""}, morning()));
            office.list(std::string(one_more) + "Hans;Holm;;;k8\n");
        };
        CHECK(office.ask(ListsAsk::take) == ListsNote::stale);
        CHECK(asked(office.database, "SELECT count(*) FROM registrations") == "7");
        CHECK(office.comes([&] { return office.review != nullptr && office.review->added == 2; }));
        CHECK(office.ask(ListsAsk::take) == ListsNote::taken);
    }
}

TEST_CASE("beside another who writes, the clerk looks and saves, and takes nothing in", "[clerk]") {
    Office office;
    office.list(one_more);
    office.open(false);
    REQUIRE(office.comes([&] { return office.review != nullptr; }));
    CHECK(office.ask(ListsAsk::take) == ListsNote::failed);
    CHECK(office.people() == "6");
    CHECK(office.ask(ListsAsk::save) == ListsNote::saved);
}

TEST_CASE("the attendance list becomes a file named after its minute, or says that it did not", "[clerk]") {
    Office office;
    office.seminar.registrations.sync = SyncMode::off;
    office.open();
    const auto bo = asked(office.database, "SELECT id FROM registrations WHERE given = 'Bo'");
    REQUIRE(Desk(office.database, office.seminar).check_in({.person = {bo}, .given = {}, .family = {}}, morning()));
    CHECK(office.ask(ListsAsk::save) == ListsNote::saved);
    CHECK(office.answer->file.starts_with("attendance-"));
    const auto text = read_file(office.scratch / office.answer->file);
    CHECK(text.find("Bo Ek") < text.find("Åsa Öström"));
    CHECK(contains(text, "08:41"));
    // A folder by the name of each of the next minutes' files: none can be written.
    const auto stamp = [&](int minutes) { return "attendance-" + file_stamp({utc_now() + std::chrono::minutes{minutes}, office.seminar.starts.offset}) + ".csv"; };
    std::filesystem::remove(office.scratch / office.answer->file);
    for (int i = 0; i < 3; ++i) std::filesystem::create_directories(office.scratch / stamp(i) / "inside");
    CHECK(office.ask(ListsAsk::save) == ListsNote::failed);
}
