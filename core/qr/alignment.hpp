// The corner of a code that has no finder square: found by its alignment square and by what makes modules stand out.
#pragma once

#include "core/qr/module_grid.hpp"

namespace entre {

/// `grid` with its fourth corner moved to where an alignment square is seen, and then to where modules stand out best.
Grid with_alignment(const Sampler& sampler, const FinderPatterns& corners, Grid grid);

}  // namespace entre
