// A ticket code as a QR symbol (ISO/IEC 18004), error correction M.
#pragma once

#include <string_view>
#include <vector>

namespace entre {

/// Modules without their quiet zone, row by row from the top; true is dark.
struct QrSymbol {
    int size = 0;  ///< modules along one side; 0 when there is no symbol
    std::vector<bool> dark;

    [[nodiscard]] bool is_dark(int x, int y) const { return dark[static_cast<std::size_t>(y * size + x)]; }
};

/// White that readers need around the symbol, in modules (ISO/IEC 18004, 6.3.8).
inline constexpr int qr_quiet_zone = 4;

/// The smallest symbol for `text`; size 0 when `text` is empty or longer than a symbol can hold.
QrSymbol qr_symbol(std::string_view text);

}  // namespace entre
