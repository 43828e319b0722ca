// Fits the module grid to paper that is not flat.
#pragma once

#include "core/qr/module_grid.hpp"

namespace entre {

/// `grid` with curvature added: each knot is moved to where the modules around it contrast most.
Grid with_curved_grid(const Sampler& sampler, Grid grid, bool is_inverted);

}  // namespace entre
