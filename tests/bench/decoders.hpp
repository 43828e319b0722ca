// Decoders that others use, as they come, for QR alone.
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

/// The first is the anchor of every ratio: this machine's ZXing with its default hints. Then those that were there when this was built:
/// zbar with its default settings, and OpenCV's WeChatQRCode without its networks, which Debian has not.
const std::vector<Peer>& peers();
/// Who was not there, and what would bring them.
std::string missing_peers();

/// Processor time of this thread, in milliseconds.
double thread_cpu_ms();

}  // namespace entre::bench
