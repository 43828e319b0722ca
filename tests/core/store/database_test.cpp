#include "core/store/database.hpp"

#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include "core/attendance/record.hpp"
#include "core/services/check_in_desk.hpp"
#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

/// Limits the size of files while it exists: a full disk for this process only.
class FullDisk {
public:
    explicit FullDisk(rlim_t bytes) {
        ::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit now{bytes, before_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &now);
    }
    ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &before_); }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

private:
    rlimit before_{};
};

std::string failure_code(const Result<Database>& opened) {
    return opened ? std::string("opened") : std::string(to_string(opened.error().code));
}

}  // namespace

TEST_CASE("every commit is durable: WAL, synchronous FULL, no memory map", "[database][DUR-2][DUR-7]") {
    Door door;
    CHECK(asked(door.database, "PRAGMA journal_mode") == "wal");
    CHECK(asked(door.database, "PRAGMA synchronous") == "2");
    CHECK(asked(door.database, "PRAGMA mmap_size") == "0");
    CHECK(asked(door.database, "PRAGMA foreign_keys") == "1");
    CHECK(asked(door.database, "PRAGMA recursive_triggers") == "1");
    CHECK(asked(door.database, "PRAGMA temp_store") == "2");  // names are sorted in memory, not in files elsewhere
    CHECK(asked(door.database, "PRAGMA user_version") == std::to_string(schema_version));
    CHECK(asked(door.database, "PRAGMA application_id") == std::to_string(0x454e5452));
}

TEST_CASE("only this user can read the file, also one that others could read before", "[database]") {
    const ScratchFolder scratch;
    const SeminarFolder folder{scratch.path()};
    for (int opening = 0; opening < 2; ++opening) {
        REQUIRE(Database::open(folder, Access::write, "test"));
        const auto rights = std::filesystem::status(folder.database()).permissions();
        CHECK((rights & (std::filesystem::perms::group_all | std::filesystem::perms::others_all)) ==
              std::filesystem::perms::none);
        std::filesystem::permissions(folder.database(), std::filesystem::perms{0644});
    }
}

TEST_CASE("a failed transaction leaves nothing", "[database]") {
    Door door;
    const auto before = everything_in(door.database);
    const auto refused = door.database.transaction([&]() -> Result<void> {
        Roster(door.database).add(person("A", "Bo", "Ek"), {});
        return fail(ErrorCode::stopped, "no");
    });
    CHECK(refused.error().code == ErrorCode::stopped);
    const auto twice = door.database.transaction([&]() -> Result<void> {
        Roster roster(door.database);
        roster.add(person("B", "Bo", "Ek"), {});
        roster.add(person("B", "Bo", "Ek"), {});
        return {};
    });
    CHECK(twice.error().code == ErrorCode::database_damaged);
    CHECK_FALSE(contains(twice.error().detail, "UNIQUE"));
    CHECK(contains(twice.error().detail, "entre repair DIR"));
    CHECK(everything_in(door.database) == before);
    door.expect(person("C", "Cia", "Al"));
}

TEST_CASE("committed data is there after a restart", "[database]") {
    ScratchFolder scratch;
    const SeminarFolder folder{scratch.path()};
    {
        auto database = Database::open(folder, Access::write, "first");
        REQUIRE(database);
        REQUIRE(database->transaction([&]() -> Result<void> {
            Roster(*database).add(person("A", "Bo", "Ek"), {});
            return {};
        }));
    }
    auto again = Database::open(folder, Access::read, "second");
    REQUIRE(again);
    CHECK(asked(*again, "SELECT given FROM registrations") == "Bo");
}

TEST_CASE("a second writer gets an error that names the holder", "[database][database_in_use]") {
    Door door;
    const auto second = Database::open(door.folder, Access::write, "entre import");
    REQUIRE_FALSE(second);
    CHECK(second.error().code == ErrorCode::database_in_use);
    CHECK(contains(second.error().detail, "test, process " + std::to_string(::getpid())));
    const auto holder = current_writer(door.folder);
    REQUIRE(holder);
    CHECK(contains(*holder, "test, process"));
}

