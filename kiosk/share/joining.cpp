#include "kiosk/share/joining.hpp"

#include <chrono>
#include <optional>

#include "core/seminar/seminar_form.hpp"
#include "kiosk/share/invitation.hpp"
#include "kiosk/share/share_session.hpp"

namespace entre {

namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds patience{5};

/// List, records and name.
Result<std::string> take_part(const SeminarFolder& folder) {
    auto name = exchange_once(folder, patience);
    if (!name) return name;
    if (const auto named = save_station(folder.path, *name); !named) return pass_on(named);
    return name;
}

/// The folder among `seminars` that has been part of `seminar` before.
std::optional<SeminarFolder> folder_of(const fs::path& seminars, const std::string& seminar) {
    std::error_code error;
    for (fs::directory_iterator i(seminars, error), end; !error && i != end; i.increment(error)) {
        const SeminarFolder folder{i->path()};
        const auto key = read_share_key(folder);
        if (key && key->seminar == seminar && fs::exists(folder.settings(), error)) return folder;
    }
    return std::nullopt;
}

Result<SeminarFolder> folder_for(const fs::path& seminars, const Bundle& bundle) {
    if (auto before = folder_of(seminars, bundle.key.seminar)) return *before;
    const auto seminar = parse_seminar(bundle.shared.settings, "seminar.toml");
    if (!seminar) return pass_on(seminar);
    const auto made = make_seminar_folder(seminars, seminar->name.in(seminar->languages.front()));
    if (!made) return pass_on(made);
    return SeminarFolder{*made};
}

}  // namespace

Result<std::string> join_shared(const SeminarFolder& folder, std::string_view code) {
    if (const auto joined = join_with_invitation(folder, code); !joined) return pass_on(joined);
    return take_part(folder);
}

Result<fs::path> join_among(const fs::path& seminars, std::string_view code) {
    const auto bundle = take_invitation(code);
    if (!bundle) return pass_on(bundle);
    const auto folder = folder_for(seminars, *bundle);
    if (!folder) return pass_on(folder);
    if (const auto stored = store_bundle(*folder, *bundle); !stored) return pass_on(stored);
    if (const auto name = take_part(*folder); !name) return pass_on(name);
    return folder->path;
}

}  // namespace entre
