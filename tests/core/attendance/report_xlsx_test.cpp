#include "core/attendance/report.hpp"
#include "core/import/formats/export_file.hpp"
#include "core/import/reader.hpp"
#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

AttendanceTable table_of(const std::vector<Registration>& roster, const CarriedColumns& carried = {}) {
    AttendanceRecord record;
    record.registration = roster.front().id;
    record.at = morning();
    return attendance_table(roster, std::vector{record}, carried);
}

std::vector<std::vector<std::string>> cells_in(const std::filesystem::path& file) {
    auto bytes = open_export_file(file);
    REQUIRE(bytes);
    auto sheets = sheets_of(*bytes);
    REQUIRE(sheets);
    REQUIRE(sheets->size() == 1);
    std::vector<std::vector<std::string>> rows;
    REQUIRE(sheets->front().read([&](std::int64_t, std::span<const std::string_view> cells) {
        rows.emplace_back(cells.begin(), cells.end());
        return true;
    }));
    return rows;
}

}  // namespace

TEST_CASE("a workbook has text cells and date cells", "[report][xlsx]") {
    const ScratchFolder folder;
    auto who = person("00123", "Åsa", "=1+1");
    who.organisation = "+46 AB";
    const auto file = folder / "ut.xlsx";
    const auto written = write_attendance_xlsx(table_of({who}), std::chrono::minutes{120}, file);
    if (!written) FAIL(written.error().detail);
    const auto rows = cells_in(file);
    REQUIRE(rows.size() == 2);
    CHECK(rows[0][0] == "Namn");
    CHECK(rows[1][0] == "Åsa =1+1");
    CHECK(rows[1][1] == "+46 AB");
    CHECK(rows[1][5] == "2027-05-20 08:41:00");
    CHECK(rows[1][11] == "00123");
    CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), std::filesystem::directory_iterator{}) ==
          1);  // no other files
}

TEST_CASE("a workbook that cannot be written is an error and leaves no files", "[report][xlsx][file_unwritable]") {
    const ScratchFolder folder;
    const auto written = write_attendance_xlsx(table_of({person("A", "Bo", "Ek")}), {}, folder / "nowhere" / "ut.xlsx");
    REQUIRE_FALSE(written);
    CHECK(written.error().code == ErrorCode::file_unwritable);
}

TEST_CASE("Entré imports its own exports unchanged, in every format", "[report][KIO-11][round_trip]") {
    const ScratchFolder folder;
    std::vector<Registration> roster{person("k1", "Åsa", "Öström"), person("k2", "Bo", "af Ek"),
                                     person("0003", "=cmd|' /C calc'!A0", "+1"), person("k4", "Sukarno", "")};
    roster[1].title = "kommunalråd; ordförande";
    roster[1].category = "Kommun";
    roster[1].language = "sv";
    roster[2].status = RegistrationStatus::unpaid;
    roster[3].status = RegistrationStatus::waiting_list;
    roster[3].organisation = "\"Citat\" & Co,\tAB";
    roster[3].organisation = "\"Citat\" & Co, AB";
    const auto table = table_of(roster);
    const auto read_back = [&](std::string bytes) {
        const auto reading = read_export({"ut", std::move(bytes)}, {});
        if (!reading) FAIL(reading.error().detail);
        REQUIRE(reading->people.size() == roster.size());
        for (const auto& was : roster) {
            std::size_t met = 0;
            for (const auto& one : reading->people) {
                if (one.registration.ticket_code != was.ticket_code) continue;
                auto now = one.registration;
                now.id = was.id;
                CHECK(now == was);
                ++met;
            }
            CHECK(met == 1);
        }
    };
    for (const auto dialect : {CsvDialect::excel, CsvDialect::rfc, CsvDialect::tab})
        read_back(attendance_csv(table, std::chrono::minutes{120}, dialect));
    read_back(attendance_json(table));
    REQUIRE(write_attendance_xlsx(table, std::chrono::minutes{120}, folder / "ut.xlsx"));
    read_back(read_file(folder / "ut.xlsx"));
}

TEST_CASE("an export's own columns are carried over, but not for a protected person", "[report][PRV-5]") {
    auto hidden = person("k2", "Eva", "Hemlig");
    hidden.is_protected = true;
    hidden.alias = "Deltagare 01";
    const std::vector roster{person("k1", "Bo", "Ek"), hidden};
    CarriedColumns carried{{"Kost", "Förnamn"}, {{roster[0].id, {"vegan", "Bo"}}, {roster[1].id, {"allt", "Eva Hemlig"}}}};
    const auto table = table_of(roster, carried);
    const auto csv = attendance_csv(table, {});
    CHECK(contains(csv, ";Biljettkod;Kost;Förnamn\r\n"));
    CHECK(contains(csv, ";k1;vegan;Bo\r\n"));
    CHECK(contains(csv, ";k2;;\r\n"));
    CHECK_FALSE(contains(csv, "Hemlig"));
    CHECK(contains(attendance_json(table), "\"Kost\": \"vegan\""));
}

TEST_CASE("the ends of the chains are on a second sheet, and the list is read all the same", "[report][xlsx][PRV-9]") {
    const ScratchFolder folder;
    const std::vector<ChainEnd> ends{{"Kiosk 1", 61, std::string(64, 'a')}};
    REQUIRE(write_attendance_xlsx(table_of({person("00123", "Bo", "Ek")}), std::chrono::minutes{120}, folder / "ut.xlsx", ends));
    auto bytes = open_export_file(folder / "ut.xlsx");
    REQUIRE(bytes);
    const auto sheets = sheets_of(*bytes);
    REQUIRE(sheets);
    REQUIRE(sheets->size() == 2);
    std::string second;
    REQUIRE((*sheets)[1].read([&](std::int64_t, std::span<const std::string_view> cells) {
        for (const auto cell : cells) second += std::string(cell) + ";";
        return true;
    }));
    CHECK(second == "Kiosk;Sista post;SHA-256;Kiosk 1;61;" + std::string(64, 'a') + ";");
    const auto reading =
        with_export_file(folder / "ut.xlsx", [&](const ExportFile& open) { return read_export(open, {}, "key"); });
    REQUIRE(reading);
    CHECK(reading->people.size() == 1);
    CHECK(reading->questions.empty());
    CHECK(reading->issues.empty());
}
