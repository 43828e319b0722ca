#include "core/import/heading_meaning.hpp"

#include "tests/core/core_fixture.hpp"

using namespace entre;

namespace {

/// The first meaning, with a question mark if the heading says more than that.
std::string meaning(std::string_view heading) {
    const auto words = words_of_heading(heading);
    if (words.meanings.empty()) return "-";
    return std::string(to_string(words.meanings.front().field)) + (words.meanings.front().fit == HeadingFit::partly ? "?" : "");
}

}  // namespace

TEST_CASE("numbers, brackets, stars and question marks are no part of a heading", "[headings]") {
    for (const auto* heading :
         {"1. Förnamn *", "Förnamn (obligatorisk)", "Ange ditt förnamn:", "FÖRNAMN", "Förnamn [frivilligt]", "Q3: Förnamn"})
        CHECK(meaning(heading) == "given name");
    CHECK(heading_key("1. Förnamn *") == heading_key("förnamn"));
    CHECK(heading_key("E-post (obligatorisk)") == heading_key("E-post"));
    CHECK(meaning("Namn (efternamn)").starts_with("family name"));
}

TEST_CASE("headings in six languages and as questions are understood", "[headings]") {
    const std::vector<std::pair<const char*, const char*>> all{{"Vilken organisation representerar du?", "organisation?"},
                                                               {"Fornavn", "given name"},
                                                               {"Etternavn", "family name"},
                                                               {"Sukunimi", "family name"},
                                                               {"Vorname", "given name"},
                                                               {"Sähköposti", "e-mail"},
                                                               {"Arbejdsplads", "organisation"},
                                                               {"Attendee.PersonFirstName", "given name"},
                                                               {"Ticket Holder Name", "name"},
                                                               {"För & efternamn", "name"},
                                                               {"Deltagarnamn", "name"},
                                                               {"Mailadress", "e-mail"},
                                                               {"Participant status", "status"},
                                                               {"approval_status", "status"},
                                                               {"Kommer du?", "attending"},
                                                               {"RSVP", "attending"},
                                                               {"Avbokad", "withdrawn"},
                                                               {"Väntelista", "waiting list"},
                                                               {"Betald", "paid"},
                                                               {"Streckkod", "ticket code"},
                                                               {"Biljettnummer", "ticket code"},
                                                               {"qr_code_url", "ticket code"},
                                                               {"Ticket ID", "ticket code"},
                                                               {"Unik kod", "ticket code"},
                                                               {"Namn på gäst", "guest"},
                                                               {"Deltagare 2", "guest"},
                                                               {"+1", "group size"}};
    for (const auto& [heading, expected] : all) {
        CAPTURE(heading);
        CHECK(meaning(heading) == expected);
    }
}

TEST_CASE("headings about somebody or something else are not taken", "[headings]") {
    for (const auto* heading :
         {"Köparens namn", "Order Name", "Purchaser Email Address", "Ticket name", "Produkt", "Faktura e-post"}) {
        CAPTURE(heading);
        CHECK(meaning(heading) == "-");
    }
    for (const auto* heading : {"Lunch", "Allergi", "Rabattkod", "Postnummer", "Skyddsombud", "Deltar du på lunchen?"})
        CHECK(words_of_heading(heading).is_about_other_things);
}

TEST_CASE("longer and misspelt words of the careful kinds are only partly understood", "[headings]") {
    for (const auto* heading : {"Avbokningsskydd", "Biljetkod", "Bilejttkod", "Sekretessavtal"}) {
        CAPTURE(heading);
        CHECK(meaning(heading).ends_with('?'));
    }
    CHECK(words_of_heading("Namn 2").is_numbered);
    CHECK_FALSE(words_of_heading("Namn").is_numbered);
}

TEST_CASE("a number inside a heading counts people, and “på plats” is no place", "[headings]") {
    CHECK(words_of_heading("Attendee #2 Name").is_numbered);
    CHECK_FALSE(words_of_heading("Attendee #1 Name").is_numbered);
    const auto on_site = words_of_heading("Deltar du på plats?");
    REQUIRE(on_site.of(Field::is_attending) != nullptr);
    CHECK_FALSE(on_site.is_about_other_things);
    CHECK(words_of_heading("Plats").of(Field::is_attending) == nullptr);
    REQUIRE(words_of_heading("Afbud").of(Field::is_withdrawn) != nullptr);
}

TEST_CASE("both halves of a name in one heading are a whole name", "[import][headings]") {
    for (const auto* heading : {"Imię i nazwisko", "Nombre y apellidos", "Nom et prénom", "Förnamn & efternamn"}) {
        CAPTURE(heading);
        const auto words = words_of_heading(heading);
        REQUIRE(words.of(Field::full_name) != nullptr);
        CHECK(words.meanings.front().field == Field::full_name);
    }
    CHECK(words_of_heading("Mellannamn").meanings.front().field == Field::middle);
    CHECK(words_of_heading("Név").is_family_name_first);
}
