#include "core/import/status_phrases.hpp"

#include "tests/core/core_fixture.hpp"

using namespace entre;

TEST_CASE("a remark about a protected identity is known wherever it stands", "[columns][protected]") {
    for (const auto* text :
         {"Skyddad identitet", "OBS! sekretessmarkerad", "har skyddade personuppgifter", "Protected identity", "turvakielto"})
        CHECK(speaks_of_protection(text));
    for (const auto* text :
         {"Skyddsombud", "Räddningstjänst och skydd", "Kyrkogatan 3", "dataskydd", "Protected areas", "sekreterare", ""})
        CHECK_FALSE(speaks_of_protection(text));
}

TEST_CASE("a remark that somebody does not come is known, words that only begin like it are not", "[values]") {
    for (const auto* text : {"Avbokad 12/11", "AVBOKAT", "Bo Ek (återbud)", "Cancelled by phone", "ei tule, peruttu"})
        CHECK(speaks_of_cancellation(text));
    for (const auto* text : {"Avbokningsskydd", "Får ej avbokas", "Anna Carlsson", "Peru", "Kansliet", ""})
        CHECK_FALSE(speaks_of_cancellation(text));
}

TEST_CASE("a remark says in any order that an identity is protected, and may deny it", "[values][protected]") {
    for (const auto* text : {"Min identitet är skyddad", "Jag lever gömd, visa inte mitt namn",
                             "Kvinnofridsärende, får inte synas", "Strengt fortrolig", "Adressen är hemlig", "Kode 6"})
        CHECK(speaks_of_protection(text));
    for (const auto* text :
         {"Jag har inte skyddade personuppgifter", "Nej, det har jag inte", "Oskyddad", "No protected identity"})
        CHECK(denies_protection(text));
    for (const auto* text : {"Jag har skyddade personuppgifter", "Vet ej", "Jag lever gömd, visa inte mitt namn", "-", "Ja"})
        CHECK_FALSE(denies_protection(text));
    CHECK(without_mention_of_protection("Bo Al (skyddad identitet)") == "Bo Al");
    CHECK(without_mention_of_protection("Bo Al (Polisen)") == "Bo Al (Polisen)");
}

TEST_CASE("an answer that is no yes is known in the person's own words", "[values]") {
    for (const auto* text : {"Jag kan tyvärr inte komma", "No, sorry", "Maybe", "Jag får förhinder", "Inte alls",
                             "Ingen av dagarna", "Jag avstår", "Decline", "Regret", "Ej svarat", "En pääse"})
        CHECK(declines(text));
    for (const auto* text : {"Jag kommer", "På plats", "Digitalt", "Ja tack", "Polisen", "Notarie"}) CHECK_FALSE(declines(text));
}

TEST_CASE("the name of a sheet or the heading of a section says who is below it", "[values][status]") {
    using enum RegistrationStatus;
    for (const auto* text :
         {"Avbokade",  "ÅTERBUD",    "Avbokade 2 st",  "Avbokade deltagare", "Sjuka",         "Strukna",   "Kommer ej",
          "Deltar ej", "Tackat nej", "Lämnat återbud", "Cancelled",          "cancellations", "Declined",  "No-shows",
          "Avmeldte",  "Afbud",      "Peruneet",       "Avanmälda",          "Makulerade",    "Inställda", "Avhopp"})
        CHECK(meaning_of_label(text).status == withdrawn);
    for (const auto* text :
         {"Väntelista", "På väntelista", "Kö", "Kölista", "Reserver", "Waitlist", "Ej svarat", "Ej bekräftade"})
        CHECK(meaning_of_label(text).status == waiting_list);
    for (const auto* text : {"Obetalda", "Ej betalt", "Ej betalat"}) CHECK(meaning_of_label(text).status == unpaid);
    for (const auto* text : {"Anmälda", "Påmeldte", "Confirmed", "attendees", "reservations", "Polisen", "Blad1", "Dag 1"})
        CHECK(meaning_of_label(text).status.value_or(registered) == registered);
    CHECK(meaning_of_label("Skyddade").is_protected);
    CHECK(meaning_of_label("Mall").is_template);
    CHECK(meaning_of_label("2025").is_unclear);
    for (const auto* text : {"Bo Reserv", "Anna Ek", "Karin Kö Ek", "Polisen"}) CHECK_FALSE(meaning_of_label(text).is_whole);
}

TEST_CASE("an answer may be about taking part elsewhere", "[import][status]") {
    CHECK(takes_part_elsewhere("Digitalt"));
    CHECK(takes_part_elsewhere("Jag deltar via länk"));
    CHECK(takes_part_elsewhere("Etänä"));
    CHECK_FALSE(takes_part_elsewhere("På plats"));
    CHECK(meaning_of_label("Online").is_unclear);
}

TEST_CASE("a sentence that keeps a name off lists protects it", "[import][protected]") {
    CHECK(speaks_of_protection("Mitt namn får inte finnas på någon lista"));
    CHECK(speaks_of_protection("Please keep my name off all lists"));
    CHECK(speaks_of_protection("skydd. pers.uppg."));
    CHECK_FALSE(speaks_of_protection("Mitt namn stavas inte med W"));
}
