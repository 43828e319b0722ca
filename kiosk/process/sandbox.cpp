#include "kiosk/process/sandbox.hpp"

#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <memory>

namespace entre {

namespace {

/// The calls of a grant that need no look at their arguments.
std::vector<int> plain_calls(Grant grant) {
    switch (grant) {
        case Grant::memory:
            return {SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise)};
        case Grant::time:
            return {SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday), SCMP_SYS(clock_nanosleep), SCMP_SYS(nanosleep),
                    SCMP_SYS(restart_syscall)};
        case Grant::locks:
            return {SCMP_SYS(futex), SCMP_SYS(sched_yield)};
        case Grant::signals:
            return {SCMP_SYS(rt_sigreturn), SCMP_SYS(rt_sigprocmask)};
        case Grant::exit:
            return {SCMP_SYS(exit), SCMP_SYS(exit_group)};
        case Grant::threads:
            return {SCMP_SYS(set_robust_list), SCMP_SYS(set_tid_address), SCMP_SYS(rseq),        SCMP_SYS(sched_getaffinity),
                    SCMP_SYS(membarrier),      SCMP_SYS(rt_sigaction),    SCMP_SYS(sigaltstack), SCMP_SYS(gettid),
                    SCMP_SYS(getpid),          SCMP_SYS(tgkill)};
        case Grant::random:
            return {SCMP_SYS(getrandom)};
        case Grant::open_descriptors:
            return {SCMP_SYS(read),    SCMP_SYS(readv),    SCMP_SYS(write),   SCMP_SYS(writev),   SCMP_SYS(recvfrom),
                    SCMP_SYS(recvmsg), SCMP_SYS(sendto),   SCMP_SYS(sendmsg), SCMP_SYS(poll),     SCMP_SYS(ppoll),
                    SCMP_SYS(select),  SCMP_SYS(pselect6), SCMP_SYS(close),   SCMP_SYS(shutdown), SCMP_SYS(fcntl),
                    SCMP_SYS(ioctl),   SCMP_SYS(lseek),    SCMP_SYS(fstat)};
        case Grant::accept_connections:
            return {SCMP_SYS(accept),     SCMP_SYS(accept4),     SCMP_SYS(getsockopt),
                    SCMP_SYS(setsockopt), SCMP_SYS(getsockname), SCMP_SYS(getpeername)};
    }
    return {};
}

std::uint32_t action_for(OnViolation violation) {
    return violation == OnViolation::kill_process ? SCMP_ACT_KILL_PROCESS : SCMP_ACT_ERRNO(EPERM);
}

/// A seccomp filter in the making. Each function returns false after the first failure, with errno set.
class Filter {
public:
    explicit Filter(OnViolation violation) : filter_(seccomp_init(action_for(violation))) {}

    bool allow(Grant grant) {
        for (const int call : plain_calls(grant))
            if (!add(SCMP_ACT_ALLOW, call, {})) return false;
        if (grant == Grant::memory)
            return add(SCMP_ACT_ALLOW, SCMP_SYS(mmap), {not_executable, anonymous}) &&
                   add(SCMP_ACT_ALLOW, SCMP_SYS(mprotect), {not_executable});
        // A filter cannot see the flags of clone3; without it the C library falls back to clone.
        if (grant == Grant::threads)
            return add(SCMP_ACT_ALLOW, SCMP_SYS(clone), {a_thread}) && add(SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), {}) &&
                   add(SCMP_ACT_ALLOW, SCMP_SYS(prctl), {thread_name});
        return true;
    }
    bool allow_on(int descriptor, DescriptorUse use) {
        const int call = use == DescriptorUse::receive ? SCMP_SYS(recvfrom) : SCMP_SYS(sendto);
        const scmp_arg_cmp first_argument{0, SCMP_CMP_EQ, static_cast<scmp_datum_t>(descriptor), 0};
        return add(SCMP_ACT_ALLOW, call, {first_argument});
    }
    bool load(bool is_on_all_threads) {
        if (!filter_ || (is_on_all_threads && !is_done(seccomp_attr_set(filter_.get(), SCMP_FLTATR_CTL_TSYNC, 1)))) return false;
        return is_done(seccomp_load(filter_.get()));
    }

