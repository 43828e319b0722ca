#include "kiosk/decoder/sandbox.hpp"

#include <seccomp.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <memory>

#include "kiosk/process/child_process.hpp"

namespace entre {

namespace {

constexpr rlim_t max_memory = rlim_t{512} << 20;  // a frame of 16 megapixels with its image pyramid takes about a tenth

bool set_limit(int what, rlim_t limit) {
    const rlimit both{limit, limit};
    return ::setrlimit(static_cast<__rlimit_resource_t>(what), &both) == 0;
}

bool set_limits() {
    return set_limit(RLIMIT_AS, max_memory) && set_limit(RLIMIT_CORE, 0) && set_limit(RLIMIT_FSIZE, 0) && set_limit(RLIMIT_NPROC, 0) &&
           set_limit(RLIMIT_NOFILE, decoder_frame + 1);
}

/// System calls for memory, time and exit; none of them has effects outside the process.
constexpr std::array<int, 14> harmless{SCMP_SYS(brk),          SCMP_SYS(munmap),       SCMP_SYS(mremap),        SCMP_SYS(madvise),
                                       SCMP_SYS(futex),        SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday), SCMP_SYS(clock_nanosleep),
                                       SCMP_SYS(rt_sigreturn), SCMP_SYS(rt_sigprocmask), SCMP_SYS(sched_yield),  SCMP_SYS(restart_syscall),
                                       SCMP_SYS(exit),         SCMP_SYS(exit_group)};

struct Release {
    void operator()(void* filter) const { seccomp_release(filter); }
};

bool set_filter() {
    const std::unique_ptr<void, Release> filter(seccomp_init(SCMP_ACT_KILL_PROCESS));
    if (!filter) return false;
    const auto allow = [&](int call) { return seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 0) == 0; };
    const auto allow_on_channel = [&](int call) {
        return seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 1, SCMP_A0(SCMP_CMP_EQ, decoder_channel)) == 0;
    };
    for (const int call : harmless)
        if (!allow(call)) return false;
    // Anonymous memory only: not executable, and not mapped from a file.
    if (seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, SCMP_SYS(mmap), 2, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0),
                         SCMP_A3(SCMP_CMP_MASKED_EQ, MAP_ANONYMOUS, MAP_ANONYMOUS)) != 0)
        return false;
    if (seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) != 0)
        return false;
    return allow_on_channel(SCMP_SYS(recvfrom)) && allow_on_channel(SCMP_SYS(sendto)) && seccomp_load(filter.get()) == 0;
}

}  // namespace

bool enter_sandbox(std::string& problem) {
    const auto failed = [&](const char* what) {
        problem = std::string(what) + ": " + std::strerror(errno);
        return false;
    };
    if (!belong_to_parent(problem)) return false;
    if (!can_be_sandboxed) return true;
    if (::close_range(decoder_frame + 1, ~0U, 0) != 0) return failed("cannot close inherited descriptors");
    for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) ::close(standard);
    if (!set_limits()) return failed("cannot set resource limits");
    if (!set_filter()) return failed("cannot install the seccomp filter");
    return true;
}

}  // namespace entre
