#include "core/import/status_words.hpp"

#include "tests/core/core_fixture.hpp"

using namespace entre;

TEST_CASE("status words of several systems in several languages are known", "[systems]") {
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
    for (const auto* word : {"Ja", "yes", "TRUE", "1", "x", " J ", "Kyllä", "Ja tack"}) CHECK(is_yes(word));
    for (const auto* word : {"", "Nej", "no", "0", "false", "xx"}) CHECK_FALSE(is_yes(word));
}

TEST_CASE("no has several spellings", "[systems]") {
    for (const auto* word : {"nej", "No", "nein", "0", "-", "–", "false", "Ei", "Nei", "Nej tack"}) CHECK(is_no(word));
    for (const auto* word : {"ja", "", "x", "kanske"}) CHECK_FALSE(is_no(word));
}

TEST_CASE("a person who has not cancelled comes, and one who is not confirmed is asked about", "[import][status]") {
    CHECK(status_of("Ej avbokad") == RegistrationStatus::registered);
    CHECK(status_of("Not cancelled") == RegistrationStatus::registered);
    CHECK_FALSE(status_of("Ej svarat"));
    CHECK(status_of("Cancelado") == RegistrationStatus::withdrawn);
    CHECK(status_of("Lista rezerwowa") == RegistrationStatus::waiting_list);
}
