#include "core/seminar/seminar_form.hpp"
#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/common.hpp"
#include "kiosk/share/invitation.hpp"
#include "kiosk/share/share_session.hpp"

namespace entre {

int run_join(const JoinOptions& options) {
    const SeminarFolder folder{options.folder};
    if (const auto joined = join_with_invitation(folder, options.code); !joined) return report(joined.error());
    const auto name = exchange_once(folder, std::chrono::seconds{5});
    if (!name) return report(name.error());
    if (const auto named = save_station(folder.path, *name); !named) return report(named.error());
    print_line(
        sentence("{1} is {2} of the shared seminar now. Its list and records are here. Next:\n"
                 "  1. entre doctor {1}    says what is not ready yet: printer, camera, sound.\n"
                 "  2. entre kiosk {1}     opens the door.",
                 options.folder.string(), *name));
    return status_done;
}

}  // namespace entre
