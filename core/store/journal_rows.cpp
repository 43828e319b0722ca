#include "core/store/journal_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string_view>
#include <unordered_set>

#include "core/store/database.hpp"
#include "core/store/journal_columns.hpp"

namespace entre {

namespace {

const std::string& select_person() {
    static const std::string sql = "SELECT " + json_of(person_columns) + " FROM registrations WHERE id = ?";
    return sql;
}
const std::string& select_record() {
    static const std::string sql = "SELECT " + json_of(record_columns) + " FROM attendance WHERE registration = ? AND id = ?";
    return sql;
}
const std::string& select_order() {
    static const std::string sql = "SELECT " + json_of(order_columns) + " FROM badge_orders WHERE id = ?";
    return sql;
}

void add_row(std::string& rows, Statement& found) {
    if (!found.step()) return;
    rows += rows.empty() ? "" : ",";
    rows += found.text(0);
}

std::vector<std::string> texts(Statement& row) {
    std::vector<std::string> all;
    while (row.step()) all.push_back(row.text(0));
    return all;
}

/// The ids of a table's rows in the journal.
std::unordered_set<std::string> ids_in(Database& database, const JournalContent& journal, std::string_view table) {
    std::unordered_set<std::string> ids;
    const std::string sql = fmt::format("SELECT value->>'$.id' FROM json_each(?, '$.{}')", table);
    for (const auto& entry : journal.entries) {
        auto row = database.statement(sql);
        row.with_kept(entry);
        for (auto& id : texts(row)) ids.insert(std::move(id));
    }
    return ids;
}

/// Counts the rows of the journal that the database lacks.
void count_missing(Database& database, const JournalContent& journal, JournalCheck& check) {
    const std::string person =
        "SELECT count(*) FROM json_each(?, '$.registrations') WHERE NOT EXISTS "
        "(SELECT 1 FROM registrations WHERE id = value->>'$.id')";
    const std::string order =
        "SELECT count(*) FROM json_each(?, '$.badge_orders') WHERE NOT EXISTS "
        "(SELECT 1 FROM badge_orders WHERE id = value->>'$.id')";
    const std::string record =
        "SELECT value->>'$.kind' IN ('checked_in', 'walk_in'), value->>'$.at_ms', EXISTS "
        "(SELECT 1 FROM attendance AS a WHERE a.registration = value->>'$.registration' AND a.id = value->>'$.id' AND a.kind = "
        "value->>'$.kind' AND a.at_ms = value->>'$.at_ms' AND a.station_seq = value->>'$.station_seq') "
        "FROM json_each(?, '$.attendance')";
    for (const auto& entry : journal.entries) {
        for (const auto& sql : {person, order}) {
            auto row = database.statement(sql);
            row.with_kept(entry);
            if (row.step()) check.missing += static_cast<std::size_t>(row.number(0));
        }
        auto row = database.statement(record);
        row.with_kept(entry);
        while (row.step()) {
            const bool is_visit = row.number(0) != 0, is_missing = row.number(2) == 0;
            check.visits += is_visit ? 1U : 0U;
            check.missing_visits += is_visit && is_missing ? 1U : 0U;
            check.missing += is_missing ? 1U : 0U;
            if (is_missing) check.last_missing = std::max(check.last_missing.value_or(UtcTime{}), from_ms(row.number(1)));
        }
    }
}

/// Entries for the records and orders that `is_known` does not know, one for each person.
template <class IsKnown>
std::vector<std::string> entries_of(Database& database, IsKnown is_known) {
    std::vector<std::string> entries;
    auto people = database.statement(
        "SELECT id FROM registrations WHERE walk_in = 1 OR door_given IS NOT NULL OR door_protected IS NOT NULL "
        "OR door_organisation IS NOT NULL UNION "
        "SELECT registration FROM attendance UNION SELECT registration FROM badge_orders");
    for (auto& person : texts(people)) {
        WrittenRows rows;
        auto records = database.statement("SELECT id FROM attendance WHERE registration = ? ORDER BY id");
        records.with_kept(person);
        for (auto& id : texts(records))
            if (!is_known("attendance", id)) rows.records.emplace_back(person, std::move(id));
        auto orders = database.statement("SELECT id FROM badge_orders WHERE registration = ? ORDER BY id");
        orders.with_kept(person);
        for (auto& id : texts(orders))
            if (!is_known("badge_orders", id)) rows.orders.insert(std::move(id));
        if (rows.is_empty() && is_known("registrations", person)) continue;
        rows.people.insert(std::move(person));
        entries.push_back(journal_entry(database, rows));
    }
    return entries;
}

/// Gives a person who was imported anew the id that the journal has, together with what was decided at the door.
void restore_people(Database& database, const std::string& entry) {
    auto known = database.statement(
        "SELECT value, coalesce((SELECT id FROM registrations WHERE id = value->>'$.id'),"
        "(SELECT id FROM registrations WHERE ticket_code = value->>'$.ticket_code'),"
        "(SELECT id FROM registrations WHERE export_key <> '' AND export_key = value->>'$.export_key'),"
        "(SELECT max(id) FROM registrations WHERE folded_name = value->>'$.folded_name' AND value->>'$.walk_in' = 0 "
        "HAVING count(*) = 1), '') FROM json_each(?, '$.registrations')");
    known.with_kept(entry);
    std::vector<std::pair<std::string, std::string>> found;
    while (known.step()) found.emplace_back(known.text(0), known.text(1));
    for (const auto& [person, id] : found) {
        if (id.empty()) {
            static const std::string insert = fmt::format("INSERT INTO registrations ({}) SELECT {} FROM (SELECT ? AS value)",
                                                          list_of(person_columns), values_of(person_columns));
            auto row = database.statement(insert);
            row.with_kept(person).run();
            continue;
        }
        static const std::string update =
            "UPDATE registrations SET id = person.value->>'$.id', " +
            joined(door_columns, ", ", [](auto column) { return fmt::format("{0} = person.value->>'$.{0}'", column); }) +
            " FROM (SELECT ? AS value) AS person WHERE registrations.id = ?";
        auto row = database.statement(update);
        row.with_kept(person).with_kept(id).run();
    }
}

}  // namespace

std::string journal_entry(Database& database, const WrittenRows& rows) {
    std::string people, records, orders;
    for (const auto& id : rows.people) {
        auto row = database.statement(select_person());
        add_row(people, row.with_kept(id));
    }
    for (const auto& [person, id] : rows.records) {
        auto row = database.statement(select_record());
        add_row(records, row.with_kept(person).with_kept(id));
    }
    for (const auto* ids : {&rows.orders, &rows.progress})
        for (const auto& id : *ids) {
            auto row = database.statement(select_order());
            add_row(orders, row.with_kept(id));
        }
    return fmt::format("{{\"registrations\":[{}],\"attendance\":[{}],\"badge_orders\":[{}]}}", people, records, orders);
}

std::vector<std::string> whole_journal(Database& database) {
    return entries_of(database, [](std::string_view, const std::string&) { return false; });
}

JournalCheck compare_with_journal(Database& database, const JournalContent& journal) {
    JournalCheck check;
    check.unreadable = journal.unreadable;
    count_missing(database, journal, check);
    const auto people = ids_in(database, journal, "registrations"), records = ids_in(database, journal, "attendance"),
               orders = ids_in(database, journal, "badge_orders");
    check.only_in_database = entries_of(database, [&](std::string_view table, const std::string& id) {
        return (table == "attendance" ? records : table == "badge_orders" ? orders : people).contains(id);
    });
    return check;
}

void restore(Database& database, const std::string& entry) {
    restore_people(database, entry);
    // Lines from before there were turns get them in the order of their ids, as in a migrated database.
    static const std::string add_records = fmt::format(
        "INSERT INTO attendance ({}, turn) SELECT {}, coalesce(value->>'$.turn', "
        "(SELECT coalesce(max(turn), 0) FROM attendance "
        "WHERE registration = lost.value->>'$.registration' AND id < lost.value->>'$.id') + "
        "(SELECT count(*) FROM json_each(?1, '$.attendance') AS other "
        "WHERE other.value->>'$.registration' = lost.value->>'$.registration' AND other.value->>'$.id' <= lost.value->>'$.id')) "
        "FROM json_each(?1, '$.attendance') AS lost WHERE NOT EXISTS "
        "(SELECT 1 FROM attendance WHERE registration = lost.value->>'$.registration' AND id = lost.value->>'$.id')",
        list_of(old_record_columns), values_of(old_record_columns));
    // "WHERE true" tells SQLite that ON CONFLICT does not belong to a join.
    static const std::string add_orders = fmt::format(
        "INSERT INTO badge_orders ({}) SELECT {} FROM json_each(?, '$.badge_orders') WHERE true ON CONFLICT (id) DO UPDATE SET "
        "{} "
        "WHERE excluded.changed_ms >= badge_orders.changed_ms",
        list_of(order_columns), values_of(order_columns),
        joined(order_columns, ", ", [](auto column) { return fmt::format("{0} = excluded.{0}", column); }));
    for (const auto& sql : {add_records, add_orders}) {
        auto row = database.statement(sql);
        row.with_kept(entry).run();
    }
}

void doubt_unfinished_orders(Database& database, UtcTime now) {
    auto row = database.statement(
        "UPDATE badge_orders SET state = 'in_doubt', changed_ms = ? WHERE station = '' AND state IN ('ordered', 'submitted', "
        "'printing')");
    row.with(to_ms(now)).run();
}

}  // namespace entre
