// Linux: /proc/net/tcp has the socket that listens on a port, /proc/PID/fd the process that owns it.
#include "kiosk/live_page/server/ports.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <sstream>

#include "core/base/atomic_file.hpp"

namespace entre {

namespace {

namespace fs = std::filesystem;

/// The inode of the socket that listens on `port`, from a line such as "0: 0100007F:1F90 00000000:0000 0A … inode …".
std::optional<std::string> listening_socket(const char* table, int port) {
    std::istringstream in(load_file(table).value_or(""));
    const std::string wanted = fmt::format(":{:04X}", port);
    for (std::string line; std::getline(in, line);) {
        std::istringstream fields(line);
        std::string number, local, remote, state, queues, timer, retransmits, uid, timeout, inode;
        fields >> number >> local >> remote >> state >> queues >> timer >> retransmits >> uid >> timeout >> inode;
        if (state == "0A" && local.ends_with(wanted)) return inode;
    }
    return std::nullopt;
}

std::string first_line(const fs::path& file) {
    const std::string text = load_file(file).value_or("");
    return text.substr(0, text.find('\n'));
}

}  // namespace

std::optional<std::string> holder_of_port(int port) {
    auto inode = listening_socket("/proc/net/tcp", port);
    if (!inode) inode = listening_socket("/proc/net/tcp6", port);
    if (!inode) return std::nullopt;
    const std::string wanted = fmt::format("socket:[{}]", *inode);
    std::error_code ignored;
    for (const auto& process : fs::directory_iterator("/proc", ignored)) {
        const std::string pid = process.path().filename().string();
        if (pid.find_first_not_of("0123456789") != std::string::npos) continue;
        for (const auto& file :
             fs::directory_iterator(process.path() / "fd", fs::directory_options::skip_permission_denied, ignored))
            if (fs::read_symlink(file.path(), ignored) == wanted)
                return fmt::format("{} (process {})", first_line(process.path() / "comm"), pid);
    }
    return std::nullopt;
}

}  // namespace entre
