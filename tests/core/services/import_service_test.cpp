#include "core/services/import_service.hpp"

#include "core/base/text.hpp"
#include "core/services/check_in_desk.hpp"
#include "core/store/imports.hpp"
#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

struct Room : Door {
    Seminar seminar = small_seminar();

    std::filesystem::path list(std::string_view rows, std::string_view name = "registrations.csv") {
        write_file(scratch / name, "Förnamn;Efternamn;Organisation;E-post;Biljettkod\n" + std::string(rows));
        return scratch / name;
    }
    ImportPlan plan(const std::filesystem::path& file) {
        auto planned = plan_import(&database, seminar, file, morning());
        if (!planned) FAIL(planned.error().detail);
        return std::move(*planned);
    }
    void import(const std::filesystem::path& file) { REQUIRE(apply_import(database, plan(file), morning())); }
};

std::string many(int count, int from = 0) {
    std::string rows;
    for (int i = from; i < count; ++i) rows += "Person" + std::to_string(i) + ";Nummer;Org;;code" + std::to_string(i) + "\n";
    return rows;
}

}  // namespace

TEST_CASE("an import fills the roster, and the same file again changes nothing", "[sync]") {
    Room room;
    const auto file = room.list("Åsa;Öström;Linköpings kommun;;k1\nBo;Ek;Polisen;;k2\n");
    room.import(file);
    CHECK(asked(room.database, "SELECT count(*) FROM registrations") == "2");
    const auto before = everything_in(room.database);
    const auto again = room.plan(file);
    CHECK(again.changes.is_empty());
    CHECK(again.changes.same.size() == 2);
    REQUIRE(apply_import(room.database, again, morning(5)));
    CHECK(everything_in(room.database) == before);
}

TEST_CASE("the same file again changes nothing, also when some of its rows are rejected", "[sync]") {
    Room room;
    const auto file = room.list("Åsa;Öström;;;k1\n;;Kontoret;;\n");
    room.import(file);
    CHECK(asked(room.database, "SELECT line || ' ' || reason FROM import_rejects") ==
          "3 neither a name nor a ticket code; the row was left out");
    const auto before = everything_in(room.database);
    room.import(file);
    CHECK(everything_in(room.database) == before);
}

TEST_CASE("planning writes nothing", "[sync][dry_run]") {
    Room room;
    const auto before = everything_in(room.database);
    CHECK(room.plan(room.list(many(10))).changes.added.size() == 10);
    CHECK(everything_in(room.database) == before);
    const auto without_database = plan_import(nullptr, room.seminar, room.list(many(10)), morning());
    REQUIRE(without_database);
    CHECK(without_database->changes.added.size() == 10);
}

TEST_CASE("an import that fails leaves the roster unchanged", "[sync]") {
    Room room;
    room.import(room.list(many(20)));
    const auto before = everything_in(room.database);
    const auto plan = room.plan(room.list(many(30, 5)));
    room.database.execute(
        "CREATE TRIGGER disk_full BEFORE INSERT ON registrations WHEN NEW.ticket_code = 'code29' BEGIN SELECT RAISE(ABORT, 'x'); "
        "END");
    const auto failed = apply_import(room.database, plan, morning(1));
    room.database.execute("DROP TRIGGER disk_full");
    REQUIRE_FALSE(failed);
    CHECK(everything_in(room.database) == before);
}

TEST_CASE("a large import keeps the indexes, or leaves everything unchanged", "[sync]") {
    Room room;
    room.import(room.list(many(5000)));
    CHECK(asked(room.database, "SELECT count(*) FROM registrations") == "5000");
    CHECK(asked(room.database, "SELECT count(*) FROM sqlite_master WHERE name = 'registrations_ticket_code'") == "1");
    const auto plan = room.plan(room.list(many(9000)));
    CHECK(plan.changes.added.size() == 4000);
    auto broken = plan;
    broken.changes.added.back().registration.ticket_code = "code1";  // of another person
    CHECK_FALSE(apply_import(room.database, broken, morning(1)));
    CHECK(asked(room.database, "SELECT count(*) FROM registrations") == "5000");
    CHECK(asked(room.database, "SELECT count(*) FROM sqlite_master WHERE name = 'registrations_ticket_code'") == "1");
    REQUIRE(apply_import(room.database, plan, morning(2)));
    CHECK(asked(room.database, "SELECT count(*) FROM registrations") == "9000");
}

