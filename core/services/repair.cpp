#include "core/services/repair.hpp"

#include <fmt/format.h>

#include <optional>
#include <vector>

#include "core/base/atomic_file.hpp"
#include "core/base/log.hpp"
#include "core/services/import_service.hpp"
#include "core/store/backup.hpp"
#include "core/store/database.hpp"
#include "core/store/journal.hpp"
#include "core/store/journal_rows.hpp"
#include "core/store/lock.hpp"

namespace entre {

namespace {

namespace fs = std::filesystem;

constexpr const char* database_tails[] = {"-wal", "-shm", ""};

tl::unexpected<Error> unwritable(const fs::path& file, const std::error_code& error) {
    return fail(error == std::errc::no_space_on_device ? ErrorCode::disk_full : ErrorCode::file_unwritable,
                fmt::format("{}: {}. Nothing was changed.", file.string(), error.message()));
}

/// Copies entre.db with its -wal; the -shm is only an index that SQLite makes again.
Result<void> copy_database(const fs::path& from, const SeminarFolder& to) {
    for (const char* tail : {"", "-wal"}) {
        const fs::path source = from.string() + tail;
        std::error_code error;
        if (!fs::exists(source, error)) continue;
        const fs::path target = to.database().string() + tail;
        fs::copy_file(source, target, error);
        if (error) return unwritable(target, error);
    }
    return {};
}

Result<void> import_list(Database& database, const SeminarFolder& folder, const Seminar& seminar, UtcTime now) {
    for (const auto& file : seminar.registrations.files) {
        const auto plan = plan_import(&database, seminar, folder.path / file, now);
        if (!plan) return pass_on(plan);
        if (const auto done = apply_import(database, *plan, now); !done) return pass_on(done);
    }
    return {};
}

/// Adds the journal's entries; one that does not fit is left out and counted as missing afterwards.
JournalCheck restore_all(Database& database, const JournalContent& journal, UtcTime now) {
    for (const auto& entry : journal.entries) {
        const auto restored = database.transaction([&]() -> Result<void> {
            restore(database, entry);
            return {};
        });
        if (!restored) log_error("repair", restored.error());
    }
    JournalCheck check;
    const auto finished = database.transaction([&]() -> Result<void> {
        doubt_unfinished_orders(database, now);
        check = compare_with_journal(database, journal);
        return {};
    });
    if (!finished) check.missing = check.missing_visits = check.visits = journal.entries.size();
    return check;
}

}  // namespace

struct Repair::Impl {
    SeminarFolder folder;
    SeminarFolder repaired;
    RepairPlan plan;
    std::optional<WriterLock> lock;

    ~Impl() {
        std::error_code ignored;
        fs::remove_all(repaired.path, ignored);
    }

    Result<void> empty_repaired() {
        std::error_code error;
        fs::remove_all(repaired.path, error);
        fs::create_directory(repaired.path, error);
        if (error) return unwritable(repaired.path, error);
        return {};
    }

    /// Whether everything in the journal could be restored on this base.
    Result<bool> try_base(RepairBase base, const fs::path& source, const Seminar& seminar, const JournalContent& journal,
                          UtcTime now) {
        if (const auto emptied = empty_repaired(); !emptied) return tl::unexpected<Error>(emptied.error());
        if (base != RepairBase::list)
            if (const auto copied = copy_database(source, repaired); !copied) return tl::unexpected<Error>(copied.error());
        {
            auto database = Database::open(repaired, Access::write, "entre repair");
            if (!database) return pass_on(database);
            if (base == RepairBase::list)
                if (const auto imported = import_list(*database, folder, seminar, now); !imported)
                    log_error("repair", imported.error());
            const auto check = restore_all(*database, journal, now);
            plan.base = base;
            plan.visits = check.visits;
            plan.restorable = check.visits - check.missing_visits;
            if (check.missing > 0) return false;
        }
        // Opened once more: checks the result, and gives it a journal that is complete.
        const auto again = Database::open(repaired, Access::write, "entre repair");
        if (!again) return pass_on(again);
        return true;
    }

