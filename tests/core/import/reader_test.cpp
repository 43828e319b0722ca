#include "core/import/reader.hpp"

#include <array>

#include "tests/core/core_fixture.hpp"
#include "tests/core/import/export_fixture.hpp"
#include "tests/core/import/formats/workbook_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

ExportReading reading_of(std::string_view csv, const RegistrationSettings& settings = {}) {
    auto reading = read_export({"export.csv", std::string(csv)}, settings);
    if (!reading) FAIL(reading.error().detail);
    return std::move(*reading);
}

ExportReading list_of(std::string_view rows) {
    return reading_of("Förnamn;Efternamn;Organisation;E-post;Biljettkod\n" + std::string(rows));
}

}  // namespace

TEST_CASE("a plain Swedish list becomes registrations, without unneeded columns", "[reader][list]") {
    const auto reading = list_of("Åsa;Öström;Linköpings kommun;asa@example.org;kod-1\n");
    REQUIRE(reading.people.size() == 1);
    const auto& who = reading.people[0].registration;
    CHECK(who.given == "Åsa");
    CHECK(who.family == "Öström");
    CHECK(who.organisation == "Linköpings kommun");
    CHECK(who.ticket_code == "kod-1");
    CHECK(who.status == RegistrationStatus::registered);
    CHECK(reading.people[0].line == 2);
    CHECK(reading.people[0].email.empty());  // a code is enough
    CHECK(list_of("Åsa;Öström;Linköpings kommun;asa@example.org;\n").people[0].email ==
          "asa@example.org");  // for matching; only a hash of it is stored
}

TEST_CASE("pretix order positions become registrations", "[reader][pretix]") {
    const auto reading = reading_of(
        "Event slug,Order code,Position ID,Status,Attendee name,Attendee name: Given name,Attendee name: Family "
        "name,Company,Ticket "
        "secret,Sektor,Company,Order locale\n"
        "tillsammans,ABCDE,1,paid,Åsa Öström,Åsa,Öström,,ez5t6x53x85setzsrrsn7hqgc92nms22,Kommun,Linköpings kommun,sv-informal\n"
        "tillsammans,ABCDE,2,canceled,Bo Ek,,,Polisen,secret2,,Fakturabolaget,en\n"
        "annat,ZZZZZ,1,paid,Cia Al,,,X,secret3,,,sv\n",
        [] {
            RegistrationSettings settings;
            settings.event = "Tillsammans";
            return settings;
        }());
    REQUIRE(reading.people.size() == 2);
    const auto& asa = reading.people[0].registration;
    CHECK(asa.organisation == "Linköpings kommun");  // the second Company column, since the first is empty
    CHECK(asa.export_key == "ABCDE-1");
    CHECK(asa.language == "sv");
    CHECK(asa.category == "Kommun");
    const auto& bo = reading.people[1].registration;
    CHECK(bo.given == "Bo");
    CHECK(bo.family == "Ek");
    CHECK(bo.organisation == "Polisen");
    CHECK(bo.status == RegistrationStatus::withdrawn);
    CHECK(reading.foreign_codes == std::vector<std::string>{"secret3"});
}

TEST_CASE("a pretix check-in list shows who has not paid", "[reader][pretix]") {
    const auto reading = reading_of(
        "Order code,Attendee name,Product,Price,Checked in,Paid,Secret,Company\nA,Bo Ek,Biljett,0,,Yes,s1,P\nB,Cia "
        "Al,Biljett,0,,No,s2,P\n");
    REQUIRE(reading.people.size() == 2);
    CHECK(reading.people[0].registration.status == RegistrationStatus::registered);
    CHECK(reading.people[1].registration.status == RegistrationStatus::unpaid);
}

TEST_CASE("a full name is split before the family name and its particles", "[reader]") {
    const auto family_of = [](std::string_view name) {
        const auto reading =
            reading_of("Order code,Attendee name,Product,Checked in,Secret\nA,\"" + std::string(name) + "\",x,,s\n");
        REQUIRE(reading.people.size() == 1);
        return reading.people[0].registration.given + "|" + reading.people[0].registration.family;
    };
    CHECK(family_of("Åsa Öström") == "Åsa|Öström");
    CHECK(family_of("Ann-Cathrine af Hjortsberg") == "Ann-Cathrine|af Hjortsberg");
    CHECK(family_of("María José de la Cruz") == "María José|de la Cruz");
    CHECK(family_of("Sukarno") == "Sukarno|");
    CHECK(family_of("von Essen") == "von|Essen");
    CHECK(family_of("af Hjortsberg, Ann") == "Ann|af Hjortsberg");
    CHECK(family_of("王伟") == "王伟|");
}

