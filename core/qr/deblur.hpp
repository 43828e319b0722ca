// Removes blur of any shape. The function patterns are known in advance, so the blur kernel can be estimated from them; the
// complete symbol is then deconvolved with it.
#pragma once

#include <optional>

#include "core/qr/module_levels.hpp"

namespace entre {

/// `levels` without the light that leaks into each module from its neighbours, 0 dark to 255 light. `reach` is the kernel's
/// radius: 1 for 8 neighbours, 2 for 24. nullopt when no kernel can be estimated.
std::optional<ModuleLevels> deblurred(const ModuleLevels& levels, int reach);
/// The same, but estimates the kernel from all modules as they are in `clear`, an earlier result; it suffices that most of them
/// are right.
std::optional<ModuleLevels> deblurred_again(const ModuleLevels& levels, const ModuleLevels& clear, int reach);

}  // namespace entre
