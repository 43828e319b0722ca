#include "kiosk/services/resources.hpp"

#include <fmt/format.h>

namespace entre {

std::filesystem::path assets_folder() {
    std::error_code error;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
    const auto installed = program.parent_path().parent_path() / "share" / "entre";
    if (!error && std::filesystem::exists(installed / "badges", error)) return installed;
    return ENTRE_ASSETS;
}

Result<BadgeTemplate> find_template(const Seminar& seminar, const SeminarFolder& folder) {
    const std::string wanted = seminar.badge_template.empty() ? "landscape" : seminar.badge_template;
    std::error_code ignored;
    if (seminar.badge_template.empty() && std::filesystem::exists(folder.path / "badge.svg", ignored))
        return read_template(folder.path / "badge.svg");
    if (const auto own = folder.path / wanted; std::filesystem::is_regular_file(own, ignored)) return read_template(own);
    const auto shipped = assets_folder() / "badges" / (wanted + ".svg");
    if (std::filesystem::exists(shipped, ignored)) return read_template(shipped);
    return fail(ErrorCode::file_missing,
                fmt::format("{}: badge.template = \"{}\" is neither a file in this folder nor a template of Entré's "
                            "(landscape, a6, a7, card, fold)",
                            folder.settings().string(), wanted));
}

}  // namespace entre