TEST_CASE("a row that cannot be a registration is rejected with line and reason, but without its contents",
          "[reader][rejected]") {
    const auto reading = list_of(
        "Åsa;Öström;;;kod-1\n"
        ";;Hemlig;;\n"
        ";;;;kod-3\n"
        "Hemlig;Person;;;kod-1\n"
        "Hemlig;Person;;;2,38202E+11\n"
        "Hemlig;Person;;;" +
        std::string(600, 'k') +
        "\n"
        "\xe2\x80\xae;\xe3\x85\xa4;;;kod-7\n");
    CHECK(reading.people.size() == 2);
    REQUIRE(reading.rejected.size() == 5);
    for (std::size_t i = 0; i < 5; ++i) {
        CHECK(reading.rejected[i].line == static_cast<std::int64_t>(i < 2 ? i : i + 1) + 3);
        CHECK(reading.rejected[i].done == RowIssueAction::rejected);
        CHECK_FALSE(contains(describe(reading.rejected[i]), "Hemlig"));
        CHECK_FALSE(contains(describe(reading.rejected[i]), "kod-1"));
    }
    using enum RowIssueKind;
    const std::vector<RowIssueKind> kinds{nobody, no_name, code_rounded, code_too_long, no_name};
    for (std::size_t i = 0; i < 5; ++i) CHECK(reading.rejected[i].kind == kinds[i]);
    CHECK(reading.rejected[2].column == "Biljettkod");
    REQUIRE(reading.issues.size() == 1);
    CHECK(reading.issues[0].kind == code_shared);
    CHECK(reading.issues[0].other_line == 2);
}

TEST_CASE("a row with an unknown status is asked about, and never let in", "[reader][rejected]") {
    const auto reading = reading_of("Förnamn;Efternamn;Biljettkod;Status\nBo;Ek;k1;Anmäld\nCia;Al;k2;Kanske\n");
    CHECK(reading.people.size() == 1);
    REQUIRE(reading.rejected.size() == 1);
    CHECK(reading.rejected[0].kind == RowIssueKind::status_unknown);
    REQUIRE(reading.questions.size() == 1);
    CHECK(reading.questions[0].word == "Kanske");
    CHECK(reading.questions[0].answers.front() == "waiting_list");
}

TEST_CASE("an export without a single readable row is refused", "[reader][export_invalid]") {
    const auto reading = read_export({"export.csv", "Förnamn;Efternamn;Biljettkod\n;;k1\n;;k2\n"}, {});
    REQUIRE_FALSE(reading);
    CHECK(reading.error().code == ErrorCode::export_invalid);
    CHECK_FALSE(contains(reading.error().detail, "Cia"));
}

TEST_CASE("a short row is read, a row with more cells than headings is rejected", "[reader]") {
    const auto reading =
        reading_of("Biljettkod;Förnamn;Efternamn;Organisation\nk1;Bo\nk2;Cia;Al;Polisen;;\nk3;Cia;Al;Polisen; Linköping;\n");
    REQUIRE(reading.people.size() == 2);
    CHECK(reading.people[0].registration.family.empty());
    CHECK(reading.people[1].registration.organisation == "Polisen");
    REQUIRE(reading.rejected.size() == 1);
    CHECK(reading.rejected[0].line == 4);
    CHECK(reading.unreadable.at(0).ticket_code == "k3");
}

TEST_CASE("spreadsheet guards before a formula are removed", "[reader]") {
    const auto reading = list_of("\t=Bo;'+Ek;'@x;;\tkod-1\n");
    REQUIRE(reading.people.size() == 1);
    CHECK(reading.people[0].registration.given == "=Bo");
    CHECK(reading.people[0].registration.family == "+Ek");
    CHECK(reading.people[0].registration.ticket_code == "kod-1");
}

TEST_CASE("non-breaking spaces and invisible marks around a ticket code are removed", "[reader]") {
    const auto reading = list_of("Bo;Ek;;;\xc2\xa0kod-1\xc2\xa0\nCia;Al;;;\xe2\x80\x8bkod-2\xef\xbb\xbf\n");
    REQUIRE(reading.people.size() == 2);
    CHECK(reading.people[0].registration.ticket_code == "kod-1");
    CHECK(reading.people[1].registration.ticket_code == "kod-2");
}

TEST_CASE("a signed pretix secret is not too long", "[reader][pretix]") {
    const std::string signed_secret(200, 'Q');
    CHECK(list_of("Bo;Ek;;;" + signed_secret + "\n").people.size() == 1);
}

