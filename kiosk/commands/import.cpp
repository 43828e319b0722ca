#include <fmt/format.h>

#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>

#include "core/base/log.hpp"
#include "core/services/import_service.hpp"
#include "kiosk/commands/commands.hpp"
#include "kiosk/services/export_download.hpp"

namespace entre {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t max_reported_lines = 8;

/// "  12 × no name; the row was left out (lines 4, 7, 9 …)", the most frequent first.
std::string totals(const std::vector<RowIssue>& issues) {
    std::map<std::pair<RowIssueKind, std::string>, std::vector<const RowIssue*>> groups;
    for (const auto& issue : issues) groups[{issue.kind, issue.column}].push_back(&issue);
    std::vector<std::vector<const RowIssue*>> sorted;
    for (auto& [what, group] : groups) sorted.push_back(std::move(group));
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
    std::string out;
    for (const auto& group : sorted) {
        std::string lines;
        for (std::size_t i = 0; i < std::min(max_reported_lines, group.size()); ++i)
            lines += fmt::format("{}{}", i == 0 ? "" : ", ", group[i]->line);
        const auto& first = *group.front();
        out += fmt::format("  {} {} ({} {}{})\n", first.column.empty() ? "" : fmt::format("\"{}\":", first.column),
                           describe(first), group.size() == 1 ? "line" : fmt::format("{} rows: lines", group.size()), lines,
                           group.size() > max_reported_lines ? " …" : "");
    }
    return out;
}

std::string describe(const ImportPlan& plan, bool is_applied, const std::filesystem::path& report) {
    const auto& reading = plan.reading;
    const auto& changes = plan.changes;
    std::string out = fmt::format("{}: {} ({})\n", reading.file, reading.system, reading.format);
    for (const auto& use : reading.columns) out += fmt::format("  {:<18} {}\n", to_string(use.field), use.heading);
    if (!reading.unread.empty()) out += fmt::format("  {:<18} {}\n", "not read", fmt::join(reading.unread, ", "));
    out += fmt::format("  {} new, {} changed, {} withdrawn, {} unchanged, {} rejected{}\n", changes.added.size(),
                       changes.changed.size(), changes.withdrawn.size(), changes.same.size(), reading.rejected.size(),
                       reading.foreign_codes.empty() ? "" : fmt::format(", {} of other events", reading.foreign_codes.size()));
    out += totals(reading.rejected) + totals(reading.issues);
    for (const auto& unknown : reading.unknown_statuses)
        out += fmt::format(
            "  unknown status \"{}\" ({} rows); add its meaning to seminar.toml:\n    [registrations.status_words]\n  "
            "  \"{}\" = \"registered\"\n",
            unknown.word, unknown.rows, unknown.word);
    std::size_t issued = 0;
    for (const auto& person : changes.added) issued += person.registration.code_kind == CodeKind::issued ? 1U : 0U;
    if (issued > 0)
        out += fmt::format(
            "  {} {} no ticket code in the export. Entré issues codes; to send them: entre badge FOLDER --tickets tickets.pdf\n",
            issued, issued == 1 ? "person has" : "people have");
    if (plan.review.kept_at_door > 0)
        out += fmt::format("  {} corrected at the door and kept, although the export differs\n",
                           plan.review.kept_at_door == 1 ? "1 name" : fmt::format("{} names", plan.review.kept_at_door));
    if (!report.empty()) out += fmt::format("  all rows: {}\n", report.string());
    out += changes.is_empty() ? "Nothing to change.\n" : is_applied ? "Applied.\n" : "Nothing was changed (--dry-run).\n";
    return out;
}

Json json_of(const RowIssue& issue) {
    Json out{{"line", issue.line}, {"kind", to_string(issue.kind)}, {"done", to_string(issue.done)}, {"reason", describe(issue)}};
    if (!issue.column.empty()) out["column"] = issue.column;
    if (issue.other_line > 0) out["other_line"] = issue.other_line;
    return out;
}

/// A person as they would be stored. A code that is still to be issued is null, since the next run would issue another.
Json json_of(const ExportedPerson& person, std::string_view what) {
    const auto& who = person.registration;
    Json code = who.ticket_code;
    if (who.code_kind == CodeKind::issued && what == "added") code = nullptr;
    return {{"line", person.line},
            {"what", what},
            {"code", code},
            {"code_kind", to_string(who.code_kind)},
            {"given", who.given},
            {"family", who.family},
            {"display_name", display_name(who)},
            {"organisation", who.organisation},
            {"title", who.title},
            {"category", who.category},
            {"status", to_string(who.status)},
            {"language", who.language},
            {"protected", who.is_protected},
            {"notify", who.is_flagged}};
}

Json people_in(const Changes& changes) {
    std::vector<std::pair<const ExportedPerson*, std::string_view>> all;
    for (const auto& person : changes.added) all.emplace_back(&person, "added");
    for (const auto& person : changes.changed) all.emplace_back(&person.now, "changed");
    for (const auto& person : changes.same) all.emplace_back(&person, "unchanged");
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.first->line < b.first->line; });
    Json people = Json::array();
    for (const auto& [person, what] : all) people.push_back(json_of(*person, what));
    return people;
}

