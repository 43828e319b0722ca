#include <fmt/format.h>

#include <cstdio>

#include "core/base/log.hpp"
#include "core/store/backup.hpp"
#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/common.hpp"
#include "kiosk/services/backup_worker.hpp"

namespace entre {

int run_backup(const BackupOptions& options) {
    keep_log_quiet();
    const SeminarFolder folder{options.folder};
    const auto seminar = read_seminar(folder.path);
    if (!seminar) return report(seminar.error());
    if (backups_in(folder.backups()).empty() || seminar->backup_folder.empty()) {
        const auto made = make_backup(folder, utc_now());
        if (!made) return report(made.error());
        print_line(sentence("The database is sound. A copy is in {}.", made->string()));
    }
    if (seminar->backup_folder.empty()) return status_done;
    const auto copied = copy_to_backup_folder(folder, *seminar);
    if (!copied) {
        report(copied.error());
        return copied.error().code == ErrorCode::database_damaged ? status_knows_more : status_failed;
    }
    print_line(sentence("Journal and backup are in {}.", seminar->backup_folder));
    return status_done;
}

}  // namespace entre
