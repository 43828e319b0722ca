#include "kiosk/services/due_purge.hpp"

#include <nlohmann/json.hpp>

#include "core/base/log.hpp"
#include "core/services/purge.hpp"
#include "core/share/share_key.hpp"
#include "core/store/shared_entries.hpp"
#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

/// A seminar with one person, at which no door is open.
struct PastSeminar {
    ScratchFolder scratch;
    SeminarFolder folder{scratch.path()};
    Seminar seminar = small_seminar();
    UtcTime due = purge_is_due(seminar);

    explicit PastSeminar(bool is_decided) {
        keep_log_quiet();
        seminar.privacy.is_purged_when_due = is_decided;
        auto database = Database::open(folder, Access::write, "test");
        REQUIRE(database);
        REQUIRE(database->transaction([&]() -> Result<void> {
            Roster(*database).add(person("A1", "Åsa", "Öberg"), {"registrations.csv", 2});
            SharedEntries(*database).note_name("11111111-2222-4333-8444-555555555555", "Kiosk 2");
            return {};
        }));
    }
    [[nodiscard]] bool has_data() const { return std::filesystem::exists(folder.database()); }
};

}  // namespace

TEST_CASE("a door that is opened after the day purges first if that was decided, and says so", "[purge][PRV-7]") {
    const PastSeminar past(true);
    REQUIRE(purge_if_due(past.folder, past.seminar, past.due - std::chrono::minutes{1}, true));
    CHECK(past.has_data());
    const auto purged = purge_if_due(past.folder, past.seminar, past.due, true);
    REQUIRE(purged);
    REQUIRE(*purged);
    CHECK(contains((*purged)->english(), "none was found"));
    CHECK(contains((*purged)->english(), to_rfc3339(past.due).substr(0, 10)));
    CHECK_FALSE(past.has_data());
    CHECK(std::filesystem::exists(past.folder.path / "statistics.json"));
    CHECK_FALSE(purge_if_due(past.folder, past.seminar, past.due, true)->has_value());
}

TEST_CASE("nothing is purged that was not decided, or on the word of a clock that nobody sets", "[purge][PRV-7][bad_input]") {
    const PastSeminar undecided(false);
    CHECK_FALSE(purge_if_due(undecided.folder, undecided.seminar, undecided.due + std::chrono::days{400}, true)->has_value());
    CHECK(undecided.has_data());
    const PastSeminar past(true);
    CHECK_FALSE(purge_if_due(past.folder, past.seminar, past.due + std::chrono::days{400}, false)->has_value());
    CHECK(past.has_data());
}

TEST_CASE("a file that still holds a name is named", "[purge][PRV-7]") {
    const PastSeminar past(true);
    write_file(past.folder.path / "notes.txt", "Åsa Öberg kommer sent\n");
    const auto purged = purge_if_due(past.folder, past.seminar, past.due, true);
    REQUIRE(purged);
    REQUIRE(*purged);
    CHECK(contains((*purged)->english(), "notes.txt may still hold names"));
}

TEST_CASE("kiosks that could not be told of the purge are named in the statistics", "[purge][share]") {
    const PastSeminar past(true);
    ShareKey key{
        "11111111-2222-4333-8444-666666666666", "127.0.0.1:1", "entre", "role", "password", "x", SealKey::random(), "", false};
    REQUIRE(write_share_key(past.folder, key));
    REQUIRE(purge_if_due(past.folder, past.seminar, past.due, true));
    const auto statistics = nlohmann::json::parse(read_file(past.folder.path / "statistics.json"));
    CHECK(statistics["kiosks_not_purged"] == std::vector<std::string>{"Kiosk 2"});
}
