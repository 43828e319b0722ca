// The three kinds of columns where a mistake hurts somebody, in whole lists.
#include "core/import/careful_columns.hpp"

#include "tests/core/core_fixture.hpp"
#include "tests/core/import/export_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

std::vector<QuestionKind> asked(std::string_view csv, const RegistrationSettings& settings = {}) {
    std::vector<QuestionKind> kinds;
    for (const auto& question : export_of(csv, settings).questions) kinds.push_back(question.kind);
    return kinds;
}

using Kinds = std::vector<QuestionKind>;
using enum QuestionKind;

std::string list_with(const std::string& heading, const std::string& first, const std::string& second) {
    return "Förnamn;Efternamn;" + heading + "\nÅsa;Ek;" + first + "\nBo;Al;" + second + "\n";
}

}  // namespace

TEST_CASE("a column that plainly says who has cancelled is taken", "[columns][status]") {
    for (const auto* heading : {"Status", "Registreringsstatus", "Attendee Status", "Approval Status", "order_status"}) {
        CAPTURE(heading);
        const auto reading = export_of(list_with(heading, "Anmäld", "Avbokad"));
        CHECK(reading.questions.empty());
        CHECK(kept(reading, 0) == "|Åsa|Ek||registered");
        CHECK(kept(reading, 1) == "|Bo|Al||withdrawn");
    }
    CHECK(kept(export_of(list_with("Avbokad", "Nej", "Ja")), 1) == "|Bo|Al||withdrawn");
    CHECK(kept(export_of(list_with("Kommer du?", "Ja", "Nej")), 1) == "|Bo|Al||withdrawn");
    CHECK(kept(export_of(list_with("Väntelista", "", "Ja")), 1) == "|Bo|Al||waiting_list");
    CHECK(kept(export_of(list_with("Betald", "Ja", "Nej")), 1) == "|Bo|Al||unpaid");
    CHECK(kept(export_of(list_with("Cancelled at", "", "2026-11-01")), 1) == "|Bo|Al||withdrawn");
}

TEST_CASE("a column that may be a status is asked about", "[columns][status]") {
    CHECK(asked(list_with("Läge nu", "Bekräftad", "Avbokad")) == Kinds{status_column});
    CHECK(asked(list_with("Avbokningsskydd", "Ja", "Nej")) == Kinds{status_column});
    CHECK(asked(list_with("Statsu", "Anmäld", "Avbokad")) == Kinds{status_column});
}

TEST_CASE("yes and no to other questions are no status", "[columns][status]") {
    for (const auto* heading : {"Lunch", "Allergi", "Deltar du på lunchen?", "Nyhetsbrev", "Första gången?", "Fotografering"}) {
        CAPTURE(heading);
        CHECK(asked(list_with(heading, "Ja", "Nej")).empty());
    }
}

TEST_CASE("a column of codes is taken when it is sure and asked about when it is not", "[columns][code]") {
    for (const auto* heading :
         {"Barcode", "Streckkod", "Biljettnummer", "Biljett-ID", "Ticket ID", "QR", "Unik kod", "Incheckningskod"}) {
        CAPTURE(heading);
        CHECK(kept(export_of(list_with(heading, "a1b2c3", "d4e5f6")), 0) == "a1b2c3|Åsa|Ek||registered");
    }
    for (const auto* heading : {"Bokningsnummer", "Referens", "Zzz", "Confirmation number"}) {
        CAPTURE(heading);
        CHECK(asked(list_with(heading, "a1b2c3", "d4e5f6")) == Kinds{code_column});
    }
    for (const auto* heading : {"Rabattkod", "Postnummer", "Mobil", "Nr", "Medlemsnummer"}) {
        CAPTURE(heading);
        CHECK(asked(list_with(heading, "58222", "58223")).empty());
    }
}

