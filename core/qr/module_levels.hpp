// From grey levels at the middles of modules to dark and light.
#pragma once

#include <vector>

#include "core/qr/barcode.hpp"
#include "core/qr/module_grid.hpp"

namespace entre {

/// The grey level of each module, row by row, dark modules low whatever the code's colours are.
struct ModuleLevels {
    int size = 0;
    std::vector<float> level;
    [[nodiscard]] float at(int x, int y) const { return level[static_cast<std::size_t>(y * size + x)]; }
};

ModuleLevels sample(const Sampler& sampler, const Grid& grid, bool is_inverted);
/// Each level less `share` of what its four neighbours leak into it: takes back blur.
ModuleLevels unblurred(const ModuleLevels& levels, float share);
/// How well the modules that carry the format agree on one that there is: 1 when all do, about a half where there is no code.
double format_agreement(const ModuleLevels& levels);
/// Dark and light by the levels around each module, in a window of 2 `reach` + 1 modules; the fixed parts as they must be, and
/// the format as the likeliest of all that there are. A mirrored symbol comes out as it was before the mirror.
QrSymbol symbol_of(const ModuleLevels& levels, int reach);

}  // namespace entre
