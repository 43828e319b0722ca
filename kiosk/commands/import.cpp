#include <fmt/format.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "core/base/log.hpp"
#include "core/sync.hpp"
#include "kiosk/commands/commands.hpp"

namespace entre {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t most_rejects_told = 20;

std::string told(const ImportPlan& plan, bool is_applied) {
    const auto& reading = plan.reading;
    const auto& changes = plan.changes;
    std::string out = fmt::format("{}: {} ({})\n", reading.file, reading.system, reading.format);
    for (const auto& use : reading.columns) out += fmt::format("  {:<18} {}\n", to_string(use.field), use.heading);
    out += fmt::format("  {} new, {} changed, {} withdrawn, {} unchanged, {} rejected{}\n", changes.added.size(),
                       changes.changed.size(), changes.withdrawn.size(), changes.unchanged, reading.rejected.size(),
                       reading.foreign_codes.empty() ? "" : fmt::format(", {} of other events", reading.foreign_codes.size()));
    for (std::size_t i = 0; i < std::min(most_rejects_told, reading.rejected.size()); ++i)
        out += fmt::format("  line {}: {}\n", reading.rejected[i].line, reading.rejected[i].reason);
    if (reading.rejected.size() > most_rejects_told)
        out += fmt::format("  … and {} more\n", reading.rejected.size() - most_rejects_told);
    out += changes.is_empty() ? "Nothing to change.\n" : is_applied ? "Applied.\n" : "Nothing was changed (--dry-run).\n";
    return out;
}

Json json_of(const ImportPlan& plan, bool is_applied) {
    Json rejected = Json::array(), columns = Json::object();
    for (const auto& reject : plan.reading.rejected) rejected.push_back({{"line", reject.line}, {"reason", reject.reason}});
    for (const auto& use : plan.reading.columns) columns[std::string(to_string(use.field))] = use.heading;
    return {{"file", plan.reading.file},
            {"system", plan.reading.system},
            {"format", plan.reading.format},
            {"columns", columns},
            {"added", plan.changes.added.size()},
            {"changed", plan.changes.changed.size()},
            {"withdrawn", plan.changes.withdrawn.size()},
            {"unchanged", plan.changes.unchanged},
            {"rejected", rejected},
            {"applied", is_applied}};
}

Result<ImportPlan> import_one(Database* database, const Seminar& seminar, const std::filesystem::path& file,
                              const ImportOptions& options) {
    auto plan = plan_import(database, seminar, file, utc_now());
    if (!plan || options.is_dry_run) return plan;
    if (plan->is_suspicious && !options.is_sure)
        return fail(
            ErrorCode::export_invalid,
            fmt::format(
                "{}: {} of {} people are missing in this file and would be withdrawn. Is it the whole export? Nothing was "
                "changed. If it is right: entre import {} --yes",
                file.string(), plan->changes.withdrawn.size(), plan->roster_size, options.folder.string()));
    if (const auto done = apply_import(*database, *plan, utc_now()); !done) return pass_on(done);
    return plan;
}

}  // namespace

int run_import(const ImportOptions& options) {
    const SeminarFolder folder{options.folder};
    keep_log_quiet();
    const auto seminar = read_seminar(folder.path);
    if (!seminar) return report(seminar.error());

    std::optional<Database> database;
    std::error_code ignored;
    if (!options.is_dry_run || std::filesystem::exists(folder.database(), ignored)) {
        auto opened = Database::open(folder, options.is_dry_run ? Access::read : Access::write, "entre import");
        if (!opened) return report(opened.error());
        database.emplace(std::move(*opened));
    }

    std::vector<std::filesystem::path> files = options.files;
    if (files.empty())
        for (const auto& file : seminar->registrations.files) files.push_back(folder.path / file);
    // With several files all are read before the first is kept.
    if (files.size() > 1)
        for (const auto& file : files)
            if (const auto plan = plan_import(database ? &*database : nullptr, *seminar, file, utc_now()); !plan) return report(plan.error());
    Json list = Json::array();
    for (const auto& file : files) {
        const auto plan = import_one(database ? &*database : nullptr, *seminar, file, options);
        if (!plan) return report(plan.error());
        if (options.as_json) {
            list.push_back(json_of(*plan, !options.is_dry_run));
        } else {
            std::fputs(told(*plan, !options.is_dry_run).c_str(), stdout);
        }
    }
    if (options.as_json) std::puts(list.dump(2, ' ', false, Json::error_handler_t::replace).c_str());
    return status_done;
}

}  // namespace entre
