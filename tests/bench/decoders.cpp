#define ZX_USE_UTF8 1
#include "tests/bench/decoders.hpp"

#ifdef ENTRE_HAS_ZBAR
#include <zbar.h>  // before ZXing, whose macros are named like its classes
#endif

#include <ZXing/ReadBarcode.h>

#ifdef ENTRE_HAS_WECHAT
#include <opencv2/core/utility.hpp>
#include <opencv2/wechat_qrcode.hpp>
#endif

#include <ctime>

namespace entre::bench {

namespace {

#if __has_include(<ZXing/ReaderOptions.h>)
using Options = ZXing::ReaderOptions;
#else
using Options = ZXing::DecodeHints;
#endif

template <class Some>
void set_plain_text(Some& options) {
    if constexpr (requires { options.textMode(); }) options.setTextMode(decltype(options.textMode())::Plain);
}

Texts read_by_zxing(const GreyView& picture) {
    Options options;
    options.setFormats(ZXing::BarcodeFormat::QRCode);
    set_plain_text(options);
    Texts texts;
    const ZXing::ImageView view(picture.pixels, picture.width_px, picture.height_px, ZXing::ImageFormat::Lum, picture.stride);
    for (const auto& result : ZXing::ReadBarcodes(view, options))
        if (result.isValid()) texts.push_back(result.text());
    return texts;
}

#ifdef ENTRE_HAS_ZBAR
Texts read_by_zbar(const GreyView& picture) {
    zbar::ImageScanner scanner;
    scanner.set_config(zbar::ZBAR_NONE, zbar::ZBAR_CFG_ENABLE, 0);
    scanner.set_config(zbar::ZBAR_QRCODE, zbar::ZBAR_CFG_ENABLE, 1);
    std::string pixels;
    for (int y = 0; y < picture.height_px; ++y)
        pixels.append(reinterpret_cast<const char*>(picture.pixels) + static_cast<std::ptrdiff_t>(y) * picture.stride,
                      static_cast<std::size_t>(picture.width_px));
    zbar::Image image(static_cast<unsigned>(picture.width_px), static_cast<unsigned>(picture.height_px), "Y800", pixels.data(),
                      pixels.size());
    scanner.scan(image);
    Texts texts;
    for (auto symbol = image.symbol_begin(); symbol != image.symbol_end(); ++symbol) texts.push_back(symbol->get_data());
    image.set_data(nullptr, 0);
    return texts;
}
#endif

#ifdef ENTRE_HAS_WECHAT
Texts read_by_wechat(const GreyView& picture) {
    cv::setNumThreads(1);  // like the others, because only this thread's time is measured
    thread_local cv::wechat_qrcode::WeChatQRCode decoder;
    // The interface needs a non-const pointer, but does not write to it.
    const cv::Mat pixels(picture.height_px, picture.width_px, CV_8UC1, const_cast<std::uint8_t*>(picture.pixels),
                         static_cast<std::size_t>(picture.stride));
    return decoder.detectAndDecode(pixels);
}
#endif

}  // namespace

const std::vector<Peer>& peers() {
    static const std::vector<Peer> all{
        {"ZXing, default hints", read_by_zxing},
#ifdef ENTRE_HAS_ZBAR
        {"zbar", read_by_zbar},
#endif
#ifdef ENTRE_HAS_WECHAT
        {"WeChatQRCode, no networks", read_by_wechat},
#endif
    };
    return all;
}

std::string missing_peers() {
    std::string missing;
#ifndef ENTRE_HAS_ZBAR
    missing += " zbar (libzbar-dev)";
#endif
#ifndef ENTRE_HAS_WECHAT
    missing += " WeChatQRCode (libopencv-contrib-dev)";
#endif
    return missing;
}

double thread_cpu_ms() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

}  // namespace entre::bench