TEST_CASE("names are cleaned", "[reader][KIO-9]") {
    const auto reading = list_of("  A\xcc\x8asa\xe2\x80\xae  ;O\xcc\x88stro\xcc\x88m;Linköpings\xc2\xa0 kommun;;k\n");
    const auto& who = reading.people.at(0).registration;
    CHECK(who.given == "Åsa");
    CHECK(who.family == "Öström");
    CHECK(who.organisation == "Linköpings kommun");
}

TEST_CASE("people who are marked as protected are protected", "[reader][protected]") {
    const auto reading = reading_of(
        "Förnamn;Efternamn;Biljettkod;Skyddad identitet\nA;A;k1;ja\nB;B;k2;nej\nC;C;k3;\nD;D;k4;X\nE;E;k5;✓\nF;F;k6;Ja, "
        "sekretessmarkering\n"
        "G;G;k7;0\nH;H;k8;-\n");
    REQUIRE(reading.people.size() == 8);
    const std::vector<bool> expected{true, false, false, true, true, true, false, false};
    for (std::size_t i = 0; i < expected.size(); ++i) CHECK(reading.people[i].registration.is_protected == expected[i]);
}

TEST_CASE("a column can flag guests whose arrival staff is notified of", "[reader]") {
    const auto reading = reading_of("Förnamn;Efternamn;Säg till;Biljettkod\nAnna;Ek;ja;a\nBo;Ek;;b\nCia;Ek;nej;c\n");
    CHECK(reading.people[0].registration.is_flagged);
    CHECK_FALSE(reading.people[1].registration.is_flagged);
    CHECK_FALSE(reading.people[2].registration.is_flagged);
}

TEST_CASE("the values in seminar.toml decide who is protected", "[reader][protected]") {
    RegistrationSettings settings;
    settings.protected_column = "Grupp";
    settings.protected_values = {"Sekretess", "*"};
    const auto reading = reading_of(
        "Förnamn;Efternamn;Biljettkod;Grupp\nA;A;k1;SEKRETESS\nB;B;k2;ja\nC;C;k3;*\nD;D;k4;-\nE;E;k5;Styrelse\n", settings);
    REQUIRE(reading.people.size() == 5);
    CHECK(reading.people[0].registration.is_protected);
    CHECK(reading.people[1].registration.is_protected);
    CHECK(reading.people[2].registration.is_protected);
    CHECK_FALSE(reading.people[3].registration.is_protected);
    CHECK_FALSE(reading.people[4].registration.is_protected);
}

TEST_CASE("a reading has the hash of its file", "[reader]") {
    const auto one = list_of("Bo;Ek;;;k1\n"), same = list_of("Bo;Ek;;;k1\n"), other = list_of("Bo;Ek;;;k2\n");
    CHECK(one.sha256.size() == 64);
    CHECK(one.sha256 == same.sha256);
    CHECK(one.sha256 != other.sha256);
}

TEST_CASE("a code or an e-mail that occurs twice is found among thousands", "[reader]") {
    std::string rows;
    for (int i = 0; i < 5000; ++i)
        rows += "A" + std::to_string(i) + ";B;;p" + std::to_string(i) + "@example.org;k" + std::to_string(i) + "\n";
    const auto reading = list_of(rows + "Cia;Al;;x@example.org;k4321\nDag;Ny;;P1234@example.org;k9999\n");
    CHECK(reading.people.size() == 5002);
    REQUIRE(reading.issues.size() == 2);
    CHECK(reading.issues[0].other_line == 4323);
    CHECK(reading.issues[1].other_line == 1236);
}

TEST_CASE("three numbers are enough to tell of lost zeros, and two only if another zero is left", "[reader]") {
    const auto issues = [](std::string_view rows) {
        const auto reading = list_of(rows);
        return std::count_if(reading.issues.begin(), reading.issues.end(),
                             [](const RowIssue& issue) { return issue.kind == RowIssueKind::zeros_lost; });
    };
    CHECK(issues("A;B;;;1001\nC;D;;;1002\nE;F;;;1003\nG;H;;;1004\nI;J;;;105\n") == 1);
    CHECK(issues("A;B;;;1001\nC;D;;;1002\nI;J;;;105\n") == 1);
    CHECK(issues("A;B;;;1001\nC;D;;;102\nE;F;;;103\n") == 0);  // most are short
    CHECK(issues("A;B;;;1001\nI;J;;;105\n") == 0);
    CHECK(issues("A;B;;;0101\nI;J;;;105\n") == 1);
}

