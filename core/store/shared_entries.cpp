#include "core/store/shared_entries.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/store/journal_rows.hpp"

namespace entre {

namespace {

/// Of one entry: a long list becomes many entries, so that nothing waits for one of them.
constexpr std::size_t max_people = 500;

void add(Database& database, const std::string& json) {
    auto row = database.statement("INSERT INTO own_entries (entry) VALUES (?)");
    row.with_kept(json).run();
}

/// Entries with these people as version `version` of the list; the last one says that it is complete.
void add_people(Database& database, std::int64_t version, const std::vector<std::string>& ids) {
    for (std::size_t from = 0; from == 0 || from < ids.size(); from += max_people) {
        const std::size_t to = std::min(from + max_people, ids.size());
        WrittenRows people;
        people.people.insert(ids.begin() + static_cast<std::ptrdiff_t>(from), ids.begin() + static_cast<std::ptrdiff_t>(to));
        const std::string rows = journal_entry(database, people);
        add(database, fmt::format("{{\"list\":{},\"is_complete\":{},{}", version, to == ids.size(), rows.substr(1)));
    }
    auto row = database.statement("UPDATE sharing SET list_version = ?1, list_in_doubt = ?1");
    row.with(version).run();
}

}  // namespace

std::optional<OwnKiosk> SharedEntries::own() const {
    auto row = database_.statement("SELECT kiosk, name, place, list_version FROM sharing");
    if (!row.step()) return std::nullopt;
    return OwnKiosk{row.text(0), row.text(1), row.text(2), row.number(3)};
}

void SharedEntries::start(const OwnKiosk& own) {
    for (const auto& entry : whole_journal(database_)) add(database_, entry);
    auto row = database_.statement("INSERT INTO sharing (kiosk, name, place, list_version) VALUES (?, ?, ?, ?)");
    row.with_kept(own.id).with_kept(own.name).with_kept(own.place).with(own.list_version).run();
}

void SharedEntries::start_anew(const std::string& new_id, const std::string& name, const std::string& place) {
    const auto before = own();
    if (!before) return;
    auto other = database_.statement("INSERT INTO other_kiosks (kiosk, name, known) VALUES (?, ?, 0)");
    other.with_kept(before->id).with_kept(before->name).run();
    database_
        .statement(
            "UPDATE badge_orders SET state = 'in_doubt' WHERE station = '' AND state IN ('ordered', 'submitted', 'printing')")
        .run();
    auto row = database_.statement("UPDATE sharing SET kiosk = ?, name = ?, place = ?");
    row.with_kept(new_id).with_kept(name).with_kept(place).run();
}

void SharedEntries::rename(std::string_view name) {
    auto row = database_.statement("UPDATE sharing SET name = ?");
    row.with(name).run();
}

void SharedEntries::add_first_list() {
    auto people = database_.statement("SELECT id FROM registrations ORDER BY id");
    std::vector<std::string> ids;
    while (people.step()) ids.push_back(people.text(0));
    add_people(database_, 1, ids);
}

void SharedEntries::give_up_list(std::int64_t told, std::int64_t their_version) {
    auto entries = database_.statement(
        "UPDATE own_entries SET entry = json_remove(entry, '$.list', '$.is_complete') WHERE number > ?1 AND entry->>'$.list' = "
        "(SELECT list_in_doubt FROM sharing WHERE list_in_doubt > 0 AND list_in_doubt <= ?2)");
    entries.with(told).with(their_version).run();
    if (database_.changes() == 0) return;
    database_.statement("UPDATE sharing SET list_version = list_in_doubt - 1").run();
    note_list_taken();
}

void SharedEntries::note_list_taken() { database_.statement("UPDATE sharing SET list_in_doubt = 0").run(); }

void SharedEntries::add_list(const std::vector<RegistrationId>& changed) {
    const auto kiosk = own();
    if (!kiosk) return;
    std::vector<std::string> ids;
    ids.reserve(changed.size());
    for (const auto& person : changed) ids.push_back(person.value);
    add_people(database_, kiosk->list_version + 1, ids);
}

std::int64_t SharedEntries::last_number() const {
    auto row = database_.statement("SELECT coalesce(max(number), 0) FROM own_entries");
    return row.step() ? row.number(0) : 0;
}

std::vector<NumberedEntry> SharedEntries::above(std::int64_t number, std::size_t most) const {
    auto row = database_.statement("SELECT number, entry FROM own_entries WHERE number > ? ORDER BY number LIMIT ?");
    row.with(number).with(static_cast<std::int64_t>(most));
    std::vector<NumberedEntry> entries;
    while (row.step()) entries.push_back({row.number(0), row.text(1)});
    return entries;
}

std::vector<KnownKiosk> SharedEntries::known() const {
    auto row = database_.statement("SELECT kiosk, name, known FROM other_kiosks ORDER BY kiosk");
    std::vector<KnownKiosk> kiosks;
    while (row.step()) kiosks.push_back({row.text(0), row.text(1), row.number(2)});
    return kiosks;
}

void SharedEntries::note_name(std::string_view kiosk, std::string_view name) {
    auto row = database_.statement(
        "INSERT INTO other_kiosks (kiosk, name, known) VALUES (?, ?, 0) ON CONFLICT (kiosk) DO UPDATE SET name = excluded.name");
    row.with(kiosk).with(name).run();
}

}  // namespace entre