TEST_CASE("people change, are withdrawn and return, while check-ins and corrected names stay", "[sync]") {
    Room room;
    room.import(room.list(many(20) + "Asa;Ostrom;Polisen;;k1\n"));
    CheckInDesk desk(room.database, room.seminar);
    const auto who = desk.look_up("k1", morning())->who;
    REQUIRE(desk.check_in({who->id, BadgeName::full, "Åsa", "Öström"}, morning()));
    room.import(room.list(many(19) + "Assa;Ostrom;Tullen;;k1\n"));
    const auto now = desk.look_up("k1", morning(9));
    CHECK(now->admission.verdict == Verdict::already_in);
    CHECK(display_name(*now->who) == "Åsa Öström");
    CHECK(now->who->organisation == "Tullen");
    CHECK(desk.look_up("code19", morning())->admission.verdict == Verdict::withdrawn);
    room.import(room.list(many(20)));  // now k1 is missing, but inside
    CHECK(desk.look_up("code19", morning())->admission.verdict == Verdict::admitted);
    CHECK(desk.look_up("k1", morning(9))->admission.verdict == Verdict::already_in);
}

TEST_CASE("an incomplete export needs confirmation", "[sync][suspicious]") {
    Room room;
    room.import(room.list(many(100)));
    CHECK_FALSE(room.plan(room.list(many(80))).is_suspicious);
    const auto half = room.plan(room.list(many(50)));
    CHECK(half.is_suspicious);
    CHECK(half.changes.withdrawn.size() == 50);
    CHECK(half.changes.roster_size == 100);
    CHECK_FALSE(room.plan(room.list(many(10), "other.csv")).is_suspicious);  // another file withdraws nobody of this one
}

TEST_CASE("codes of other events in the same export are remembered, even if nothing else is new", "[sync]") {
    Room room;
    room.seminar.registrations.event = "tillsammans";
    const std::string head = "Event slug,Order code,Position ID,Attendee name,Ticket secret\n",
                      own = "tillsammans,A,1,Bo Ek,k1\n";
    write_file(room.scratch / "x.csv", head + own);
    room.import(room.scratch / "x.csv");
    write_file(room.scratch / "x.csv", head + own + "annat,B,1,Cia Al,k2\n");
    room.import(room.scratch / "x.csv");
    CheckInDesk desk(room.database, room.seminar);
    CHECK(desk.look_up("k2", morning())->admission.verdict == Verdict::other_seminar);
    const auto before = everything_in(room.database);
    room.import(room.scratch / "x.csv");
    CHECK(everything_in(room.database) == before);
}

TEST_CASE("the history of imports is stored", "[sync]") {
    Room room;
    room.import(room.list(many(3) + ";;;;k9\n"));
    const auto imports = room.database.guard([&]() -> Result<std::vector<ImportRecord>> { return Imports(room.database).all(); });
    REQUIRE(imports);
    REQUIRE(imports->size() == 1);
    CHECK(imports->front().file == "registrations.csv");
    CHECK(imports->front().added == 3);
    CHECK(imports->front().system == "list");
}

TEST_CASE("missing and unsuitable files are reported and change nothing", "[sync][file_missing][export_invalid]") {
    Room room;
    room.import(room.list(many(3)));
    const auto before = everything_in(room.database);
    CHECK(plan_import(&room.database, room.seminar, room.scratch / "none.csv", morning()).error().code ==
          ErrorCode::file_missing);
    write_file(room.scratch / "other.csv", "Datum;Belopp\n2027-05-20;100\n");
    CHECK(plan_import(&room.database, room.seminar, room.scratch / "other.csv", morning()).error().code ==
          ErrorCode::export_invalid);
    write_file(room.scratch / "half.csv", "Förnamn;Efternamn;Biljettkod\nBo;Ek;k1\nCia;\"A");
    CHECK(plan_import(&room.database, room.seminar, room.scratch / "half.csv", morning()).error().code ==
          ErrorCode::export_invalid);
    CHECK(everything_in(room.database) == before);
}

