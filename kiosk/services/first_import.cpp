#include "kiosk/services/first_import.hpp"

#include "core/base/log.hpp"
#include "core/services/import_service.hpp"
#include "core/share/share_key.hpp"
#include "core/store/shared_entries.hpp"
#include "kiosk/services/export_download.hpp"

namespace entre {

namespace {

/// Where several kiosks share the door: the list comes from the others, or is imported in this kiosk's turn.
bool is_for_others_to_tell(Database& database, const Seminar& seminar, const SeminarFolder& folder) {
    if (!read_share_key(folder)) return false;
    const auto is_sharing = database.guard([&]() -> Result<bool> { return SharedEntries(database).own().has_value(); });
    std::error_code ignored;
    return (is_sharing && *is_sharing) || !std::filesystem::exists(folder.path / seminar.registrations.files.front(), ignored);
}

}  // namespace

Result<void> import_if_empty(Database& database, const Seminar& seminar, const SeminarFolder& folder) {
    const auto has_people =
        database.guard([&]() -> Result<bool> { return database.statement("SELECT 1 FROM registrations LIMIT 1").step(); });
    if (!has_people) return pass_on(has_people);
    if (*has_people || is_for_others_to_tell(database, seminar, folder)) return {};
    // All files are read before the first is applied: a roster with half of them would not look empty the next time.
    const auto& files = seminar.registrations.files;
    std::error_code ignored;
    if (!seminar.registrations.url.empty() && !std::filesystem::exists(folder.path / files.front(), ignored))
        if (const auto fetched = ExportFetch(folder, seminar.registrations).fetch({}); !fetched) return pass_on(fetched);
    for (const auto& file : files)
        if (const auto plan = plan_import(&database, seminar, folder.path / file, utc_now()); !plan) return pass_on(plan);
    for (const auto& file : files) {
        const auto plan = plan_import(&database, seminar, folder.path / file, utc_now());
        if (!plan) return pass_on(plan);
        if (plan->has_questions()) {
            log_warning("sync", "{}", has_to_be_explained(*plan).detail);  // it waits on the staff screen
            continue;
        }
        if (const auto done = apply_import(database, *plan, utc_now()); !done) return pass_on(done);
        for (const auto& reject : plan->reading.rejected) log_warning("sync", "{}:{}: {}", file, reject.line, describe(reject));
        if (const auto report = write_import_report(folder, *plan, utc_now()); !report) log_error("sync", report.error());
    }
    return {};
}

}  // namespace entre
