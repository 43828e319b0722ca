#include "kiosk/process/child_process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <utility>

#include "core/base/clock.hpp"

namespace entre {

namespace {

constexpr int min_own_descriptor = 10;  // above the numbers that children use for their inherited descriptors
constexpr int exec_failed = 127;

int last_in_child(const std::vector<InheritedDescriptor>& descriptors) {
    int last = STDERR_FILENO;
    for (const auto& one : descriptors) last = std::max(last, one.in_child);
    return last;
}

/// Everything posix_spawn needs besides the program. posix_spawn, not fork: the kiosk has many threads and a large heap.
class SpawnSetup {
public:
    SpawnSetup() {
        ::posix_spawn_file_actions_init(&actions_);
        ::posix_spawnattr_init(&attributes_);
        sigset_t none;
        ::sigemptyset(&none);
        ::posix_spawnattr_setsigmask(&attributes_, &none);
        ::posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK);
    }
    ~SpawnSetup() {
        ::posix_spawnattr_destroy(&attributes_);
        ::posix_spawn_file_actions_destroy(&actions_);
    }
    SpawnSetup(const SpawnSetup&) = delete;
    SpawnSetup& operator=(const SpawnSetup&) = delete;

    // Each of these returns 0 or an errno value, as posix_spawn itself does.

    /// Copies each descriptor out of the way first, so that one dup2 cannot overwrite the source of the next.
    int inherit(const std::vector<InheritedDescriptor>& descriptors) {
        for (const auto& [ours, in_child] : descriptors) {
            auto& copy = copies_.emplace_back(::fcntl(ours, F_DUPFD_CLOEXEC, min_own_descriptor));
            if (!copy) return errno;
            if (const int error = ::posix_spawn_file_actions_adddup2(&actions_, copy.get(), in_child); error != 0) return error;
        }
        return 0;
    }
    /// Closes every other file, also those that a library opened.
    int close_others(const std::vector<InheritedDescriptor>& descriptors) {
        const int last = last_in_child(descriptors);
        for (int number = STDERR_FILENO + 1; number < last; ++number) {
            if (is_inherited(descriptors, number)) continue;
            if (const int error = ::posix_spawn_file_actions_addclose(&actions_, number); error != 0) return error;
        }
        return ::posix_spawn_file_actions_addclosefrom_np(&actions_, last + 1);
    }
    /// A child must not read from our terminal, nor write into what is typed there (TIOCSTI).
    int hide_terminal(const std::vector<InheritedDescriptor>& descriptors) {
        for (const int number : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
            if (::isatty(number) != 1 || is_inherited(descriptors, number)) continue;
            const int error = ::posix_spawn_file_actions_addopen(&actions_, number, "/dev/null", O_RDWR, 0);
            if (error != 0) return error;
        }
        return 0;
    }
    int spawn(pid_t& pid, const std::string& file, std::string name, std::vector<std::string> arguments) const {
        std::vector<char*> words{name.data()};
        for (auto& argument : arguments) words.push_back(argument.data());
        words.push_back(nullptr);
        return ::posix_spawn(&pid, file.c_str(), &actions_, &attributes_, words.data(), environ);
    }

private:
    static bool is_inherited(const std::vector<InheritedDescriptor>& descriptors, int number) {
        return std::ranges::find(descriptors, number, &InheritedDescriptor::in_child) != descriptors.end();
    }

    posix_spawn_file_actions_t actions_{};
    posix_spawnattr_t attributes_{};
    std::vector<FileHandle> copies_;
};

int reap(pid_t pid) {
    int status = 0;
    while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    return status;
}

/// Waits until the process behind the pidfd has exited; false if it is still running at `until`.
bool has_exited(int handle, Clock::time_point until) {
    while (true) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()).count();
        pollfd waited{handle, POLLIN, 0};
        const int count = ::poll(&waited, 1, static_cast<int>(std::max<std::int64_t>(0, left)));
        if (count >= 0 || errno != EINTR) return count > 0;
    }
}

}  // namespace

std::filesystem::path helper_program(const char* name, const char* built) {
    std::error_code error;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
    if (const auto installed = program.parent_path() / name; !error && std::filesystem::exists(installed, error))
        return installed;
    return built;
}