TEST_CASE("a plan is not applied to a roster that has changed since", "[sync]") {
    Room room;
    room.import(room.list("Åsa;Öström;;;k1\n"));
    const auto plan = room.plan(room.list("Åsa;Öström;;;k1\nBo;Ek;;;k2\n"));
    CHECK(plan.review.added == 1);
    // Meanwhile a name is corrected at the door.
    const auto corrected = room.database.transaction([&]() -> Result<void> {
        Roster(room.database).correct_name(Roster(room.database).all(true)[0].id, "Åsa", "Östrøm");
        Roster(room.database).count_up();
        return {};
    });
    REQUIRE(corrected);
    const auto before = everything_in(room.database);
    const auto stale = apply_import(room.database, plan, morning(1));
    REQUIRE(stale);
    CHECK_FALSE(*stale);
    CHECK(everything_in(room.database) == before);
    CHECK(*apply_import(room.database, room.plan(room.scratch / "registrations.csv"), morning(2)));
    CHECK(asked(room.database, "SELECT count(*) FROM registrations") == "2");
}

TEST_CASE("people without codes keep their issued codes in later imports, matched by e-mail", "[sync][issue]") {
    Room room;
    const auto form = [&](std::string_view rows) {
        write_file(room.scratch / "registrations.csv",
                   "Tidsstämpel,E-postadress,Förnamn,Efternamn,Organisation\n" + std::string(rows));
        return room.scratch / "registrations.csv";
    };
    room.import(form("1,asa@example.org,Åsa,Öström,Polisen\n2,bo@example.org,Bo,Ek,Kommunen\n"));
    const auto codes =
        asked(room.database, "SELECT group_concat(ticket_code) FROM (SELECT ticket_code FROM registrations ORDER BY given)");
    CHECK(asked(room.database, "SELECT count(*) FROM registrations WHERE code_kind = 'issued' AND length(ticket_code) = 26") ==
          "2");
    const auto again = room.plan(form("2,BO@example.org,Bosse,Ek,Kommunen\n1,asa@example.org,Åsa,Öström,Polisen\n"));
    CHECK(again.changes.added.empty());
    CHECK(again.changes.withdrawn.empty());
    REQUIRE(again.changes.changed.size() == 1);
    REQUIRE(apply_import(room.database, again, morning(1)));
    CHECK(asked(room.database,
                "SELECT group_concat(ticket_code) FROM (SELECT ticket_code FROM registrations ORDER BY length(given), given)")
              .size() == codes.size());
    CHECK(asked(room.database, "SELECT count(*) FROM registrations") == "2");
}

TEST_CASE("no data of other columns enters the database", "[sync][PRV-1]") {
    Room room;
    const std::vector<std::string> planted{
        "asa.planterad@example.org", "0701234567",      "Planteringsvägen 4", "glutenplanta", "19811218-9876",
        "planterad fritext",         "PLANT-ORDER-MAIL"};
    write_file(room.scratch / "registrations.csv",
               "Förnamn;Efternamn;Organisation;E-post;Telefon;Adress;Kost;Personnummer;Fritext;Befattning;Anmälningsstatus\n"
               "Åsa;Öström;Polisen;" +
                   planted[0] + ";" + planted[1] + ";" + planted[2] + ";" + planted[3] + ";" + planted[4] + ";" + planted[5] +
                   ";" + planted[4] +
                   ";Anmäld\n"
                   "Bo;Ek;Polisen;" +
                   planted[6] + "@example.org;;;;;;;" + planted[5] + "\n");
    room.seminar.registrations.status_words = {{planted[5], RegistrationStatus::withdrawn}};  // the status is free text
    const auto plan = room.plan(room.scratch / "registrations.csv");
    CHECK(plan.reading.rejected.empty());
    REQUIRE(apply_import(room.database, plan, morning()));
    REQUIRE(write_import_report({room.scratch.path()}, plan, morning()));
    std::filesystem::remove(room.scratch / "registrations.csv");
    for (const auto& entry : std::filesystem::recursive_directory_iterator(room.scratch.path())) {
        if (!entry.is_regular_file()) continue;
        const auto bytes = read_file(entry.path());
        CAPTURE(entry.path());
        for (const auto& value : planted) {
            CAPTURE(value);
            CHECK_FALSE(contains(bytes, value));
            CHECK_FALSE(contains(to_lower_ascii(bytes), to_lower_ascii(value)));
        }
    }
    CHECK(contains(read_file(room.scratch / "entre.db") + read_file(room.scratch / "entre.db-wal"),
                   "Öström"));  // proves that the search works
}

