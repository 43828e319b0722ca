// Locates the fourth corner of a code, the one without a finder pattern: by its alignment pattern, then by module contrast.
#pragma once

#include "core/qr/module_grid.hpp"

namespace entre {

/// `grid` with its fourth corner moved to fit the alignment pattern, if one is seen, and then to where neighbouring modules
/// contrast most.
Grid with_alignment(const Sampler& sampler, const FinderPatterns& corners, Grid grid);

}  // namespace entre
