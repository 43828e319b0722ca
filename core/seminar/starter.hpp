// A starter folder for an organiser: a commented seminar.toml and an empty list with the right headings.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "core/base/clock.hpp"
#include "core/base/error.hpp"

namespace entre {

/// The commented seminar.toml, with the seminar on the day `starts` falls on, at the place its offset belongs to.
std::string starter_settings(LocalTime starts);

/// Makes `folder` with seminar.toml and registrations.csv. Never writes over a file that is there.
/// Errors: file_unwritable, also when the folder already holds a seminar.
Result<void> make_starter(const std::filesystem::path& folder, LocalTime starts);

/// Puts the hash of a staff PIN into `folder`'s seminar.toml, leaving every other line as it is.
/// Errors: file_missing, file_unwritable, wrong_usage for a PIN that is too easy, settings_invalid
/// when there is no place for it.
Result<void> set_pin(const std::filesystem::path& folder, std::string_view pin);

}  // namespace entre
