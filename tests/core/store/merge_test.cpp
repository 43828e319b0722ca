#include "core/store/merge.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <random>

#include "core/services/check_in_desk.hpp"
#include "core/services/import_service.hpp"
#include "core/services/staff_desk.hpp"
#include "core/store/shared_entries.hpp"
#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

/// A door with a kiosk that shares.
struct Kiosk : Door {
    std::string name;
    Seminar seminar = small_seminar();
    std::int64_t told = 0;

    explicit Kiosk(std::string kiosk_name) : name(std::move(kiosk_name)) {
        seminar.kiosk.station = name;
        write([&] { SharedEntries(database).start({id(), name, "place", 0}); });
    }
    [[nodiscard]] std::string id() const { return "uuid-of-" + name; }
    template <class Work>
    void write(Work work) {
        REQUIRE(database.transaction([&]() -> Result<void> {
            work();
            return {};
        }));
    }
    void tell_everything() {
        write([&] { SharedEntries(database).add_first_list(); });
    }
    CheckInAnswer check_in(const std::string& person, int minute = 0) {
        const auto answer = CheckInDesk(database, seminar).check_in({{person}, {}, {}, {}, RecordedBy::self}, morning(minute));
        REQUIRE(answer);
        return *answer;
    }
    StaffAnswer act(const StaffRequest& request, int minute = 0) {
        const auto answer = StaffDesk(database, seminar).act(request, morning(minute));
        REQUIRE(answer);
        return *answer;
    }
    Registration who(const std::string& person) {
        const auto found =
            database.guard([&]() -> Result<std::optional<Registration>> { return Roster(database).with_id({person}); });
        REQUIRE(found);
        REQUIRE(*found);
        return **found;
    }
    bool is_inside(const std::string& person) {
        const auto since =
            database.guard([&]() -> Result<std::optional<UtcTime>> { return Ledger(database).inside_since({person}); });
        REQUIRE(since);
        return since->has_value();
    }
    std::vector<NumberedEntry> entries(std::int64_t above = 0) {
        const auto read =
            database.guard([&]() -> Result<std::vector<NumberedEntry>> { return SharedEntries(database).above(above, 100'000); });
        REQUIRE(read);
        return *read;
    }
    Merged take(const Kiosk& from, const NumberedEntry& entry) {
        Merged merged = Merged::too_early;
        write([&] {
            SharedEntries(database).note_name(from.id(), from.name);
            merged = merge(database, {from.id(), entry.number, entry.json});
        });
        return merged;
    }
    void take_all(Kiosk& from) {
        for (const auto& entry : from.entries()) take(from, entry);
    }
};

/// Two kiosks that know the same three people.
struct TwoKiosks {
    Kiosk one{"Kiosk 1"}, two{"Kiosk 2"};
    TwoKiosks() {
        for (const auto* code : {"A", "B", "C"}) one.expect(person(code, "Åsa", "Öberg"));
        one.tell_everything();
        two.take_all(one);
    }
    void exchange() {
        two.take_all(one);
        one.take_all(two);
    }
};

/// What all kiosks must agree on: everything but whose badge it is.
std::string agreed(Kiosk& kiosk) {
    return asked(kiosk.database,
                 "SELECT group_concat(line, char(10)) FROM (SELECT json_array(id, ticket_code, given, family, organisation, "
                 "status, protected, alias, "
                 "walk_in, door_given, door_family, door_protected, door_organisation, door_category) AS line FROM registrations "
                 "ORDER BY id)") +
           "\n" +
           asked(kiosk.database,
                 "SELECT group_concat(line, char(10)) FROM (SELECT json_array(id, registration, kind, at_ms, station, "
                 "station_seq, by, detail, turn) AS line "
                 "FROM attendance ORDER BY registration, id)") +
           "\n" +
           asked(kiosk.database,
                 "SELECT group_concat(line, char(10)) FROM (SELECT json_array(id, registration, reason, print_number, state) AS "
                 "line FROM badge_orders "
                 "ORDER BY id)");
}

}  // namespace

TEST_CASE("who came in at one kiosk is inside at the other, and the badge stays with the first", "[share]") {
    TwoKiosks door;
    CHECK(door.two.who("id-A").ticket_code == "A");
    const auto order = door.one.check_in("id-A").order;
    door.exchange();
    CHECK(door.two.is_inside("id-A"));
    CHECK(door.two.check_in("id-A", 1).admission.verdict == Verdict::already_in);
    CheckInDesk theirs(door.two.database, door.two.seminar);
    CHECK(theirs.waiting()->empty());
    CHECK(theirs.counts()->badges_waiting == 0);
    CHECK_FALSE(theirs.begin_print(order.id, "Höger", morning(1)).value());
    CHECK(CheckInDesk(door.one.database, door.one.seminar).waiting()->size() == 1);
    REQUIRE(CheckInDesk(door.one.database, door.one.seminar)
                .note({order.id, OrderState::printed, PrinterFault::none, "Höger", 7, {}}, morning(2)));
    door.exchange();
    CHECK(asked(door.two.database, "SELECT state || station FROM badge_orders") == "printedKiosk 1");
}

TEST_CASE("a person written in at one kiosk is known at the other, with a corrected name and protection", "[share]") {
    TwoKiosks door;
    const auto walk_in = door.one.act(WalkIn{"Zoë", "Ng", "Polisen", "", false}).who;
    door.exchange();
    CHECK(door.two.who(walk_in.id.value).given == "Zoë");
    CHECK(door.two.is_inside(walk_in.id.value));
    door.two.act(Rename{walk_in.id, "Zoé", "Ng"}, 1);
    door.exchange();
    CHECK(door.one.who(walk_in.id.value).given == "Zoé");
    door.one.act(MarkProtected{{"id-B"}, true}, 2);
    door.exchange();
    CHECK(door.two.who("id-B").is_protected);
    CHECK(door.two.who("id-B").alias == door.one.who("id-B").alias);
    CHECK(agreed(door.one) == agreed(door.two));
}

TEST_CASE("of two corrections the one that knew the other counts, whatever the clocks say", "[share]") {
    TwoKiosks door;
    door.one.act(Rename{{"id-A"}, "First", "Öberg"}, 60);  // a clock that is an hour fast
    door.exchange();
    door.two.act(Rename{{"id-A"}, "Second", "Öberg"}, 0);
    door.exchange();
    CHECK(door.one.who("id-A").given == "Second");
    CHECK(door.two.who("id-A").given == "Second");
}

TEST_CASE("of two corrections that did not know each other both kiosks choose the same, and protection wins", "[share]") {
    TwoKiosks door;
    door.one.act(Rename{{"id-A"}, "Later", "Öberg"}, 5);
    door.two.act(Rename{{"id-A"}, "Earlier", "Öberg"}, 4);
    door.one.act(MarkProtected{{"id-B"}, true}, 1);
    door.exchange();
    door.one.act(MarkProtected{{"id-B"}, false}, 2);  // knows of one mark
    door.two.act(MarkProtected{{"id-B"}, false}, 2);
    door.exchange();
    door.one.act(MarkProtected{{"id-B"}, true}, 9);
    door.two.act(Rename{{"id-C"}, "Cia", "Öberg"}, 9);
    door.exchange();
    for (auto* kiosk : {&door.one, &door.two}) {
        CHECK(kiosk->who("id-A").given == "Earlier");
        CHECK(kiosk->who("id-B").is_protected);
        CHECK(kiosk->who("id-C").given == "Cia");
    }
    CHECK(agreed(door.one) == agreed(door.two));
}

TEST_CASE("name and organisation that are corrected together both arrive", "[share]") {
    TwoKiosks door;
    door.one.act(Rename{{"id-A"}, "Åse", "Öberg", "Polisen", "Polis"});
    door.exchange();
    CHECK(door.two.who("id-A").given == "Åse");
    CHECK(door.two.who("id-A").organisation == "Polisen");
    CHECK(agreed(door.one) == agreed(door.two));
}

TEST_CASE("two kiosks that do not reach each other give two people two aliases", "[share]") {
    TwoKiosks door;
    door.one.act(MarkProtected{{"id-A"}, true});
    door.two.act(MarkProtected{{"id-B"}, true});
    door.exchange();
    CHECK(door.one.who("id-A").alias != door.one.who("id-B").alias);
    CHECK(agreed(door.one) == agreed(door.two));
}

TEST_CASE("a check-in elsewhere leaves the roster as it is, so that an import that is planned still fits", "[share]") {
    TwoKiosks door;
    const auto before = asked(door.two.database, "SELECT number FROM roster_version");
    door.one.check_in("id-A");
    door.exchange();
    CHECK(asked(door.two.database, "SELECT number FROM roster_version") == before);
    door.one.act(Rename{{"id-A"}, "Åse", "Öberg"});
    door.exchange();
    CHECK(asked(door.two.database, "SELECT number FROM roster_version") != before);
}

TEST_CASE("somebody whom two kiosks imported apart keeps the ticket code where it is", "[share]") {
    TwoKiosks door;
    Kiosk three{"Kiosk 3"};
    auto own = person("A", "Åsa", "Öberg");
    own.id.value = "own-A";
    three.expect(own);
    three.check_in("own-A");
    door.one.take_all(three);
    CHECK(door.one.who("id-A").ticket_code == "A");
    CHECK(door.one.who("own-A").ticket_code.empty());
    CHECK(door.one.is_inside("own-A"));
}

TEST_CASE("what staff have excluded is kept, and does not count", "[share]") {
    TwoKiosks door;
    door.one.check_in("id-A");
    const auto entry = door.one.entries().back();
    door.two.write([&] { merge(door.two.database, {door.one.id(), entry.number, entry.json, true}); });
    CHECK_FALSE(door.two.is_inside("id-A"));
    CHECK(asked(door.two.database, "SELECT entry FROM entries_set_aside") == entry.json);
    CHECK(door.two.take(door.one, entry) == Merged::skipped);
}

TEST_CASE("an entry is taken once, and one that is missing is waited for", "[share]") {
    TwoKiosks door;
    door.one.check_in("id-A");
    door.one.check_in("id-B");
    const auto entries = door.one.entries();
    const auto& first = entries[entries.size() - 2];
    const auto& second = entries.back();
    CHECK(door.two.take(door.one, second) == Merged::too_early);
    CHECK(door.two.take(door.one, first) == Merged::done);
    CHECK(door.two.take(door.one, first) == Merged::skipped);
    CHECK(door.two.take(door.one, second) == Merged::done);
    CHECK(asked(door.two.database, "SELECT count(*) FROM attendance") == "2");
}

TEST_CASE("a list imported at one kiosk changes the roster at the other, and newer lists wait for older ones", "[share]") {
    TwoKiosks door;
    Kiosk three{"Kiosk 3"};
    const auto import = [](Kiosk& kiosk, const Registration& changed) {
        kiosk.write([&] {
            Roster(kiosk.database).change(changed, {"registrations.csv", 2});
            SharedEntries(kiosk.database).add_list({changed.id});
        });
    };
    auto changed = door.one.who("id-A");
    changed.organisation = "Polisen";
    import(door.one, changed);
    door.two.take_all(door.one);
    changed.status = RegistrationStatus::withdrawn;
    import(door.two, changed);
    three.take_all(door.two);
    CHECK(asked(three.database, "SELECT count(*) FROM registrations") == "0");  // version 3 before versions 1 and 2
    three.take_all(door.one);
    three.take_all(door.two);
    CHECK(three.who("id-A").organisation == "Polisen");
    CHECK(three.who("id-A").status == RegistrationStatus::withdrawn);
    CHECK(asked(three.database, "SELECT list_version FROM sharing") == "3");
    // Told once more by a kiosk that started anew, the old list changes nothing.
    NumberedEntry old = door.one.entries().front();
    old.number = 1;
    Kiosk again{"Kiosk 4"};
    CHECK(three.take(again, old) == Merged::skipped);
    CHECK(three.who("id-A").organisation == "Polisen");
}

TEST_CASE("ticket codes that a list exchanges between two people are exchanged everywhere", "[share]") {
    TwoKiosks door;
    auto a = door.one.who("id-A"), b = door.one.who("id-B");
    door.one.write([&] {
        Roster roster(door.one.database);
        auto freed = a;
        freed.ticket_code = "free";
        roster.change(freed, {});
        std::swap(a.ticket_code, b.ticket_code);
        roster.change(b, {});
        roster.change(a, {});
        SharedEntries(door.one.database).add_list({a.id, b.id});
    });
    door.exchange();
    CHECK(door.two.who("id-A").ticket_code == "B");
    CHECK(door.two.who("id-B").ticket_code == "A");
}

TEST_CASE("people whom a kiosk imported by itself get the ids that the others know them by", "[share]") {
    TwoKiosks door;
    Kiosk three{"Kiosk 3"};
    auto own = person("A", "Åsa", "Öberg");
    own.id.value = "own-A";
    three.expect(own);
    three.take_all(door.one);
    CHECK(asked(three.database, "SELECT group_concat(id) FROM (SELECT id FROM registrations ORDER BY id)") == "id-A,id-B,id-C");
}

TEST_CASE("an entry that does not fit is set aside, and the next ones are taken", "[share]") {
    TwoKiosks door;
    door.one.check_in("id-A");
    auto next = door.one.entries().back();
    CHECK(door.two.take(door.one, {next.number, "this is no JSON"}) == Merged::set_aside);
    CHECK(door.two.take(door.one, {next.number + 1,
                                   R"({"attendance":[{"id":"r","registration":"id-A","kind":"from a newer program"}]})"}) ==
          Merged::set_aside);
    next.number += 2;
    CHECK(door.two.take(door.one, next) == Merged::done);
    CHECK(door.two.is_inside("id-A"));
    CHECK(asked(door.two.database, "SELECT count(*) FROM entries_set_aside") == "2");
}

TEST_CASE("what others told is in this kiosk's journal too, and is not told again", "[share]") {
    TwoKiosks door;
    door.one.check_in("id-A");
    const auto before = door.two.entries().size();
    door.two.take_all(door.one);
    CHECK(door.two.entries().size() == before);
    CHECK(contains(read_file(door.two.folder.journal()), "\"station\":\"Kiosk 1\""));
}

TEST_CASE("three kiosks agree after any exchange of what they did at the same time", "[share]") {
    std::mt19937 random(27);
    const auto pick = [&](int n) { return std::uniform_int_distribution<int>(0, n - 1)(random); };
    Kiosk one{"Kiosk 1"}, two{"Kiosk 2"}, three{"Kiosk 3"};
    const std::vector<Kiosk*> kiosks{&one, &two, &three};
    const std::vector<std::string> people{"id-A", "id-B", "id-C", "id-D"};
    for (const auto* code : {"A", "B", "C", "D"}) one.expect(person(code, "Åsa", "Öberg"));
    one.tell_everything();
    two.take_all(one);
    three.take_all(one);
    const auto take_some = [&](Kiosk& to, Kiosk& from) {
        auto entries = from.entries();
        entries.resize(static_cast<std::size_t>(pick(static_cast<int>(entries.size()) + 1)));
        for (const auto& entry : entries) to.take(from, entry);
    };
    for (int step = 0; step < 250; ++step) {
        Kiosk& kiosk = *kiosks[static_cast<std::size_t>(pick(3))];
        const RegistrationId who{people[static_cast<std::size_t>(pick(4))]};
        const int minute = step + pick(9) - 4;  // clocks that differ
        switch (pick(8)) {
            case 0:
                kiosk.act(CheckIn{who}, minute);
                break;
            case 1:
                kiosk.act(CheckOut{who}, minute);
                break;
            case 2:
                kiosk.act(UndoCheckIn{who}, minute);
                break;
            case 3:
                kiosk.act(Rename{who, "Åsa " + std::to_string(step), "Öberg", "Firma " + std::to_string(pick(3)), ""}, minute);
                break;
            case 4:
                kiosk.act(MarkProtected{who, pick(2) == 0}, minute);
                break;
            case 5:
                kiosk.act(WalkIn{"Zoë", "Ng " + std::to_string(step), "", "", true}, minute);
                break;
            default:
                if (auto& from = *kiosks[static_cast<std::size_t>(pick(3))]; &from != &kiosk) take_some(kiosk, from);
                break;
        }
    }
    for (int round = 0; round < 2; ++round)
        for (auto* to : kiosks)
            for (auto* from : kiosks)
                if (to != from) to->take_all(*from);
    CHECK(agreed(one) == agreed(two));
    CHECK(agreed(one) == agreed(three));
    CHECK(asked(one.database, "SELECT count(*) > 50 FROM attendance") == "1");
    for (auto* kiosk : kiosks) CHECK(asked(kiosk->database, "SELECT count(*) FROM entries_set_aside") == "0");
}
