#include "kiosk/services/backup_worker.hpp"

#include <sys/stat.h>

#include <condition_variable>
#include <mutex>
#include <thread>

#include "core/base/log.hpp"
#include "core/services/check_in_desk.hpp"
#include "core/store/backup.hpp"
#include "core/store/journal.hpp"
#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;
using namespace std::chrono_literals;

namespace {

/// What the worker told, for the test's thread to wait for.
struct Heard {
    std::mutex mutex;
    std::condition_variable changed;
    std::vector<std::string> problems;
    std::size_t damages = 0;
    std::vector<MissingCheckIns> old_copies;

    BackupListener listener() {
        return {[this](const Error&) { set([&] { ++damages; }); },
                [this](const MissingCheckIns& missing) { set([&] { old_copies.push_back(missing); }); },
                [this](const std::string& problem) { set([&] { problems.push_back(problem); }); }};
    }
    template <class Change>
    void set(Change change) {
        const std::lock_guard lock(mutex);
        change();
        changed.notify_all();
    }
    template <class Condition>
    bool wait(Condition condition) {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, 30s, condition);
    }
};

constexpr BackupTimes at_once{10ms, 0ms, 1h, 10s};

/// A door with one check-in, and a place for backups outside it.
struct BusyDoor : Door {
    Seminar seminar = small_seminar();
    ScratchFolder away;

    BusyDoor() {
        keep_log_quiet();
        // The program reads the settings itself when it copies.
        write_file(
            scratch / "seminar.toml",
            "[seminar]\nname = \"T\"\norganisers = [\"K\"]\nstarts = 2027-05-20T09:00:00+02:00\nends = "
            "2027-05-20T12:00:00+02:00\n"
            "[venue]\nname = \"V\"\n[registrations]\nfiles = [\"r.csv\"]\n[[printer]]\nname = \"H\"\nqueue = \"folder:b\"\n"
            "[backup]\nfolder = \"" +
                away.path().string() + "\"\n");
        seminar.backup_folder = away.path().string();
        expect(person("A", "Bo", "Ek"));
        expect(person("B", "Cia", "Al"));
        check_in("id-A");
    }
    void check_in(const char* who) {
        CheckInDesk desk(database, seminar);
        REQUIRE(desk.check_in({RegistrationId{who}, BadgeName::full, {}, {}, RecordedBy::self}, morning()));
    }
    /// The journal in the other place; empty when there is none.
    [[nodiscard]] std::filesystem::path away_journal() const {
        for (const auto& entry : std::filesystem::directory_iterator(away.path()))
            if (std::filesystem::exists(entry.path() / "journal.jsonl")) return entry.path() / "journal.jsonl";
        return {};
    }
    template <class Condition>
    static bool eventually(Condition condition) {
        for (int i = 0; i < 3000 && !condition(); ++i) std::this_thread::sleep_for(10ms);
        return condition();
    }
};

}  // namespace

TEST_CASE("an idle door gets a backup, and journal and backup are brought to the folder of [backup]", "[backup][DUR-11]") {
    BusyDoor door;
    Heard heard;
    const BackupWorker worker(door.folder, door.seminar, heard.listener(), at_once);
    REQUIRE(BusyDoor::eventually(
        [&] { return !door.away_journal().empty() && backups_in(door.away_journal().parent_path()).size() == 1; }));
    CHECK(read_file(door.away_journal()) == read_file(door.folder.journal()));
    CHECK(backups_in(door.folder.backups()).size() == 1);
}

TEST_CASE("a folder of [backup] that does not answer is not waited for, and staff are told once", "[backup]") {
    BusyDoor door;
    Heard heard;
    auto times = at_once;
    times.patience = 300ms;
    {
        Heard first;
        const BackupWorker worker(door.folder, door.seminar, first.listener(), at_once);
        REQUIRE(BusyDoor::eventually([&] { return !door.away_journal().empty(); }));
    }
    const auto journal = door.away_journal();
    std::filesystem::remove(journal);
    REQUIRE(::mkfifo(journal.c_str(), 0600) == 0);  // reading it blocks for ever, as on a dead network share
    const BackupWorker worker(door.folder, door.seminar, heard.listener(), times);
    door.check_in("id-B");
    REQUIRE(heard.wait([&] { return !heard.problems.empty(); }));
    CHECK(contains(heard.problems.front(), "does not answer"));
}

