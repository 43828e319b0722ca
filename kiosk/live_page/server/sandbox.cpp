#include "kiosk/live_page/server/sandbox.hpp"

#include <sys/resource.h>

#include "kiosk/process/sandbox.hpp"

namespace entre {

bool enter_page_sandbox(std::string& problem) {
    return SandboxPolicy(OnViolation::fail_with_eperm)
        .on_all_threads()  // the server's threads run already
        .limit(RLIMIT_CORE, 0)
        .limit(RLIMIT_FSIZE, 0)
        .allow(Grant::memory)
        .allow(Grant::time)
        .allow(Grant::locks)
        .allow(Grant::signals)
        .allow(Grant::exit)
        .allow(Grant::threads)
        .allow(Grant::random)
        .allow(Grant::open_descriptors)
        .allow(Grant::accept_connections)
        .apply(problem);
}

}  // namespace entre
