// What is damaged, missing or replaced is seen before anything else is acknowledged.
#include "core/services/check_in_desk.hpp"
#include "core/services/staff_desk.hpp"
#include "core/store/backup.hpp"
#include "core/store/journal.hpp"
#include "tests/core/store/store_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

/// Two people, of whom Bo is checked in; the database is closed as if the power had failed.
struct PowerLoss {
    ScratchFolder scratch;
    SeminarFolder folder{scratch / "seminar"};

    PowerLoss() {
        TwoPeople door;
        CheckInDesk desk(door.database, small_seminar());
        REQUIRE(desk.check_in({RegistrationId{"id-A"}, BadgeName::full, {}, {}, RecordedBy::self}, morning()));
        std::filesystem::copy(door.folder.path, folder.path, std::filesystem::copy_options::recursive);
        REQUIRE(std::filesystem::exists(folder.database().string() + "-wal"));
    }
    [[nodiscard]] Result<Database> open() const { return Database::open(folder, Access::write, "test"); }
};

void flip(const std::filesystem::path& file, std::size_t at) {
    auto bytes = read_file(file);
    REQUIRE(at < bytes.size());
    bytes[at] = static_cast<char>(bytes[at] ^ 1);
    write_file(file, bytes);
}

std::string answer_of(Door& door, const char* person) {
    CheckInDesk desk(door.database, small_seminar());
    const auto answer = desk.check_in({RegistrationId{person}, BadgeName::full, {}, {}, RecordedBy::self}, morning());
    return answer ? std::string(to_string(answer->admission.verdict)) : std::string(to_string(answer.error().code));
}

}  // namespace

TEST_CASE("after a power loss everything is there", "[damage]") {
    const PowerLoss loss;
    auto database = loss.open();
    REQUIRE(database);
    CHECK(asked(*database, "SELECT count(*) FROM attendance") == "1");
}

TEST_CASE("an empty or missing database beside its WAL is damaged, not new", "[damage][DUR-9]") {
    const PowerLoss loss;
    const bool is_missing = GENERATE(false, true);
    if (is_missing)
        std::filesystem::remove(loss.folder.database());
    else
        write_file(loss.folder.database(), "");
    if (GENERATE(false, true)) std::filesystem::remove(loss.folder.journal());
    for (const auto access : {Access::write, Access::read}) {
        const auto opened = Database::open(loss.folder, access, "test");
        REQUIRE_FALSE(opened);
        CHECK(opened.error().code == ErrorCode::database_damaged);
        CHECK(contains(opened.error().detail, "entre repair"));
    }
    CHECK(std::filesystem::file_size(loss.folder.database().string() + "-wal") > 0);
}

TEST_CASE("one flipped bit in the WAL that hides a check-in is damage", "[damage][DUR-9]") {
    const PowerLoss loss;
    flip(loss.folder.database().string() + "-wal", std::filesystem::file_size(loss.folder.database().string() + "-wal") - 100);
    const auto opened = loss.open();
    REQUIRE_FALSE(opened);
    CHECK(opened.error().code == ErrorCode::database_damaged);
    CHECK(contains(opened.error().detail, "lacks 1 of 1 check-ins"));
    CHECK_FALSE(verify_database(loss.folder));
}

TEST_CASE("a database put back from an old copy lacks what was recorded since", "[damage]") {
    TwoPeople door;
    door.write([] {});
    const auto old = door.scratch / "old.db";
    REQUIRE(make_backup(door.folder, morning()));
    std::filesystem::copy(backups_in(door.folder.backups()).front(), old);
    CHECK(answer_of(door, "id-A") == "admitted");
    const ScratchFolder scratch;
    const SeminarFolder restored{scratch / "seminar"};
    std::filesystem::create_directory(restored.path);
    std::filesystem::copy(old, restored.database());
    std::filesystem::copy(door.folder.journal(), restored.journal());
    CHECK(contains(Database::open(restored, Access::write, "x").error().detail, "2027-05-20T06:41:00"));
}

TEST_CASE("nothing is acknowledged into a database that was moved, replaced or removed while it is open", "[damage]") {
    TwoPeople door;
    CHECK(answer_of(door, "id-A") == "admitted");
    const auto file = door.folder.database();
    SECTION("moved") { std::filesystem::rename(file, door.scratch / "aside"); }
    SECTION("removed") { std::filesystem::remove(file); }
    SECTION("replaced") {
        std::filesystem::copy(file, door.scratch / "copy");
        std::filesystem::rename(door.scratch / "copy", file);
    }
    SECTION("its WAL removed") { std::filesystem::remove(file.string() + "-wal"); }
    CHECK(answer_of(door, "id-B") == "database_damaged");
    CHECK(read_journal(door.folder.journal())->entries.size() == 1);
}

TEST_CASE("a journal that was removed while the database is open is written anew with everything", "[damage][journal]") {
    TwoPeople door;
    CHECK(answer_of(door, "id-A") == "admitted");
    std::filesystem::remove(door.folder.journal());
    CHECK(answer_of(door, "id-B") == "admitted");
    const auto content = read_journal(door.folder.journal());
    REQUIRE(content);
    CHECK(content->entries.size() == 2);
}

TEST_CASE("a damaged journal is written anew from the sound database, and the old one is kept", "[damage][journal]") {
    const PowerLoss loss;
    flip(loss.folder.journal(), 5);
    REQUIRE(loss.open());
    const auto content = read_journal(loss.folder.journal());
    REQUIRE(content);
    CHECK(content->entries.size() == 1);
    CHECK(content->unreadable == 0);
    std::size_t kept = 0;
    for (const auto& entry : std::filesystem::directory_iterator(loss.folder.path))
        kept +=
            entry.path().filename().string().starts_with("damaged-") && std::filesystem::exists(entry.path() / "journal.jsonl")
                ? 1U
                : 0U;
    CHECK(kept == 1);
}

TEST_CASE("a database of an earlier version gets a journal of all that is in it", "[journal]") {
    const PowerLoss loss;
    {
        REQUIRE(loss.open());
    }
    std::filesystem::remove(loss.folder.journal());
    REQUIRE(loss.open());
    CHECK(read_journal(loss.folder.journal())->entries.size() == 1);
}
