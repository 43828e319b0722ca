#include "kiosk/live_page/server/sandbox.hpp"

#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/resource.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <memory>

#include "kiosk/process/child_process.hpp"

namespace entre {

namespace {

/// Threads, memory and time; what is said on sockets that are open, and who connects to the one that listens.
constexpr std::array allowed{
    SCMP_SYS(brk),           SCMP_SYS(munmap),        SCMP_SYS(mremap),         SCMP_SYS(madvise),         SCMP_SYS(futex),
    SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday),  SCMP_SYS(clock_nanosleep), SCMP_SYS(nanosleep),      SCMP_SYS(rt_sigreturn),
    SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigaction), SCMP_SYS(sigaltstack),    SCMP_SYS(sched_yield),     SCMP_SYS(sched_getaffinity),
    SCMP_SYS(restart_syscall), SCMP_SYS(exit),        SCMP_SYS(exit_group),     SCMP_SYS(set_robust_list), SCMP_SYS(rseq),
    SCMP_SYS(set_tid_address), SCMP_SYS(gettid),      SCMP_SYS(getpid),         SCMP_SYS(tgkill),          SCMP_SYS(getrandom),
    SCMP_SYS(membarrier),    SCMP_SYS(read),          SCMP_SYS(readv),          SCMP_SYS(write),           SCMP_SYS(writev),
    SCMP_SYS(recvfrom),      SCMP_SYS(recvmsg),       SCMP_SYS(sendto),         SCMP_SYS(sendmsg),         SCMP_SYS(close),
    SCMP_SYS(shutdown),      SCMP_SYS(poll),          SCMP_SYS(ppoll),          SCMP_SYS(select),          SCMP_SYS(pselect6),
    SCMP_SYS(accept),        SCMP_SYS(accept4),       SCMP_SYS(getsockopt),     SCMP_SYS(setsockopt),      SCMP_SYS(getsockname),
    SCMP_SYS(getpeername),   SCMP_SYS(fcntl),         SCMP_SYS(ioctl),          SCMP_SYS(lseek),           SCMP_SYS(fstat)};

struct Release {
    void operator()(void* filter) const { seccomp_release(filter); }
};

bool set_filter() {
    const std::unique_ptr<void, Release> filter(seccomp_init(SCMP_ACT_ERRNO(EPERM)));
    // Of all threads: the server's run already.
    if (!filter || seccomp_attr_set(filter.get(), SCMP_FLTATR_CTL_TSYNC, 1) != 0) return false;
    for (const int call : allowed)
        if (const int added = seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 0); added != 0 && added != -EDOM) return false;
    const auto allow = [&](int call, scmp_arg_cmp one) { return seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 1, one) == 0; };
    // Threads, and no processes; without clone3, whose flags no filter can see, the C library takes clone.
    return allow(SCMP_SYS(clone), SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD | CLONE_VM, CLONE_THREAD | CLONE_VM)) &&
           seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0 &&
           allow(SCMP_SYS(mmap), SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) && allow(SCMP_SYS(mprotect), SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) &&
           seccomp_load(filter.get()) == 0;
}

}  // namespace

bool enter_page_sandbox(std::string& problem) {
    const auto failed = [&](const char* what) {
        problem = std::string(what) + ": " + std::strerror(errno);
        return false;
    };
    if (!belong_to_parent(problem)) return false;
    if (!can_be_sandboxed) return true;
    const rlimit none{0, 0};
    if (::setrlimit(RLIMIT_CORE, &none) != 0 || ::setrlimit(RLIMIT_FSIZE, &none) != 0) return failed("cannot limit itself");
    if (!set_filter()) return failed("the kernel grants no seccomp filter");
    return true;
}

}  // namespace entre