TEST_CASE("the e-mail of a person with a code is not stored at all", "[sync][PRV-1]") {
    Room room;
    room.import(room.list("Åsa;Öström;Polisen;asa@example.org;k1\nBo;Ek;Polisen;bo@example.org;\n"));
    CHECK(asked(room.database, "SELECT email_hash FROM registrations WHERE given = 'Åsa'").empty());
    CHECK(asked(room.database, "SELECT length(email_hash) FROM registrations WHERE given = 'Bo'") == "32");
}

TEST_CASE("the import report lists issues row by row, without the contents of the rows", "[sync][report]") {
    Room room;
    const auto plan = room.plan(room.list("Åsa;Öström;;;k1\nHemlig;Person;;;k1\nBj\xc3\x83\xc2\xb6rn;Ek;;;k3\n"));
    const auto file = write_import_report({room.scratch.path()}, plan, morning());
    REQUIRE(file);
    CHECK(file->parent_path().filename() == "imports");
    const auto text = read_file(*file);
    CHECK(contains(text, "3;Biljettkod;code_shared;kept;\"the same ticket code as another person on line 2"));
    CHECK(contains(text, "4;Förnamn;name_redecoded;changed;"));
    CHECK_FALSE(contains(text, "Hemlig"));
    CHECK_FALSE(contains(text, "k1"));
    CHECK(write_import_report({room.scratch.path()}, room.plan(room.list("Åsa;Öström;;;k1\n")), morning())->empty());
}

TEST_CASE("two files of one seminar keep their own people, including namesakes", "[sync][several]") {
    Room room;
    room.seminar.registrations.files = {"registrations.csv", "sena.csv"};
    room.import(room.list("Anna;Berg;Polisen;;k1\nBo;Ek;;;k2\n"));
    write_file(room.scratch / "sena.csv", "Namn;Organisation\nAnna Berg;Polisen\nCia Al;Tullen\n");
    room.import(room.scratch / "sena.csv");
    CHECK(asked(room.database, "SELECT count(*) FROM registrations WHERE status = 'registered'") == "4");
    room.import(room.list("Anna;Berg;Polisen;;k1\n"));
    CHECK(asked(room.database, "SELECT group_concat(ticket_code) FROM registrations WHERE status = 'withdrawn'") == "k2");
    write_file(room.scratch / "sena.csv", "Namn;Organisation\nCia Al;Tullen\n");
    room.import(room.scratch / "sena.csv");
    CHECK(asked(room.database, "SELECT count(*) FROM registrations WHERE status = 'registered'") == "2");
}

