#include "kiosk/services/sticks.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

namespace entre {

namespace fs = std::filesystem;

namespace {

/// "\040" is a space: in mountinfo blanks and backslashes are octal.
std::string unescaped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto digits = text[i] == '\\' ? text.substr(i + 1, 3) : std::string_view{};
        const bool is_octal = digits.size() == 3 && digits.find_first_not_of("01234567") == std::string_view::npos;
        out += is_octal ? static_cast<char>((digits[0] - '0') * 64 + (digits[1] - '0') * 8 + (digits[2] - '0')) : text[i];
        if (is_octal) i += 3;
    }
    return out;
}

std::string content_of_mountinfo() {
    std::ifstream in("/proc/self/mountinfo");
    return {std::istreambuf_iterator<char>(in), {}};
}

Error error_for(int number, const std::string& name) {
    const auto detail = fmt::format("{} cannot be saved on the stick: {}", name, std::strerror(number));
    switch (number) {
        case ENOSPC:
        case EDQUOT:
            return {ErrorCode::disk_full, detail};
        case EROFS:
        case EACCES:
        case EPERM:
            return {ErrorCode::file_unwritable, detail};
        default:
            return {ErrorCode::file_missing, detail};  // EIO, ENODEV, ENOENT … : it is gone, or broken
    }
}

/// 0, or the number of the error.
int write_all(int file, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto written = ::write(file, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return written < 0 ? errno : EIO;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return 0;
}

/// Writes beside `place` first. FAT has neither owners nor modes, so none are set.
int save(const fs::path& folder, const fs::path& place, std::string_view bytes) {
    const auto unfinished = fs::path(place.string() + ".part");
    const FileHandle file(::open(unfinished.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0644));
    if (!file) return errno;
    int problem = write_all(file.get(), bytes);
    if (problem == 0 && ::fsync(file.get()) != 0) problem = errno;
    if (problem == 0 && ::rename(unfinished.c_str(), place.c_str()) != 0) problem = errno;
    if (problem != 0) {
        ::unlink(unfinished.c_str());
        return problem;
    }
    // The whole file system: on FAT the folder and the table of clusters are written apart from the file.
    const FileHandle there(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return there && ::syncfs(there.get()) == 0 ? 0 : errno;
}

}  // namespace

std::vector<Stick> sticks_in(std::string_view mountinfo) {
    std::vector<Stick> out;
    while (!mountinfo.empty()) {
        const auto end = std::min(mountinfo.find('\n'), mountinfo.size());
        auto line = mountinfo.substr(0, end);
        mountinfo.remove_prefix(std::min(end + 1, mountinfo.size()));
        // 36 35 98:0 /root /media/KINGSTON rw,noatime …: the fifth field
        for (int field = 0; field < 4; ++field) line.remove_prefix(std::min(line.find(' '), line.size() - 1) + 1);
        const fs::path folder = unescaped(line.substr(0, line.find(' ')));
        const auto text = folder.string();
        if (text.starts_with("/media/") || text.starts_with("/run/media/")) out.push_back({folder, folder.filename().string()});
    }
    return out;
}

std::vector<Stick> find_sticks(const fs::path& instead) {
    if (instead.empty()) return sticks_in(content_of_mountinfo());
    std::vector<Stick> out;
    std::error_code error;
    for (fs::directory_iterator i(instead, error), end; !error && i != end; i.increment(error))
        if (i->is_directory(error)) out.push_back({i->path(), i->path().filename().string()});
    return out;
}

Result<void> save_on_stick(const fs::path& instead, const std::string& name, std::string_view bytes) {
    const auto sticks = find_sticks(instead);
    if (sticks.empty()) return tl::unexpected<Error>(error_for(ENODEV, name));
    const auto& folder = sticks.front().folder;
    if (const int problem = save(folder, folder / name, bytes); problem != 0)
        return tl::unexpected<Error>(error_for(problem, name));
    return {};
}

StickWatch::StickWatch(fs::path instead)
    : instead_(std::move(instead)), mounts_(instead_.empty() ? ::open("/proc/self/mountinfo", O_RDONLY | O_CLOEXEC) : -1) {}

bool StickWatch::has_changed() {
    auto now = find_sticks(instead_);
    const bool is_other = std::exchange(is_first_, false) || now != sticks_;
    sticks_ = std::move(now);
    return is_other;
}

}  // namespace entre
