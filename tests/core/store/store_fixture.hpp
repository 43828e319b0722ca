// Databases for the tests of the store: a door with two people, and files of older versions.
#pragma once

#include <sqlite3.h>

#include "tests/core/core_fixture.hpp"

namespace entre::test {

/// A door with Bo Ek (id-A) and Cia Al (id-B).
struct TwoPeople : Door {
    TwoPeople() {
        expect(person("A", "Bo", "Ek"));
        expect(person("B", "Cia", "Al"));
    }
    template <class Work>
    void write(Work work) {
        REQUIRE(database.transaction([&]() -> Result<void> {
            work();
            return {};
        }));
    }
};

/// Creates the folder's database by `sql`, without the program's own schema.
inline void create_database(const SeminarFolder& folder, const std::string& sql) {
    sqlite3* file = nullptr;
    REQUIRE(sqlite3_open(folder.database().c_str(), &file) == SQLITE_OK);
    char* trouble = nullptr;
    sqlite3_exec(file, sql.c_str(), nullptr, nullptr, &trouble);
    const std::string problem = trouble == nullptr ? "" : trouble;
    sqlite3_free(trouble);
    sqlite3_close(file);
    REQUIRE(problem == "");
}

}  // namespace entre::test
