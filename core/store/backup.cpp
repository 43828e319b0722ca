#include "core/store/backup.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "core/base/atomic_file.hpp"
#include "core/store/database.hpp"
#include "core/store/journal.hpp"
#include "core/store/journal_rows.hpp"

namespace entre {

namespace {

namespace fs = std::filesystem;

/// The folder of a copy that is not checked yet; removed with everything in it.
class UncheckedCopy {
public:
    explicit UncheckedCopy(const SeminarFolder& folder) : folder_{folder.backups() / "unchecked"} {
        std::error_code ignored;
        fs::remove_all(folder_.path, ignored);
        fs::create_directories(folder_.path, ignored);
    }
    UncheckedCopy(const UncheckedCopy&) = delete;
    UncheckedCopy& operator=(const UncheckedCopy&) = delete;
    ~UncheckedCopy() {
        std::error_code ignored;
        fs::remove_all(folder_.path, ignored);
    }
    [[nodiscard]] const SeminarFolder& folder() const { return folder_; }

private:
    SeminarFolder folder_;
};

Result<void> check(const SeminarFolder& folder, const JournalContent& journal) {
    auto database = Database::open(folder, Access::read, "a backup");
    if (!database) return pass_on(database);
    return database->guard([&]() -> Result<void> {
        database->check_sound();
        const auto compared = compare_with_journal(*database, journal);
        if (compared.missing == 0) return {};
        return fail(ErrorCode::database_damaged, fmt::format("entre.db lacks {} of {} check-ins that were recorded",
                                                             compared.missing_visits, compared.visits));
    });
}

bool sync(const fs::path& file) {
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return false;
    const bool is_synced = ::fsync(descriptor) == 0;
    ::close(descriptor);
    return is_synced;
}

}  // namespace

Result<fs::path> make_backup(const SeminarFolder& folder, UtcTime now) {
    std::error_code none;
    if (!fs::exists(folder.database(), none))
        return fail(ErrorCode::file_missing,
                    fmt::format("{} does not exist: there is nothing to copy yet", folder.database().string()));
    const auto journal = read_journal(folder.journal());  // before the copy, which therefore holds all of it
    if (!journal) return pass_on(journal);
    const UncheckedCopy unchecked(folder);
    const auto file = unchecked.folder().database();
    if (const auto copied = copy_database(folder.database(), file); !copied) return tl::unexpected<Error>(copied.error());
    if (const auto checked = check(unchecked.folder(), *journal); !checked) return tl::unexpected<Error>(checked.error());
    std::string stamp = to_rfc3339(now);
    std::erase(stamp, ':');
    const auto kept = folder.backups() / fmt::format("entre-{}.db", stamp);
    std::error_code error;
    if (sync(file)) fs::rename(file, kept, error);
    if (error || !fs::exists(kept, error) || !sync_folder_of(kept))
        return fail(ErrorCode::file_unwritable, fmt::format("{} cannot be written", kept.string()));
    const auto all = backups_in(folder.backups());
    for (std::size_t i = kept_backups; i < all.size(); ++i) fs::remove(all[i], error);
    return kept;
}

std::vector<fs::path> backups_in(const fs::path& folder) {
    std::vector<fs::path> all;
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(folder, none))
        if (entry.path().extension() == ".db" && entry.path().filename().string().starts_with("entre-"))
            all.push_back(entry.path());
    std::sort(all.rbegin(), all.rend());
    return all;
}

}  // namespace entre