Result<SocketPair> open_socket_pair(int type) {
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, type | SOCK_CLOEXEC, 0, ends.data()) != 0)
        return fail(ErrorCode::stopped, fmt::format("cannot create a socket pair: {}", std::strerror(errno)));
    return SocketPair{FileHandle(ends[0]), FileHandle(ends[1])};
}

HelperProgram::HelperProgram(std::filesystem::path path)
    : path_(std::move(path)), file_(std::make_shared<FileHandle>(::open(path_.c_str(), O_PATH | O_CLOEXEC))) {}

Result<ChildProcess> ChildProcess::start(const std::filesystem::path& program, std::vector<std::string> arguments,
                                         const std::vector<InheritedDescriptor>& descriptors) {
    return start_file(program.string(), program.string(), std::move(arguments), descriptors);
}

Result<ChildProcess> ChildProcess::start_helper(const HelperProgram& program, std::vector<std::string> arguments,
                                                std::vector<InheritedDescriptor> descriptors) {
    if (program.file() < 0) return start(program.path(), std::move(arguments), descriptors);
    // The child must still have the descriptor when it executes it, so it cannot be closed on exec.
    descriptors.push_back({program.file(), last_in_child(descriptors) + 1});
    const auto file = fmt::format("/proc/self/fd/{}", descriptors.back().in_child);
    return start_file(file, program.path().string(), std::move(arguments), descriptors);
}

Result<ChildProcess> ChildProcess::start_file(const std::string& file, const std::string& name,
                                              std::vector<std::string> arguments,
                                              const std::vector<InheritedDescriptor>& descriptors) {
    const auto failed = [&](int error) { return fail(ErrorCode::stopped, fmt::format("{}: {}", name, std::strerror(error))); };
    SpawnSetup setup;
    if (const int error = setup.inherit(descriptors); error != 0) return failed(error);
    if (const int error = setup.hide_terminal(descriptors); error != 0) return failed(error);
    if (const int error = setup.close_others(descriptors); error != 0) return failed(error);
    ChildProcess child;
    if (const int error = setup.spawn(child.pid_, file, name, std::move(arguments)); error != 0) {
        child.pid_ = 0;
        return failed(error);
    }
    child.handle_ = FileHandle(static_cast<int>(::syscall(SYS_pidfd_open, child.pid_, 0)));
    if (!child.handle_) {
        const int error = errno;
        ::kill(child.pid_, SIGKILL);
        reap(std::exchange(child.pid_, 0));
        return failed(error);
    }
    return child;
}

ChildProcess::~ChildProcess() { end(std::chrono::milliseconds{0}); }

ChildProcess::ChildProcess(ChildProcess&& other) noexcept
    : pid_(std::exchange(other.pid_, 0)), handle_(std::move(other.handle_)) {}

ChildProcess& ChildProcess::operator=(ChildProcess&& other) noexcept {
    if (this != &other) {
        end(std::chrono::milliseconds{0});
        pid_ = std::exchange(other.pid_, 0);
        handle_ = std::move(other.handle_);
    }
    return *this;
}

bool ChildProcess::is_running() const { return pid_ != 0 && !has_exited(handle_.get(), Clock::now()); }

void ChildProcess::kill() const {
    if (handle_) ::syscall(SYS_pidfd_send_signal, handle_.get(), SIGKILL, nullptr, 0);
}

int ChildProcess::end(std::chrono::milliseconds patience) {
    if (pid_ == 0) return 0;
    if (!has_exited(handle_.get(), Clock::now() + patience)) kill();
    const int status = reap(std::exchange(pid_, 0));
    handle_.reset();
    return status;
}

std::string exit_text(int wait_status) {
    if (WIFSIGNALED(wait_status))
        return fmt::format("it was killed by signal {} ({})", WTERMSIG(wait_status), ::strsignal(WTERMSIG(wait_status)));
    if (WEXITSTATUS(wait_status) == exec_failed) return "it could not be executed";
    return fmt::format("it exited with status {}", WEXITSTATUS(wait_status));
}

}  // namespace entre