TEST_CASE("a name corrected at the door takes precedence over the export and is reported", "[sync][door]") {
    Room room;
    room.import(room.list("Asa;Ostrom;Polisen;;k1\nBo;Ek;;;k2\n"));
    CheckInDesk desk(room.database, room.seminar);
    const auto who = desk.look_up("k1", morning())->who;
    REQUIRE(desk.check_in({who->id, BadgeName::full, "Åsa", "Öström"}, morning()));
    const auto plan = room.plan(room.list("Asa;Ostrom;Tullen;;k1\nBo;Ek;;;k2\n"));
    CHECK(plan.review.kept_at_door == 1);
    const auto kept = std::find_if(plan.review.lines.begin(), plan.review.lines.end(),
                                   [](const ReviewLine& l) { return l.kind == ReviewKind::kept; });
    REQUIRE(kept != plan.review.lines.end());
    CHECK(kept->before == "Asa Ostrom");
    CHECK(kept->after == "Åsa Öström");
    // The names of somebody who is protected are counted, not shown.
    room.database.execute("UPDATE registrations SET protected = 1, alias = 'Deltagare 01' WHERE given = 'Asa'");
    for (const auto* organisation : {"Tullen", "Polisen"}) {
        const auto hidden = room.plan(room.list("Asa;Ostrom;" + std::string(organisation) + ";;k1\nBo;Ek;;;k2\n")).review;
        CHECK(hidden.kept_at_door == 1);
        for (const auto& line : hidden.lines) CHECK(line.kind != ReviewKind::kept);
    }
}

TEST_CASE("the columns of an export are found for the people they are about", "[sync][report]") {
    Room room;
    room.import(room.list("Åsa;Öström;Polisen;asa@example.org;k1\n;;;;\nBo;Ek;;bo@example.org;k2\n"));
    const auto columns = columns_of_export(room.database, room.seminar, room.scratch / "registrations.csv", morning());
    REQUIRE(columns);
    CHECK(columns->headings == std::vector<std::string>{"Förnamn", "Efternamn", "Organisation", "E-post", "Biljettkod"});
    REQUIRE(columns->cells.size() == 2);
    for (const auto& [id, cells] : columns->cells) CHECK((cells[3] == "asa@example.org") == (cells[4] == "k1"));
}

TEST_CASE("an export without people is accepted for an empty roster only", "[sync][bad_input]") {
    Room room;
    CHECK(room.plan(room.list("")).is_blank);
    room.import(room.list("Åsa;Öström;;;k1\n"));
    const auto before = everything_in(room.database);
    const auto blank = plan_import(&room.database, room.seminar, room.list(""), morning());
    REQUIRE_FALSE(blank);
    CHECK(contains(blank.error().detail, "nobody below the headings"));
    CHECK(everything_in(room.database) == before);
}

TEST_CASE("a long first list is stored as durably as any other, and the database is in WAL mode afterwards", "[sync][DUR-1]") {
    Room room;
    room.import(room.list(many(5000)));
    CHECK(asked(room.database, "PRAGMA journal_mode") == "wal");
    CHECK(asked(room.database, "PRAGMA synchronous") == "2");
    CHECK(asked(room.database, "PRAGMA integrity_check") == "ok");
}

TEST_CASE("a long first list can be imported while another process reads the database", "[sync]") {
    Room room;
    auto reader = Database::open(room.folder, Access::read, "reader");
    REQUIRE(reader);
    CHECK(asked(*reader, "SELECT count(*) FROM registrations") == "0");
    room.import(room.list(many(5000)));
    CHECK(asked(*reader, "SELECT count(*) FROM registrations") == "5000");
    CHECK(asked(room.database, "PRAGMA journal_mode") == "wal");
}

namespace {

/// Thousands of rows: one in a hundred is protected, two are empty, and one code occurs twice.
std::string long_list(int people) {
    std::string rows;
    for (int i = 0; i < people; ++i)
        rows += "Åsa" + std::to_string(i) + ";von Öström;\"Räddningstjänsten; Östra Götaland\";asa" + std::to_string(i) +
                "@example.org;code" + std::to_string(i == 999 ? 4 : i) + ";" + (i % 100 == 7 ? "ja" : "") + "\n" +
                (i == 500 ? ";;;;;\n;;Kontoret;;;\n" : "");
    return rows;
}

std::filesystem::path long_file(const Room& room, const std::string& rows) {
    write_file(room.scratch / "registrations.csv", "Förnamn;Efternamn;Organisation;E-post;Biljettkod;Skyddad identitet\n" + rows);
    return room.scratch / "registrations.csv";
}

}  // namespace