TEST_CASE("a column that speaks of protected identities protects", "[columns][protected]") {
    for (const auto* heading : {"Sekretess", "Skyddad ID", "Skyddad identitet (ja/nej)", "Har du skyddade personuppgifter?",
                                "Protected", "Kvarskriven"}) {
        CAPTURE(heading);
        const auto reading = export_of(list_with(heading, "Ja", "Nej"));
        CHECK(reading.questions.empty());
        CHECK(reading.people.at(0).registration.is_protected);
        CHECK_FALSE(reading.people.at(1).registration.is_protected);
    }
    CHECK(asked(list_with("Får namnet visas?", "Ja", "Nej")) == Kinds{protected_column});
    CHECK(asked(list_with("Dölj mitt namn", "Ja", "Nej")) == Kinds{protected_column});
    CHECK(asked(list_with("Skyddsombud", "Ja", "Nej")).empty());
    const auto remark = export_of(list_with("Övrigt", "OBS! skyddad identitet", ""));
    CHECK(remark.people.at(0).registration.is_protected);
    REQUIRE_FALSE(remark.issues.empty());
    CHECK(remark.issues[0].kind == RowIssueKind::protected_by_text);
}

TEST_CASE("an answer holds for every list with the same heading", "[columns][answers]") {
    RegistrationSettings settings;
    settings.answers = {{"Läge nu", "status"}, {"Zzz", "ignore"}, {"Får namnet visas?", "shown"}};
    CHECK(kept(export_of(list_with("1. Läge nu *", "Bekräftad", "Avbokad"), settings), 1) == "|Bo|Al||withdrawn");
    CHECK(asked(list_with("Zzz", "a1b2c3", "d4e5f6"), settings).empty());
    const auto shown = export_of(list_with("Får namnet visas?", "Ja", "Nej"), settings);
    CHECK_FALSE(shown.people.at(0).registration.is_protected);
    CHECK(shown.people.at(1).registration.is_protected);
    CHECK(export_of(list_with("Annat", "x", "y"), settings).questions.empty());  // no file has to have the heading
}

TEST_CASE("a heading that negates a protected identity is asked about, never read the wrong way round", "[columns][protected]") {
    for (const auto* heading : {"Ej skyddad identitet", "Jag har inte skyddade personuppgifter", "Saknar skyddad identitet",
                                "Not protected", "No protected identity", "Ingen sekretess"}) {
        CAPTURE(heading);
        CHECK(asked(list_with(heading, "Ja", "Nej")) == Kinds{protected_column});
    }
}

TEST_CASE("headings about protection are known in several languages, and a grade or a wish is asked about",
          "[columns][protected]") {
    for (const auto* heading : {"SEKR", "Identitetsskydd", "Fingerade personuppgifter", "Turvakielto"}) {
        CAPTURE(heading);
        const auto reading = export_of(list_with(heading, "Ja", "Nej"));
        CHECK(reading.questions.empty());
        CHECK(reading.people[0].registration.is_protected);
        CHECK_FALSE(reading.people[1].registration.is_protected);
    }
    for (const auto* heading : {"Skyddsbehov", "Lever du under hot?", "Har du adressesperre?", "Navnebeskyttelse", "Kode 6/7",
                                "Får namn synas på deltagarlistan?", "Önskar du att ditt namn inte syns på namnskylten?",
                                "Do you want your name hidden?", "Jag samtycker till att mitt namn visas",
                                "GDPR: namn på deltagarlista", "Privacy: hide name", "Confidentiality agreement signed"}) {
        CAPTURE(heading);
        const auto kinds = asked(list_with(heading, "Ja", "Nej"));
        CHECK(
            (kinds == Kinds{protected_column} || export_of(list_with(heading, "Ja", "Nej")).people[0].registration.is_protected));
    }
    CHECK(asked(list_with("Gradering", "Strengt fortrolig", "")) == Kinds{protected_column});
}

TEST_CASE("a no in the person's own words hides nobody, and what is neither hides and is reported", "[columns][protected]") {
    const auto reading = export_of(list_with("Skyddad identitet", "Jag har inte skyddade personuppgifter", "Vet ej"));
    if (reading.questions.empty()) CHECK_FALSE(reading.people[0].registration.is_protected);
    CHECK(reading.questions.size() == 1);
    const auto answered = export_of(list_with("Skyddad identitet", "Nej, det har jag inte", "Vet ej"));
    CHECK_FALSE(answered.people[0].registration.is_protected);
    CHECK(answered.people[1].registration.is_protected);
    REQUIRE(answered.issues.size() == 1);
    CHECK(answered.issues[0].kind == RowIssueKind::protected_by_answer);
    CHECK_FALSE(export_of(list_with("Turvakielto", "Ei", "Kyllä")).people[0].registration.is_protected);
}

