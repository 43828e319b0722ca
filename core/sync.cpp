#include "core/sync.hpp"

#include "core/base/log.hpp"
#include "core/store/imports.hpp"
#include "core/store/ledger.hpp"
#include "core/store/roster.hpp"

namespace entre {

namespace {

// From here on it is cheaper to build the indexes anew than to keep them row by row.
constexpr std::size_t many_rows = 2000;

}  // namespace

Result<ImportPlan> plan_import(Database* database, const Seminar& seminar, const std::filesystem::path& file, UtcTime now) {
    const auto table = read_table(file);
    if (!table) return pass_on(table);
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
            plan.roster_version = kept.version();
            return {};
        });
        if (!read) return pass_on(read);
    }
    plan.roster_size = roster.size();
    plan.changes = changes_of(roster, from_this_file, std::move(reading->people), now, reading->unreadable);
    plan.is_suspicious = is_suspicious(plan.changes, roster.size());
    plan.reading = std::move(*reading);
    const auto is_inside = [&](const RegistrationId& person) {
        return database != nullptr && Ledger(*database).inside_since(person).has_value();
    };
    const auto review = [&]() -> Result<void> {
        plan.review = review_of(plan.reading, plan.changes, roster, is_inside);
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
                               changes.withdrawn.size(), changes.unchanged, 0},
                              plan.reading.rejected);
        return true;
    });
    if (done && *done)
        log_info("sync", "{}: {} added, {} changed, {} withdrawn, {} unchanged, {} rejected", plan.source, changes.added.size(),
                 changes.changed.size(), changes.withdrawn.size(), changes.unchanged, plan.reading.rejected.size());
    return done;
}

}  // namespace entre