TEST_CASE("a reader can read during a write, but cannot write", "[database]") {
    Door door;
    door.expect(person("A", "Bo", "Ek"));
    auto reader = Database::open(door.folder, Access::read, "reader");
    REQUIRE(reader);
    CHECK(asked(*reader, "SELECT count(*) FROM registrations") == "1");
    CHECK_FALSE(refusal_of(*reader, "DELETE FROM registrations").empty());
    CHECK(asked(door.database, "SELECT count(*) FROM registrations") == "1");
}

TEST_CASE("a reader of a seminar without a database gets an error that says what to do", "[database][file_missing]") {
    const ScratchFolder scratch;
    const auto opened = Database::open({scratch.path()}, Access::read, "reader");
    REQUIRE_FALSE(opened);
    CHECK(opened.error().code == ErrorCode::file_missing);
    CHECK(contains(opened.error().detail, "entre import"));
}

TEST_CASE("a database of a newer version is refused and left unchanged", "[database][database_newer]") {
    ScratchFolder scratch;
    const SeminarFolder folder{scratch.path()};
    {
        auto database = Database::open(folder, Access::write, "x");
        REQUIRE(database);
        REQUIRE(refusal_of(*database, "PRAGMA user_version = " + std::to_string(schema_version + 1)).empty());
    }
    const auto before = read_file(folder.database());
    for (const auto access : {Access::write, Access::read}) {
        const auto opened = Database::open(folder, access, "x");
        REQUIRE_FALSE(opened);
        CHECK(opened.error().code == ErrorCode::database_newer);
        CHECK(contains(opened.error().detail, "schema " + std::to_string(schema_version + 1)));
        CHECK(contains(opened.error().detail, "knows " + std::to_string(schema_version)));
    }
    CHECK(read_file(folder.database()) == before);
    CHECK_FALSE(current_writer(folder));
}

TEST_CASE("a file that is not a database is reported as damaged, and kept", "[database][database_damaged]") {
    const ScratchFolder scratch;
    const SeminarFolder folder{scratch.path()};
    write_file(folder.database(), std::string(8192, 'x'));
    for (const auto access : {Access::write, Access::read})
        CHECK(failure_code(Database::open(folder, access, "x")) == "database_damaged");
    CHECK(read_file(folder.database()) == std::string(8192, 'x'));
}

