#include "kiosk/services/backup_worker.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <optional>
#include <set>
#include <tuple>

#include "core/base/atomic_file.hpp"
#include "core/base/digest.hpp"
#include "core/base/log.hpp"
#include "core/base/thread.hpp"
#include "core/store/backup.hpp"
#include "core/store/database.hpp"
#include "core/store/journal.hpp"
#include "core/store/roster.hpp"
#include "kiosk/process/child_process.hpp"

namespace entre {

namespace {

namespace fs = std::filesystem;

/// Size and time of the journal: it grows with everything that is acknowledged.
using JournalState = std::tuple<std::int64_t, std::int64_t, std::int64_t>;

JournalState journal_state(const SeminarFolder& folder) {
    struct stat status{};
    if (::stat(folder.journal().c_str(), &status) != 0) return {-1, 0, 0};
    return {status.st_size, status.st_mtim.tv_sec, status.st_mtim.tv_nsec};
}

/// The seminar's own folder below that of [backup]. Its name comes from the key in entre.db, so that another seminar's journal
/// is never taken for this one's.
Result<fs::path> place_of(const SeminarFolder& folder, const Seminar& seminar) {
    auto database = Database::open(folder, Access::read, "entre backup");
    if (!database) return pass_on(database);
    const auto key = database->guard([&]() -> Result<std::string> { return Roster(*database).email_key(); });
    if (!key) return pass_on(key);
    return fs::path(seminar.backup_folder) / ("entre-" + sha256_hex(*key).substr(0, 16));
}

/// Entries of `theirs` that `ours` lacks.
std::vector<std::string> lacking(const JournalContent& ours, const JournalContent& theirs) {
    const std::set<std::string> known(ours.entries.begin(), ours.entries.end());
    std::vector<std::string> entries;
    for (const auto& entry : theirs.entries)
        if (!known.contains(entry)) entries.push_back(entry);
    return entries;
}

Result<void> copy_latest(const SeminarFolder& folder, const fs::path& place) {
    const auto backups = backups_in(folder.backups());
    std::error_code error;
    if (backups.empty() || fs::exists(place / backups.front().filename(), error)) return {};
    const auto bytes = load_file(backups.front(), 1U << 30);
    if (!bytes) return pass_on(bytes);
    if (const auto written = write_file_atomically(place / backups.front().filename(), *bytes, FileMode::owner_only); !written)
        return tl::unexpected<Error>(written.error());
    const auto all = backups_in(place);
    for (std::size_t i = kept_backups; i < all.size(); ++i) fs::remove(all[i], error);
    return {};
}

}  // namespace

Result<void> copy_to_backup_folder(const SeminarFolder& folder, const Seminar& seminar) {
    const auto place = place_of(folder, seminar);
    if (!place) return pass_on(place);
    std::error_code error;
    fs::create_directories(*place, error);
    if (error)
        return fail(ErrorCode::file_unwritable, fmt::format("{}: {}. Is the stick or disk of [backup] connected, and writable?",
                                                            place->string(), error.message()));
    const auto theirs_file = *place / folder.journal().filename();
    const auto ours = read_journal(folder.journal());
    if (!ours) return pass_on(ours);
    const auto theirs = read_journal(theirs_file);
    if (!theirs) return pass_on(theirs);
    if (const auto entries = lacking(*ours, *theirs); !entries.empty()) {
        auto journal = Journal::open(folder.journal());
        if (!journal) return pass_on(journal);
        if (const auto added = journal->add(entries, true); !added) return tl::unexpected<Error>(added.error());
        if (const auto sound = verify_database(folder); !sound) return tl::unexpected<Error>(sound.error());
    }
    const auto bytes = load_file(folder.journal(), 1U << 30);
    if (!bytes) return pass_on(bytes);
    if (const auto written = write_file_atomically(theirs_file, *bytes, FileMode::owner_only); !written)
        return tl::unexpected<Error>(written.error());
    return copy_latest(folder, *place);
}

class BackupWorker::Work {
public:
    Work(const SeminarFolder& folder, const Seminar& seminar, const BackupListener& listener, const BackupTimes& times)
        : folder_(folder), seminar_(seminar), listener_(listener), times_(times), seen_(journal_state(folder)) {}

