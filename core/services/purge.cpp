#include "core/services/purge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <unordered_map>

#include "core/attendance/live.hpp"
#include "core/base/log.hpp"
#include "core/base/text.hpp"
#include "core/services/import_service.hpp"
#include "core/store/ledger.hpp"
#include "core/store/lock.hpp"
#include "core/store/roster.hpp"

namespace entre {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t min_mark_length = 4;
constexpr std::size_t min_group_size = 5;  // the counts of a smaller group would reveal people

/// How a name is written in exports, databases (adjacent fields), badges and letters.
void add_marks(std::set<std::string>& marks, const Registration& person) {
    const auto add = [&](const std::string& mark) {
        if (mark.size() >= min_mark_length) marks.insert(to_lower_ascii(mark));
    };
    add(person.ticket_code);
    if (person.given.empty() || person.family.empty()) return add(person.given + person.family);
    for (const std::string_view between : {" ", "", ";", ",", "\t", "\";\"", "\",\"", "\n"})
        add(fmt::format("{}{}{}", person.given, between, person.family));
    for (const std::string_view between : {", ", ";", ",", "\t", "\";\"", "\",\""})
        add(fmt::format("{}{}{}", person.family, between, person.given));
    add(folded_name(person.given, person.family));
}

/// Counts that reveal no person: groups smaller than five are counted together.
std::string statistics_of(const Seminar& seminar, const LiveView& view) {
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
    const nlohmann::ordered_json json = {{"seminar", seminar.name.in(seminar.languages.front())},
                                         {"starts", to_rfc3339(seminar.starts.utc)},
                                         {"expected", view.expected},
                                         {"came", view.come},
                                         {"walk_ins", view.walk_ins},
                                         {"sectors", sectors},
                                         {"arrivals", {{"begins", to_rfc3339(view.curve_begins)}, {"by_minute", view.curve}}}};
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
        const auto rows = std::make_shared<const PersonRows>(person_rows(people));
        plan.statistics =
            statistics_of(seminar, live_view(rows, Ledger(*database).all(), {}, {seminar.ends.utc, seminar.starts.utc, {}, {}}));
        return {};
    });
}

void add_file(PurgePlan& plan, const fs::path& file) {
    std::error_code ignored;
    if (fs::exists(fs::symlink_status(file, ignored))) plan.files.push_back(file);
}

bool is_inside(const fs::path& folder, const fs::path& file) {
    const auto relative = fs::weakly_canonical(file).lexically_relative(fs::weakly_canonical(folder));
    return !relative.empty() && *relative.begin() != ".." && relative != ".";
}

std::string contents(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// The marks by their first four bytes, so that each file is read once whatever their number.
using Index = std::unordered_map<std::string_view, std::vector<std::string_view>>;

std::size_t places_in(std::string_view text, const Index& index) {
    std::size_t places = 0;
    for (std::size_t i = 0; i + min_mark_length <= text.size(); ++i) {
        const auto found = index.find(text.substr(i, min_mark_length));
        if (found == index.end()) continue;
        places += std::any_of(found->second.begin(), found->second.end(),
                              [&](std::string_view mark) { return text.substr(i).starts_with(mark); })
                      ? 1U
                      : 0U;
    }
    return places;
}

}  // namespace

UtcTime purge_is_due(const Seminar& seminar) { return seminar.ends.utc + std::chrono::days{seminar.keep_days}; }

std::optional<std::string> purge_reminder(const SeminarFolder& folder, const Seminar& seminar, UtcTime now) {
    std::error_code ignored;
    const auto due = purge_is_due(seminar);
    if (now < due || !fs::exists(folder.database(), ignored)) return std::nullopt;
    return fmt::format("The attendance should have been purged on {}. Save what must be kept, then: entre purge {}",
                       to_rfc3339(due).substr(0, 10), folder.path.string());
}

Result<PurgePlan> plan_purge(const SeminarFolder& folder, const Seminar& seminar) {
    if (const auto holder = current_writer(folder))
        return fail(ErrorCode::database_in_use,
                    fmt::format("{} is open: {}. Close it there first.", folder.database().string(), *holder));
    PurgePlan plan;
    std::set<std::string> marks;
    std::error_code ignored;
    if (fs::exists(folder.database(), ignored))
        if (const auto read = read_database(folder, seminar, plan, marks); !read) return pass_on(read);
    for (const auto& name : seminar.registrations.files) {
        const auto file = folder.path / name;
        if (const auto import = plan_import(nullptr, seminar, file, utc_now()))
            for (const auto& person : import->changes.added) add_marks(marks, person.registration);
    }
    for (const auto& printer : seminar.printers)
        if (printer.queue.starts_with("folder:"))
            if (const auto badges = folder.path / printer.queue.substr(7); is_inside(folder.path, badges)) add_file(plan, badges);
    for (const char* name : {"demo-camera", "live-sessions.json", "imports"}) add_file(plan, folder.path / name);
    for (const auto& entry : fs::directory_iterator(folder.path, ignored))
        for (const std::string& begin : {folder.log().filename().string(), std::string("roll-call-"), std::string("attendance-")})
            if (entry.path().filename().string().starts_with(begin)) plan.files.push_back(entry.path());
    // The files that the marks come from are last, so that a purge that failed before them searches for all names when repeated.
    for (const auto& name : seminar.registrations.files) add_file(plan, folder.path / name);
    for (const char* tail : {"-wal", "-shm", ""}) add_file(plan, folder.database().string() + tail);
    plan.marks.assign(marks.begin(), marks.end());
    return plan;
}

Result<PurgeProof> purge(const SeminarFolder& folder, const PurgePlan& plan) {
    const auto lock = WriterLock::take(folder, "entre purge");
    if (!lock) return pass_on(lock);
    if (!plan.statistics.empty()) {
        const auto file = folder.path / "statistics.json";
        std::ofstream out(file, std::ios::trunc);
        out << plan.statistics;
        out.close();
        if (!out)
            return fail(ErrorCode::file_unwritable, fmt::format("{} cannot be written; nothing was removed", file.string()));
    }
    for (const auto& file : plan.files) {
        std::error_code error;
        fs::remove_all(file, error);
        if (error)
            return fail(ErrorCode::file_unwritable, fmt::format("{} could not be deleted: {}. Correct that, then purge again.",
                                                                file.string(), error.message()));
    }
    return search_for(folder.path, plan.marks);
}

PurgeProof search_for(const fs::path& folder, const std::vector<std::string>& marks) {
    Index index;
    for (const auto& mark : marks)
        if (mark.size() >= min_mark_length) index[std::string_view(mark).substr(0, min_mark_length)].push_back(mark);
    PurgeProof proof;
    proof.marks = marks.size();
    std::error_code ignored;
    for (const auto& entry : fs::recursive_directory_iterator(folder, fs::directory_options::skip_permission_denied, ignored)) {
        if (!entry.is_regular_file(ignored)) continue;
        ++proof.files;
        const auto places = places_in(to_lower_ascii(contents(entry.path())), index);
        if (places > 0) proof.traces.push_back({entry.path(), places});
    }
    return proof;
}

}  // namespace entre
