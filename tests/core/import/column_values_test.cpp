#include "core/import/column_values.hpp"

#include "tests/core/core_fixture.hpp"

using namespace entre;

TEST_CASE("values are told apart by their look", "[columns]") {
    for (const auto* text : {"a@example.org", "asa.ek@x.se"}) CHECK(is_email(text));
    for (const auto* text : {"@x.se", "a@b", "Åsa Ek <a@b.se>", "a@b@c.se"}) CHECK_FALSE(is_email(text));
    for (const auto* text : {"070-123 45 67", "+46 (0)13 20 60 00", "0701234567"}) CHECK(is_phone(text));
    for (const auto* text : {"1001", "2026-05-07", "KOD-1001", "12345678"}) CHECK_FALSE(is_phone(text));
    for (const auto* text :
         {"2026-05-07", "7/5/2026 10:00", "07.05.2026", "Nov 01, 2026", "mar-12", "05-dec", "2026-11-01T10:00:00Z"})
        CHECK(is_date(text));
    for (const auto* text : {"KLM-22", "1001", "070-123 45 67", "Maja Ek", "a1b2", "10-20"}) CHECK_FALSE(is_date(text));
    for (const auto* text : {"a1b2c3d4", "KOD-1001", "100000000001", "https://lu.ma/x?pk=1", "ABCDE"}) CHECK(is_code_like(text));
    for (const auto* text : {"Polisen", "12", "2026-05-07", "a b", "Åsa", "070-123 45 67"}) CHECK_FALSE(is_code_like(text));
    for (const auto* text : {"Åsa Öström", "Ann-Cathrine af Hjortsberg"}) CHECK(is_full_name(text));
    for (const auto* text : {"Åsa", "Linköpings kommun", "Bo & Ida", "Bo 2"}) CHECK_FALSE(is_full_name(text));
}

TEST_CASE("a column is counted without keeping its cells", "[columns]") {
    ColumnValues values;
    for (const auto* cell : {"Ja", "Nej", "", " ", "Avbokad", "Anmäld", "a@example.org"}) values.add(cell);
    CHECK(values.filled == 5);
    CHECK(values.yes_or_no == 2);
    CHECK(values.status_words == 2);
    CHECK(values.keeping_out == 1);
    CHECK(values.emails == 1);
    CHECK(values.are_all_different());
    CHECK(values.are_mostly(values.yes_or_no, 40));
    CHECK_FALSE(values.are_mostly(values.yes_or_no, 41));
}
