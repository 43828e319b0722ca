#include "core/sync.hpp"

#include "core/base/log.hpp"
#include "core/store/imports.hpp"
#include "core/store/roster.hpp"

namespace entre {

namespace {

// From here on it is cheaper to build the indexes anew than to keep them row by row.
constexpr std::size_t many_rows = 2000;

}  // namespace

Result<ImportPlan> plan_import(Database* database, const Seminar& seminar, const std::filesystem::path& file, UtcTime now) {
    const auto table = read_table(file);
    if (!table) return tl::unexpected<Error>(table.error());
    auto reading = read_export(*table, seminar.registrations);
    if (!reading) return pass_on(reading);

    ImportPlan plan;
    plan.source = file.filename().string();
    std::vector<Registration> roster;
    std::vector<RegistrationId> from_this_file;
    if (database != nullptr) {
        const auto read = database->guard([&]() -> Result<void> {
            const Roster kept(*database);
            roster = kept.all(true);
            from_this_file = kept.ids_from(plan.source);
            return {};
        });
        if (!read) return tl::unexpected<Error>(read.error());
    }
    plan.roster_size = roster.size();
    plan.changes = changes_of(roster, from_this_file, std::move(reading->people), now, reading->unreadable);
    plan.is_suspicious = is_suspicious(plan.changes, roster.size());
    plan.reading = std::move(*reading);
    return plan;
}

Result<void> apply_import(Database& database, const ImportPlan& plan, UtcTime now) {
    const Changes& changes = plan.changes;
    const bool changes_nobody = changes.is_empty();
    if (changes_nobody && plan.reading.rejected.empty() && plan.reading.foreign_codes.empty()) return {};
    bool is_known = false;
    const auto done = database.transaction([&]() -> Result<void> {
        // The same bytes again: their rejected rows and other events' codes are kept already.
        is_known = changes_nobody && Imports(database).has(plan.source, plan.reading.sha256);
        if (is_known) return {};
        Roster roster(database);
        const bool is_large = changes.added.size() > many_rows;
        if (is_large) roster.drop_indexes();
        for (const auto& id : changes.withdrawn) roster.withdraw(id);
        for (const auto& person : changes.changed) roster.change(person.registration, {plan.source, person.line});
        for (const auto& person : changes.added) roster.add(person.registration, {plan.source, person.line});
        for (const auto& code : plan.reading.foreign_codes) roster.add_foreign(code);
        if (is_large) roster.make_indexes();
        if (!changes_nobody) roster.count_up();
        Imports(database).add({plan.source, plan.reading.sha256, now, plan.reading.system, changes.added.size(), changes.changed.size(),
                               changes.withdrawn.size(), changes.unchanged, 0},
                              plan.reading.rejected);
        return {};
    });
    if (done && !is_known)
        log_info("sync", "{}: {} added, {} changed, {} withdrawn, {} unchanged, {} rejected", plan.source, changes.added.size(),
                 changes.changed.size(), changes.withdrawn.size(), changes.unchanged, plan.reading.rejected.size());
    return done;
}

}  // namespace entre
