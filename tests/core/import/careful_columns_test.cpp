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
