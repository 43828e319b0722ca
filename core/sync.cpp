#include "core/sync.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <future>
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
    People roster;
    std::vector<RegistrationId> from_this_file, from_other_files;
    std::vector<MendedName> mended;
    std::int64_t version = 0;
};

Result<Kept> kept_in(Database& database, const Seminar& seminar, const std::string& source) {
    return database.guard([&]() -> Result<Kept> {
        const Roster roster(database);
        Kept kept{roster.exported(), roster.ids_from(source), {}, roster.mended_names(), roster.version()};
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
        for (std::size_t i = 0; i < people->size(); ++i) {
            const auto door = at_door.find(people->view(i).id);
            if (door == at_door.end()) continue;
            const auto who = (*people)[i].registration;
            if (auto exported = display_name(who); door->second != exported) kept.push_back({who.id, std::move(exported), std::string(door->second)});
        }
    return kept;
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

void set_cache(Database& database, int kib) {
    static_cast<void>(database.guard([&]() -> Result<void> {
        database.execute(fmt::format("PRAGMA cache_size=-{}", kib));
        return {};
    }));
}

}  // namespace

Error nobody_below(const std::filesystem::path& file) {
    return {ErrorCode::export_invalid, fmt::format("{}:1: there is nobody below the headings. Export the registrations again.", file.string())};
}

Result<ImportPlan> plan_import(Database* database, const Seminar& seminar, const std::filesystem::path& file, UtcTime now) {
    ImportPlan plan;
    plan.source = file.filename().string();
    std::string email_key = new_uuid(now);  // without a database compared with nothing but itself
    if (database != nullptr) {
        auto key = database->guard([&]() -> Result<std::string> { return Roster(*database).email_key(); });
        if (!key) return pass_on(key);
        email_key = std::move(*key);
    }
    // The file is read beside the database.
    auto read = std::async(std::launch::async, [&] {
        return with_export_file(file, [&](const ExportFile& open) { return read_export(open, seminar.registrations, email_key); });
    });
    Result<Kept> known = database != nullptr ? kept_in(*database, seminar, plan.source) : Kept{};
    auto reading = read.get();
    if (!known) return pass_on(known);
    if (!reading) return pass_on(reading);
    Kept kept = std::move(*known);
    plan.roster_version = kept.version;
    plan.roster_size = kept.roster.size();
    plan.is_blank = reading->is_blank();
    if (plan.is_blank && !kept.roster.empty()) return tl::unexpected<Error>(nobody_below(file));
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
    // Pages that come one after another are best let go at once: in a small cache the processor finds them again. Usually the cache is for
    // short lists, which are then written at the end and not page by page.
    if (is_first) set_cache(database, 2000);
    const auto done = database.transaction([&]() -> Result<bool> {
        Roster roster(database);
        if (roster.version() != plan.roster_version) return false;
        const bool is_large = changes.added.size() > many_rows;
        if (is_large) roster.drop_indexes();
        for (const auto& id : changes.withdrawn) roster.withdraw(id);
        for (std::size_t i = 0; i < changes.changed.size(); ++i) {
            const auto person = changes.changed.view(i);
            roster.change(person, {plan.source, person.line});
        }
        for (std::size_t i = 0; i < changes.added.size(); ++i) {
            const auto person = changes.added.view(i);
            roster.add(person, {plan.source, person.line});
        }
        for (const auto& code : plan.reading.foreign_codes) roster.add_foreign(code);
        if (is_large) roster.make_indexes();
        if (!changes.is_empty()) roster.count_up();
        Imports(database).add({plan.source, plan.reading.sha256, now, plan.reading.system, changes.added.size(), changes.changed.size(),
                               changes.withdrawn.size(), changes.same.size(), 0},
                              plan.reading.rejected);
        return true;
    });
    if (is_first) {
        set_cache(database, usual_cache_kib);
        keep_journal(database, "WAL");
    }
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
        for (std::size_t i = 0; i < people->size(); ++i) who.emplace(people->view(i).line, RegistrationId{std::string(people->view(i).id)});
    return with_export_file(file, [&](const ExportFile& open) -> Result<CarriedColumns> {
        auto sheets = sheets_of(open);
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
    });
}

}  // namespace entre
