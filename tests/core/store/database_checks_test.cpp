#include "core/store/database_checks.hpp"

#include <set>

#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("an empty folder has lost nothing, and neither has one with a database", "[store][DUR-9]") {
    const ScratchFolder scratch;
    const SeminarFolder folder{scratch.path()};
    CHECK(check_not_lost(folder));
    write_file(folder.database(), "");
    CHECK(check_not_lost(folder));
    write_file(folder.journal(), "anything");
    write_file(folder.database(), "anything");
    CHECK(check_not_lost(folder));
}

TEST_CASE("a missing or empty database beside a journal or a WAL is lost", "[store][DUR-9]") {
    const ScratchFolder scratch;
    const SeminarFolder folder{scratch.path()};
    SECTION("a journal, and no database") { write_file(folder.journal(), "an unreadable line\n"); }
    SECTION("a WAL, and an empty database") {
        write_file(folder.database(), "");
        write_file(folder.database().string() + "-wal", "frames");
    }
    const auto checked = check_not_lost(folder);
    REQUIRE_FALSE(checked);
    CHECK(checked.error().code == ErrorCode::database_damaged);
    CHECK(checked.error().detail.find("entre repair") != std::string::npos);
}

TEST_CASE("a check that a bad read made fail is repeated, until it has failed three times or in another way", "[store]") {
    int calls = 0;
    const auto fails = [&](int times, ErrorCode code) {
        calls = 0;
        return checked_repeatedly([&, times, code]() -> Result<void> {
            if (++calls > times) return {};
            return fail(code, "unreadable");
        });
    };
    CHECK(fails(0, ErrorCode::database_damaged));
    CHECK(calls == 1);
    CHECK(fails(2, ErrorCode::database_damaged));
    CHECK(fails(2, ErrorCode::database_failed));
    CHECK(calls == 3);
    CHECK_FALSE(fails(3, ErrorCode::database_damaged));
    CHECK(calls == 3);
    CHECK_FALSE(fails(1, ErrorCode::disk_full));
    CHECK(calls == 1);
}

TEST_CASE("what is wrong with the database has words and a remedy for each kind", "[store]") {
    std::set<std::string_view> words, remedies;
    for (const auto code : {ErrorCode::disk_full, ErrorCode::database_damaged, ErrorCode::file_unwritable,
                            ErrorCode::database_in_use, ErrorCode::database_failed}) {
        words.insert(in_words(code));
        remedies.insert(remedy(code));
    }
    CHECK(words.size() == 5);
    CHECK(remedies.size() == 5);
}

TEST_CASE("a file keeps its inode when it is renamed, and its successor has another", "[store]") {
    const ScratchFolder scratch;
    CHECK(inode_of(scratch / "file") == 0);
    write_file(scratch / "file", "one");
    const auto first = inode_of(scratch / "file");
    CHECK(first != 0);
    std::filesystem::rename(scratch / "file", scratch / "moved");
    write_file(scratch / "file", "two");
    CHECK(inode_of(scratch / "moved") == first);
    CHECK(inode_of(scratch / "file") != first);
}
