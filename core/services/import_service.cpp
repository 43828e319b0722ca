#include "core/services/import_service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "core/base/atomic_file.hpp"
#include "core/base/id.hpp"
#include "core/base/log.hpp"
#include "core/store/erased_people.hpp"
#include "core/store/imports.hpp"
#include "core/store/ledger.hpp"
#include "core/store/roster.hpp"
#include "core/store/shared_entries.hpp"

namespace entre {

namespace {

// From this size on, building the indexes afterwards is faster than updating them row by row.
constexpr std::size_t many_rows = 2000;

/// Names corrected at the door that the export still spells differently.
std::vector<KeptAtDoor> kept_at_door(const Changes& changes, const std::vector<CorrectedName>& corrected) {
    std::unordered_map<std::string_view, std::string_view> at_door;
    for (const auto& name : corrected) at_door.emplace(name.id.value, name.name);
    std::vector<KeptAtDoor> kept;
    const auto add = [&](const Registration& who, bool is_protected) {
        const auto door = at_door.find(who.id.value);
        if (door == at_door.end()) return;
        if (auto exported = display_name(who); door->second != exported)
            kept.push_back({std::move(exported), std::string(door->second), is_protected});
    };
    for (const auto& person : changes.changed) add(person.now.registration, person.before.is_protected);
    for (const auto& person : changes.same) add(person.registration, person.registration.is_protected);
    return kept;
}

std::vector<RegistrationId> changed_people(const Changes& changes) {
    std::vector<RegistrationId> people;
    for (const auto& who : changes.withdrawn) people.push_back(who.id);
    for (const auto& person : changes.changed) people.push_back(person.now.registration.id);
    for (const auto& person : changes.added) people.push_back(person.registration.id);
    return people;
}

Error has_other_kiosks() {
    return error_of(ErrorCode::kiosks_apart,
                    sentence("Several kiosks share this list. Put the file into the folder of one whose door is open."));
}

void set(Database& database, const std::string& pragmas) {
    const auto is_set = database.guard([&]() -> Result<void> {
        database.execute(pragmas);
        return {};
    });
    if (!is_set) log_info("sync", "the settings of the database were not changed: {}", is_set.error().detail);
}

/// SQLite settings while a long list is imported into an empty roster. Without them writing 100,000 people takes twice as long
/// (1.6 s instead of 0.8 s when measured).
/// - A rollback journal: with a WAL everything would be written twice. It is equally durable. While another process reads the
/// database,
///   SQLite keeps the WAL, which is fine, too.
/// - A small page cache, because pages are written in order and are not needed again.
/// - Temporary files: in memory SQLite sorts the rows of a new index in one piece, which is slower and needs a hundred megabytes
/// for a
///   million rows; with files it sorts what fits into the cache, and merges. The files are unnamed and in the seminar's folder.
class ForLongList {
public:
    explicit ForLongList(Database& database) : database_(database) {
        set(database_, "PRAGMA cache_size=-2000; PRAGMA temp_store=FILE; PRAGMA journal_mode=DELETE");
    }
    ForLongList(const ForLongList&) = delete;
    ForLongList& operator=(const ForLongList&) = delete;
    ~ForLongList() {
        set(database_, fmt::format("PRAGMA cache_size=-{}; PRAGMA temp_store=MEMORY; PRAGMA journal_mode=WAL", usual_cache_kib));
    }

private:
    Database& database_;
};

/// An export does not bring back people who were erased at their own request.
void leave_out_erased(Database& database, ExportReading& reading) {
    const ErasedPeople erased(database);
    if (!erased.has_any()) return;
    std::erase_if(reading.people, [&](const ExportedPerson& person) {
        const bool is_erased = erased.has(person.registration);
        if (is_erased) reading.issues.push_back({person.line, RowIssueKind::erased_person, RowIssueAction::left_out, {}, 0});
        return is_erased;
    });
}

/// Compares `plan.reading` with the roster in `database`, which may be null, and fills in the rest of `plan`. To be called inside
/// Database::guard.
Result<void> compare(Database* database, const Seminar& seminar, UtcTime now, ImportPlan& plan) {
    EachKnown each_known;
    std::vector<std::string> others;
    std::vector<CorrectedName> corrected;
    if (database != nullptr) {
        const Roster roster(*database);
        plan.roster_version =
            roster.version();  // first: if somebody changes the roster while it is read, the plan is out of date
        corrected = roster.corrected_names();
        leave_out_erased(*database, plan.reading);
        for (const auto& name : seminar.registrations.files)
            if (auto other = std::filesystem::path(name).filename().string(); other != plan.source)
                others.push_back(std::move(other));
        each_known = [&](const std::function<void(KnownPerson)>& visit) {
            Roster(*database).each_exported(plan.source, others, visit);
        };
    }
    ExportReading& reading = plan.reading;
    plan.changes = changes_of(each_known, std::move(reading.people), now, reading.unreadable, !others.empty());
    plan.is_suspicious = is_suspicious(plan.changes);
    for (const auto& row : plan.changes.ambiguous) reading.rejected.push_back(row);
    for (const auto& row : plan.changes.other_list) reading.issues.push_back(row);
    std::stable_sort(reading.rejected.begin(), reading.rejected.end(),
                     [](const RowIssue& a, const RowIssue& b) { return a.line < b.line; });
    plan.review = review_of(reading, plan.changes, kept_at_door(plan.changes, corrected), [&](const RegistrationId& person) {
        return database != nullptr && Ledger(*database).inside_since(person).has_value();
    });
    plan.review.file = plan.source;
    plan.is_known = database != nullptr && plan.changes.is_empty() && Imports(*database).has(plan.source, reading.sha256);
    return {};
}

}  // namespace

Error nobody_below(const std::filesystem::path& file) {
    return error_of(ErrorCode::export_invalid,
                    sentence("{}:1: there is nobody below the headings. Export the registrations again.", file.string()));
}

Error has_to_be_explained(const ImportPlan& plan) {
    const auto& questions = plan.reading.questions;
    return error_of(
        ErrorCode::export_invalid,
        sentence("{}: {} questions about the list have to be answered, the first about the column \"{}\". Nothing was "
                 "changed. Answer on the staff screen, or with entre import.",
                 plan.reading.file, questions.size(), questions.front().column));
}

Result<ImportPlan> plan_import(Database* database, const Seminar& seminar, const std::filesystem::path& file, UtcTime now) {
    std::string email_key = new_uuid(now);  // without a database the hashes are compared with each other only
    if (database != nullptr) {
        auto key = database->guard([&]() -> Result<std::string> { return Roster(*database).email_key(); });
        if (!key) return pass_on(key);
        email_key = std::move(*key);
    }
    auto reading =
        with_export_file(file, [&](const ExportFile& open) { return read_export(open, seminar.registrations, email_key); });
    if (!reading) return pass_on(reading);

    ImportPlan plan;
    plan.source = file.filename().string();
    plan.reading = std::move(*reading);
    plan.is_blank = plan.reading.is_blank();
    const auto compared = database != nullptr ? database->guard([&] { return compare(database, seminar, now, plan); })
                                              : compare(nullptr, seminar, now, plan);
    if (!compared) return pass_on(compared);
    plan.review.questions = plan.reading.questions;
    if (plan.is_blank && plan.changes.roster_size > 0) return tl::unexpected<Error>(nobody_below(file));
    return plan;
}

Result<bool> apply_import(Database& database, const ImportPlan& plan, UtcTime now, ListTurn turn) {
    if (plan.has_questions()) return tl::unexpected<Error>(has_to_be_explained(plan));
    const Changes& changes = plan.changes;
    // The same bytes again: their rejected rows and foreign codes are stored already.
    if (plan.is_known) return true;
    const bool is_large = changes.added.size() > many_rows;
    std::optional<ForLongList> for_long_list;
    if (is_large && changes.roster_size == 0) for_long_list.emplace(database);
    const auto done = database.transaction([&]() -> Result<bool> {
        Roster roster(database);
        if (roster.version() != plan.roster_version) return false;
        SharedEntries shared(database);
        if (turn == ListTurn::not_held && shared.own()) return tl::unexpected<Error>(has_other_kiosks());
        if (is_large) roster.drop_indexes();
        for (const auto& who : changes.withdrawn) roster.withdraw(who.id);
        for (const auto& person : changes.changed)
            roster.change(person.now.registration, person.stays_in_other_list ? Source{} : Source{plan.source, person.now.line});
        for (const auto& person : changes.added) roster.add(person.registration, {plan.source, person.line});
        if (is_large) roster.make_indexes();
        for (const auto& code : plan.reading.foreign_codes) roster.add_foreign(code);
        if (!changes.is_empty()) {
            roster.count_up();
            shared.add_list(changed_people(changes));
        }
        Imports(database).add({plan.source, plan.reading.sha256, now, plan.reading.system, changes.added.size(),
                               changes.changed.size(), changes.withdrawn.size(), changes.same.size(), 0},
                              plan.reading.rejected);
        return true;
    });
    if (done && *done)
        log_info("sync", "{}: {} added, {} changed, {} withdrawn, {} unchanged, {} rejected", plan.source, changes.added.size(),
                 changes.changed.size(), changes.withdrawn.size(), changes.same.size(), plan.reading.rejected.size());
    return done;
}

Result<std::filesystem::path> write_import_report(const SeminarFolder& folder, const ImportPlan& plan, UtcTime now) {
    if (plan.reading.rejected.empty() && plan.reading.issues.empty()) return std::filesystem::path{};
    std::string text = "\xef\xbb\xbfline;column;kind;done;in words\r\n";
    const auto add = [&](const RowIssue& issue) {
        std::string column = issue.column;
        std::replace_if(column.begin(), column.end(), [](char c) { return c == ';' || c == '"' || c == '\n' || c == '\r'; }, ' ');
        if (!column.empty() && std::string_view("=+-@").find(column[0]) != std::string_view::npos) column.insert(0, "'");
        text += fmt::format("{};{};{};{};\"{}\"\r\n", issue.line, column, to_string(issue.kind), to_string(issue.done),
                            describe(issue));
    };
    for (const auto& issue : plan.reading.rejected) add(issue);
    for (const auto& issue : plan.reading.issues) add(issue);
    std::error_code error;
    std::filesystem::create_directories(folder.imports(), error);
    std::string stamp = to_rfc3339(now);
    std::erase(stamp, ':');
    const auto file = folder.imports() / fmt::format("{} {}.csv", stamp, std::filesystem::path(plan.source).stem().string());
    if (const auto written = write_file_atomically(file, text); !written) return pass_on(written);
    return file;
}

Result<CarriedColumns> columns_of_export(Database& database, const Seminar& seminar, const std::filesystem::path& file,
                                         UtcTime now) {
    const auto plan = plan_import(&database, seminar, file, now);
    if (!plan) return pass_on(plan);
    std::unordered_map<std::int64_t, RegistrationId> who;
    for (const auto& person : plan->changes.changed) who.emplace(person.now.line, person.now.registration.id);
    for (const auto& person : plan->changes.same) who.emplace(person.line, person.registration.id);
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
                if (const auto person = who.find(line); person != who.end())
                    out.cells[person->second].assign(cells.begin(), cells.end());
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
