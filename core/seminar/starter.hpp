// Creates a new seminar folder: a commented seminar.toml and an empty list with the right headings.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "core/base/clock.hpp"
#include "core/base/error.hpp"
#include "core/base/time_zone.hpp"

namespace entre {

/// The commented seminar.toml for a seminar at nine o'clock on the day of `time` in `zone`, which has a name.
std::string starter_settings(UtcTime time, const TimeZone& zone);

/// Creates `folder` with seminar.toml and registrations.csv. Never overwrites an existing file.
/// Errors: file_unwritable, also when the folder already holds a seminar.
Result<void> make_starter(const std::filesystem::path& folder, UtcTime time, const TimeZone& zone);

/// Writes the hash of a staff PIN into `folder`'s seminar.toml, leaving every other line unchanged. Errors: file_missing;
/// file_unwritable; wrong_usage for a trivial PIN; settings_invalid when no place for the hash is found.
Result<void> set_pin(const std::filesystem::path& folder, std::string_view pin);

}  // namespace entre
