#include "core/store/merge.hpp"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "core/base/log.hpp"
#include "core/store/journal_columns.hpp"
#include "core/store/journal_rows.hpp"
#include "core/store/roster.hpp"

namespace entre {

namespace {

/// What a newer list changes about a person who is known.
constexpr std::string_view list_columns[] = {"ticket_code", "export_key",  "given",    "family",  "folded_name", "organisation",
                                             "title",       "category",    "language", "status",  "note",        "protected",
                                             "source",      "source_line", "flagged",  "walk_in", "code_kind",   "email_hash"};

std::string set_from_person(Columns columns) {
    return joined(columns, ", ", [](auto column) { return fmt::format("{0} = person.value->>'$.{0}'", column); });
}

/// What a correction of one kind decides. `details` are the details of its attendance records.
struct CorrectionKind {
    std::string_view details;
    std::vector<std::string_view> columns;
};
const std::array<CorrectionKind, 3>& correction_kinds() {
    static const std::array<CorrectionKind, 3> kinds{{{"'name'", {"door_given", "door_family"}},
                                                      {"'organisation'", {"door_organisation", "door_category"}},
                                                      {"'protected', 'not protected'", {"door_protected", "alias"}}}};
    return kinds;
}

struct Person {
    std::string json, id, ticket_code, export_key;
    bool is_known = false;
};

std::vector<Person> people_in(Database& database, const std::string& entry) {
    auto row = database.statement(
        "SELECT value, value->>'$.id', coalesce(value->>'$.ticket_code', ''), coalesce(value->>'$.export_key', ''), "
        "EXISTS (SELECT 1 FROM registrations WHERE id = value->>'$.id') FROM json_each(?, '$.registrations')");
    row.with_kept(entry);
    std::vector<Person> people;
    while (row.step()) people.push_back({row.text(0), row.text(1), row.text(2), row.text(3), row.number(4) != 0});
    return people;
}

/// Somebody whom this kiosk imported by itself under another id, and who has not been here: the same person by ticket code or
/// key.
std::string own_id_of(Database& database, const Person& person) {
    auto row = database.statement(
        "SELECT id FROM registrations WHERE ((?1 <> '' AND ticket_code = ?1) OR (?1 = '' AND ?2 <> '' AND export_key = ?2)) AND "
        "id <> ?3 "
        "AND NOT EXISTS (SELECT 1 FROM attendance WHERE registration = registrations.id) "
        "AND NOT EXISTS (SELECT 1 FROM badge_orders WHERE registration = registrations.id) "
        "AND NOT EXISTS (SELECT 1 FROM preprinted_badges WHERE registration = registrations.id) LIMIT 1");
    row.with_kept(person.ticket_code).with_kept(person.export_key).with_kept(person.id);
    return row.step() ? row.text(0) : std::string{};
}

bool is_taken(Database& database, const std::string& ticket_code) {
    auto row = database.statement("SELECT 1 FROM registrations WHERE ticket_code = ? AND ?1 <> ''");
    return row.with_kept(ticket_code).step();
}

/// Nobody else may have the ticket code of somebody who is about to get it.
void free_ticket_code(Database& database, const Person& person) {
    auto row = database.statement("UPDATE registrations SET ticket_code = NULL WHERE ticket_code = ? AND id <> ?");
    row.with_kept(person.ticket_code).with_kept(person.id).run();
}

/// With a list, people whom this kiosk imported by itself get their ids, and codes go where the list says. Without one, a code
/// that somebody has stays there.
void add_person(Database& database, const Person& person, bool is_of_list) {
    const auto own = is_of_list ? own_id_of(database, person) : std::string{};
    if (!own.empty()) {
        static const std::string take_over = "UPDATE registrations SET " + set_from_person(person_columns) +
                                             " FROM (SELECT ? AS value) AS person WHERE registrations.id = ?";
        auto row = database.statement(take_over);
        return row.with_kept(person.json).with_kept(own).run();
    }
    if (is_of_list) free_ticket_code(database, person);
    static const std::string insert = fmt::format("INSERT INTO registrations ({}) SELECT {} FROM (SELECT ? AS value)",
                                                  list_of(person_columns), values_of(person_columns));
    auto row = database.statement(insert);
    if (!is_taken(database, person.ticket_code)) return row.with_kept(person.json).run();
    auto without = database.statement("SELECT json_set(?, '$.ticket_code', NULL)");
    if (!without.with_kept(person.json).step()) return;
    row.with(without.text(0)).run();
}

void change_person(Database& database, const Person& person) {
    free_ticket_code(database, person);
    static const std::string update = "UPDATE registrations SET " + set_from_person(list_columns) +
                                      ", alias = CASE WHEN alias = '' THEN person.value->>'$.alias' ELSE alias END FROM (SELECT "
                                      "? AS value) AS person WHERE registrations.id = ?";
    auto row = database.statement(update);
    row.with_kept(person.json).with_kept(person.id).run();
}

/// Corrections in the entry that count for the person, once all its records are here. Whether there was one.
bool correct_person(Database& database, const std::string& entry, const Person& person) {
    bool has_changed = false;
    for (const auto& kind : correction_kinds()) {
        const std::string latest = fmt::format(
            "(SELECT id FROM attendance WHERE registration = registrations.id AND kind = 'correction' AND detail IN ({}) "
            "ORDER BY turn DESC, detail = 'protected' DESC, at_ms, id LIMIT 1)",
            kind.details);
        auto row = database.statement(
            fmt::format("UPDATE registrations SET {} FROM (SELECT ? AS value) AS person WHERE registrations.id = ? "
                        "AND {} IN (SELECT value->>'$.id' FROM json_each(?, '$.attendance'))",
                        set_from_person(kind.columns), latest));
        row.with_kept(person.json).with_kept(person.id).with_kept(entry).run();
        has_changed = has_changed || database.changes() > 0;
    }
    return has_changed;
}

void add_records(Database& database, const std::string& entry) {
    static const std::string insert = fmt::format(
        "INSERT INTO attendance ({}) SELECT {} FROM json_each(?, '$.attendance') AS theirs WHERE NOT EXISTS "
        "(SELECT 1 FROM attendance WHERE registration = theirs.value->>'$.registration' AND id = theirs.value->>'$.id')",
        list_of(record_columns), values_of(record_columns));
    auto row = database.statement(insert);
    row.with_kept(entry).run();
}

/// Their orders with the name of their kiosk; one of our own that comes back is left as it is.
void add_orders(Database& database, const std::string& entry, const std::string& kiosk_name) {
    static const std::string values = joined(order_columns, ", ", [](auto column) {
        return column == "station" ? std::string("coalesce(nullif(value->>'$.station', ''), ?1)") : value_of(column);
    });
    static const std::string insert = fmt::format(
        "INSERT INTO badge_orders ({}) SELECT {} FROM json_each(?2, '$.badge_orders') "
        "WHERE true ON CONFLICT (id) DO UPDATE SET state = excluded.state, fault = excluded.fault, printer = excluded.printer, "
        "job = excluded.job, attempts = excluded.attempts, changed_ms = excluded.changed_ms "
        "WHERE badge_orders.station <> '' AND excluded.changed_ms >= badge_orders.changed_ms",
        list_of(order_columns), values);
    auto row = database.statement(insert);
    row.with_kept(kiosk_name).with_kept(entry).run();
}

/// The rows for our own journal.
void note_written(Database& database, const std::string& entry) {
    auto& written = database.written();
    written.is_from_others = true;
    for (const auto& [table, keep] : {std::pair<std::string_view, std::set<std::string>*>{"registrations", &written.people},
                                      {"badge_orders", &written.orders}}) {
        auto row = database.statement(fmt::format("SELECT value->>'$.id' FROM json_each(?, '$.{}')", table));
        row.with_kept(entry);
        while (row.step()) keep->insert(row.text(0));
    }
    auto records = database.statement("SELECT value->>'$.registration', value->>'$.id' FROM json_each(?, '$.attendance')");
    records.with_kept(entry);
    while (records.step()) written.records.emplace_back(records.text(0), records.text(1));
}

struct ListPart {
    std::int64_t version = 0;  ///< 0: the entry belongs to no import
    bool is_complete = false;
};
ListPart list_part_of(Database& database, const std::string& entry) {
    auto row = database.statement("SELECT coalesce(?1->>'$.list', 0), coalesce(?1->>'$.is_complete', 0) WHERE json_valid(?1)");
    row.with_kept(entry);
    return row.step() ? ListPart{row.number(0), row.number(1) != 0} : ListPart{};
}

std::int64_t own_list_version(Database& database) {
    auto row = database.statement("SELECT list_version FROM sharing");
    return row.step() ? row.number(0) : 0;
}

void merge_rows(Database& database, const std::string& entry, const std::string& kiosk_name, const ListPart& list) {
    const auto people = people_in(database, entry);
    const bool is_of_list = list.version > 0;
    bool has_changed = false;  // a check-in alone changes nobody on the list
    for (const auto& person : people) {
        if (!person.is_known)
            add_person(database, person, is_of_list);
        else if (is_of_list)
            change_person(database, person);
        has_changed = has_changed || !person.is_known || is_of_list;
    }
    add_records(database, entry);
    for (const auto& person : people)
        if (person.is_known && correct_person(database, entry, person)) has_changed = true;
    add_orders(database, entry, kiosk_name);
    if (has_changed) Roster(database).count_up();
    if (!is_of_list) note_written(database, entry);  // the list itself is not in the journal: it can be imported again
    if (!list.is_complete) return;
    auto row = database.statement("UPDATE sharing SET list_version = ?");
    row.with(list.version).run();
}

Merged set_aside(Database& database, const OthersEntry& entry) {
    auto row = database.statement("INSERT INTO entries_set_aside (kiosk, number, entry) VALUES (?, ?, ?)");
    row.with_kept(entry.kiosk).with(entry.number).with_kept(entry.json).run();
    return Merged::set_aside;
}

/// Merges the rows, or keeps the entry as it is if it does not fit into the tables.
Merged merge_or_set_aside(Database& database, const OthersEntry& entry, const std::string& kiosk_name, const ListPart& list) {
    database.statement("SAVEPOINT entry").run();
    try {
        merge_rows(database, entry.json, kiosk_name, list);
        database.statement("RELEASE entry").run();
        return Merged::done;
    } catch (const DatabaseFailure& failure) {
        if (failure.error.code != ErrorCode::database_failed) throw;
        database.statement("ROLLBACK TO entry").run();
        database.statement("RELEASE entry").run();
        log_warning("share", "entry {} of kiosk {} is set aside: {}", entry.number, entry.kiosk, failure.error.detail);
    }
    return set_aside(database, entry);
}

}  // namespace

Merged merge(Database& database, const OthersEntry& entry) {
    auto known = database.statement("SELECT name, known FROM other_kiosks WHERE kiosk = ?");
    known.with_kept(entry.kiosk);
    if (!known.step()) return Merged::too_early;
    const std::string kiosk_name = known.text(0);
    const std::int64_t last = known.number(1);
    if (entry.number <= last) return Merged::skipped;
    const auto list = list_part_of(database, entry.json);
    const std::int64_t own_list = own_list_version(database);
    if (entry.number != last + 1 || list.version > own_list + 1) return Merged::too_early;
    const bool is_old_list = list.version > 0 && list.version <= own_list;
    const auto merged = is_old_list         ? Merged::skipped
                        : entry.is_excluded ? set_aside(database, entry)
                                            : merge_or_set_aside(database, entry, kiosk_name, list);
    auto row = database.statement("UPDATE other_kiosks SET known = ? WHERE kiosk = ?");
    row.with(entry.number).with_kept(entry.kiosk).run();
    return merged;
}

std::int64_t entries_set_aside(Database& database) {
    auto row = database.statement("SELECT count(*) FROM entries_set_aside");
    return row.step() ? row.number(0) : 0;
}

}  // namespace entre
