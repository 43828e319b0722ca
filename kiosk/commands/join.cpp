#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/common.hpp"
#include "kiosk/share/engine.hpp"
#include "kiosk/share/invitation.hpp"

namespace entre {

int run_join(const JoinOptions& options) {
    const SeminarFolder folder{options.folder};
    if (const auto joined = join_with_invitation(folder, options.code); !joined) return report(joined.error());
    const auto key = read_share_key(folder);
    if (!key) return report(key.error());
    constexpr std::chrono::milliseconds patience{5000};
    if (const auto engine = Engine::connect(*key, share_certificate_file(folder), patience); !engine)
        return report(to_error(engine.error()));
    print_line(
        sentence("{1} is a kiosk of the shared seminar now. Its list and records arrive when the door is opened. Next:\n"
                 "  1. entre doctor {1}    says what is not ready yet: printer, camera, sound.\n"
                 "  2. entre kiosk {1}     opens the door.",
                 options.folder.string()));
    return status_done;
}

}  // namespace entre
