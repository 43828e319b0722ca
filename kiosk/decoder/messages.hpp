// What the kiosk and its decoder process tell one another: one datagram each way for every frame. The frame itself lies in memory
// that both have mapped. Nothing that comes from the decoder is believed before it is checked: pictures are hostile input, and
// whoever owns the decoder speaks with its voice.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/qr/barcode.hpp"
#include "core/qr/scan_advice.hpp"

namespace entre {

/// Kiosk to decoder: a frame lies in the shared memory, grey, row after row without gaps.
struct FrameRequest {
    std::uint64_t number = 0;    ///< counts up from 1
    std::int64_t taken_ns = 0;   ///< of Clock
    std::int32_t width_px = 0;
    std::int32_t height_px = 0;
};

/// Decoder to kiosk.
struct DecodedFrame {
    std::uint64_t number = 0;  ///< of the order; 0 says that the decoder stands and is confined
    std::vector<FoundCode> codes;
    ScanAdvice advice = ScanAdvice::none;
};

inline constexpr std::size_t max_codes = 8;
inline constexpr std::size_t max_code_text = 7'089;  ///< digits in the largest QR symbol; no other symbology holds more bytes
inline constexpr std::size_t max_message_bytes = 64 * 1024;

/// More codes than `max_codes` and longer texts are left out.
std::vector<std::byte> encode(const DecodedFrame& frame);
/// Nothing when the message is not one that `encode` could have written. Never throws.
std::optional<DecodedFrame> decode(std::span<const std::byte> message);

}  // namespace entre
