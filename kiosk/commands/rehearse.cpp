#include "core/base/log.hpp"
#include "core/store/database.hpp"
#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/common.hpp"
#include "kiosk/services/rehearsal_copy.hpp"

namespace entre {

Result<DoorEnd> run_rehearse(KioskOptions options) {
    const SeminarFolder folder{options.folder};
    if (const auto seminar = read_seminar(folder.path); !seminar) return pass_on(seminar);
    if (const auto holder = current_writer(folder))
        return fail(ErrorCode::database_in_use,
                    sentence("{} is already open: {}. Close it there first.", folder.database().string(), *holder));
    const auto copy = RehearsalCopy::of(folder.path);
    if (!copy) return pass_on(copy);
    options.folder = copy->seminar();
    options.is_rehearsal = true;
    const auto end = run_kiosk(options);
    close_log();                                                        // it is in the copy
    if (end && *end == DoorEnd::to_start) return DoorEnd::to_settings;  // back to where the rehearsal was started
    return end;
}

}  // namespace entre
