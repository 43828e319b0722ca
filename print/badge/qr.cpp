#include "print/badge/qr.hpp"

#include <ZXing/BarcodeFormat.h>
#include <ZXing/BitMatrix.h>
#include <ZXing/CharacterSet.h>
#include <ZXing/MultiFormatWriter.h>

#include <algorithm>
#include <exception>
#include <string>

namespace entre {

QrSymbol qr_symbol(std::string_view text) {
    if (text.empty()) return {};
    constexpr int level_m = 4;  // MultiFormatWriter's scale of 0 to 8: 1–2 L, 3–4 M, 5–6 Q, 7–8 H
    try {
        ZXing::MultiFormatWriter writer(ZXing::BarcodeFormat::QRCode);
        writer.setEccLevel(level_m).setMargin(0);
        // Only where it is needed: UTF-8 costs an ECI header, and with it often a larger symbol.
        const bool is_ascii = std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
        if (!is_ascii) writer.setEncoding(ZXing::CharacterSet::UTF8);
        const ZXing::BitMatrix matrix = writer.encode(std::string(text), 0, 0);
        QrSymbol out{matrix.width(), {}};
        for (int y = 0; y < matrix.height(); ++y)
            for (int x = 0; x < matrix.width(); ++x) out.dark.push_back(matrix.get(x, y));
        return out;
    } catch (const std::exception&) {
        return {};  // too long for any symbol
    }
}

}  // namespace entre
