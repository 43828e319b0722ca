// Samples the grey level of each module and binarizes the levels.
#pragma once

#include <vector>

#include "core/qr/barcode.hpp"
#include "core/qr/module_grid.hpp"

namespace entre {

/// The grey level of each module, row by row; dark modules have low levels even in light-on-dark codes.
struct ModuleLevels {
    int size = 0;
    std::vector<float> level;
    [[nodiscard]] float at(int x, int y) const { return level[static_cast<std::size_t>(y * size + x)]; }
};

ModuleLevels sample(const Sampler& sampler, const Grid& grid, bool is_inverted);
/// Sharpens: reduces by `share` what each module's four neighbours leak into it.
ModuleLevels unblurred(const ModuleLevels& levels, float share);
/// How well the format information matches the best of the 32 valid words: 1 when all modules agree, about 0.5 without a code.
double format_agreement(const ModuleLevels& levels);
/// Binarizes by an adaptive threshold with a window of 2 `reach` + 1 modules. Function patterns are replaced by their known
/// values and the format information by the most likely valid word. A mirrored symbol is mirrored back.
QrSymbol symbol_of(const ModuleLevels& levels, int reach);

}  // namespace entre
