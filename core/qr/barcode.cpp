// The only file that includes ZXing. It handles the differences between 1.4 (Debian 12) and 2.3 (Debian 13).
#define ZX_USE_UTF8 1
#include "core/qr/barcode.hpp"

#include <ZXing/BarcodeFormat.h>
#include <ZXing/BitMatrix.h>
#include <ZXing/CharacterSet.h>
#include <ZXing/MultiFormatWriter.h>
#include <ZXing/ReadBarcode.h>

#include <algorithm>
#include <exception>

namespace entre {

namespace {

#if __has_include(<ZXing/ReaderOptions.h>)
using Options = ZXing::ReaderOptions;
#else
using Options = ZXing::DecodeHints;
#endif

template <class Some>
concept ReadsInverted = requires(Some options) { options.setTryInvert(true); };

/// ZXing 1.4 cannot read light-on-dark codes; it is given an inverted copy instead.
constexpr bool must_invert_ourselves = !ReadsInverted<Options>;

template <class Some>
void set_invert(Some& options, bool is_on) {
    if constexpr (ReadsInverted<Some>) options.setTryInvert(is_on);
}

/// Requests the text as encoded. 1.4 always returns that; 2.3 would replace control characters by names such as "<NUL>".
template <class Some>
void set_plain_text(Some& options) {
    if constexpr (requires { options.textMode(); }) options.setTextMode(decltype(options.textMode())::Plain);
}

std::vector<FoundCode> read(const GreyView& picture, const Options& options) {
    const ZXing::ImageView view(picture.pixels, picture.width_px, picture.height_px, ZXing::ImageFormat::Lum, picture.stride);
    std::vector<FoundCode> found;
    for (const auto& result : ZXing::ReadBarcodes(view, options)) {
        if (!result.isValid()) continue;
        FoundCode code;
        code.text = result.text();
        for (std::size_t i = 0; i < 4; ++i) {
            const auto corner = result.position()[i];
            code.corners[i] = {static_cast<double>(corner.x), static_cast<double>(corner.y)};
        }
        found.push_back(std::move(code));
    }
    return found;
}

ZXing::Binarizer binarizer_of(Binarizer binarizer) {
    switch (binarizer) {
        case Binarizer::local:
            return ZXing::Binarizer::LocalAverage;
        case Binarizer::global:
            return ZXing::Binarizer::GlobalHistogram;
        case Binarizer::fixed:
            return ZXing::Binarizer::FixedThreshold;
    }
    return ZXing::Binarizer::LocalAverage;
}

ZXing::BarcodeFormat format_of(Symbology symbology) {
    switch (symbology) {
        case Symbology::data_matrix:
            return ZXing::BarcodeFormat::DataMatrix;
        case Symbology::aztec:
            return ZXing::BarcodeFormat::Aztec;
        case Symbology::pdf417:
            return ZXing::BarcodeFormat::PDF417;
        case Symbology::code_128:
            return ZXing::BarcodeFormat::Code128;
    }
    return ZXing::BarcodeFormat::None;
}

}  // namespace

std::vector<FoundCode> look_at(const GreyView& picture, const CodeLook& look) {
    if (picture.width_px <= 0 || picture.height_px <= 0) return {};
    Options options;
    ZXing::BarcodeFormats formats;
    for (const auto symbology : look.instead) formats |= format_of(symbology);
    options.setFormats(look.instead.empty() ? ZXing::BarcodeFormats(ZXing::BarcodeFormat::QRCode) : formats);
    options.setBinarizer(binarizer_of(look.binarizer));
    options.setTryHarder(look.is_thorough);
    options.setTryRotate(!look.instead.empty());
    options.setTryDownscale(false);  // the decode plan chooses the scale
    set_invert(options, false);      // and the polarity
    set_plain_text(options);
    try {
        return read(picture, options);
    } catch (const std::exception&) {
        return {};
    }
}

std::optional<std::string> read_symbol(const QrSymbol& symbol) {
    constexpr int module_px = 2, border = 2;
    const int side = (symbol.size + 2 * border) * module_px;
    if (symbol.size < 21 || symbol.size > 177) return std::nullopt;
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(side) * static_cast<std::size_t>(side), 255);
    for (int y = 0; y < symbol.size * module_px; ++y)
        for (int x = 0; x < symbol.size * module_px; ++x)
            if (symbol.is_dark(x / module_px, y / module_px))
                pixels[static_cast<std::size_t>((y + border * module_px) * side + x + border * module_px)] = 0;
    Options options;
    options.setFormats(ZXing::BarcodeFormat::QRCode);
    options.setIsPure(true);
    options.setBinarizer(ZXing::Binarizer::BoolCast);
    options.setTryDownscale(false);
    options.setTryRotate(false);
    set_invert(options, false);
    set_plain_text(options);
    try {
        const auto found = read({pixels.data(), side, side, side}, options);
        if (!found.empty()) return found.front().text;
    } catch (const std::exception&) {
        return std::nullopt;
    }
    return std::nullopt;
}

std::vector<FoundCode> read_qr(const GreyView& picture, bool also_inverted) {
    Options options;
    options.setFormats(ZXing::BarcodeFormat::QRCode);
    options.setTryHarder(true);
    options.setTryRotate(false);  // QR finder patterns are found at any angle; in measurements this gained nothing
    set_invert(options, also_inverted);
    set_plain_text(options);
    try {
        auto found = read(picture, options);
        if (!found.empty() || !also_inverted || !must_invert_ourselves) return found;
        std::vector<std::uint8_t> inverted(static_cast<std::size_t>(picture.width_px) *
                                           static_cast<std::size_t>(picture.height_px));
        for (int y = 0; y < picture.height_px; ++y) {
            const auto* row = picture.pixels + static_cast<std::ptrdiff_t>(y) * picture.stride;
            std::transform(row, row + picture.width_px, inverted.begin() + static_cast<std::ptrdiff_t>(y) * picture.width_px,
                           [](std::uint8_t value) { return static_cast<std::uint8_t>(255 - value); });
        }
        return read({inverted.data(), picture.width_px, picture.height_px, picture.width_px}, options);
    } catch (const std::exception&) {
        return {};  // treat a picture that makes the library throw as one without a code
    }
}

QrSymbol qr_symbol(std::string_view text) {
    if (text.empty()) return {};
    constexpr int level_m = 4;  // MultiFormatWriter's scale of 0 to 8: 1–2 L, 3–4 M, 5–6 Q, 7–8 H
    try {
        ZXing::MultiFormatWriter writer(ZXing::BarcodeFormat::QRCode);
        writer.setEccLevel(level_m).setMargin(0);
        // Only for non-ASCII text: UTF-8 adds an ECI header, which often needs a larger symbol.
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