TEST_CASE("a list that hides most of its people says so", "[columns][protected]") {
    const auto reading = export_of("Namn;Org;Skyddad identitet\nA Ek;P;Ja\nB Ek;P;Ja\nC Ek;P;Ja\nD Ek;P;Nej\n");
    REQUIRE(reading.issues.size() == 1);
    CHECK(reading.issues[0] == RowIssue{0, RowIssueKind::many_protected, RowIssueAction::kept, "Skyddad identitet", 0});
}

TEST_CASE("a protected identity told beside a name hides that person and leaves the column its meaning", "[columns][protected]") {
    const auto reading = export_of("Namn;Organisation\nÅsa Ek;Polisen\nBo Al (skyddad identitet);Skolan\n");
    CHECK(reading.questions.empty());
    CHECK_FALSE(reading.people[0].registration.is_protected);
    CHECK(reading.people[1].registration.is_protected);
    CHECK(reading.people[1].registration.family == "Al");
    CHECK(export_of("Förnamn;Efternamn;Org\nÅsa;Ek;P\nBo;Al (skyddade uppgifter);S\n").people[1].registration.family == "Al");
}

TEST_CASE("an answer to an invitation is asked about, whatever the question is called", "[columns][status]") {
    for (const auto* heading : {"Gäller", "Ja/Nej", "J/N", "Anmälan", "Är du med oss den 28/12?", "Vill du komma?", "Platsen"}) {
        CAPTURE(heading);
        const auto reading = export_of(list_with(heading, "Ja", "Nej"));
        CHECK((asked(list_with(heading, "Ja", "Nej")) == Kinds{status_column} ||
               reading.people[1].registration.status == RegistrationStatus::withdrawn));
    }
    CHECK(asked(list_with("Anmälan gäller", "Jag kommer", "Jag avstår")) == Kinds{status_column});
    CHECK(asked(list_with("Steg", "Klar", "Avbruten")) == Kinds{status_column});
    CHECK(asked(list_with("Status (intern)", "Klar", "Bort")) == Kinds{status_column});
    CHECK(asked(list_with("Kommer du att delta fysiskt eller digitalt?", "Fysiskt", "Jag kan inte delta")) ==
          Kinds{status_column});
    CHECK(asked(list_with("Can you attend the seminar on 28 December?", "Maybe", "No, sorry")) == Kinds{status_column});
    CHECK(asked(list_with("Roll", "Talare", "Väntelista")) == Kinds{status_column});
    for (const auto* heading :
         {"Behöver du tolk?", "VIP", "Student", "Reser du med bil?", "Har du deltagit tidigare?", "Lokal: hörslinga"}) {
        CAPTURE(heading);
        CHECK(asked(list_with(heading, "Ja", "Nej")).empty());
    }
}

TEST_CASE("marks of a cancellation count beside a status that is read", "[columns][status]") {
    for (const auto* heading :
         {"Avanm.", "Avb", "Utgått", "Inställt", "Frånvarande", "Ej närvarande", "Framelding", "Förhinder"}) {
        CAPTURE(heading);
        const auto reading = export_of("Namn;Org;Status;" + std::string(heading) + "\nÅsa Ek;P;Anmäld;\nBo Al;P;Anmäld;x\n");
        CHECK(reading.questions.empty());
        CHECK(reading.people[0].registration.status == RegistrationStatus::registered);
        CHECK(reading.people[1].registration.status == RegistrationStatus::withdrawn);
    }
}

TEST_CASE("a debt is unpaid, and a column of crosses says no where it is empty", "[columns][status]") {
    using enum RegistrationStatus;
    CHECK(export_of(list_with("Obetald", "x", "")).people[0].registration.status == unpaid);
    CHECK(export_of(list_with("Balance due", "450.00", "0.00")).people[0].registration.status == unpaid);
    CHECK(export_of(list_with("Balance due", "450.00", "0.00")).people[1].registration.status == registered);
    for (const auto* mark : {"x", "Ja", "✓"}) {
        CHECK(export_of(list_with("Betalt", mark, "")).people[1].registration.status == unpaid);
        CHECK(export_of(list_with("Deltar", mark, "")).people[1].registration.status == waiting_list);
    }
    CHECK(export_of(list_with("Betalt", "", "")).people[1].registration.status == registered);
    CHECK(export_of(list_with("Kö", "", "2")).people[1].registration.status == waiting_list);
}

