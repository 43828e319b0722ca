// The thread "backup": copies the database while the door is idle, checks that nothing acknowledged is missing, and has the
// journal and the latest copy brought to the folder of [backup] by a process of its own, which is never waited for. Notes outside
// the folder how much was recorded, and tells at the start when some of that is missing.
#pragma once

#include <functional>
#include <string>
#include <thread>

#include "core/base/clock.hpp"
#include "core/base/error.hpp"
#include "core/seminar/seminar.hpp"
#include "core/store/high_water_mark.hpp"

namespace entre {

/// Called from the thread "backup".
struct BackupListener {
    std::function<void(const Error&)> on_damage;              ///< the database is damaged, or lacks something acknowledged
    std::function<void(const MissingCheckIns&)> on_old_copy;  ///< the folder was replaced by an old copy; at the start only
    std::function<void(const std::string&)> on_problem;       ///< why [backup] could not be written; empty once it could
};

struct BackupTimes {
    Clock::duration look_every = std::chrono::seconds{5};
    Clock::duration idle = std::chrono::seconds{20};       ///< nothing was recorded for so long
    Clock::duration at_latest = std::chrono::minutes{10};  ///< a backup also while the door is busy
    Clock::duration patience = std::chrono::seconds{30};   ///< for the process that writes to [backup]
};

class BackupWorker {
public:
    BackupWorker(SeminarFolder folder, Seminar seminar, BackupListener listener, BackupTimes times = {});
    ~BackupWorker();
    BackupWorker(const BackupWorker&) = delete;
    BackupWorker& operator=(const BackupWorker&) = delete;

private:
    class Work;
    std::jthread thread_;
};

/// The status of the command "entre backup" when the folder of [backup] knows more than the seminar's own.
inline constexpr int status_knows_more = 3;

/// Brings the journal and the latest backup to the folder of [backup]; the command "entre backup". The journal there may know
/// more than ours, when our folder was restored from an old copy: then its lines are added to ours, and the error is
/// database_damaged. May block for as long as the disk does. Errors: file_unwritable, disk_full, database_damaged.
Result<void> copy_to_backup_folder(const SeminarFolder& folder, const Seminar& seminar);

}  // namespace entre
