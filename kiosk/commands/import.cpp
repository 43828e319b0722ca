#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <cstdio>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>

#include "core/base/log.hpp"
#include "core/base/text.hpp"
#include "core/seminar/answers.hpp"
#include "core/services/import_service.hpp"
#include "core/services/visitor_codes.hpp"
#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/common.hpp"
#include "kiosk/services/export_download.hpp"
#include "kiosk/ui/words.hpp"

namespace entre {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t max_reported_lines = 8;

std::string done_line(RowIssueAction done) {
    switch (done) {
        case RowIssueAction::rejected:
            return say(sentence("The row was left out."));
        case RowIssueAction::left_out:
            return say(sentence("Left out."));
        case RowIssueAction::joined:
            return say(sentence("The rows are one registration, and the one that lets in counts."));
        case RowIssueAction::kept:
        case RowIssueAction::changed:
            return {};
    }
    return {};
}

/// "  "E-post": No name. The row was left out. (12 rows: lines 4, 7, 9 …)", the most frequent first.
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
        if (group.size() > max_reported_lines) lines += " …";
        const std::string done = done_line(first.done);
        out += fmt::format(
            "  {}{}.{}{} ({})\n", first.column.empty() ? "" : fmt::format("\"{}\": ", first.column),
            terminal_language().row_issue_line(first), done.empty() ? "" : " ", done,
            group.size() == 1 ? say(sentence("line {}", lines)) : say(sentence("{} rows: lines {}", group.size(), lines)));
    }
    return out;
}

/// The questions with the options that answer them, for somebody who cannot be asked.
std::string ask_in_words(const std::vector<ListQuestion>& questions) {
    std::string out =
        say(sentence("Nothing was changed: this has to be answered first. Add one option of each to the command.")) + "\n";
    for (const auto& question : questions) {
        out += fmt::format("  {}\n", terminal_language().question_line(question));
        for (const auto& answer : question.answers)
            out += fmt::format("    {}  ({})\n", option_for(question, answer), terminal_language().answer_line(question, answer));
    }
    return out;
}

