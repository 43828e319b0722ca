#include "core/import/list_beginning.hpp"

#include "tests/core/import/row_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("the headings are below titles and above people", "[import][headings]") {
    const RegistrationSettings settings;
    CHECK(row_of_headings(rows_of({{"Anmälda"}, {}, {"Namn", "Organisation"}, {"Bo Ek", "Polisen"}}), settings) == 2);
    CHECK(row_of_headings(rows_of({{"Namn"}, {"Bo Ek"}}), settings) == 0);
    CHECK(row_of_headings(rows_of({{"Vem då", "Varifrån"}, {"Bo Ek", "Polisen"}, {"Cia Al", "MSB"}}), settings) == 0);
    CHECK_FALSE(row_of_headings(rows_of({{"Bo Ek", "bo@example.org"}, {"Cia Al", "cia@example.org"}}), settings));
    CHECK_FALSE(row_of_headings({}, settings));
}

TEST_CASE("totals do not count as values of a column", "[import][headings]") {
    const auto values = values_below(rows_of({{"Namn", "Antal"}, {"Bo Ek", "1"}, {"Summa", "1"}}), 0);
    REQUIRE(values.size() == 2);
    CHECK(values[0].filled == 1);
}

TEST_CASE("family names come first where the addresses say so", "[import][names]") {
    const auto swapped = rows_of({{"Ek Anna", "anna.ek@example.org"}, {"Al Bo", "bo.al@example.org"}, {"Ny Dag"}});
    CHECK(are_family_names_first(swapped, 0, 1));
    const auto usual = rows_of({{"Anna Ek", "anna.ek@example.org"}, {"Bo Al", "bo.al@example.org"}});
    CHECK_FALSE(are_family_names_first(usual, 0, 1));
    CHECK_FALSE(are_family_names_first(std::span(swapped).first(1), 0, 1));  // one may be a slip
}

TEST_CASE("given and family names are in each other's columns where the addresses say so", "[import][names]") {
    const auto rows = rows_of({{"Ek", "Anna", "anna.ek@example.org"}, {"Al", "Bo", "bo.al@example.org"}, {"Ny", "Dag", ""}});
    CHECK(are_names_exchanged(rows, 0, 1, 2));
    CHECK_FALSE(are_names_exchanged(rows, 1, 0, 2));
    CHECK_FALSE(are_names_exchanged(rows, 0, 1, 3));
    CHECK_FALSE(are_names_exchanged(std::span(rows).first(1), 0, 1, 2));  // one may be a slip
}
