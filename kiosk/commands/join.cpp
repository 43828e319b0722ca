#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/common.hpp"
#include "kiosk/share/joining.hpp"

namespace entre {

int run_join(const JoinOptions& options) {
    const SeminarFolder folder{options.folder};
    const auto name = join_shared(folder, options.code);
    if (!name) return report(name.error());
    print_line(
        sentence("{1} is {2} of the shared seminar now. Its list and records are here. Next:\n"
                 "  1. entre doctor {1}    says what is not ready yet: printer, camera, sound.\n"
                 "  2. entre kiosk {1}     opens the door.",
                 options.folder.string(), *name));
    return status_done;
}

}  // namespace entre
