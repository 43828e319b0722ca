#include "core/import/known_systems.hpp"

#include <set>

#include "tests/core/core_fixture.hpp"

using namespace entre;

TEST_CASE("status words of several systems in all three languages are known", "[systems]") {
    using enum RegistrationStatus;
    for (const auto* word : {"paid", "P", "Betald", "Anmäld", "anmald", "Completed", ""}) CHECK(status_of(word) == registered);
    for (const auto* word : {"pending", "n", "Obetald", "Avvaktar betalning"}) CHECK(status_of(word) == unpaid);
    for (const auto* word : {"canceled", "Cancelled", "e", "Avbokad", "Återkallad"}) CHECK(status_of(word) == withdrawn);
    for (const auto* word : {"Väntelista", "waiting list"}) CHECK(status_of(word) == waiting_list);
}

TEST_CASE("an unknown status word has no meaning", "[systems]") {
    for (const auto* word : {"kanske", "???", "***", "PAID?no", "§", "=1"}) CHECK_FALSE(status_of(word));
}

TEST_CASE("yes has several spellings", "[systems]") {
    for (const auto* word : {"Ja", "yes", "TRUE", "1", "x", " J "}) CHECK(is_yes(word));
    for (const auto* word : {"", "Nej", "no", "0", "false", "xx"}) CHECK_FALSE(is_yes(word));
}

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

TEST_CASE("no has several spellings", "[systems]") {
    for (const auto* word : {"nej", "No", "nein", "0", "-", "–", "false"}) CHECK(is_no(word));
    for (const auto* word : {"ja", "", "x", "kanske"}) CHECK_FALSE(is_no(word));
}

TEST_CASE("columns that can be named in seminar.toml have unique keys", "[systems]") {
    std::set<std::string_view> keys;
    for (std::size_t i = 0; i < field_count; ++i)
        if (const auto key = key_of(static_cast<Field>(i)); !key.empty()) CHECK(keys.insert(key).second);
    CHECK(keys.size() == 22);
}
