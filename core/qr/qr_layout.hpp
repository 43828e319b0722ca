// The parts of a QR symbol that are the same in every one of its size (ISO/IEC 18004, 6.3 and 7.9–7.10).
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "core/qr/barcode.hpp"

namespace entre {

inline constexpr int min_qr_size = 21;
inline constexpr int max_qr_size = 177;

/// Where the middles of alignment squares lie, in modules of rows and columns; empty for the smallest symbol.
std::vector<int> alignment_places(int size);
/// What is known of a module before it is looked at.
enum class Fixed : std::uint8_t { unknown, dark, light };
/// Row by row: finder squares and their borders, timing lines, alignment squares and the one module that is always dark.
std::vector<Fixed> fixed_modules(int size);
/// Writes `fixed_modules` and the version of large symbols: what a reader needs no evidence for.
void draw_fixed_modules(QrSymbol& symbol);

/// Where the 15 bits of the format stand, once around the top left square and once beside the others, most significant first.
std::array<std::array<std::array<int, 2>, 15>, 2> format_places(int size);
/// The 32 formats as they stand in a symbol, mask applied.
std::span<const unsigned, 32> format_words();

}  // namespace entre
