#include "core/services/open_files.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>
#include <utility>

#include "core/base/atomic_file.hpp"

namespace entre {

namespace {

namespace fs = std::filesystem;

using FileId = std::pair<dev_t, ino_t>;

/// The folder and what is in it: by path, which also finds deleted files, and by inode, which finds them under other paths.
struct Watched {
    std::string path;
    std::set<FileId> ids{};

    [[nodiscard]] bool has(const fs::path& link) const {
        std::error_code error;
        const auto target = fs::read_symlink(link, error);
        if (error) return false;
        const std::string text = target.string();
        if (text == path || text.starts_with(path + "/") || text == path + " (deleted)") return true;
        struct stat about{};
        return ::stat(link.c_str(), &about) == 0 && ids.contains({about.st_dev, about.st_ino});
    }
};

void add_id(std::set<FileId>& ids, const fs::path& file) {
    struct stat about{};
    if (::lstat(file.c_str(), &about) == 0 && (S_ISREG(about.st_mode) || S_ISDIR(about.st_mode)))
        ids.insert({about.st_dev, about.st_ino});
}

Watched watched(const fs::path& folder) {
    std::error_code error;
    const auto canonical = fs::weakly_canonical(folder, error);
    Watched out{(error ? folder : canonical).string()};
    add_id(out.ids, folder);
    for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
        add_id(out.ids, at->path());
    return out;
}

/// The value of a line such as "PPid:\t4711" in /proc/PID/status; 0 if it is missing.
unsigned status_number(const std::string& status, std::string_view key) {
    unsigned number = 0;
    const auto line = status.find(key);
    if (line == std::string::npos) return 0;
    const auto from = status.find_first_of("0123456789", line);
    if (from != std::string::npos) std::from_chars(status.data() + from, status.data() + status.size(), number);
    return number;
}

std::string status_of(unsigned process) { return load_file(fmt::format("/proc/{}/status", process)).value_or(std::string{}); }

std::set<unsigned> ancestors() {
    std::set<unsigned> out;
    for (auto process = static_cast<unsigned>(::getpid()); process > 1 && out.insert(process).second;)
        process = status_number(status_of(process), "\nPPid:");
    return out;
}

bool is_child_of_this(unsigned process) {
    const auto self = static_cast<unsigned>(::getpid());
    while (process > 1 && process != self) process = status_number(status_of(process), "\nPPid:");
    return process == self;
}

/// The command line, shortened; its first word without the path.
std::string name_of(unsigned process) {
    std::string command = load_file(fmt::format("/proc/{}/cmdline", process)).value_or(std::string{});
    while (!command.empty() && command.back() == '\0') command.pop_back();
    std::replace_if(command.begin(), command.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    if (const auto slash = command.substr(0, command.find(' ')).rfind('/'); slash != std::string::npos)
        command.erase(0, slash + 1);
    constexpr std::size_t max_length = 80;
    if (command.size() > max_length) command = command.substr(0, max_length) + "…";
    return fmt::format("{} (process {})", command.empty() ? "a program" : command, process);
}

/// Whether a file descriptor of `process` is of the folder; nullopt if they cannot be read.
std::optional<bool> has_open(unsigned process, const Watched& folder) {
    std::error_code error;
    fs::directory_iterator at(fmt::format("/proc/{}/fd", process), error);
    if (error) return std::nullopt;
    for (const fs::directory_iterator end; !error && at != end; at.increment(error))
        if (folder.has(at->path())) return true;
    return false;
}

bool is_open_to_others(const fs::path& folder) {
    struct stat about{};
    return ::stat(folder.c_str(), &about) == 0 && (about.st_mode & (S_IRWXG | S_IRWXO)) != 0;
}

void look_at(unsigned process, const Watched& folder, const std::set<unsigned>& own, OpenFiles& out) {
    const auto open = has_open(process, folder);
    if (open.value_or(false)) return out.holders.push_back(name_of(process));
    if (own.contains(process) || is_child_of_this(process)) return;
    if (folder.has(fmt::format("/proc/{}/cwd", process))) return out.holders.push_back(name_of(process));
    const std::string status = status_of(process);
    const bool has_ended = status.empty() || status.find("\nState:\tZ") != std::string::npos;
    if (open || has_ended) return;
    if (const std::string name = name_of(process); status_number(status, "\nUid:") == ::geteuid())
        (name.starts_with("entre") ? out.holders : out.unreadable).push_back(name);
    else if (is_open_to_others(folder.path))
        out.has_strangers = true;
}

}  // namespace

Result<OpenFiles> open_files_in(const fs::path& folder) {
    const auto looked_for = watched(folder);
    const auto own = ancestors();
    std::error_code error;
    fs::directory_iterator at("/proc", error);
    OpenFiles out;
    for (const fs::directory_iterator end; !error && at != end; at.increment(error)) {
        unsigned process = 0;
        const std::string name = at->path().filename().string();
        const auto parsed = std::from_chars(name.data(), name.data() + name.size(), process);
        if (parsed.ec != std::errc{} || parsed.ptr != name.data() + name.size()) continue;
        if (process != static_cast<unsigned>(::getpid())) look_at(process, looked_for, own, out);
    }
    if (error)
        return fail(ErrorCode::file_unreadable,
                    fmt::format("/proc cannot be read ({}), so nobody can tell which programs have {} open.", error.message(),
                                folder.string()));
    return out;
}

}  // namespace entre
