#include "core/store/journal.hpp"

#include "tests/core/store/store_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

constexpr const char* entry = R"({"registrations":[],"attendance":[],"badge_orders":[]})";

JournalContent content_of(const std::filesystem::path& file) {
    auto content = read_journal(file);
    REQUIRE(content);
    return std::move(*content);
}

}  // namespace

TEST_CASE("what is added to the journal is read back, also after it is opened again", "[journal]") {
    const ScratchFolder scratch;
    const auto file = scratch / "journal.jsonl";
    CHECK(content_of(file).entries.empty());
    for (int i = 1; i <= 2; ++i) {
        auto journal = Journal::open(file);
        REQUIRE(journal);
        REQUIRE(journal->add({entry, entry}, i == 1));
        const auto content = content_of(file);
        CHECK(content.entries.size() == 2U * static_cast<unsigned>(i));
        CHECK(content.entries.front() == entry);
        CHECK(content.unreadable == 0);
    }
    CHECK((std::filesystem::status(file).permissions() & std::filesystem::perms::others_all) == std::filesystem::perms::none);
}

TEST_CASE("any changed byte of a journal line makes that line unreadable, and only that line", "[journal]") {
    const ScratchFolder scratch;
    const auto file = scratch / "journal.jsonl";
    const std::string line = journal_line(entry);
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        std::string changed = line;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        write_file(file, line + changed + line);
        const auto content = content_of(file);
        INFO("byte " << i);
        CHECK(content.entries.size() == 2);
        CHECK(content.unreadable == 1);
    }
}

TEST_CASE("a last line without an end was never acknowledged, and is cut off when the journal is opened", "[journal]") {
    const ScratchFolder scratch;
    const auto file = scratch / "journal.jsonl";
    const std::string line = journal_line(entry);
    write_file(file, line + line.substr(0, 20));
    CHECK(content_of(file).entries.size() == 1);
    CHECK(content_of(file).unreadable == 0);
    auto journal = Journal::open(file);
    REQUIRE(journal);
    REQUIRE(journal->add({entry}, true));
    CHECK(read_file(file) == line + line);
}

TEST_CASE("a journal that was moved or replaced is not in place", "[journal]") {
    const ScratchFolder scratch;
    const auto file = scratch / "journal.jsonl";
    const auto journal = Journal::open(file);
    REQUIRE(journal);
    CHECK(journal->is_in_place());
    std::filesystem::rename(file, scratch / "aside");
    CHECK_FALSE(journal->is_in_place());
    write_file(file, "");
    CHECK_FALSE(journal->is_in_place());
}

TEST_CASE("a journal that is a link or a folder is refused", "[journal]") {
    const ScratchFolder scratch;
    write_file(scratch / "victim", "unchanged");
    std::filesystem::create_symlink(scratch / "victim", scratch / "journal.jsonl");
    CHECK_FALSE(Journal::open(scratch / "journal.jsonl"));
    CHECK(read_file(scratch / "victim") == "unchanged");
    std::filesystem::create_directory(scratch / "folder");
    CHECK_FALSE(Journal::open(scratch / "folder"));
    CHECK_FALSE(read_journal(scratch / "folder"));
}