TEST_CASE("a folder of [backup] that is full or read-only is told to staff, and the door's own backups go on", "[backup]") {
    BusyDoor door;
    Heard heard;
    door.seminar.backup_folder = "/proc/nowhere";
    write_file(door.scratch / "seminar.toml", [&] {
        auto text = read_file(door.scratch / "seminar.toml");
        return text.replace(text.find(door.away.path().string()), door.away.path().string().size(), "/proc/nowhere");
    }());
    const BackupWorker worker(door.folder, door.seminar, heard.listener(), at_once);
    door.check_in("id-B");
    REQUIRE(heard.wait([&] { return !heard.problems.empty(); }));
    CHECK(contains(heard.problems.front(), "/proc/nowhere"));
    CHECK_FALSE(backups_in(door.folder.backups()).empty());
}

TEST_CASE("a check-in that only the journal knows is found while the door is open", "[backup][damage]") {
    BusyDoor door;
    Heard heard;
    const BackupWorker worker(door.folder, door.seminar, heard.listener(), at_once);
    auto journal = Journal::open(door.folder.journal());
    REQUIRE(journal);
    REQUIRE(journal->add(
        {R"({"registrations":[],"attendance":[{"id":"x","registration":"id-A","kind":"checked_in","at_ms":1}],"badge_orders":[]})"},
        true));
    CHECK(heard.wait([&] { return heard.damages == 1; }));
}

TEST_CASE("a folder that was restored from an old copy learns from [backup] what it lacks", "[backup][damage]") {
    BusyDoor door;
    const ScratchFolder old;
    REQUIRE(make_backup(door.folder, morning()));
    std::filesystem::copy(door.folder.path, old.path(),
                          std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing);
    std::filesystem::copy_file(backups_in(door.folder.backups()).front(), old / "entre.db",
                               std::filesystem::copy_options::overwrite_existing);
    std::filesystem::remove(old / "entre.db-wal");
    std::filesystem::remove(old / "entre.db-shm");
    door.check_in("id-B");
    REQUIRE(copy_to_backup_folder(door.folder, door.seminar));
    const SeminarFolder restored{old.path()};
    REQUIRE(Database::open(restored, Access::write, "x"));
    const auto copied = copy_to_backup_folder(restored, door.seminar);
    REQUIRE_FALSE(copied);
    CHECK(copied.error().code == ErrorCode::database_damaged);
    CHECK(contains(Database::open(restored, Access::write, "x").error().detail, "lacks 1 of 2 check-ins"));
}

TEST_CASE("without [backup], an old copy of the folder is told to staff at the start", "[backup][damage]") {
    BusyDoor door;
    const ScratchFolder state;
    ::setenv("XDG_STATE_HOME", state.path().c_str(), 1);
    const auto mark = high_water_mark_file(door.folder, door.database);
    {
        Heard first;
        const BackupWorker worker(door.folder, door.seminar, first.listener(), at_once);
        REQUIRE(BusyDoor::eventually([&] { return contains(read_file(mark), "\"check_ins\":1"); }));
        door.check_in("id-B");
        REQUIRE(BusyDoor::eventually([&] { return contains(read_file(mark), "\"check_ins\":2"); }));
        CHECK(first.old_copies.empty());
    }
    // As after a morning with twelve more, and an old copy put back.
    write_file(mark, R"({"check_ins":14,"newest_ms":1810795200001})");
    Heard heard;
    const BackupWorker worker(door.folder, door.seminar, heard.listener(), at_once);
    REQUIRE(heard.wait([&] { return !heard.old_copies.empty(); }));
    CHECK(heard.old_copies.front().count == 12);
    CHECK(heard.damages == 0);
    ::unsetenv("XDG_STATE_HOME");
}

TEST_CASE("what is brought to the folder of [backup] is for this user only, and the latest three backups are kept there",
          "[backup][DUR-11]") {
    BusyDoor door;
    ::umask(022);
    for (int minute = 0; minute < 5; ++minute) {
        REQUIRE(make_backup(door.folder, morning(minute)));
        REQUIRE(copy_to_backup_folder(door.folder, door.seminar));
    }
    const auto place = door.away_journal().parent_path();
    CHECK(backups_in(place).size() == kept_backups);
    CHECK(backups_in(place).front().filename() == backups_in(door.folder.backups()).front().filename());
    for (const auto& entry : std::filesystem::directory_iterator(place)) {
        INFO(entry.path().string());
        CHECK((entry.status().permissions() & (std::filesystem::perms::group_all | std::filesystem::perms::others_all)) ==
              std::filesystem::perms::none);
    }
}