std::string describe(const ImportPlan& plan, bool is_applied, const std::filesystem::path& report) {
    const auto& reading = plan.reading;
    const auto& changes = plan.changes;
    std::string out = fmt::format("{}: {} ({})\n", reading.file, reading.system, reading.format);
    for (const auto& use : reading.columns) out += fmt::format("  {:<18} {}\n", say({to_string(use.field), {}}), use.heading);
    for (const auto& column : reading.readings)
        if (column.confidence == Confidence::asked)
            out += fmt::format("  {:<18} {}\n", say(sentence("asked about")), column.heading);
    if (!reading.unread.empty()) out += fmt::format("  {:<18} {}\n", say(sentence("not read")), fmt::join(reading.unread, ", "));
    out += "  " + say(sentence("{} new, {} changed, {} withdrawn, {} unchanged, {} rejected", changes.added.size(),
                               changes.changed.size(), changes.withdrawn.size(), changes.same.size(), reading.rejected.size()));
    if (!reading.foreign_codes.empty()) out += say(sentence(", {} of other events", reading.foreign_codes.size()));
    out += "\n";
    out += totals(reading.rejected) + totals(reading.issues);
    std::size_t issued = 0;
    for (const auto& person : changes.added) issued += person.registration.code_kind == CodeKind::issued ? 1U : 0U;
    const auto line = [&](const Sentence& text) { out += "  " + say(text) + "\n"; };
    if (issued > 0)
        line(sentence(
            "People without a ticket code in the export: {}. Entré issues codes; to send them: entre badge FOLDER --tickets "
            "tickets.pdf",
            issued));
    if (plan.review.kept_at_door > 0)
        line(sentence("Names corrected at the door and kept, although the export differs: {}", plan.review.kept_at_door));
    if (!report.empty()) line(sentence("all rows: {}", report.string()));
    if (plan.has_questions()) return out + ask_in_words(reading.questions);
    return out +
           say(changes.is_empty() ? sentence("Nothing to change.")
               : is_applied       ? sentence("Applied.")
                                  : sentence("Nothing was changed (--dry-run).")) +
           "\n";
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

Json json_of(const std::vector<ColumnReading>& readings) {
    Json all = Json::array();
    for (const auto& one : readings)
        all.push_back({{"heading", one.heading},
                       {"role", one.role ? Json(to_string(*one.role)) : Json(nullptr)},
                       {"confidence", to_string(one.confidence)},
                       {"evidence", one.evidence}});
    return all;
}

Json json_of(const std::vector<ListQuestion>& questions) {
    Json all = Json::array();
    for (const auto& one : questions) {
        Json options = Json::array();
        for (const auto& answer : one.answers) options.push_back({{"answer", answer}, {"option", option_for(one, answer)}});
        Json question{{"kind", to_string(one.kind)},
                      {"column", one.column},
                      {"rows", one.rows},
                      {"question", describe(one)},
                      {"answers", options}};
        if (!one.word.empty()) question["word"] = one.word;
        all.push_back(std::move(question));
    }
    return all;
}

Json json_of(const ImportPlan& plan, bool is_applied, const std::filesystem::path& report) {
    Json rejected = Json::array(), issues = Json::array(), columns = Json::object();
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
             {"understood", json_of(plan.reading.readings)},
             {"questions", json_of(plan.reading.questions)},
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
    if (options.is_dry_run || plan->has_questions()) return Import{std::move(*plan), {}};
    if (plan->is_suspicious && !options.is_sure)
        return fail(
            ErrorCode::export_invalid,
            sentence("{}: {} of {} people are missing from this file or withdrawn by it. Is the export complete? Nothing was "
                     "changed. To import it anyway: entre import {} --yes",
                     file.string(), plan->changes.withdrawn.size() + plan->changes.withdrawn_by_status, plan->changes.roster_size,
                     options.folder.string()));
    const auto done = apply_import(*database, *plan, utc_now());
    if (!done) return pass_on(done);
    const auto report = write_import_report({options.folder}, *plan, utc_now());
    if (!report) return pass_on(report);
    return Import{std::move(*plan), *report};
}

/// The seminar's other lists, as far as they are in its folder.
std::vector<std::filesystem::path> others_in_folder(const Seminar& seminar, const SeminarFolder& folder,
                                                    const std::filesystem::path& file) {
    std::vector<std::filesystem::path> others;
    std::error_code ignored;
    for (const auto& name : seminar.registrations.files)
        if (auto other = folder.path / name; other.filename() != file.filename() && std::filesystem::exists(other, ignored))
            others.push_back(std::move(other));
    return others;
}

/// "Kommer du?=attending": what stands before the last equals sign is the heading.
Result<std::vector<ListAnswer>> answers_in(const ImportOptions& options) {
    std::vector<ListAnswer> answers;
    for (const bool is_word : {false, true})
        for (const auto& text : is_word ? options.statuses : options.columns) {
            const auto equals = text.rfind('=');
            if (equals == std::string::npos || equals == 0)
                return fail(ErrorCode::wrong_usage,
                            sentence("{} wants a text, an equals sign and an answer: {}.", is_word ? "--status" : "--column",
                                     is_word ? "\"Kanske=waiting_list\"" : "\"Kommer du?=attending\""));
            answers.push_back({is_word, text.substr(0, equals), text.substr(equals + 1)});
        }
    return answers;
}

/// Asks on the terminal until the list is understood. An empty line stops.
Result<void> ask_about(Database* database, Seminar& seminar, const std::filesystem::path& file, const ImportOptions& options) {
    for (;;) {
        const auto plan = plan_import(database, seminar, file, utc_now());
        if (!plan) return pass_on(plan);
        if (!plan->has_questions()) return {};
        const auto& question = plan->reading.questions.front();
        std::string text = terminal_language().question_line(question) + "\n";
        for (std::size_t i = 0; i < question.answers.size(); ++i)
            text += fmt::format("  {}  {}\n", i + 1, terminal_language().answer_line(question, question.answers[i]));
        std::fputs((text + say(sentence("Number: "))).c_str(), stdout);
        std::fflush(stdout);
        std::string line;
        if (!std::getline(std::cin, line) || trim(line).empty()) return {};
        std::size_t number = 0;
        std::from_chars(line.data(), line.data() + line.size(), number);
        if (number < 1 || number > question.answers.size()) continue;
        const bool is_word = question.kind == QuestionKind::status_word;
        const std::vector<ListAnswer> answer{{is_word, is_word ? question.word : question.column, question.answers[number - 1]}};
        if (const auto added = add_answers(seminar.registrations, answer); !added) return pass_on(added);
        if (const auto saved = save_answers(options.folder, answer); !saved) return pass_on(saved);
    }
}

}  // namespace