TEST_CASE("with a key for hashes no e-mail address leaves the reader", "[reader][PRV-1]") {
    const auto reading =
        read_export({"export.csv", "Förnamn;Efternamn;E-post;Biljettkod\nÅsa;Öström;asa@example.org;\nBo;Ek;bo@example.org;k2\n"},
                    {}, "a key");
    REQUIRE(reading);
    REQUIRE(reading->people.size() == 2);
    for (const auto& person : reading->people) CHECK(person.email.empty());
    CHECK_FALSE(reading->people[0].registration.email_hash.empty());
    CHECK(reading->people[1].registration.email_hash.empty());
}

TEST_CASE("a good row is read although a rejected one before it has the same code or e-mail", "[reader][rejected]") {
    const auto codes = reading_of("Förnamn;Efternamn;Biljettkod;Status\nBo;Ek;k1;Kanske\nBo;Ek;k1;Anmäld\n");
    REQUIRE(codes.people.size() == 1);
    CHECK(codes.people[0].line == 3);
    CHECK(codes.rejected.size() == 1);
    const auto emails = reading_of(
        "Förnamn;Efternamn;E-post;Status\nBo;Ek;b@example.org;Kanske\nCia;Al;c@example.org;Anmäld\nBo;Ek;b@example.org;Anmäld\n");
    CHECK(emails.people.size() == 2);
    CHECK(emails.rejected.size() == 1);
    CHECK(std::none_of(emails.issues.begin(), emails.issues.end(),
                       [](const RowIssue& issue) { return issue.kind == RowIssueKind::email_twice; }));
}

TEST_CASE("a section of reserves ends with its sheet", "[reader][sections]") {
    const auto row = [](const std::string& name, const std::string& organisation) {
        const auto cell = [](const std::string& text) {
            return "<table:table-cell office:value-type=\"string\"><text:p>" + text + "</text:p></table:table-cell>";
        };
        return "<table:table-row>" + cell(name) + (organisation.empty() ? "" : cell(organisation)) + "</table:table-row>";
    };
    const std::string head = row("Namn", "Organisation");
    const auto tables = ods_table(head + row("Åsa Öström", "Polisen") + row("Reservlista", "") + row("Bo Ek", "Tullen"), "Ett") +
                        ods_table(head + row("Cia Al", "Skolan"), "Två");
    const auto reading = read_export({"lista.ods", zipped(ods_parts(tables))}, {});
    REQUIRE(reading);
    REQUIRE(reading->people.size() == 3);
    CHECK(reading->people[0].registration.status == RegistrationStatus::registered);
    CHECK(reading->people[1].registration.status == RegistrationStatus::waiting_list);
    CHECK(reading->people[2].registration.status == RegistrationStatus::registered);
}

TEST_CASE("a column of names beside one half of the name has the other half, or the whole name", "[reader][names]") {
    for (const auto* list : {"Namn;Efternamn;Org\nÅsa;Ek;P\n", "Name;Vorname;Firma\nEk;Åsa;P\n", "Namn;;Org\nÅsa;Ek;P\n",
                             "Namn;Efternamn;Org\nÅsa Ek;Ek;P\n", "Förnamn;Namn;Org\nÅsa;Åsa Ek;P\n"}) {
        CAPTURE(list);
        CHECK(kept(export_of(list), 0) == "|Åsa|Ek|P|registered");
    }
}

TEST_CASE("the family name comes first where the heading or the e-mail addresses say so", "[reader][names]") {
    CHECK(kept(export_of("Efternamn Förnamn;Org\nvon Essen Anna Maria;P\n"), 0) == "|Anna Maria|von Essen|P|registered");
    const auto reading = export_of("Namn;Org;E-post\nEk Åsa;P;asa.ek@example.org\nAl Bo;P;bo.al@example.org\n");
    CHECK(kept(reading, 0) == "|Åsa|Ek|P|registered");
    REQUIRE(reading.issues.size() == 1);
    CHECK(reading.issues[0].kind == RowIssueKind::family_name_first);
    CHECK(export_of("Namn;Org;E-post\nÅsa Ek;P;asa.ek@example.org\nBo Al;P;bo.al@example.org\n").issues.empty());
}

TEST_CASE("people below a heading of those who do not come are not let in", "[reader][sections]") {
    const auto reading =
        export_of("Namn;Org\nÅsa Ek;P\nÅTERBUD;\nBo Al;P\nEj betalt;\nCia Bo;P\nAnmälda;\nDan Cu;P\nKölista;\nEva Du;P\n");
    REQUIRE(reading.people.size() == 5);
    using enum RegistrationStatus;
    const std::array expected{registered, withdrawn, unpaid, registered, waiting_list};
    for (std::size_t i = 0; i < expected.size(); ++i) CHECK(reading.people[i].registration.status == expected[i]);
}