TEST_CASE("a folder that cannot be written to is reported", "[database][file_unwritable]") {
    ScratchFolder scratch;
    const SeminarFolder folder{scratch / "seminar"};
    CHECK(failure_code(Database::open(folder, Access::write, "x")) == "file_unwritable");  // it does not exist
    std::filesystem::create_directory(folder.path);
    {
        REQUIRE(Database::open(folder, Access::write, "x"));
    }
    std::filesystem::remove(folder.lock());
    std::filesystem::permissions(folder.path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
    const bool is_root = ::geteuid() == 0;
    if (is_root) REQUIRE(::seteuid(65534) == 0);
    const auto opened = Database::open(folder, Access::write, "x");
    if (is_root) REQUIRE(::seteuid(0) == 0);
    std::filesystem::permissions(folder.path, std::filesystem::perms::owner_all);
    REQUIRE_FALSE(opened);
    CHECK(failure_code(opened) == "file_unwritable");
    CHECK(contains(opened.error().detail, "writable"));
}

TEST_CASE("a full database reports that the disk is full, and works again when there is space", "[database][disk_full]") {
    Door door;
    const auto pages = asked(door.database, "PRAGMA page_count");
    REQUIRE(refusal_of(door.database, "PRAGMA max_page_count = " + pages).empty());
    auto big = person("A", "Bo", std::string(20000, 'x'));
    const auto full = door.database.transaction([&]() -> Result<void> {
        Roster(door.database).add(big, {});
        return {};
    });
    REQUIRE_FALSE(full);
    CHECK(full.error().code == ErrorCode::disk_full);
    CHECK(contains(full.error().detail, "Free some space"));
    REQUIRE(refusal_of(door.database, "PRAGMA max_page_count = 100000").empty());
    door.expect(big);
}

TEST_CASE("on a full disk, exactly the acknowledged writes are kept", "[database][DUR-6]") {
    Door door;
    constexpr int visitors = 40;
    for (int i = 0; i < visitors; ++i) door.expect(person("KOD" + std::to_string(i), "Bo", "Ek"));
    CheckInDesk desk(door.database, small_seminar());
    int acknowledged = 0, refused = 0;
    const auto come = [&](int i) {
        const auto answer = desk.check_in({{"id-KOD" + std::to_string(i)}, BadgeName::full, {}, {}}, morning());
        ++(answer ? acknowledged : refused);
        return answer.has_value();
    };
    {
        // Reopening checkpoints the WAL, which frees space, so a few more writes succeed; those must be kept too.
        const FullDisk full(static_cast<rlim_t>(std::filesystem::file_size(door.folder.database().string() + "-wal")));
        for (int i = 0; i < visitors - 1; ++i) come(i);
    }
    CHECK(refused > 0);
    CHECK(come(visitors - 1));
    CHECK(asked(door.database, "SELECT count(*) FROM attendance") == std::to_string(acknowledged));
    CHECK(asked(door.database, "SELECT count(*) FROM badge_orders") == std::to_string(acknowledged));
    CHECK(asked(door.database, "PRAGMA integrity_check") == "ok");
}

TEST_CASE("a database that disappeared after a failed write is an error each time, and works again when the folder is back",
          "[database][DUR-4]") {
    Door door;
    door.expect(person("A", "Bo", "Ek"));
    CheckInDesk desk(door.database, small_seminar());
    {
        const FullDisk full(static_cast<rlim_t>(std::filesystem::file_size(door.folder.database().string() + "-wal")));
        CHECK_FALSE(desk.check_in({{"id-A"}, BadgeName::full, {}, {}}, morning()));
    }
    const auto away = door.scratch / "away";
    std::filesystem::create_directory(away);
    for (const auto* name : {"entre.db", "entre.db-wal", "entre.db-shm"})
        if (std::filesystem::exists(door.scratch / name)) std::filesystem::rename(door.scratch / name, away / name);
    std::filesystem::create_directory(door.folder.database());
    const auto gone = desk.check_in({{"id-A"}, BadgeName::full, {}, {}}, morning());
    static_cast<void>(desk.look_up("A", morning()));
    static_cast<void>(desk.counts());
    static_cast<void>(desk.note({{"x"}, OrderState::printed, PrinterFault::none, {}, 0, {}}, morning()));
    std::filesystem::remove(door.folder.database());
    for (const auto& entry : std::filesystem::directory_iterator(away))
        std::filesystem::rename(entry.path(), door.scratch / entry.path().filename().string());
    if (gone) return;  // the connection survived the failure and was not reopened
    const auto back = desk.check_in({{"id-A"}, BadgeName::full, {}, {}}, morning());
    REQUIRE(back);
    CHECK(back->admission.verdict == Verdict::admitted);
}

TEST_CASE("values of any bytes are read back unchanged", "[database]") {
    Door door;
    for (const std::string& text :
         {std::string("'; DROP TABLE registrations; --"), std::string("a\0b", 3), std::string("\xff\xfe"),
          std::string("?1 :a @b $c"), std::string(100000, 'x'), std::string()}) {
        const auto back = door.database.guard([&]() -> Result<std::string> {
            auto row = door.database.statement("SELECT ?");
            row.with(text);
            return row.step() ? row.text(0) : "nothing";
        });
        CHECK(back == text);
    }
}

TEST_CASE("SQL that fails is an error, not an escaping exception", "[database][database_failed]") {
    Door door;
    CHECK_FALSE(refusal_of(door.database, "SELECT * FROM nowhere").empty());
    const auto failed = door.database.guard([&]() -> Result<void> {
        door.database.statement("INSERT INTO attendance DEFAULT VALUES").run();
        return {};
    });
    REQUIRE_FALSE(failed);
    CHECK(failed.error().code == ErrorCode::database_failed);
}

TEST_CASE("any exception rolls a transaction back, and the next one works", "[database]") {
    Door door;
    CHECK_THROWS_AS(door.database.transaction([&]() -> Result<void> {
        door.database.execute("DELETE FROM foreign_codes");
        throw std::runtime_error("out of memory, say");
    }),
                    std::runtime_error);
    CHECK(door.database.transaction([&]() -> Result<void> { return {}; }));
}

TEST_CASE("what is deleted or overwritten is wiped from the file", "[database][PRV-7]") {
    Door door;
    CHECK(asked(door.database, "PRAGMA secure_delete") == "1");
}

TEST_CASE("after a commit that failed, the file is opened anew and checked before the next transaction", "[database][DUR-2]") {
    Door door;
    REQUIRE(door.database.guard([&]() -> Result<void> {
        door.database.execute("CREATE TEMP TABLE of_this_connection (x)");
        return {};
    }));
    // The statement succeeds; only the commit sees that nobody has this id.
    const auto failed = door.database.transaction([&]() -> Result<void> {
        door.database.execute(
            "PRAGMA defer_foreign_keys=ON; INSERT INTO attendance VALUES (1, 'r', 'nobody', 'checked_in', 1, 'Kiosk', "
            "1, 1, 'self', '', '')");
        return {};
    });
    REQUIRE_FALSE(failed);
    door.expect(person("A", "Bo", "Ek"));
    CHECK(contains(refusal_of(door.database, "SELECT * FROM of_this_connection"), "entre.db"));
    CHECK(asked(door.database, "SELECT count(*) FROM attendance") == "0");
}

TEST_CASE("a copy of the database holds what is only in its WAL, in one file", "[store][backup]") {
    const ScratchFolder scratch;
    const SeminarFolder folder{scratch.path()}, copy{scratch / "copy"};
    std::filesystem::create_directory(copy.path);
    auto database = Database::open(folder, Access::write, "test");
    REQUIRE(database);
    REQUIRE(database->transaction([&]() -> Result<void> {
        Roster(*database).add(person("kod-4711", "Åsa", "Öström"), {});
        return {};
    }));
    REQUIRE(std::filesystem::file_size(folder.database().string() + "-wal") > 0);
    REQUIRE(copy_database(folder.database(), copy.database()));
    CHECK(std::filesystem::exists(folder.database().string() + "-wal"));
    CHECK_FALSE(std::filesystem::exists(copy.database().string() + "-wal"));
    auto reader = Database::open(copy, Access::read, "test");
    REQUIRE(reader);
    const auto people = reader->guard([&]() -> Result<std::size_t> { return Roster(*reader).all(true).size(); });
    CHECK(people == 1U);
}

TEST_CASE("a damaged database is not copied, and one that cannot be written says so", "[store][backup]") {
    const ScratchFolder scratch;
    write_file(scratch / "entre.db", std::string(8192, 'x'));
    const auto damaged = copy_database(scratch / "entre.db", scratch / "copy.db");
    REQUIRE_FALSE(damaged);
    CHECK(damaged.error().code == ErrorCode::database_damaged);
    CHECK(damaged.error().detail.find("could not be copied") != std::string::npos);
    CHECK(damaged.error().detail.find("entre repair") != std::string::npos);
    const auto nowhere = copy_database(scratch / "entre.db", scratch / "missing/copy.db");
    REQUIRE_FALSE(nowhere);
    CHECK(nowhere.error().code == ErrorCode::file_unwritable);
}

TEST_CASE("a connection knows that its file was replaced", "[database]") {
    Door door;
    CHECK(door.database.is_in_place());
    REQUIRE(copy_database(door.folder.database(), door.scratch / "new.db"));
    CHECK(door.database.is_in_place());
    std::filesystem::rename(door.scratch / "new.db", door.folder.database());
    CHECK_FALSE(door.database.is_in_place());
}
