#include "kiosk/services/list_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>

#include "core/base/atomic_file.hpp"
#include "core/base/text.hpp"
#include "core/import/formats/export_file.hpp"

namespace entre {

namespace fs = std::filesystem;

namespace {

constexpr int max_looked_at = 10'000;
constexpr std::size_t max_found = 50, max_in_folder = 500;
constexpr std::array<const char*, 2> mounts{"/media/", "/run/media/"};

std::vector<fs::path> folders_in(const fs::path& parent) {
    std::vector<fs::path> out;
    std::error_code error;
    for (fs::directory_iterator i(parent, fs::directory_options::skip_permission_denied, error), end; !error && i != end;
         i.increment(error))
        if (i->is_directory(error)) out.push_back(i->path());
    return out;
}

/// XDG_DOWNLOAD_DIR="$HOME/Hämtningar" in user-dirs.dirs.
std::vector<fs::path> folders_of_user() {
    const char* home = std::getenv("HOME");
    if (home == nullptr) return {};
    std::vector<fs::path> out;
    const auto settings = load_file(fs::path(home) / ".config/user-dirs.dirs").value_or("");
    for (const auto& [key, usual] : {std::pair{"XDG_DOWNLOAD_DIR=\"$HOME/", "Downloads"},
                                     {"XDG_DESKTOP_DIR=\"$HOME/", "Desktop"},
                                     {"XDG_DOCUMENTS_DIR=\"$HOME/", "Documents"}}) {
        const std::string_view begins = key;
        const auto at = settings.find(begins);
        const auto end = at == std::string::npos ? at : settings.find('"', at + begins.size());
        out.push_back(fs::path(home) /
                      (end == std::string::npos ? usual : settings.substr(at + begins.size(), end - at - begins.size())));
    }
    return out;
}

bool is_stick(const fs::path& folder) {
    const auto text = folder.string();
    return std::any_of(mounts.begin(), mounts.end(), [&](const char* mount) { return text.starts_with(mount); });
}

bool may_be_list(const fs::path& file) {
    return has_extension_of_list(file) && !file.filename().string().starts_with('.') &&
           !file.filename().string().starts_with('~');
}

std::int64_t changed_ms(const fs::directory_entry& entry, std::error_code& error) {
    const auto time = std::chrono::file_clock::to_sys(entry.last_write_time(error));
    return std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
}

void look_into(const fs::path& folder, const std::string& place, int depth, int& looked_at,
               std::vector<setup::FoundFile>& found) {
    std::error_code error;
    for (fs::directory_iterator i(folder, fs::directory_options::skip_permission_denied, error), end; !error && i != end;
         i.increment(error)) {
        if (++looked_at > max_looked_at) return;
        std::error_code ignored;
        if (i->is_symlink(ignored)) continue;
        if (i->is_directory(ignored)) {
            if (depth > 0 && !i->path().filename().string().starts_with('.'))
                look_into(i->path(), place, depth - 1, looked_at, found);
        } else if (i->is_regular_file(ignored) && may_be_list(i->path())) {
            found.push_back({i->path(), i->path().filename().string(), place, changed_ms(*i, ignored)});
        }
    }
}

}  // namespace

std::vector<fs::path> list_folders() {
    std::vector<fs::path> out;
    for (const auto* mount : mounts)
        for (const auto& folder : folders_in(mount)) {
            // /media/usb, or /media/USER/STICK
            const auto inside = folders_in(folder);
            const char* user = std::getenv("USER");
            if (user != nullptr && folder.filename() == user)
                out.insert(out.end(), inside.begin(), inside.end());
            else
                out.push_back(folder);
        }
    for (auto& folder : folders_of_user()) out.push_back(std::move(folder));
    return out;
}

std::vector<setup::FoundFile> list_files(const std::vector<fs::path>& folders) {
    std::vector<setup::FoundFile> found;
    int looked_at = 0;
    for (const auto& folder : folders)
        look_into(folder, is_stick(folder) ? folder.filename().string() : std::string{}, 1, looked_at, found);
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.changed_ms > b.changed_ms; });
    if (found.size() > max_found) found.resize(max_found);
    return found;
}

std::vector<setup::FoundFile> files_in_folder(fs::path folder) {
    using Kind = setup::FoundFile::Kind;
    const char* home = std::getenv("HOME");
    if (folder.empty()) folder = home == nullptr ? "/" : home;
    std::vector<setup::FoundFile> found;
    int looked_at = 0;
    std::error_code error;
    for (fs::directory_iterator i(folder, fs::directory_options::skip_permission_denied, error), end; !error && i != end;
         i.increment(error)) {
        if (++looked_at > max_looked_at) break;
        std::error_code ignored;
        const auto name = i->path().filename().string();
        if (i->is_directory(ignored)) {
            if (!name.starts_with('.')) found.push_back({i->path(), name, {}, 0, Kind::folder});
        } else if (i->is_regular_file(ignored) && may_be_list(i->path())) {
            found.push_back({i->path(), name, {}, changed_ms(*i, ignored)});
        }
    }
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
        return std::tuple(a.kind == Kind::list, to_lower_ascii(a.name)) <
               std::tuple(b.kind == Kind::list, to_lower_ascii(b.name));
    });
    if (found.size() > max_in_folder) found.resize(max_in_folder);
    if (folder.has_relative_path())
        found.insert(found.begin(), {folder.parent_path(), {}, folder.string(), 0, Kind::folder_above});
    return found;
}

}  // namespace entre
