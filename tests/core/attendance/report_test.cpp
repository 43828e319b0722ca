#include "core/attendance/report.hpp"

#include <nlohmann/json.hpp>

#include "core/base/text.hpp"
#include "core/import/status_words.hpp"
#include "tests/core/core_fixture.hpp"
#include "tests/core/import/csv_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

AttendanceRecord came(const Registration& who, int minute) {
    AttendanceRecord record;
    record.registration = who.id;
    record.at = morning(minute);
    record.station_seq = minute;
    return record;
}

AttendanceLine line(std::string name) {
    AttendanceLine out;
    out.name = std::move(name);
    return out;
}

AttendanceTable of(std::vector<AttendanceLine> lines) { return {std::move(lines), {}}; }

}  // namespace

TEST_CASE("those who came are first, in order of arrival, then the others by name", "[report]") {
    const std::vector roster{person("A", "Örjan", "Al"), person("B", "Cia", "Ek"), person("C", "Åke", "Lund"),
                             person("D", "Bo", "Ask")};
    const auto lines = attendance_lines(roster, std::vector{came(roster[1], 9), came(roster[2], 3)});
    REQUIRE(lines.size() == 4);
    CHECK(lines[0].name == "Åke Lund");
    CHECK(lines[1].name == "Cia Ek");
    CHECK(lines[1].first_in == morning(9));
    CHECK(lines[2].name == "Bo Ask");
    CHECK_FALSE(lines[2].first_in);
    CHECK(lines[3].name == "Örjan Al");
}

TEST_CASE("a protected person appears only by alias", "[report]") {
    auto who = person("A", "Hemlig", "Person", "Hemliga byrån");
    who.is_protected = true;
    who.alias = "Deltagare 07";
    who.title = "Hemlig titel";
    who.category = "Hemlig sektor";
    const auto lines = attendance_lines(std::vector{who}, std::vector{came(who, 1)});
    const auto csv = attendance_csv(of(lines), {}), json = attendance_json(of(lines));
    CHECK(contains(csv, "Deltagare 07"));
    CHECK(contains(json, "Deltagare 07"));
    CHECK_FALSE(contains(fold(csv), "hemlig"));
    CHECK_FALSE(contains(fold(json), "hemlig"));
}

TEST_CASE("times are local", "[report]") {
    const auto who = person("A", "Bo", "Ek");
    const auto lines = attendance_lines(std::vector{who}, std::vector{came(who, 0)});
    CHECK(contains(attendance_csv(of(lines), std::chrono::minutes{120}), ";2027-05-20 08:41;2027-05-20 08:41;Bo;Ek;;;A\r\n"));
    CHECK(contains(attendance_json(of(lines)), "\"first_in\": \"2027-05-20T06:41:00.000Z\""));
}

TEST_CASE("no cell begins like a formula, not even after white space", "[report][KIO-11]") {
    for (const std::string name :
         {"=cmd|' /C calc'!A0", "+46 13 20 60 00", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", " =1+1", "\n@A1", "\tx", "\rx"}) {
        const auto table = read_rows(attendance_csv(of({line(name)}), {}));
        REQUIRE(table);
        REQUIRE(table->rows.size() == 1);
        CHECK(table->rows[0].cells[0] == "'" + name);
    }
}

TEST_CASE("an exported file is read back unchanged", "[report][KIO-11]") {
    unsigned seed = 11;
    const std::string_view letters = "aå;,\"\n\r\t'=+-@ |x";
    for (int round = 0; round < 500; ++round) {
        std::string name = "B";
        for (int i = 0; i < 12; ++i) {
            seed = seed * 1664525U + 1013904223U;
            const auto at = (seed >> 20) % letters.size();
            name += static_cast<unsigned char>(letters[at]) < 0x80 ? std::string(1, letters[at]) : "å";
        }
        const auto table = read_rows(attendance_csv(of({line(name)}), {}));
        REQUIRE(table);
        REQUIRE(table->rows.size() == 1);
        REQUIRE(table->rows[0].cells.size() == 12);
        REQUIRE(table->rows[0].cells[0] == name);
    }
}

TEST_CASE("JSON contains everybody, whatever characters are in their names", "[report]") {
    const auto text = attendance_json(of({line("Bo \"Bosse\" Ek"), line("\xff\xfe"),
                                          line("a\x01"
                                               "b")}));
    const auto json = nlohmann::json::parse(text);
    REQUIRE(json.size() == 3);
    CHECK(json[0]["name"] == "Bo \"Bosse\" Ek");
    CHECK(json[0]["first_in"].is_null());
    CHECK(nlohmann::json::parse(attendance_json({})).empty());
}

TEST_CASE("the status is in the headings' language, in words that the import recognises", "[report]") {
    for (const auto status : {RegistrationStatus::registered, RegistrationStatus::unpaid, RegistrationStatus::withdrawn,
                              RegistrationStatus::waiting_list})
        CHECK(status_of(attendance_status(status)) == status);
}
