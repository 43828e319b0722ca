#include "core/services/purge.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "core/attendance/live.hpp"
#include "core/base/atomic_file.hpp"
#include "core/services/import_service.hpp"
#include "core/services/occupancy_file.hpp"
#include "core/services/open_files.hpp"
#include "core/services/visitor_codes.hpp"
#include "core/share/share_key.hpp"
#include "core/store/high_water_mark.hpp"
#include "core/store/ledger.hpp"
#include "core/store/lock.hpp"
#include "core/store/roster.hpp"

namespace entre {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t min_group_size = 5;  // the counts of a smaller group would reveal people
constexpr std::string_view marks_heading =
    "The names and ticket codes that an unfinished purge searches for. Repeat the purge: this file is deleted when nothing is "
    "left.\n";

fs::path marks_file(const SeminarFolder& folder) { return folder.path / "purge-unfinished.txt"; }

/// Unlike fs::exists, an error is not the answer "no".
Result<bool> is_there(const fs::path& file) {
    std::error_code error;
    const auto status = fs::symlink_status(file, error);
    if (status.type() == fs::file_type::not_found) return false;
    if (error) return fail(ErrorCode::file_unreadable, fmt::format("{} cannot be read: {}", file.string(), error.message()));
    return true;
}

/// Counts that reveal no person: groups smaller than five are counted together.
std::string statistics_of(const Seminar& seminar, const LiveView& view, const Occupancy& occupancy) {
    std::vector<std::size_t> come(view.sectors.size(), 0);
    std::size_t others_expected = 0, others_come = 0;
    auto sectors = nlohmann::ordered_json::array();
    for (const auto& sector : view.sectors) {
        std::size_t came = 0;
        for (std::size_t i = 0; i < view.people->size(); ++i)
            came += (*view.people)[i].sector == sector.sector && view.presence[i].first_in ? 1U : 0U;
        if (sector.expected >= min_group_size && !sector.sector.empty()) {
            sectors.push_back({{"sector", sector.sector}, {"expected", sector.expected}, {"came", came}});
        } else {
            others_expected += sector.expected;
            others_come += came;
        }
    }
    sectors.push_back({{"sector", "others"}, {"expected", others_expected}, {"came", others_come}});
    nlohmann::ordered_json json = {{"seminar", seminar.name.in(seminar.languages.front())},
                                   {"starts", to_rfc3339(seminar.starts.utc)},
                                   {"expected", view.expected},
                                   {"came", view.come},
                                   {"walk_ins", view.walk_ins},
                                   {"sectors", sectors},
                                   {"arrivals", {{"begins", to_rfc3339(view.curve_begins)}, {"by_minute", view.curve}}}};
    if (occupancy.visits() > 0) json["occupancy"] = nlohmann::ordered_json::parse(occupancy_json(occupancy));
    return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

Result<void> read_database(const SeminarFolder& folder, const Seminar& seminar, PurgePlan& plan, std::set<std::string>& marks) {
    auto database = Database::open(folder, Access::read, "entre purge");
    if (!database) return pass_on(database);
    return database->guard([&]() -> Result<void> {
        const Roster roster(*database);
        const auto people = roster.all(false);
        plan.people = people.size();
        for (const auto& person : people) add_marks(marks, person);
        for (const auto& person : roster.all(true)) add_marks(marks, person);
        // Outside the folder, and without personal data; nobody needs it any more.
        std::error_code ignored;
        if (const auto mark = high_water_mark_file(folder, *database); fs::exists(mark, ignored)) plan.files.push_back(mark);
        const auto rows = std::make_shared<const PersonRows>(person_rows(people));
        const auto view = live_view(rows, Ledger(*database).all(), {}, {seminar.ends.utc, seminar.starts.utc, {}, {}});
        plan.statistics = statistics_of(seminar, view, read_occupancy(folder));
        return {};
    });
}

bool is_inside(const fs::path& folder, const fs::path& file) {
    std::error_code ignored;
    const auto relative = fs::weakly_canonical(file, ignored).lexically_relative(fs::weakly_canonical(folder, ignored));
    return !relative.empty() && *relative.begin() != ".." && relative != ".";
}

/// Every setting that names a place for personal data, relative to the folder.
std::vector<std::string> places_in_settings(const Seminar& seminar) {
    std::vector<std::string> places = seminar.registrations.files;
    for (const auto& printer : seminar.printers)
        if (printer.queue.starts_with("folder:")) places.push_back(printer.queue.substr(7));
    if (!seminar.backup_folder.empty()) places.push_back(seminar.backup_folder);
    return places;
}

Result<void> add_kept_marks(const SeminarFolder& folder, std::set<std::string>& marks) {
    const auto is_unfinished = is_there(marks_file(folder));
    if (!is_unfinished) return pass_on(is_unfinished);
    if (!*is_unfinished) return {};
    auto kept = load_file(marks_file(folder));
    if (!kept) return pass_on(kept);
    std::string_view lines = *kept;
    lines.remove_prefix(std::min(lines.size(), lines.find('\n') + 1));
    for (; !lines.empty(); lines.remove_prefix(std::min(lines.size(), lines.find('\n') + 1)))
        marks.emplace(lines.substr(0, lines.find('\n')));
    return {};
}

Result<void> read_exports(const SeminarFolder& folder, const Seminar& seminar, PurgePlan& plan, std::set<std::string>& marks) {
    for (const auto& name : seminar.registrations.files) {
        const auto file = folder.path / name;
        const auto is_file = is_there(file);
        if (!is_file) return pass_on(is_file);
        if (!*is_file) continue;
        const auto import = plan_import(nullptr, seminar, file, utc_now());
        if (!import) {
            plan.unread.push_back({file, 0, import.error().detail});
            continue;
        }
        for (const auto& person : import->changes.added) add_marks(marks, person.registration);
    }
    return {};
}

/// What is left of a file that was being written when the program ended, without the tail that mkostemp(3) gave it.
std::string_view without_temporary_tail(std::string_view name) {
    constexpr std::size_t tail = 7;  // a point and six letters or digits
    if (name.size() <= tail || name[name.size() - tail] != '.') return name;
    const auto random = name.substr(name.size() - tail + 1);
    const bool is_random = std::all_of(random.begin(), random.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    });
    return is_random ? name.substr(0, name.size() - tail) : name;
}

/// A temporary of the exports, of the tickets, of the marks or of the statistics: each may hold names.
bool is_left_over(const SeminarFolder& folder, const Seminar& seminar, std::string_view name) {
    const auto written = without_temporary_tail(name);
    if (written.size() == name.size()) return false;
    const auto& files = seminar.registrations.files;
    return written == "statistics.json" || written == occupancy_file(folder).filename().string() || is_ticket_file(written) ||
           is_of_sharing(written) || written == marks_file(folder).filename().string() ||
           std::find(files.begin(), files.end(), written) != files.end();
}

bool is_ours(const SeminarFolder& folder, std::string_view name) {
    const auto log = folder.log().filename().string();
    for (const std::string_view exact :
         {"demo-camera", "imports", "incoming", "journal.jsonl", "backups", "repair", "resumed-orders.json"})
        if (name == exact) return true;
    // A private server stays until the other kiosks have heard of the purge (kiosk/share/shared_purge.hpp); what it holds is
    // sealed.
    if (is_ticket_file(name) || (is_of_sharing(name) && name != "share")) return true;
    for (const std::string_view begin : {std::string_view(log), std::string_view("roll-call-"), std::string_view("attendance-"),
                                         std::string_view("live-sessions.json"), std::string_view("damaged-")})
        if (name.starts_with(begin)) return true;
    return false;
}

/// What Entré wrote and the exports. The database is last but for the marks; its -wal holds part of its content, so goes after
/// it. Until it is gone, an interrupted purge writes the statistics again, and needs the measured times for them.
Result<void> list_files(const SeminarFolder& folder, const Seminar& seminar, PurgePlan& plan) {
    std::vector<fs::path> last;
    for (const auto& place : places_in_settings(seminar))
        if (is_inside(folder.path, folder.path / place)) last.push_back(folder.path / place);
    for (const char* tail : {"", "-wal", "-shm"}) last.push_back(folder.database().string() + tail);
    if (!plan.statistics.empty()) last.push_back(occupancy_file(folder));
    last.push_back(marks_file(folder));
    std::error_code error;
    fs::directory_iterator at(folder.path, error);
    for (const fs::directory_iterator end; !error && at != end; at.increment(error))
        if (const auto name = at->path().filename().string(); is_ours(folder, name) || is_left_over(folder, seminar, name))
            plan.files.push_back(at->path());
    if (error)
        return fail(ErrorCode::file_unreadable, fmt::format("{} cannot be read: {}", folder.path.string(), error.message()));
    for (auto& file : last) {
        const auto is_file = is_there(file);
        if (!is_file) return pass_on(is_file);
        if (*is_file) plan.files.push_back(std::move(file));
    }
    return {};
}

/// Refuses while any program could still read, or write again, what is to be deleted.
Result<OpenFiles> nobody_else_in(const SeminarFolder& folder) {
    auto open = open_files_in(folder.path);
    if (!open || open->holders.empty()) return open;
    return fail(ErrorCode::database_in_use, fmt::format("{} is open in: {}. Close it there, then purge again.",
                                                        folder.path.string(), fmt::join(open->holders, ", ")));
}

Result<void> keep_marks(const SeminarFolder& folder, const std::vector<std::string>& marks) {
    if (marks.empty()) return {};
    return write_file_atomically(marks_file(folder), fmt::format("{}{}\n", marks_heading, fmt::join(marks, "\n")),
                                 FileMode::owner_only);
}

Result<void> delete_file(const fs::path& file) {
    std::error_code error;
    fs::remove_all(file, error);
    if (!error) return {};
    return fail(ErrorCode::file_unwritable,
                fmt::format("{} could not be deleted: {}. Correct that, then purge again.", file.string(), error.message()));
}

PurgeProof search_all(const fs::path& folder, const std::vector<std::string>& marks, const fs::path& left_out) {
    auto found = search_folder(folder, MarkIndex(marks), left_out);
    return {marks.size(), found.files, std::move(found.traces), std::move(found.pictures)};
}

}  // namespace

