// Decoders that others use, as they come, for QR alone.
#pragma once

#include <string>
#include <vector>

#include "core/ticket/qr.hpp"

namespace entre::bench {

using Texts = std::vector<std::string>;

/// The anchor of every ratio: this machine's ZXing with its default hints.
Texts read_by_zxing(const GreyView& picture);

/// Whether zbar was there when this was built.
bool has_zbar();
/// zbar with its default settings; nothing where it is missing.
Texts read_by_zbar(const GreyView& picture);

/// Processor time of this thread, in milliseconds.
double thread_cpu_ms();

}  // namespace entre::bench
