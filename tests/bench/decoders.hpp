// Other decoders for comparison, with default settings, restricted to QR.
#pragma once

#include <string>
#include <vector>

#include "core/qr/barcode.hpp"

namespace entre::bench {

using Texts = std::vector<std::string>;

struct Peer {
    const char* name;
    Texts (*read)(const GreyView& picture);
};

/// The first is the reference of every ratio: the installed ZXing with default hints. Then those available at build time: zbar
/// with default settings, and OpenCV's WeChatQRCode without its neural networks, which Debian does not package.
const std::vector<Peer>& peers();
/// The decoders that were not available at build time, with the Debian packages to install.
std::string missing_peers();

/// Processor time of this thread, in milliseconds.
double thread_cpu_ms();

}  // namespace entre::bench
