#include "core/import/known_systems.hpp"

#include <set>

#include "tests/core/core_fixture.hpp"

using namespace entre;

TEST_CASE("every field has a name for the terminal", "[systems]") {
    for (std::size_t i = 0; i < field_count; ++i) CHECK_FALSE(to_string(static_cast<Field>(i)).empty());
}

TEST_CASE("every system can be recognised, and either explains missing codes or has codes issued", "[systems]") {
    for (const auto& system : known_systems()) {
        if (system.name.ends_with("Forms")) continue;  // all questions are the organiser's own
        CAPTURE(system.name);
        CHECK_FALSE(system.marks.empty());
        bool has_code = false, has_name = false;
        for (const auto& column : system.columns) {
            has_code = has_code || column.field == Field::ticket_code;
            has_name = has_name || column.field == Field::full_name || column.field == Field::given;
            CHECK_FALSE(column.headings.empty());
        }
        CHECK(has_name);
        CHECK((has_code || system.name == "Indico" || !system.missing_code.empty()));
    }
}

TEST_CASE("columns that can be named in seminar.toml have unique keys", "[systems]") {
    std::set<std::string_view> keys;
    for (std::size_t i = 0; i < field_count; ++i)
        if (const auto key = key_of(static_cast<Field>(i)); !key.empty()) CHECK(keys.insert(key).second);
    CHECK(keys.size() == 24);
}
