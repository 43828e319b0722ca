// The settings that all kiosks at one door have in common, on their way from one seminar's folder to another: the common part of
// seminar.toml (core/seminar/shared_settings.hpp) and the small files that it names. The engine counts their versions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hpp"
#include "core/seminar/seminar.hpp"

namespace entre {

/// A small file of the seminar's folder that its settings name: a badge, the token of an export.
struct SharedFile {
    std::string name;  ///< relative to the folder
    std::string content;
};

struct SharedSettings {
    std::string settings;  ///< seminar.toml of the kiosk that tells them; only its common part counts
    std::vector<SharedFile> files;

    /// Of all that counts: two kiosks with the same digest have the same settings.
    [[nodiscard]] Result<std::string> digest() const;
};

std::string shared_settings_json(const SharedSettings& settings);
/// Errors: settings_invalid. Only a kiosk of the seminar can have written it, but perhaps one of another version.
Result<SharedSettings> parse_shared_settings(std::string_view json);

/// Those in `folder`. Errors: those of read_seminar.
Result<SharedSettings> read_shared_settings(const SeminarFolder& folder);
/// Writes them into `folder`: the files first, then seminar.toml, each atomically. Errors: settings_invalid, and nothing is
/// written, if they make no seminar there; file_unwritable.
Result<void> write_shared_settings(const SeminarFolder& folder, const SharedSettings& settings);

/// The settings that this kiosk and the engine last had in common; kept in the folder, in share.settings.
struct AgreedSettings {
    std::int64_t version = 0;  ///< at the engine; 0: nobody has changed them since the kiosks share
    std::string digest;
};
std::optional<AgreedSettings> read_agreed_settings(const SeminarFolder& folder);
Result<void> write_agreed_settings(const SeminarFolder& folder, const AgreedSettings& agreed);

enum class SettingsStep {
    none,
    note,  ///< they have not been compared before: those here are agreed on
    take,  ///< the engine's are newer
    tell,  ///< they were changed here, or the engine has lost them
};
/// What a kiosk whose settings have `digest` does about an engine that has version `theirs`. If they were changed at both, the
/// change that reaches the engine last counts.
SettingsStep next_settings_step(const std::optional<AgreedSettings>& agreed, std::string_view digest, std::int64_t theirs);

}  // namespace entre
