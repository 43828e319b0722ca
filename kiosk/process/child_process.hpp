// Child processes of the kiosk: our own helper programs, each with a socket to the kiosk.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "kiosk/process/file_handle.hpp"

namespace entre {

/// Path of a helper program: next to the running program if it is installed there, otherwise `built`, its path in the build
/// folder.
std::filesystem::path helper_program(const char* name, const char* built);

/// Two connected sockets, closed on exec: one for the kiosk, one for a child to inherit.
struct SocketPair {
    FileHandle ours, theirs;
};
/// `type` as for socketpair(2): SOCK_STREAM, SOCK_SEQPACKET. Errors: stopped.
Result<SocketPair> open_socket_pair(int type);

/// A descriptor of ours, and its number in the child.
struct InheritedDescriptor {
    int ours = -1;
    int in_child = -1;
};

/// Owns one child process: it is killed and reaped at the latest when this object is destroyed. Default constructed and
/// moved-from objects own none. `is_running` and `kill` are safe from any thread while no other thread moves or destroys the
/// object.
class ChildProcess {
public:
    /// Starts `program` with `arguments` and an empty signal mask. It inherits only `descriptors` and
    /// standard input, output and error, which are /dev/null if they are a terminal; everything else is closed. Errors: stopped,
    /// with the program and the reason.
    static Result<ChildProcess> start(const std::filesystem::path& program, std::vector<std::string> arguments,
                                      const std::vector<InheritedDescriptor>& descriptors);
    ChildProcess() = default;
    ~ChildProcess();
    ChildProcess(ChildProcess&& other) noexcept;
    ChildProcess& operator=(ChildProcess&& other) noexcept;

    /// The process id; 0 if there is none.
    [[nodiscard]] pid_t pid() const { return pid_; }
    /// False once it has exited, even if `end` has not been called yet.
    [[nodiscard]] bool is_running() const;
    /// Sends SIGKILL and returns at once; not an error if the process has exited.
    void kill() const;
    /// Waits up to `patience` for the process to exit, then kills it; reaps it in both cases. The wait status; 0 if there was
    /// no process.
    int end(std::chrono::milliseconds patience);

private:
    pid_t pid_ = 0;
    FileHandle handle_;  ///< a pidfd: signals and waits cannot hit another process that got the same pid later
};

/// A wait status in words: "it was killed by signal 11 (Segmentation fault)", "it exited with status 3".
std::string exit_text(int wait_status);

}  // namespace entre
