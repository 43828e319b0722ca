#include <unistd.h>

#include <filesystem>

#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/common.hpp"

namespace entre {

/// A script of the package entre-kiosk (kiosk/package/kiosk/entre-lock): the lockdown is the system's own files, not the
/// program's.
int run_lock(const LockOptions& options) {
    std::error_code error;
    if (!std::filesystem::exists(ENTRE_LOCK, error))
        return report(
            error_of(ErrorCode::file_missing,
                     sentence("This computer cannot be locked: the package entre-kiosk is not installed. To install it: "
                              "apt install entre-kiosk")));
    const char* what = options.is_show ? "--show" : options.is_undo ? "--undo" : nullptr;
    ::execl(ENTRE_LOCK, "entre-lock", what, static_cast<char*>(nullptr));
    return report(error_of(ErrorCode::file_unreadable, sentence("{} could not be started.", ENTRE_LOCK)));
}

}  // namespace entre