TEST_CASE("a word for a ticket above values of which each occurs once is asked about as a code", "[columns][code]") {
    for (const auto* heading : {"Lösenord", "Pinkod", "Inpasseringsnummer", "Biljett", "Entrébiljett", "Armband"}) {
        CAPTURE(heading);
        CHECK(asked(list_with(heading, "101", "102")) == Kinds{code_column});
    }
    for (const auto* heading : {"Kundnummer", "Fakturanummer", "LinkedIn", "Henkilötunnus"})
        CHECK(asked(list_with(heading, heading == std::string("Henkilötunnus") ? "131052-308T" : "KD-100001",
                              heading == std::string("Henkilötunnus") ? "010101A123N" : "KD-100002"))
                  .empty());
}

TEST_CASE("a column that says whom somebody has refused is asked about", "[columns][status]") {
    for (const auto* heading : {"Godkänd av chef", "Approved by manager", "Anmälan bekräftad av närmaste chef", "Chefens OK"}) {
        CAPTURE(heading);
        CHECK(asked(list_with(heading, "Ja", "Nej")) == Kinds{status_column});
    }
    CHECK(asked(list_with("Godkänd av chef", "Ja", "Ja")).empty());
    for (const auto* heading : {"Godkänd", "Approved", "Genehmigt", "Beviljad", "Fått plats"}) {
        CAPTURE(heading);
        const auto reading = export_of(list_with(heading, "Ja", "Nej"));
        const bool is_asked = !reading.questions.empty();
        CHECK((is_asked || reading.people.at(1).registration.status != RegistrationStatus::registered));
    }
    for (const auto* heading : {"Foto godkänt", "Villkor godkända", "Specialkost bekräftad"}) {
        CAPTURE(heading);
        CHECK(asked(list_with(heading, "Ja", "Nej")).empty());
    }
}

TEST_CASE("a column with a word and its opposite is asked about", "[columns][status]") {
    CHECK(asked(list_with("Kallelse", "Kallad", "Ej kallad")) == Kinds{status_column});
    CHECK(asked(list_with("Lottning", "Vinst", "Ej vinst")) == Kinds{status_column});
    CHECK(asked(list_with("Kost", "Vegetarian", "Ej vegetarian")).empty());
}

TEST_CASE("words for those who left, were shut out or have not decided keep people out", "[columns][status]") {
    for (const auto* heading : {"Avregistrerad", "Hoppat av", "Slutat", "Archived", "Preliminär"}) {
        CAPTURE(heading);
        const auto reading = export_of(list_with(heading, "", "Ja"));
        CHECK(reading.questions.empty());
        CHECK(reading.people.at(1).registration.status != RegistrationStatus::registered);
    }
    CHECK(kept(export_of(list_with("Betalningsdatum", "2027-03-01", "")), 1) == "|Bo|Al||unpaid");
}

TEST_CASE("numbers that occur once are asked about, whatever the language of their heading", "[columns][code]") {
    for (const auto* heading : {"Номер квитка", "Numer biletu", "票号", "Kortnr", "Bricka nr"}) {
        CAPTURE(heading);
        CHECK(asked(list_with(heading, "1001", "1002")) == Kinds{code_column});
    }
    CHECK(asked(list_with("Anknytning", "2045", "2046")).empty());
    CHECK(asked(list_with("Årgång", "1981", "1975")).empty());
    CHECK(asked(list_with("Antal steg", "8100", "12500")).empty());
}

TEST_CASE("further words of protected identities protect or are asked about", "[columns][protected]") {
    for (const auto* heading :
         {"Name withheld", "Ex-directory", "Do not disclose", "Privacy flag", "Geheim", "Salainen osoite", "Skjult identitet",
          "Hemmelig adr.", "Spärrad", "🔒", "Ej på deltagarlistan", "Uppgifter får lämnas ut"}) {
        CAPTURE(heading);
        const auto reading = export_of(list_with(heading, "Nej", "Ja"));
        CHECK((asked(list_with(heading, "Nej", "Ja")) == Kinds{protected_column} ||
               reading.people.at(1).registration.is_protected));
    }
    CHECK(asked(list_with("Skyddsnivå", "0", "2")) == Kinds{protected_column});
}