Json json_of(const ImportPlan& plan, bool is_applied, const std::filesystem::path& report) {
    Json rejected = Json::array(), issues = Json::array(), columns = Json::object(), unknown = Json::array();
    for (const auto& reject : plan.reading.rejected) rejected.push_back(json_of(reject));
    for (const auto& issue : plan.reading.issues) issues.push_back(json_of(issue));
    for (const auto& use : plan.reading.columns) {
        auto& headings = columns[std::string(to_string(use.field))];
        if (headings.is_null())
            headings = use.heading;
        else if (headings.is_string())
            headings = Json::array({headings, use.heading});
        else
            headings.push_back(use.heading);
    }
    for (const auto& status : plan.reading.unknown_statuses) unknown.push_back({{"word", status.word}, {"rows", status.rows}});
    Json out{{"file", plan.reading.file},
             {"system", plan.reading.system},
             {"format", plan.reading.format},
             {"columns", columns},
             {"unread", plan.reading.unread},
             {"added", plan.changes.added.size()},
             {"changed", plan.changes.changed.size()},
             {"withdrawn", plan.changes.withdrawn.size()},
             {"unchanged", plan.changes.same.size()},
             {"rejected", rejected},
             {"damaged", issues},
             {"unknown_statuses", unknown},
             {"other_events", plan.reading.foreign_codes.size()},
             {"kept_at_door", plan.review.kept_at_door},
             {"suspicious", plan.is_suspicious},
             {"applied", is_applied}};
    if (!is_applied) out["people"] = people_in(plan.changes);
    if (!report.empty()) out["report"] = report.string();
    return out;
}

struct Import {
    ImportPlan plan;
    std::filesystem::path report;
};

Result<Import> import_one(Database* database, const Seminar& seminar, const std::filesystem::path& file,
                          const ImportOptions& options) {
    auto plan = plan_import(database, seminar, file, utc_now());
    if (!plan) return pass_on(plan);
    if (plan->is_blank) return tl::unexpected<Error>(nobody_below(file));
    if (options.is_dry_run) return Import{std::move(*plan), {}};
    if (plan->is_suspicious && !options.is_sure)
        return fail(
            ErrorCode::export_invalid,
            fmt::format("{}: {} of {} people are missing from this file or withdrawn by it. Is the export complete? Nothing was "
                        "changed. To import it anyway: entre import {} --yes",
                        file.string(), plan->changes.withdrawn.size() + plan->changes.withdrawn_by_status,
                        plan->changes.roster_size, options.folder.string()));
    const auto done = apply_import(*database, *plan, utc_now());
    if (!done) return pass_on(done);
    const auto report = write_import_report({options.folder}, *plan, utc_now());
    if (!report) return pass_on(report);
    return Import{std::move(*plan), *report};
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

    if (options.files.empty() && !seminar->registrations.url.empty()) {
        if (options.is_dry_run) {
            std::fputs("Nothing is fetched in a dry run; this is about the file in the folder.\n", stderr);
        } else if (const auto fetched = ExportFetch(folder, seminar->registrations).fetch({}); !fetched) {
            return report(fetched.error());
        }
    }
    std::vector<std::filesystem::path> files = options.files;
    if (files.empty())
        for (const auto& file : seminar->registrations.files) files.push_back(folder.path / file);
    // All files are read before the first is stored.
    if (files.size() > 1)
        for (const auto& file : files)
            if (const auto plan = plan_import(database ? &*database : nullptr, *seminar, file, utc_now()); !plan)
                return report(plan.error());
    Json list = Json::array();
    for (const auto& file : files) {
        const auto done = import_one(database ? &*database : nullptr, *seminar, file, options);
        if (!done) return report(done.error());
        if (options.as_json) {
            list.push_back(json_of(done->plan, !options.is_dry_run, done->report));
        } else {
            std::fputs(describe(done->plan, !options.is_dry_run, done->report).c_str(), stdout);
        }
    }
    if (options.as_json) std::puts(list.dump(2, ' ', false, Json::error_handler_t::replace).c_str());
    return status_done;
}

}  // namespace entre
