#include <fcntl.h>
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <set>
#include <unordered_map>

#include "core/base/log.hpp"
#include "core/services/check_in_desk.hpp"
#include "core/services/import_service.hpp"
#include "core/services/repair.hpp"
#include "core/services/staff_desk.hpp"
#include "core/store/ledger.hpp"
#include "core/store/roster.hpp"
#include "tests/chaos/chaos.hpp"
#include "tests/support/scratch_folder.hpp"

namespace entre::chaos {

namespace {

constexpr int people = 60;
constexpr int status_lost = 3;
const std::string does_not_open = "does not open: ";

UtcTime at(int minute) { return from_rfc3339("2027-05-20T08:30:00+02:00")->utc + std::chrono::minutes{minute}; }

std::string code_of(int number) { return fmt::format("code-{:04}", number); }

/// Appends a line and syncs it: what was promised is known for certain.
void promise(const std::filesystem::path& file, const std::string& line) {
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    const std::string text = line + "\n";
    if (::write(descriptor, text.data(), text.size()) < 0) std::abort();
    ::close(descriptor);
}

/// One visit; every seventh is a walk-in, every fifth corrects the name, every ninth goes out again.
bool visit(CheckInDesk& desk, StaffDesk& staff, int number, const std::filesystem::path& acknowledged) {
    const auto now = at(number);
    if (number % 7 == 0) {
        const auto answer = staff.act(WalkIn{fmt::format("Gäst {}", number), "Ödman", "", "", true}, now);
        if (!answer) return false;
        promise(acknowledged, "in Gäst " + std::to_string(number));
        return true;
    }
    const auto found = desk.look_up(code_of(number), now);
    if (!found || !found->who) return false;
    CheckInRequest request{found->who->id, BadgeName::full, {}, {}, RecordedBy::self};
    if (number % 5 == 0) request.given = found->who->given + "a", request.family = found->who->family;
    const auto answer = desk.check_in(request, now);
    if (!answer) return false;
    if (answer->admission.verdict != Verdict::admitted) return true;  // by an earlier run
    promise(acknowledged, "in " + answer->who.given);
    if (number % 9 != 0) return true;
    const auto left = staff.act(CheckOut{found->who->id}, now);
    if (!left) return false;
    promise(acknowledged, "out " + answer->who.given);
    return true;
}

/// Every person with "in" or "out", as often as it was recorded.
std::multiset<std::string> recorded(Database& database) {
    std::multiset<std::string> all;
    const auto read = database.guard([&]() -> Result<void> {
        std::unordered_map<std::string, std::string> names;
        for (const auto& person : Roster(database).all(false)) names.emplace(person.id.value, person.given);
        for (const auto& record : Ledger(database).all()) {
            const auto name = names.find(record.registration.value);
            const bool is_in = record.kind == RecordKind::checked_in || record.kind == RecordKind::walk_in;
            if (is_in || record.kind == RecordKind::checked_out)
                all.insert((is_in ? "in " : "out ") + (name == names.end() ? "?" : name->second));
        }
        return {};
    });
    if (!read) all.clear();
    return all;
}

std::string compare(const SeminarFolder& folder, const std::filesystem::path& acknowledged) {
    auto database = Database::open(folder, Access::write, "chaos");
    if (!database) return does_not_open + database.error().detail;
    const auto there = recorded(*database);
    std::ifstream in(acknowledged);
    for (std::string line; std::getline(in, line);)
        if (const auto count = there.count(line); count != 1)
            return fmt::format("\"{}\" was acknowledged and is there {} times", line, count);
    return {};
}

/// Repairs the folder; why that failed, or nothing.
std::string repaired(const SeminarFolder& folder, const Seminar& seminar) {
    auto repair = Repair::prepare(folder, seminar, at(400));
    if (!repair) return "no repair: " + repair.error().detail;
    if (repair->plan().base == RepairBase::none) return {};
    const auto done = repair->put_in_place();
    return done ? std::string{} : "the repair failed: " + done.error().detail;
}

}  // namespace

int in_child(const std::function<int()>& work) {
    std::fflush(nullptr);
    const pid_t child = ::fork();
    if (child == 0) {
        int status = 99;
        try {
            status = work();
        } catch (const std::exception& thrown) {
            std::fputs(fmt::format("thrown: {}\n", thrown.what()).c_str(), stderr);
        }
        ::_exit(status);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

void write_list(const SeminarFolder& folder, const ListChange& change) {
    std::string csv = "Förnamn;Efternamn;Organisation;Titel;Sektor;E-post;Biljettkod\r\n";
    for (int i = 0; i < people; ++i)
        if (i != change.missing)
            csv += fmt::format("Person{};Åström{};Linköpings kommun;{};Kommun;p{}@example.org;{}\r\n", i, i,
                               i == change.titled ? change.title : "", i, code_of(i));
    test::write_file(folder.path / "registrations.csv", csv);
}

Seminar make_seminar(const SeminarFolder& folder) {
    write_list(folder, {});
    Seminar seminar;
    seminar.name = LocalText("Tillsammans");
    seminar.starts = *from_rfc3339("2027-05-20T09:00:00+02:00");
    seminar.ends = *from_rfc3339("2027-05-20T12:30:00+02:00");
    seminar.registrations.files = {"registrations.csv"};
    auto database = Database::open(folder, Access::write, "chaos");
    if (!database) throw std::runtime_error(database.error().detail);
    const auto plan = plan_import(&*database, seminar, folder.path / "registrations.csv", at(0));
    if (!plan) throw std::runtime_error(plan.error().detail);
    if (const auto done = apply_import(*database, *plan, at(0)); !done || !*done) throw std::runtime_error("the import failed");
    return seminar;
}

bool record_visits(const SeminarFolder& folder, const Seminar& seminar, int from, int to,
                   const std::filesystem::path& acknowledged) {
    auto database = Database::open(folder, Access::write, "chaos");
    if (!database) return false;
    CheckInDesk desk(*database, seminar);
    StaffDesk staff(*database, seminar);
    for (int i = from; i < to; ++i)
        if (!visit(desk, staff, i, acknowledged)) return false;
    return true;
}

std::string lost_after(const SeminarFolder& folder, const Seminar& seminar, const std::filesystem::path& acknowledged,
                       bool may_need_repair) {
    const auto report = folder.path.string() + ".report";
    const int status = in_child([&] {
        keep_log_quiet();
        auto problem = compare(folder, acknowledged);
        if (may_need_repair && problem.starts_with(does_not_open)) {
            problem = repaired(folder, seminar);
            if (problem.empty()) problem = compare(folder, acknowledged);
        }
        test::write_file(report, problem);
        return problem.empty() ? 0 : status_lost;
    });
    std::error_code none;
    const auto problem = std::filesystem::exists(report, none) ? test::read_file(report) : std::string{};
    std::filesystem::remove(report, none);
    if (status == 0 || (status == status_lost && !problem.empty())) return problem;
    return fmt::format("the next start ended with {}", status);
}

}  // namespace entre::chaos
