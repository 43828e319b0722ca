// QR codes: pixels <-> text (ISO/IEC 18004), by ZXing-cpp.
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

/// Grey pixels of somebody else: 0 black to 255 white, `stride` bytes from one row to the next.
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
    std::string text;                       ///< as encoded; may hold anything
    std::array<PicturePoint, 4> corners{};  ///< clockwise from the code's own top left
};

/// The QR codes in a picture. Light-on-dark codes (wallets in dark mode) are looked for when `also_inverted`, at twice the cost.
/// Never throws; safe from any thread.
std::vector<FoundCode> read_qr(const GreyView& picture, bool also_inverted);

/// How grey becomes black and white before a code is looked for.
enum class Binarizer {
    local,   ///< by the levels around each pixel
    global,  ///< by one level for each row
    fixed,   ///< pixels from 128 up are light: for pictures that are black and white already
};

/// One way of looking at a picture.
struct CodeLook {
    Binarizer binarizer = Binarizer::local;
    bool is_thorough = true;               ///< every row rather than every few
    std::span<const Symbology> instead{};  ///< these and not QR, when there are any
};

/// The codes one look finds. Never throws; safe from any thread.
std::vector<FoundCode> look_at(const GreyView& picture, const CodeLook& look);

/// A symbol's modules without their quiet zone, row by row from the top; true is dark.
struct QrSymbol {
    int size = 0;  ///< modules along one side; 0 when there is no symbol
    std::vector<bool> dark;

    [[nodiscard]] bool is_dark(int x, int y) const { return dark[static_cast<std::size_t>(y * size + x)]; }
};

/// The text of a symbol whose modules are known, some of them wrongly perhaps; nothing when there are too many wrong ones.
/// Never throws; safe from any thread.
std::optional<std::string> read_symbol(const QrSymbol& symbol);

/// White that readers need around a symbol, in modules (ISO/IEC 18004, 6.3.8).
inline constexpr int qr_quiet_zone = 4;

/// The smallest symbol for `text` with error correction M; size 0 when `text` is empty or longer than a symbol can hold.
QrSymbol qr_symbol(std::string_view text);

}  // namespace entre
