// Paper that is not flat: a grid is bent to where the modules lie.
#pragma once

#include "core/qr/module_grid.hpp"

namespace entre {

/// `grid` bent knot by knot to where modules stand out best.
Grid with_curved_grid(const Sampler& sampler, Grid grid, bool is_inverted);

}  // namespace entre