    /// At the start: the folder may be an old copy.
    void compare_with_mark() {
        const auto missing = with_database<std::optional<MissingCheckIns>>(
            [&](Database& database) -> Result<std::optional<MissingCheckIns>> { return missing_check_ins(folder_, database); });
        if (missing && *missing) listener_.on_old_copy(**missing);
        raise_mark();
    }

    void look(const std::stop_token& stop) {
        const auto now = Clock::now();
        if (const auto state = journal_state(folder_); state != seen_) {
            seen_ = state;
            changed_at_ = now;
            raise_mark();
        }
        const bool is_idle = now - changed_at_ >= times_.idle, is_overdue = now - backed_up_at_ >= times_.at_latest;
        if (is_damaged_ || (seen_ == backed_up_ && !is_overdue) || (!is_idle && !is_overdue)) return;
        back_up(stop);
    }

    void back_up(const std::stop_token& stop) {
        raise_mark();
        const auto state = journal_state(folder_);
        const auto made = make_backup(folder_, utc_now());
        backed_up_at_ = Clock::now();
        if (!made) {
            log_error("backup", made.error());
            is_damaged_ = made.error().code == ErrorCode::database_damaged;
            if (is_damaged_) listener_.on_damage(made.error());
            return;
        }
        backed_up_ = state;
        if (!seminar_.backup_folder.empty()) bring_away(stop);
    }

    [[nodiscard]] bool is_changed() const { return !is_damaged_ && journal_state(folder_) != backed_up_; }

private:
    template <class T>
    Result<T> with_database(const std::function<Result<T>(Database&)>& work) {
        auto database = Database::open(folder_, Access::read, "entre backup");
        if (!database) return pass_on(database);
        return database->guard([&] { return work(*database); });
    }

    void raise_mark() {
        const auto raised = with_database<void>([&](Database& database) { return raise_high_water_mark(folder_, database); });
        if (raised || std::exchange(is_mark_reported_, true)) return;
        log_warning("backup", "how much was recorded cannot be noted outside the folder: {}", raised.error().detail);
    }

    void bring_away(const std::stop_token& stop) {
        auto child = ChildProcess::start_helper(program_, {"backup", folder_.path.string()}, {});
        if (!child) return tell(child.error().detail);
        const auto until = Clock::now() + times_.patience;
        while (child->is_running() && Clock::now() < until && !sleep_or_stop(std::chrono::milliseconds{100}, stop)) {
        }
        if (child->is_running()) {
            child->kill();
            return tell(fmt::format("{} does not answer", seminar_.backup_folder));
        }
        const int status = child->end(std::chrono::milliseconds{0});
        if (WIFEXITED(status) && WEXITSTATUS(status) == status_knows_more) {
            is_damaged_ = true;
            return listener_.on_damage({ErrorCode::database_damaged, "the journal in [backup] knows more than this folder"});
        }
        tell(status == 0 ? "" : fmt::format("{} cannot be written", seminar_.backup_folder));
    }

    void tell(const std::string& problem) {
        if (problem == problem_) return;
        problem_ = problem;
        if (!problem.empty()) log_warning("backup", "{}", problem);
        listener_.on_problem(problem);
    }

    const SeminarFolder& folder_;
    const Seminar& seminar_;
    const BackupListener& listener_;
    const BackupTimes& times_;
    const HelperProgram program_{helper_program("entre", ENTRE_PROGRAM)};
    JournalState seen_, backed_up_{};
    Clock::time_point changed_at_ = Clock::now(), backed_up_at_ = Clock::now();
    std::string problem_;
    bool is_damaged_ = false;
    bool is_mark_reported_ = false;
};

BackupWorker::BackupWorker(SeminarFolder folder, Seminar seminar, BackupListener listener, BackupTimes times)
    : thread_([folder = std::move(folder), seminar = std::move(seminar), listener = std::move(listener),
               times](const std::stop_token& stop) {
          run_thread("backup", stop, [&] {
              Work work(folder, seminar, listener, times);
              work.compare_with_mark();
              while (!sleep_or_stop(times.look_every, stop)) work.look(stop);
              if (work.is_changed()) work.back_up({});
          });
      }) {}

BackupWorker::~BackupWorker() = default;

}  // namespace entre
