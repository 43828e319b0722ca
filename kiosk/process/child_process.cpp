#include "kiosk/process/child_process.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/prctl.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

namespace entre {

namespace {

constexpr int lowest_descriptor = 10;

}  // namespace

bool belong_to_parent(std::string& problem) {
    const bool is_tied = ::prctl(PR_SET_PDEATHSIG, SIGKILL) == 0;
    if (is_tied && (!can_be_sandboxed || (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && ::prctl(PR_SET_DUMPABLE, 0) == 0))) return true;
    problem = std::string(is_tied ? "cannot give away its rights: " : "cannot be tied to its parent: ") + std::strerror(errno);
    return false;
}

std::filesystem::path program_beside(const char* name, const char* built) {
    std::error_code error;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
    if (const auto beside = program.parent_path() / name; !error && std::filesystem::exists(beside, error)) return beside;
    return built;
}

FileHandle moved_up(int descriptor) { return FileHandle(::fcntl(descriptor, F_DUPFD_CLOEXEC, lowest_descriptor)); }

pid_t spawn_child(const std::filesystem::path& program, std::string argument, const std::vector<std::pair<int, int>>& descriptors) {
    std::string name = program.string();
    std::array<char*, 3> arguments{name.data(), argument.empty() ? nullptr : argument.data(), nullptr};
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    if (const int error = ::posix_spawn_file_actions_init(&actions); error != 0) return errno = error, 0;
    if (const int error = ::posix_spawnattr_init(&attributes); error != 0) {
        ::posix_spawn_file_actions_destroy(&actions);
        return errno = error, 0;
    }
    sigset_t none;
    ::sigemptyset(&none);
    ::posix_spawnattr_setsigmask(&attributes, &none);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    for (const auto& [ours, theirs] : descriptors) ::posix_spawn_file_actions_adddup2(&actions, ours, theirs);
    pid_t process = 0;
    const int error = ::posix_spawn(&process, name.c_str(), &actions, &attributes, arguments.data(), environ);
    ::posix_spawnattr_destroy(&attributes);
    ::posix_spawn_file_actions_destroy(&actions);
    if (error != 0) return errno = error, 0;
    return process;
}

}  // namespace entre