private:
    static constexpr scmp_arg_cmp not_executable{2, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0};
    static constexpr scmp_arg_cmp anonymous{3, SCMP_CMP_MASKED_EQ, MAP_ANONYMOUS, MAP_ANONYMOUS};
    static constexpr scmp_arg_cmp a_thread{0, SCMP_CMP_MASKED_EQ, CLONE_THREAD | CLONE_VM, CLONE_THREAD | CLONE_VM};
    static constexpr scmp_arg_cmp thread_name{0, SCMP_CMP_EQ, PR_SET_NAME, 0};

    struct Release {
        void operator()(void* filter) const { seccomp_release(filter); }
    };

    static bool is_done(int result) {
        if (result < 0) errno = -result;
        return result >= 0;
    }
    /// A call that this processor architecture does not have (EDOM) is forbidden anyway.
    bool add(std::uint32_t action, int call, const std::vector<scmp_arg_cmp>& arguments) {
        if (!filter_) return false;
        const int added =
            seccomp_rule_add_array(filter_.get(), action, call, static_cast<unsigned>(arguments.size()), arguments.data());
        return added == -EDOM || is_done(added);
    }

    std::unique_ptr<void, Release> filter_;
};

bool close_all_but(std::vector<int> kept) {
    std::sort(kept.begin(), kept.end());
    unsigned first = 0;
    for (const int descriptor : kept) {
        const auto number = static_cast<unsigned>(descriptor);
        if (first < number && ::close_range(first, number - 1, 0) != 0) return false;
        first = number + 1;
    }
    return ::close_range(first, ~0U, 0) == 0;
}

bool set_limit(int resource, std::uint64_t value) {
    const rlimit both{value, value};
    return ::setrlimit(static_cast<__rlimit_resource_t>(resource), &both) == 0;
}

}  // namespace

SandboxPolicy& SandboxPolicy::allow(Grant grant) {
    grants_.push_back(grant);
    return *this;
}

SandboxPolicy& SandboxPolicy::allow_on(int descriptor, std::vector<DescriptorUse> uses) {
    for (const auto use : uses) descriptor_uses_.emplace_back(descriptor, use);
    return *this;
}

SandboxPolicy& SandboxPolicy::keep_only(std::vector<int> descriptors) {
    kept_descriptors_ = std::move(descriptors);
    closes_others_ = true;
    return *this;
}

SandboxPolicy& SandboxPolicy::limit(int resource, std::uint64_t value) {
    limits_.emplace_back(resource, value);
    return *this;
}

SandboxPolicy& SandboxPolicy::on_all_threads() {
    is_on_all_threads_ = true;
    return *this;
}

bool SandboxPolicy::apply(std::string& problem) const {
    const auto failed = [&](const char* what) {
        problem = std::string(what) + ": " + std::strerror(errno);
        return false;
    };
    if (::prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) return failed("cannot tie its life to its parent's");
    if (!can_be_sandboxed) return true;
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || ::prctl(PR_SET_DUMPABLE, 0) != 0)
        return failed("cannot give up privileges");
    if (closes_others_ && !close_all_but(kept_descriptors_)) return failed("cannot close inherited descriptors");
    for (const auto& [resource, value] : limits_)
        if (!set_limit(resource, value)) return failed("cannot set resource limits");
    Filter filter(on_violation_);
    for (const auto grant : grants_)
        if (!filter.allow(grant)) return failed("cannot build the seccomp filter");
    for (const auto& [descriptor, use] : descriptor_uses_)
        if (!filter.allow_on(descriptor, use)) return failed("cannot build the seccomp filter");
    return filter.load(is_on_all_threads_) || failed("cannot install the seccomp filter");
}

}  // namespace entre