UtcTime purge_is_due(const Seminar& seminar) { return seminar.ends.utc + std::chrono::days{seminar.keep_days}; }

std::optional<std::string> purge_reminder(const SeminarFolder& folder, const Seminar& seminar, UtcTime now) {
    std::error_code ignored;
    const auto due = purge_is_due(seminar);
    if (now < due || (!fs::exists(folder.database(), ignored) && !fs::exists(marks_file(folder), ignored))) return std::nullopt;
    return fmt::format("The attendance should have been purged on {}. Save what must be kept, then: entre purge {}",
                       to_rfc3339(due).substr(0, 10), folder.path.string());
}

std::vector<fs::path> outside_places(const SeminarFolder& folder, const Seminar& seminar) {
    std::vector<fs::path> outside;
    for (const auto& place : places_in_settings(seminar))
        if (const auto path = (folder.path / place).lexically_normal(); !is_inside(folder.path, path)) outside.push_back(path);
    return outside;
}

Result<PurgePlan> plan_purge(const SeminarFolder& folder, const Seminar& seminar) {
    if (const auto holder = current_writer(folder))
        return fail(ErrorCode::database_in_use,
                    fmt::format("{} is open: {}. Close it there first.", folder.database().string(), *holder));
    auto open = nobody_else_in(folder);
    if (!open) return pass_on(open);
    PurgePlan plan;
    plan.not_checked = std::move(open->unreadable);
    if (open->has_strangers) plan.not_checked.emplace_back("programs of other users, who may enter the folder");
    std::set<std::string> marks;
    if (const auto kept = add_kept_marks(folder, marks); !kept) return pass_on(kept);
    const auto has_database = is_there(folder.database());
    if (!has_database) return pass_on(has_database);
    if (*has_database)
        if (const auto read = read_database(folder, seminar, plan, marks); !read) return pass_on(read);
    if (const auto read = read_exports(folder, seminar, plan, marks); !read) return pass_on(read);
    if (const auto listed = list_files(folder, seminar, plan); !listed) return pass_on(listed);
    plan.outside = outside_places(folder, seminar);
    plan.marks.assign(marks.begin(), marks.end());
    return plan;
}