    Result<void> build(const Seminar& seminar, const JournalContent& journal, UtcTime now) {
        std::vector<std::pair<RepairBase, fs::path>> bases{{RepairBase::database, folder.database()}};
        for (const auto& file : backups_in(folder.backups())) bases.emplace_back(RepairBase::backup, file);
        bases.emplace_back(RepairBase::list, fs::path{});
        std::error_code none;
        for (const auto& [base, source] : bases) {
            const bool is_there = base == RepairBase::list || (fs::exists(source, none) && fs::file_size(source, none) > 0);
            if (!is_there) continue;
            const auto is_complete = try_base(base, source, seminar, journal, now);
            if (is_complete && *is_complete) return {};
            log_warning("repair", "{} is no base for a repair: {}", source.empty() ? "the list" : source.string(),
                        is_complete ? "not everything fits" : is_complete.error().detail);
            if (!is_complete && is_complete.error().code == ErrorCode::disk_full)
                return tl::unexpected<Error>(is_complete.error());
        }
        if (plan.base == RepairBase::list) return {};  // the last one tried: what could be restored
        return fail(ErrorCode::database_damaged,
                    fmt::format("{} cannot be repaired: see {} for the reasons. Nothing was changed.", folder.database().string(),
                                folder.log().string()));
    }
};

Repair::Repair(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Repair::Repair(Repair&&) noexcept = default;
Repair& Repair::operator=(Repair&&) noexcept = default;
Repair::~Repair() = default;

const RepairPlan& Repair::plan() const { return impl_->plan; }

Result<Repair> Repair::prepare(const SeminarFolder& folder, const Seminar& seminar, UtcTime now) {
    auto impl = std::make_unique<Impl>();
    impl->folder = folder;
    impl->repaired = {folder.path / "repair"};
    {
        const auto sound = Database::open(folder, Access::write, "entre repair");
        if (sound) return Repair(std::move(impl));
        if (sound.error().code != ErrorCode::database_damaged && sound.error().code != ErrorCode::database_failed)
            return pass_on(sound);
        impl->plan.damage = sound.error().detail;
    }
    auto lock = WriterLock::take(folder, "entre repair");
    if (!lock) return pass_on(lock);
    impl->lock = std::move(*lock);
    const auto journal = read_journal(folder.journal());
    if (!journal) return pass_on(journal);
    impl->plan.unreadable = journal->unreadable;
    if (const auto built = impl->build(seminar, *journal, now); !built) return tl::unexpected<Error>(built.error());
    return Repair(std::move(impl));
}

Result<fs::path> Repair::put_in_place() {
    const auto& folder = impl_->folder;
    const auto kept = make_damaged_folder(folder);
    if (!kept) return pass_on(kept);
    std::error_code error;
    const auto journal = folder.journal().filename();
    if (fs::exists(folder.journal(), error)) fs::copy_file(folder.journal(), *kept / journal, error);
    if (error) return unwritable(*kept / journal, error);
    // The journal first: as long as it is there and entre.db is not, the next start asks for a repair.
    fs::rename(impl_->repaired.journal(), folder.journal(), error);
    for (const char* tail : database_tails) {
        const fs::path file = folder.database().string() + tail;
        if (!error && fs::exists(file, error)) fs::rename(file, *kept / file.filename(), error);
    }
    if (!error) fs::rename(impl_->repaired.database(), folder.database(), error);
    if (error || !sync_folder_of(folder.database()) || !sync_folder_of(*kept / journal))
        return fail(ErrorCode::file_unwritable,
                    fmt::format("The repair of {} stopped: {}. Repeat it.", folder.database().string(), error.message()));
    log_warning("repair", "{} of {} check-ins are in the repaired database; the damaged files are in {}", impl_->plan.restorable,
                impl_->plan.visits, kept->string());
    return *kept;
}

}  // namespace entre
