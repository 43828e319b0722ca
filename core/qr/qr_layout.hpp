// The function patterns, format information and version information of a QR symbol (ISO/IEC 18004, 6.3 and 7.9–7.10).
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "core/qr/barcode.hpp"

namespace entre {

inline constexpr int min_qr_size = 21;
inline constexpr int max_qr_size = 177;

/// The row and column coordinates of the alignment patterns' centres, in modules; empty for version 1.
std::vector<int> alignment_places(int size);
/// What is known about a module before sampling.
enum class Fixed : std::uint8_t { unknown, dark, light };
/// Row by row: finder patterns and separators, timing patterns, alignment patterns and the dark module.
std::vector<Fixed> fixed_modules(int size);
/// Writes `fixed_modules` and, from version 7 up, the version information: all that follows from the size alone.
void draw_fixed_modules(QrSymbol& symbol);

/// The positions (x, y) of the 15 bits of both copies of the format information, most significant bit first: around the top left
/// finder pattern, and next to the other two.
std::array<std::array<std::array<int, 2>, 15>, 2> format_places(int size);
/// The 32 valid format information words as drawn in a symbol, with the mask applied.
std::span<const unsigned, 32> format_words();

}  // namespace entre