int run_import(const ImportOptions& options) {
    const SeminarFolder folder{options.folder};
    keep_log_quiet();
    auto seminar = read_seminar(folder.path);
    if (!seminar) return report(seminar.error());
    const auto answers = answers_in(options);
    if (!answers) return report(answers.error());
    if (const auto added = add_answers(seminar->registrations, *answers); !added) return report(added.error());
    if (!options.is_dry_run)
        if (const auto saved = save_answers(folder.path, *answers); !saved) return report(saved.error());
    const bool is_asking = !options.as_json && !options.is_dry_run && ::isatty(STDIN_FILENO) == 1 && ::isatty(STDOUT_FILENO) == 1;

    std::optional<Database> database;
    std::error_code ignored;
    if (!options.is_dry_run || std::filesystem::exists(folder.database(), ignored)) {
        auto opened = Database::open(folder, options.is_dry_run ? Access::read : Access::write, "entre import");
        if (!opened) return report(opened.error());
        database.emplace(std::move(*opened));
    }

    if (options.files.empty() && !seminar->registrations.url.empty()) {
        if (options.is_dry_run) {
            std::fputs((say(sentence("Nothing is fetched in a dry run; this is about the file in the folder.")) + "\n").c_str(),
                       stderr);
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
    int status = status_done;
    bool has_withdrawn = false;
    const std::size_t asked_for = files.size();
    for (std::size_t i = 0; i < files.size(); ++i) {
        const auto file = files[i];
        if (is_asking)
            if (const auto asked = ask_about(database ? &*database : nullptr, *seminar, file, options); !asked)
                return report(asked.error());
        const auto done = import_one(database ? &*database : nullptr, *seminar, file, options);
        if (!done) return report(done.error());
        const bool is_applied = !options.is_dry_run && !done->plan.has_questions();
        if (done->plan.has_questions()) status = status_question;
        has_withdrawn = has_withdrawn || (is_applied && withdraws(done->plan.changes));
        const bool is_again = i >= asked_for;
        if (is_again && done->plan.is_known) continue;
        if (options.as_json)
            list.push_back(json_of(done->plan, is_applied, done->report));
        else
            std::fputs(describe(done->plan, is_applied, done->report).c_str(), stdout);
        // A person who was withdrawn may be in another file too, which may have been read before this one.
        if (i + 1 == asked_for && has_withdrawn)
            for (const auto& other : others_in_folder(*seminar, folder, file)) files.push_back(other);
    }
    if (database && !options.is_dry_run && !seminar->kiosk.search) {
        const auto have_codes = database->guard([&]() -> Result<bool> { return have_visitors_codes(*database, folder); });
        if (!have_codes.value_or(true)) std::fputs(fmt::format("entre: {}\n", nobody_can_check_in(folder)).c_str(), stderr);
    }
    if (options.as_json) std::puts(list.dump(2, ' ', false, Json::error_handler_t::replace).c_str());
    return status;
}

}  // namespace entre
