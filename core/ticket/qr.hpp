// QR codes: pixels <-> text (ISO/IEC 18004), by ZXing-cpp.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

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
    std::string text;                  ///< as encoded; may hold anything
    std::array<PicturePoint, 4> corners{};  ///< clockwise from the code's own top left
};

/// The QR codes in a picture. Light-on-dark codes (wallets in dark mode) are looked for when `also_inverted`, at twice the cost.
/// Never throws; safe from any thread.
std::vector<FoundCode> read_qr(const GreyView& picture, bool also_inverted);

/// A QR code's modules, without the quiet zone, row by row; true is dark.
struct QrModules {
    int size = 0;
    std::vector<bool> dark;
    [[nodiscard]] bool is_dark(int x, int y) const { return dark[static_cast<std::size_t>(y * size + x)]; }
};

/// `text` as QR with error correction M. Empty (size 0) when it does not fit into a QR code.
QrModules make_qr(std::string_view text);

}  // namespace entre
