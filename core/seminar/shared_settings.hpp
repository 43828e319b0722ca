// The part of seminar.toml that all kiosks at one door have in common: everything but the tables of a kiosk's own ([kiosk],
// [[printer]], [speech], [dashboard], [backup]).
#pragma once

#include <string>
#include <string_view>

#include "core/base/error.hpp"

namespace entre {

/// The common part, written in one way only: equal for two files that say the same, however they are laid out or commented. Not
/// for people. Errors: settings_invalid if `settings` is no TOML.
Result<std::string> shared_part(std::string_view settings);

/// `settings` without the tables of a kiosk's own.
std::string without_own_tables(std::string_view settings);

/// `own` with the common part of `theirs`. Comments, order and everything that is the same stay as they are in `own`, whose
/// tables of its own are not touched. Errors: settings_invalid if one of them is no TOML, or is written in a way that cannot be
/// changed line by line.
Result<std::string> with_shared_part(std::string_view own, std::string_view theirs);

}  // namespace entre
