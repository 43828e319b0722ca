// A small seminar with a real database file, for the tests of the rooms that keep something.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/registration/registration.hpp"
#include "core/seminar/seminar.hpp"
#include "core/store/database.hpp"
#include "core/store/roster.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"

namespace entre::test {

/// 08:41 on the day of the seminar, and minutes after it.
inline UtcTime morning(int minutes = 0) { return from_rfc3339("2027-05-20T08:41:00+02:00")->utc + std::chrono::minutes{minutes}; }

inline Registration person(std::string code, std::string given, std::string family,
                           std::string organisation = "Linköpings kommun") {
    Registration who;
    who.id.value = "id-" + code;
    who.ticket_code = std::move(code);
    who.given = std::move(given);
    who.family = std::move(family);
    who.organisation = std::move(organisation);
    return who;
}

inline Seminar small_seminar() {
    Seminar seminar;
    seminar.name = LocalText("Tillsammans");
    seminar.starts = *from_rfc3339("2027-05-20T09:00:00+02:00");
    seminar.ends = *from_rfc3339("2027-05-20T12:30:00+02:00");
    seminar.venue = LocalText("Missionskyrkan");
    seminar.printers.push_back({"Höger", "folder:badges", Side::right, {}});
    return seminar;
}

/// A folder with an open database.
struct Door {
    ScratchFolder scratch;
    SeminarFolder folder{scratch.path()};
    Database database;

    Door() : database(opened()) {}

    void expect(const Registration& who) {
        const auto kept = database.transaction([&]() -> Result<void> {
            Roster(database).add(who, {"registrations.csv", 2});
            return {};
        });
        REQUIRE(kept);
    }

private:
    Database opened() {
        auto database_or_error = Database::open(folder, Access::write, "test");
        if (!database_or_error) throw std::runtime_error(database_or_error.error().detail);
        return std::move(*database_or_error);
    }
};

/// The first column of the first row, as text.
inline std::string asked(Database& database, std::string_view sql) {
    const auto answer = database.guard([&]() -> Result<std::string> {
        auto row = database.statement(sql);
        return row.step() ? row.text(0) : std::string{};
    });
    return answer ? *answer : answer.error().detail;
}

/// Every row of every table, so that two moments can be compared.
inline std::string everything_in(Database& database) {
    std::string all;
    for (const std::string table :
         {"registrations", "foreign_codes", "attendance", "badge_orders", "imports", "import_rejects"}) {
        const std::string row =
            asked(database, "SELECT group_concat('quote(' || name || ')', '||''|''||') FROM pragma_table_info('" + table + "')");
        all += table + ": " +
               asked(database,
                     "SELECT group_concat(line, char(10)) FROM (SELECT " + row + " AS line FROM " + table + " ORDER BY 1)") +
               "\n";
    }
    return all;
}

/// What a statement without values ends with: nothing when it was carried out.
inline std::string refusal_of(Database& database, const std::string& sql) {
    const auto done = database.guard([&]() -> Result<void> {
        database.execute(sql);
        return {};
    });
    return done ? std::string{} : done.error().detail;
}

inline bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

}  // namespace entre::test
