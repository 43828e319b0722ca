// Sandboxes for the helper processes: a process keeps only the rights it names, for good. Linux: seccomp, prctl and resource
// limits.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "core/base/sanitizers.hpp"

namespace entre {

/// Sanitizers read files and map terabytes of memory, so a process that is built with one cannot be sandboxed.
inline constexpr bool can_be_sandboxed = !has_address_sanitizer && !has_thread_sanitizer;

/// Groups of system calls that a policy can allow.
enum class Grant {
    memory,   ///< allocate and release anonymous memory; no policy allows executable memory
    time,     ///< read clocks, sleep
    locks,    ///< futexes between the process's own threads
    signals,  ///< return from signal handlers, block signals
    exit,
    threads,             ///< start and name threads, but no processes
    random,              ///< getrandom
    open_descriptors,    ///< read, write, configure, poll and close descriptors that are open already
    accept_connections,  ///< accept on sockets that listen already, query the addresses of both ends
};

/// What may be done with one descriptor.
enum class DescriptorUse { receive, send };

/// What happens to a process that makes a system call its policy does not allow.
enum class OnViolation { kill_process, fail_with_eperm };

/// A list of rights; everything else is forbidden. A value: build it, then apply it once.
class SandboxPolicy {
public:
    explicit SandboxPolicy(OnViolation on_violation) : on_violation_(on_violation) {}

    SandboxPolicy& allow(Grant grant);
    SandboxPolicy& allow_on(int descriptor, std::vector<DescriptorUse> uses);
    /// Closes all other descriptors. Without it they stay open.
    SandboxPolicy& keep_only(std::vector<int> descriptors);
    /// A resource limit as for setrlimit(2): RLIMIT_AS, RLIMIT_FSIZE.
    SandboxPolicy& limit(int resource, std::uint64_t value);
    /// Threads that run already are sandboxed too. Otherwise the process must have only the calling thread.
    SandboxPolicy& on_all_threads();

    /// Applies the policy to this process, irrevocably. The process also ends with the thread that started it, cannot gain
    /// privileges and cannot be traced. False if the kernel refuses; `problem` then says why, as "cannot …", and the process
    /// must not go on. If `can_be_sandboxed` is false, the process only ends with the thread that started it.
    [[nodiscard]] bool apply(std::string& problem) const;

private:
    OnViolation on_violation_;
    std::vector<Grant> grants_;
    std::vector<std::pair<int, DescriptorUse>> descriptor_uses_;
    std::vector<int> kept_descriptors_;
    std::vector<std::pair<int, std::uint64_t>> limits_;
    bool closes_others_ = false;
    bool is_on_all_threads_ = false;
};

}  // namespace entre
