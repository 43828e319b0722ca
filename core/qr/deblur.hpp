// Takes back blur of any shape: the squares in the corners are known, so how the camera smeared them tells how it smeared the
// rest.
#pragma once

#include <optional>

#include "core/qr/module_levels.hpp"

namespace entre {

/// `levels` as they would be without what leaks into each module from the 24 around it, 0 dark to 255 light; nothing when the
/// squares do not tell. `reach` is 1 for the eight nearest only or 2 for all.
std::optional<ModuleLevels> deblurred(const ModuleLevels& levels, int reach);
/// The same, learned from all modules as `clear` has them, the result of an earlier try: most of them right is enough.
std::optional<ModuleLevels> deblurred_again(const ModuleLevels& levels, const ModuleLevels& clear, int reach);

}  // namespace entre
