#include "kiosk/decoder/sandbox.hpp"

#include <sys/resource.h>

#include "kiosk/process/sandbox.hpp"

namespace entre {

namespace {

// A frame of 16 megapixels with its image pyramid takes about a tenth.
constexpr std::uint64_t max_memory = std::uint64_t{512} << 20;

}  // namespace

bool enter_sandbox(std::string& problem) {
    return SandboxPolicy(OnViolation::kill_process)
        .keep_only({decoder_channel, decoder_frame})
        .limit(RLIMIT_AS, max_memory)
        .limit(RLIMIT_CORE, 0)
        .limit(RLIMIT_FSIZE, 0)
        .limit(RLIMIT_NPROC, 0)
        .limit(RLIMIT_NOFILE, decoder_frame + 1)
        .allow(Grant::memory)
        .allow(Grant::time)
        .allow(Grant::locks)
        .allow(Grant::signals)
        .allow(Grant::exit)
        .allow_on(decoder_channel, {DescriptorUse::receive, DescriptorUse::send})
        .apply(problem);
}

}  // namespace entre
