#include "core/store/imports.hpp"

#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("an import is stored with its counts and rejected rows", "[imports]") {
    Door door;
    const auto kept = door.database.transaction([&]() -> Result<std::vector<ImportRecord>> {
        Imports imports(door.database);
        imports.add({"a.csv", "00ff", morning(), "list", 3, 2, 1, 4},
                    {{7, RowIssueKind::no_code, RowIssueAction::rejected, {}, 0},
                     {9, RowIssueKind::no_name, RowIssueAction::rejected, {}, 0}});
        imports.add({"b.csv", "11ee", morning(1), "list", 0, 0, 0, 0}, {});
        return imports.all();
    });
    REQUIRE(kept);
    REQUIRE(kept->size() == 2);
    const auto& first = kept->front();
    CHECK(first.file == "a.csv");
    CHECK(first.sha256 == "00ff");
    CHECK(first.at == morning());
    CHECK(first.system == "list");
    CHECK(first.added + first.changed * 10 + first.withdrawn * 100 + first.unchanged * 1000 == 4123);
    CHECK(kept->back().file == "b.csv");
    CHECK(asked(door.database, "SELECT group_concat(line || reason) FROM import_rejects") ==
          "7no ticket code; the row was left out,9no name; the row was left out");
}
