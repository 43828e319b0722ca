// QR codes (ISO/IEC 18004): decodes pixels to text and encodes text as modules, using ZXing-cpp.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/qr/symbology.hpp"

namespace entre {

/// Non-owning view of grey pixels: 0 black to 255 white, `stride` bytes from one row to the next.
struct GreyView {
    const std::uint8_t* pixels = nullptr;
    int width_px = 0;
    int height_px = 0;
    int stride = 0;
};

struct PicturePoint {
    double x = 0, y = 0;
};

struct FoundCode {
    std::string text;                       ///< as encoded; untrusted, may contain any bytes
    std::array<PicturePoint, 4> corners{};  ///< clockwise from the code's own top left
};

/// The QR codes in a picture. `also_inverted` also finds light-on-dark codes (wallets in dark mode), at twice the cost.
/// Never throws; safe from any thread.
std::vector<FoundCode> read_qr(const GreyView& picture, bool also_inverted);

/// How grey pixels are converted to black and white before decoding.
enum class Binarizer {
    local,   ///< adaptive threshold, from the pixels around each pixel
    global,  ///< one threshold for each row
    fixed,   ///< 128 and above is light: for pictures that are already black and white
};

/// Options for one decoding attempt with ZXing.
struct CodeLook {
    Binarizer binarizer = Binarizer::local;
    bool is_thorough = true;               ///< scan every row rather than every few rows
    std::span<const Symbology> instead{};  ///< the symbologies to look for instead of QR; empty for QR
};

/// The codes found in one attempt. Never throws; safe from any thread.
std::vector<FoundCode> look_at(const GreyView& picture, const CodeLook& look);

/// A symbol's modules without the quiet zone, row by row from the top; true is dark.
struct QrSymbol {
    int size = 0;  ///< modules along one side; 0 for an empty symbol
    std::vector<bool> dark;

    [[nodiscard]] bool is_dark(int x, int y) const { return dark[static_cast<std::size_t>(y * size + x)]; }
};

/// Decodes a symbol from its modules, some of which may be wrong; nullopt when error correction cannot repair them.
/// Never throws; safe from any thread.
std::optional<std::string> read_symbol(const QrSymbol& symbol);

/// The quiet zone: white space required around a symbol, in modules (ISO/IEC 18004, 6.3.8).
inline constexpr int qr_quiet_zone = 4;

/// The smallest symbol for `text` with error correction M; size 0 when `text` is empty or longer than a symbol can hold.
QrSymbol qr_symbol(std::string_view text);

}  // namespace entre