TEST_CASE("a section that Entré does not understand is asked about, and an answer settles it", "[reader][sections]") {
    const std::string list = "Namn;Org\nÅsa Ek;P\nInte vegetarianer:;\nBo Al;P\n";
    const auto reading = export_of(list);
    REQUIRE(reading.questions.size() == 1);
    CHECK(reading.questions[0].kind == QuestionKind::status_word);
    CHECK(reading.questions[0].column.empty());
    RegistrationSettings settings;
    settings.status_words.emplace_back(reading.questions[0].word, RegistrationStatus::registered);
    CHECK(export_of(list, settings).questions.empty());
}

TEST_CASE("several codes in a cell, and words for none, are reported", "[reader][code]") {
    const auto reading =
        export_of("Namn;Org;Biljettkod\nÅsa Ek;P;\"A1B2, A1B3\"\nBo Al;P;saknas\nCia Bo;P;########\nDan Cu;P;T-1/T-22\n");
    CHECK(kept(reading, 0) == "A1B2|Åsa|Ek|P|registered");
    CHECK(kept(reading, 1) == "|Bo|Al|P|registered");
    CHECK(kept(reading, 2) == "|Cia|Bo|P|registered");
    CHECK(kept(reading, 3) == "T-1/T-22|Dan|Cu|P|registered");
    CHECK(reading.issues.front().kind == RowIssueKind::several_codes);
}

TEST_CASE("an e-mail address is known by its heading or its look", "[reader]") {
    for (const auto* heading : {"Email Address", "E-mail address", "Email address", "Kontakt"}) {
        CAPTURE(heading);
        const auto reading =
            export_of("Namn;" + std::string(heading) + ";Org\nAnna Ek;a@example.org;P\nAnna Ek;b@example.org;P\n");
        CHECK(reading.people.size() == 2);
        CHECK(reading.issues.empty());
    }
}

TEST_CASE("a further person in a protected row is protected, too", "[reader][protected]") {
    const auto reading = reading_of("Namn;E-post;Skyddad identitet;Deltagare 2\nEva Ek;e@example.org;Ja;Bo Ek\n");
    REQUIRE(reading.people.size() == 2);
    for (const auto& person : reading.people) CHECK(person.registration.is_protected);
    CHECK(reading.people[1].registration.given == "Bo");
}

TEST_CASE("a list speaks of protection where a column asks whether the name may be shown", "[reader][protected]") {
    RegistrationSettings settings;
    settings.answers = {{"Får namnet visas?", "shown"}};
    const auto reading =
        reading_of("Förnamn;Efternamn;Biljettkod;Får namnet visas?\nAnna;Ek;k1;Ja\nBo;Ek;k2;Nej\nCia;Ek;k3;Ja\n", settings);
    REQUIRE(reading.people.size() == 3);
    for (const auto& person : reading.people) CHECK(person.speaks_of_protection);
    CHECK_FALSE(reading.people[0].registration.is_protected);
    CHECK(reading.people[1].registration.is_protected);
    CHECK_FALSE(list_of("Anna;Ek;;;k1\n").people[0].speaks_of_protection);
}

TEST_CASE("given and family names in each other's columns are exchanged, and told", "[reader][names]") {
    const auto reading = export_of("Förnamn;Efternamn;E-post\nEk;Anna;anna.ek@x.se\nAl;Bo;bo.al@x.se\n");
    CHECK(kept(reading, 0) == "|Anna|Ek||registered");
    REQUIRE(reading.issues.size() == 1);
    CHECK(reading.issues[0].kind == RowIssueKind::names_exchanged);
}

TEST_CASE("names with an address in the same cell, and polls of days, are lists", "[reader]") {
    const auto addresses = export_of("Namn;Telefon\nÅsa Ek <asa@x.se>;070-1234567\nBo Al (bo@x.se);070-1234568\n");
    CHECK(kept(addresses, 0) == "|Åsa|Ek||registered");
    const auto poll = export_of("Deltagare;2027-05-20;2027-05-21\nÅsa Ek;Ja;Ja\nBo Al;Om det behövs;Nej\n");
    CHECK(poll.people.size() == 2);
    CHECK(poll.questions.size() == 2);
}

TEST_CASE("the first reserve is told by the number of the row", "[reader][status]") {
    const auto reading = export_of("Nr;Namn;E-post\n1;Åsa Ek;a@x.se\nR1;Bo Al;b@x.se\n");
    REQUIRE(reading.issues.size() == 1);
    CHECK(reading.issues[0].kind == RowIssueKind::cancelled_in_text);
}
