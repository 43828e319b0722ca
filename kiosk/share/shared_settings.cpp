#include "kiosk/share/shared_settings.hpp"

#include <sodium.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/atomic_file.hpp"
#include "core/base/digest.hpp"
#include "core/seminar/shared_settings.hpp"
#include "core/share/share_key.hpp"

namespace entre {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t max_file_bytes = 4U << 20;

fs::path agreed_file(const SeminarFolder& folder) { return folder.path / "share.settings"; }

std::string base64(std::string_view bytes) {
    std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
    sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    text.pop_back();
    return text;
}

std::optional<std::string> from_base64(std::string_view text) {
    std::string bytes(text.size(), '\0');
    std::size_t length = 0;
    const char* end = nullptr;
    if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(), text.size(), nullptr,
                          &length, &end, sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
        end != text.data() + text.size())
        return std::nullopt;
    bytes.resize(length);
    return bytes;
}

/// A name that leads into the folder, to nothing that Entré keeps there itself.
bool may_travel(const std::string& name) {
    const auto path = fs::path(name).lexically_normal();
    if (name.empty() || path.is_absolute() || std::ranges::any_of(path, [](const auto& part) { return part == ".."; }))
        return false;
    const auto first = path.begin()->string();
    const bool is_ours = first.starts_with("entre.") || first == "seminar.toml" || first == "journal.jsonl" || first == "backups";
    return !is_ours && !is_of_sharing(first);
}

/// Files that the settings name and that are in the folder; lists are not among them, because people travel as entries.
std::vector<SharedFile> shared_files(const SeminarFolder& folder, const Seminar& seminar) {
    std::vector<SharedFile> files;
    const auto& badge = seminar.badge_template;
    const auto back = badge.ends_with(".svg") ? badge.substr(0, badge.size() - 4) + ".back.svg" : std::string();
    for (const auto& name :
         {badge, back, std::string("badge.svg"), std::string("badge.back.svg"), seminar.registrations.token_file}) {
        if (!may_travel(name) || std::ranges::find(files, name, &SharedFile::name) != files.end()) continue;
        if (auto content = load_file(folder.path / name, max_file_bytes)) files.push_back({name, std::move(*content)});
    }
    return files;
}

/// May throw nlohmann's exceptions.
std::optional<SharedSettings> settings_in(const nlohmann::json& json) {
    auto text = from_base64(json.at("settings").get<std::string>());
    if (!text) return std::nullopt;
    SharedSettings settings{std::move(*text), {}};
    for (const auto& file : json.at("files")) {
        const auto content = from_base64(file.at("content").get<std::string>());
        auto name = file.at("name").get<std::string>();
        if (!content || !may_travel(name)) return std::nullopt;
        settings.files.push_back({std::move(name), *content});
    }
    return settings;
}

}  // namespace

Result<std::string> SharedSettings::digest() const {
    auto text = shared_part(settings);
    if (!text) return text;
    for (const auto& file : files) *text += "\n" + file.name + "/" + sha256_hex(file.content);
    return sha256_hex(*text);
}

std::string shared_settings_json(const SharedSettings& settings) {
    auto files = nlohmann::ordered_json::array();
    for (const auto& file : settings.files) files.push_back({{"name", file.name}, {"content", base64(file.content)}});
    return nlohmann::ordered_json{{"settings", base64(settings.settings)}, {"files", files}}.dump();
}

Result<SharedSettings> parse_shared_settings(std::string_view text) {
    std::optional<SharedSettings> settings;
    try {
        settings = settings_in(nlohmann::json::parse(text));
    } catch (const nlohmann::json::exception&) {
        settings.reset();
    }
    if (settings) return std::move(*settings);
    return fail(ErrorCode::settings_invalid, "the settings of another kiosk cannot be understood: is its version another one?");
}

Result<SharedSettings> read_shared_settings(const SeminarFolder& folder) {
    const auto seminar = read_seminar(folder.path);
    if (!seminar) return pass_on(seminar);
    auto text = load_file(folder.settings());
    if (!text) return pass_on(text);
    return SharedSettings{std::move(*text), shared_files(folder, *seminar)};
}

Result<void> write_shared_settings(const SeminarFolder& folder, const SharedSettings& settings) {
    const auto own = load_file(folder.settings());
    if (!own) return pass_on(own);
    const auto text = with_shared_part(*own, settings.settings);
    if (!text) return pass_on(text);
    if (const auto seminar = parse_seminar(*text, folder.settings().string()); !seminar) return pass_on(seminar);
    for (const auto& file : settings.files) {
        std::error_code ignored;
        fs::create_directories((folder.path / file.name).parent_path(), ignored);
        if (const auto before = load_file(folder.path / file.name); before && *before == file.content) continue;
        if (auto done = write_file_atomically(folder.path / file.name, file.content, FileMode::owner_only); !done) return done;
    }
    return *text == *own ? Result<void>{} : write_file_atomically(folder.settings(), *text);
}

std::optional<AgreedSettings> read_agreed_settings(const SeminarFolder& folder) {
    const auto text = load_file(agreed_file(folder));
    const auto json = text ? nlohmann::json::parse(*text, nullptr, false) : nlohmann::json();
    if (!json.is_object() || !json.contains("version") || !json["version"].is_number_integer()) return std::nullopt;
    if (!json.contains("digest") || !json["digest"].is_string()) return std::nullopt;
    return AgreedSettings{json["version"].get<std::int64_t>(), json["digest"].get<std::string>()};
}

Result<void> write_agreed_settings(const SeminarFolder& folder, const AgreedSettings& agreed) {
    const nlohmann::ordered_json json{{"version", agreed.version}, {"digest", agreed.digest}};
    return write_file_atomically(agreed_file(folder), json.dump() + "\n", FileMode::owner_only);
}

SettingsStep next_settings_step(const std::optional<AgreedSettings>& agreed, std::string_view digest, std::int64_t theirs) {
    if (!agreed) return theirs > 0 ? SettingsStep::take : SettingsStep::note;
    if (digest != agreed->digest || theirs < agreed->version) return SettingsStep::tell;
    return theirs > agreed->version ? SettingsStep::take : SettingsStep::none;
}

}  // namespace entre
