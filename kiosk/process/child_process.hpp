// Child processes of the kiosk: our own helper programs, each with a socket to the kiosk.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "kiosk/process/file_handle.hpp"

namespace entre {

/// Path of a helper program: next to the running program if it is installed there, otherwise `built`, its path in the build
/// folder.
std::filesystem::path helper_program(const char* name, const char* built);

/// A program of ours that is started again while the kiosk runs. It is opened here and stays the same file even if an upgrade
/// replaces it meanwhile, so that it always speaks as this kiosk does. Copies share the open file.
class HelperProgram {
public:
    /// A file that cannot be opened is not an error here: ChildProcess::start_helper reports it.
    HelperProgram(std::filesystem::path path);  // NOLINT(google-explicit-constructor): a path names a program
    HelperProgram(const char* path) : HelperProgram(std::filesystem::path(path)) {}

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    /// -1 if it could not be opened.
    [[nodiscard]] int file() const { return file_->get(); }

private:
    std::filesystem::path path_;
    std::shared_ptr<const FileHandle> file_;
};

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
    /// The same for a helper. It also inherits its own file, opened for nothing but being executed, after the other descriptors.
    static Result<ChildProcess> start_helper(const HelperProgram& program, std::vector<std::string> arguments,
                                             std::vector<InheritedDescriptor> descriptors);
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
    /// Executes `file`, which calls itself `name`.
    static Result<ChildProcess> start_file(const std::string& file, const std::string& name, std::vector<std::string> arguments,
                                           const std::vector<InheritedDescriptor>& descriptors);

    pid_t pid_ = 0;
    FileHandle handle_;  ///< a pidfd: signals and waits cannot hit another process that got the same pid later
};

/// A wait status in words: "it was killed by signal 11 (Segmentation fault)", "it exited with status 3".
std::string exit_text(int wait_status);

}  // namespace entre
