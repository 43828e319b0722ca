#include "core/sync.hpp"

#include "core/desk.hpp"
#include "core/store/imports.hpp"
#include "tests/core/core_lab.hpp"

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
    CHECK(again.changes.unchanged == 2);
    REQUIRE(apply_import(room.database, again, morning(5)));
    CHECK(everything_in(room.database) == before);
}

TEST_CASE("the same file again changes nothing, also when some of its rows are rejected", "[sync]") {
    Room room;
    const auto file = room.list("Åsa;Öström;;;k1\nBo;Ek;;;\n");
    room.import(file);
    CHECK(asked(room.database, "SELECT line || ' ' || reason FROM import_rejects") == "3 no ticket code");
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

TEST_CASE("an import that cannot be kept whole is not kept at all", "[sync]") {
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

TEST_CASE("a large import keeps its indexes, or leaves everything as it was", "[sync]") {
    Room room;
    room.import(room.list(many(5000)));
    CHECK(asked(room.database, "SELECT count(*) FROM registrations") == "5000");
    CHECK(asked(room.database, "SELECT count(*) FROM sqlite_master WHERE name = 'registrations_ticket_code'") == "1");
    const auto plan = room.plan(room.list(many(9000)));
    CHECK(plan.changes.added.size() == 4000);
    auto broken = plan;
    broken.changes.added.back().registration.ticket_code = "code1";  // somebody else's
    CHECK_FALSE(apply_import(room.database, broken, morning(1)));
    CHECK(asked(room.database, "SELECT count(*) FROM registrations") == "5000");
    CHECK(asked(room.database, "SELECT count(*) FROM sqlite_master WHERE name = 'registrations_ticket_code'") == "1");
    REQUIRE(apply_import(room.database, plan, morning(2)));
    CHECK(asked(room.database, "SELECT count(*) FROM registrations") == "9000");
}

TEST_CASE("changed, withdrawn and returned people are followed; check-ins and mended names stay", "[sync]") {
    Room room;
    room.import(room.list(many(20) + "Asa;Ostrom;Polisen;;k1\n"));
    Desk desk(room.database, room.seminar);
    const auto who = desk.look_up("k1", morning())->who;
    REQUIRE(desk.check_in({who->id, BadgeName::full, "Åsa", "Öström"}, morning()));
    room.import(room.list(many(19) + "Assa;Ostrom;Tullen;;k1\n"));
    const auto now = desk.look_up("k1", morning(9));
    CHECK(now->admission.verdict == Verdict::already_in);
    CHECK(display_name(*now->who) == "Åsa Öström");
    CHECK(now->who->organisation == "Tullen");
    CHECK(desk.look_up("code19", morning())->admission.verdict == Verdict::withdrawn);
    room.import(room.list(many(20)));  // now it is k1 who is missing, and inside
    CHECK(desk.look_up("code19", morning())->admission.verdict == Verdict::admitted);
    CHECK(desk.look_up("k1", morning(9))->admission.verdict == Verdict::already_in);
}

TEST_CASE("half an export waits for a person's yes", "[sync][suspicious]") {
    Room room;
    room.import(room.list(many(100)));
    CHECK_FALSE(room.plan(room.list(many(80))).is_suspicious);
    const auto half = room.plan(room.list(many(50)));
    CHECK(half.is_suspicious);
    CHECK(half.changes.withdrawn.size() == 50);
    CHECK(half.roster_size == 100);
    CHECK_FALSE(room.plan(room.list(many(10), "other.csv")).is_suspicious);  // another file withdraws nobody of this one
}

TEST_CASE("codes of other events in the same export are known afterwards, also when nothing else is new", "[sync]") {
    Room room;
    room.seminar.registrations.event = "tillsammans";
    const std::string head = "Event slug,Order code,Position ID,Attendee name,Ticket secret\n",
                      own = "tillsammans,A,1,Bo Ek,k1\n";
    write_file(room.scratch / "x.csv", head + own);
    room.import(room.scratch / "x.csv");
    write_file(room.scratch / "x.csv", head + own + "annat,B,1,Cia Al,k2\n");
    room.import(room.scratch / "x.csv");
    Desk desk(room.database, room.seminar);
    CHECK(desk.look_up("k2", morning())->admission.verdict == Verdict::other_seminar);
    const auto before = everything_in(room.database);
    room.import(room.scratch / "x.csv");
    CHECK(everything_in(room.database) == before);
}

TEST_CASE("what was imported is remembered", "[sync]") {
    Room room;
    room.import(room.list(many(3) + "Bo;Ek;;;\n"));
    const auto imports = room.database.guard([&]() -> Result<std::vector<ImportRecord>> { return Imports(room.database).all(); });
    REQUIRE(imports);
    REQUIRE(imports->size() == 1);
    CHECK(imports->front().file == "registrations.csv");
    CHECK(imports->front().added == 3);
    CHECK(imports->front().system == "list");
}

TEST_CASE("files that are missing or of another kind change nothing and are told", "[sync][file_missing][export_invalid]") {
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

TEST_CASE("what staff said yes to is not applied to another roster than it was compared with", "[sync]") {
    Room room;
    room.import(room.list("Åsa;Öström;;;k1\n"));
    const auto plan = room.plan(room.list("Åsa;Öström;;;k1\nBo;Ek;;;k2\n"));
    CHECK(plan.review.added == 1);
    // Meanwhile a name is mended at the door.
    const auto mended = room.database.transaction([&]() -> Result<void> {
        Roster(room.database).mend_name(Roster(room.database).all(true)[0].id, "Åsa", "Östrøm");
        Roster(room.database).count_up();
        return {};
    });
    REQUIRE(mended);
    const auto before = everything_in(room.database);
    const auto stale = apply_import(room.database, plan, morning(1));
    REQUIRE(stale);
    CHECK_FALSE(*stale);
    CHECK(everything_in(room.database) == before);
    CHECK(*apply_import(room.database, room.plan(room.scratch / "registrations.csv"), morning(2)));
    CHECK(asked(room.database, "SELECT count(*) FROM registrations") == "2");
}