TEST_CASE("a long list with rejected rows and protected people fills an empty roster", "[sync]") {
    Room room;
    const auto plan = room.plan(long_file(room, long_list(5000)));
    REQUIRE(apply_import(room.database, plan, morning()));
    CHECK(asked(room.database, "SELECT count(*) FROM registrations") == "5000");
    CHECK(plan.changes.added.size() == 5000);
    CHECK(plan.reading.rejected.size() == 1);
    CHECK(plan.review.added == 5000);
    CHECK(asked(room.database, "SELECT count(*) || ' ' || min(line) FROM import_rejects") == "1 504");
    CHECK(asked(room.database, "SELECT count(DISTINCT alias) FROM registrations WHERE protected = 1") == "50");
    const auto again = room.plan(room.scratch / "registrations.csv");
    CHECK(again.changes.is_empty());
    CHECK(again.is_known);
    CHECK(asked(room.database, "SELECT count(*) FROM sqlite_master WHERE name LIKE 'registrations\\_%' ESCAPE '\\'") == "2");
    CHECK(asked(room.database, "PRAGMA journal_mode") == "wal");
    CHECK(plan.changes.added[0].registration.id.value ==
          asked(room.database, "SELECT id FROM registrations WHERE ticket_code = 'code0'"));
}

TEST_CASE("a long list with an error near its end leaves the roster empty", "[sync]") {
    Room room;
    const auto file = long_file(room, long_list(4000) + "Förnamn;Efternamn;Organisation;E-post;Biljettkod;Skyddad identitet\n");
    const auto planned = plan_import(&room.database, room.seminar, file, morning());
    REQUIRE_FALSE(planned);
    CHECK(contains(planned.error().detail, "second time"));
    CHECK(asked(room.database, "SELECT count(*) FROM registrations") == "0");
    CHECK(asked(room.database, "SELECT count(*) FROM sqlite_master WHERE name = 'registrations_ticket_code'") == "1");
}

TEST_CASE("an applied import makes other plans out of date, and one without changes does not", "[sync]") {
    Room room;
    const auto file = room.list("Åsa;Öström;;;k1\n");
    const auto first = room.plan(file), second = room.plan(file);
    CHECK(apply_import(room.database, first, morning()).value());
    CHECK_FALSE(apply_import(room.database, second, morning()).value());
    // The same people in another file: nothing changes.
    const auto same = room.plan(room.list("Åsa;Öström;;;k1\n\n"));
    const auto waiting = room.plan(room.list("Åsa;Öström;;;k1\nBo;Ek;;;k2\n"));
    CHECK(apply_import(room.database, same, morning()).value());
    CHECK(apply_import(room.database, waiting, morning()).value());
}

TEST_CASE("an export that was imported before is applied again when another one came between", "[sync]") {
    Room room;
    const std::string_view one = "Åsa;Öström;;;k1\n", two = "Bo;Ek;;;k2\nÅsa;Öström;;;k1\n";
    room.import(room.list(one));
    CHECK(room.plan(room.list(one)).is_known);
    room.import(room.list(two));
    const auto back = room.plan(room.list(one));
    CHECK_FALSE(back.is_known);
    CHECK(apply_import(room.database, back, morning()).value());
    CHECK(asked(room.database, "SELECT status FROM registrations WHERE ticket_code = 'k2'") == "withdrawn");
}

TEST_CASE("a heading in the import report is no formula for a spreadsheet", "[sync][report]") {
    Room room;
    for (const std::string begin : {"=", "+", "-", "@"}) {
        const auto file = room.scratch / "registrations.csv";
        room.seminar.registrations.columns = {{"code", begin + "cmd"}};
        write_file(file, "Förnamn;Efternamn;" + begin + "cmd\nÅsa;Öström;k1\nBo;Ek;k1\n");
        const auto report = write_import_report({room.scratch.path()}, room.plan(file), morning());
        REQUIRE(report);
        CHECK(contains(read_file(*report), ";'" + begin + "cmd;code_shared"));
    }
}
