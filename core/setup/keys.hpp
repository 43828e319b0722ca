// Which keys a keypad must have.
#pragma once

#include <cstddef>

#include "core/setup/screens.hpp"

namespace entre::setup {

/// The first of the needed keys that is missing; the number of all keys if none is.
std::size_t missing_key(const KeysScreen& screen);
/// Whether the keys can be saved.
inline bool has_needed_keys(const KeysScreen& screen) { return missing_key(screen) == screen.keys.size(); }

}  // namespace entre::setup
