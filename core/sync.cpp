#include "core/sync.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "core/base/digest.hpp"
#include "core/base/id.hpp"
#include "core/base/log.hpp"
#include "core/base/whole_file.hpp"
#include "core/store/imports.hpp"
#include "core/store/ledger.hpp"
#include "core/store/roster.hpp"

namespace entre {

namespace {

// From here on it is cheaper to build the indexes anew than to keep them row by row.
constexpr std::size_t many_rows = 2000;

/// What the database holds, as far as an import needs it.
struct Kept {
    std::vector<Registration> roster;
    std::vector<RegistrationId> from_this_file, from_other_files;
    std::vector<MendedName> mended;
    std::string email_key;
    std::int64_t version = 0;
};

Result<Kept> kept_in(Database& database, const Seminar& seminar, const std::string& source) {
    return database.guard([&]() -> Result<Kept> {
        const Roster roster(database);
        Kept kept{roster.all(true), roster.ids_from(source), {}, roster.mended_names(), roster.email_key(), roster.version()};
        for (const auto& file : seminar.registrations.files) {
            const auto name = std::filesystem::path(file).filename().string();
            if (name == source) continue;
            const auto others = roster.ids_from(name);
            kept.from_other_files.insert(kept.from_other_files.end(), others.begin(), others.end());
        }
        return kept;
    });
}

/// Names mended at the door that the export still writes otherwise.
std::vector<KeptAtDoor> mended_of(const Changes& changes, const std::vector<MendedName>& mended) {
    std::unordered_map<std::string_view, std::string_view> at_door;
    for (const auto& name : mended) at_door.emplace(name.id.value, name.name);
    std::vector<KeptAtDoor> kept;
    if (at_door.empty()) return kept;
    for (const auto* people : {&changes.changed, &changes.same})
        for (const auto& person : *people) {
            const auto door = at_door.find(person.registration.id.value);
            auto exported = display_name(person.registration);
            if (door != at_door.end() && door->second != exported) kept.push_back({person.registration.id, std::move(exported), std::string(door->second)});
        }
    return kept;
}

/// An e-mail is kept as a hash, and only where there is neither a code nor a key to know somebody by; otherwise not at all.
void put_emails_away(std::vector<ExportedPerson>& people, const std::string& key) {
    for (auto& person : people) {
        Registration& who = person.registration;
        if (who.ticket_code.empty() && who.export_key.empty() && !person.email.empty() && !key.empty())
            who.email_hash = keyed_hash_hex(key, person.email);
        person.email.clear();
    }
}

/// A long list into an empty roster goes straight into the file, where the WAL would have it written twice; as durable, and as whole.
/// While somebody reads the file SQLite stays as it is, which is right too.
void keep_journal(Database& database, const std::string& mode) {
    const auto kept = database.guard([&]() -> Result<void> {
        database.execute("PRAGMA journal_mode=" + mode);
        return {};
    });
    if (!kept) log_info("sync", "the journal stays as it is: {}", kept.error().detail);
}

}  // namespace

Error nobody_below(const std::filesystem::path& file) {
    return {ErrorCode::export_invalid, fmt::format("{}:1: there is nobody below the headings. Export the registrations again.", file.string())};
}

Result<ImportPlan> plan_import(Database* database, const Seminar& seminar, const std::filesystem::path& file, UtcTime now) {
    auto bytes = read_export_file(file);
    if (!bytes) return pass_on(bytes);
    auto reading = read_export(*bytes, seminar.registrations);
    if (!reading) return pass_on(reading);

    ImportPlan plan;
    plan.source = file.filename().string();
    Kept kept;
    if (database != nullptr) {
        auto read = kept_in(*database, seminar, plan.source);
        if (!read) return pass_on(read);
        kept = std::move(*read);
        plan.roster_version = kept.version;
    } else {
        kept.email_key = new_uuid(now);  // compared with nothing but itself
    }
    plan.roster_size = kept.roster.size();
    plan.is_blank = reading->is_blank();
    if (plan.is_blank && !kept.roster.empty()) return tl::unexpected<Error>(nobody_below(file));
    put_emails_away(reading->people, kept.email_key);
    plan.changes = changes_of({kept.roster, kept.from_this_file, kept.from_other_files}, std::move(reading->people), now, reading->unreadable);
    plan.is_suspicious = is_suspicious(plan.changes, kept.roster.size());
    for (const auto& row : plan.changes.ambiguous) reading->rejected.push_back(row);
    std::stable_sort(reading->rejected.begin(), reading->rejected.end(), [](const Damage& a, const Damage& b) { return a.line < b.line; });
    plan.reading = std::move(*reading);
    const auto is_inside = [&](const RegistrationId& person) {
        return database != nullptr && Ledger(*database).inside_since(person).has_value();
    };
    const auto review = [&]() -> Result<void> {
        plan.review = review_of(plan.reading, plan.changes, kept.roster, mended_of(plan.changes, kept.mended), is_inside);
        plan.is_known = database != nullptr && plan.changes.is_empty() && Imports(*database).has(plan.source, plan.reading.sha256);
        return {};
    };
    const auto reviewed = database != nullptr ? database->guard(review) : review();
    if (!reviewed) return pass_on(reviewed);
    plan.review.file = plan.source;
    return plan;
}

Result<bool> apply_import(Database& database, const ImportPlan& plan, UtcTime now) {
    const Changes& changes = plan.changes;
    // The same bytes again: their rejected rows and other events' codes are kept already.
    if (plan.is_known) return true;
    const bool is_first = plan.roster_size == 0 && changes.added.size() > many_rows;
    if (is_first) keep_journal(database, "DELETE");
    const auto done = database.transaction([&]() -> Result<bool> {
        Roster roster(database);
        if (roster.version() != plan.roster_version) return false;
        const bool is_large = changes.added.size() > many_rows;
        if (is_large) roster.drop_indexes();
        for (const auto& id : changes.withdrawn) roster.withdraw(id);
        for (const auto& person : changes.changed) roster.change(person.registration, {plan.source, person.line});
        for (const auto& person : changes.added) roster.add(person.registration, {plan.source, person.line});
        for (const auto& code : plan.reading.foreign_codes) roster.add_foreign(code);
        if (is_large) roster.make_indexes();
        if (!changes.is_empty()) roster.count_up();
        Imports(database).add({plan.source, plan.reading.sha256, now, plan.reading.system, changes.added.size(), changes.changed.size(),
                               changes.withdrawn.size(), changes.same.size(), 0},
                              plan.reading.rejected);
        return true;
    });
    if (is_first) keep_journal(database, "WAL");
    if (done && *done)
        log_info("sync", "{}: {} added, {} changed, {} withdrawn, {} unchanged, {} rejected", plan.source, changes.added.size(),
                 changes.changed.size(), changes.withdrawn.size(), changes.same.size(), plan.reading.rejected.size());
    return done;
}

Result<std::filesystem::path> write_import_report(const SeminarFolder& folder, const ImportPlan& plan, UtcTime now) {
    if (plan.reading.rejected.empty() && plan.reading.damaged.empty()) return std::filesystem::path{};
    std::string text = "\xef\xbb\xbfline;column;kind;done;in words\r\n";
    const auto add = [&](const Damage& damage) {
        std::string column = damage.column;
        std::replace_if(column.begin(), column.end(), [](char c) { return c == ';' || c == '"' || c == '\n' || c == '\r'; }, ' ');
        if (!column.empty() && std::string_view("=+-@").find(column[0]) != std::string_view::npos) column.insert(0, "'");
        text += fmt::format("{};{};{};{};\"{}\"\r\n", damage.line, column, to_string(damage.kind), to_string(damage.done), told(damage));
    };
    for (const auto& damage : plan.reading.rejected) add(damage);
    for (const auto& damage : plan.reading.damaged) add(damage);
    std::error_code error;
    std::filesystem::create_directories(folder.imports(), error);
    std::string stamp = to_rfc3339(now);
    std::erase(stamp, ':');
    const auto file = folder.imports() / fmt::format("{} {}.csv", stamp, std::filesystem::path(plan.source).stem().string());
    if (const auto written = write_whole_file(file, text); !written) return pass_on(written);
    return file;
}

Result<CarriedColumns> columns_of_export(Database& database, const Seminar& seminar, const std::filesystem::path& file, UtcTime now) {
    const auto plan = plan_import(&database, seminar, file, now);
    if (!plan) return pass_on(plan);
    std::unordered_map<std::int64_t, RegistrationId> who;
    for (const auto* people : {&plan->changes.changed, &plan->changes.same})
        for (const auto& person : *people) who.emplace(person.line, person.registration.id);
    auto bytes = read_export_file(file);
    if (!bytes) return pass_on(bytes);
    auto sheets = sheets_of(*bytes);
    if (!sheets) return pass_on(sheets);
    CarriedColumns out;
    for (const auto& sheet : *sheets) {
        const auto read = sheet.read([&](std::int64_t line, std::span<const std::string_view> cells) {
            if (out.headings.empty()) {
                out.headings.assign(cells.begin(), cells.end());
                return are_headings(out.headings, seminar.registrations);
            }
            if (const auto person = who.find(line); person != who.end()) out.cells[person->second].assign(cells.begin(), cells.end());
            return true;
        });
        if (!read) return pass_on(read);
        if (are_headings(out.headings, seminar.registrations)) break;
        out = {};
    }
    return out;
}

}  // namespace entre