Result<PurgeProof> purge(const SeminarFolder& folder, const PurgePlan& plan) {
    const auto lock = WriterLock::take(folder, "entre purge");
    if (!lock) return pass_on(lock);
    if (const auto open = nobody_else_in(folder); !open) return pass_on(open);
    if (!plan.statistics.empty())
        if (const auto written = write_file_atomically(folder.path / "statistics.json", plan.statistics); !written)
            return fail(ErrorCode::file_unwritable, written.error().detail + "; nothing was deleted");
    if (const auto kept = keep_marks(folder, plan.marks); !kept) return pass_on(kept);
    const auto marks = marks_file(folder);
    for (const auto& file : plan.files)
        if (file != marks)
            if (const auto deleted = delete_file(file); !deleted) return pass_on(deleted);
    auto proof = search_all(folder.path, plan.marks, marks);
    proof.traces.insert(proof.traces.end(), plan.unread.begin(), plan.unread.end());
    // A program that was started meanwhile may have read, and may write again.
    if (const auto open = nobody_else_in(folder); !open) proof.traces.push_back({folder.path, 0, open.error().detail});
    if (proof.traces.empty())
        if (const auto deleted = delete_file(marks); !deleted) return pass_on(deleted);
    return proof;
}

Result<void> note_unpurged_kiosks(const SeminarFolder& folder, const std::vector<std::string>& kiosks) {
    const auto file = folder.path / "statistics.json";
    const auto text = load_file(file);
    auto json = text ? nlohmann::ordered_json::parse(*text, nullptr, false) : nlohmann::ordered_json();
    if (!json.is_object()) return {};
    json.erase("kiosks_not_purged");
    if (!kiosks.empty()) json["kiosks_not_purged"] = kiosks;
    return write_file_atomically(file, json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n");
}

PurgeProof search_for(const fs::path& folder, const std::vector<std::string>& marks) {
    std::vector<std::string> written;
    for (const auto& mark : marks) written.push_back(searchable(mark));
    return search_all(folder, written, {});
}

}  // namespace entre
