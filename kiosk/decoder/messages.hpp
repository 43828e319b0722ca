// Messages between the kiosk and its decoder process: one datagram in each direction per frame. The frame itself is in memory
// that both have mapped. Everything from the decoder is validated before use: pictures are hostile input, and an attacker who
// controls the decoder can send any message.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/qr/barcode.hpp"
#include "core/qr/scan_advice.hpp"

namespace entre {

/// Kiosk to decoder: a frame is in the shared memory, grey, row by row without padding.
struct FrameRequest {
    std::uint64_t number = 0;   ///< counts from 1
    std::int64_t taken_ns = 0;  ///< time of Clock
    std::int32_t width_px = 0;
    std::int32_t height_px = 0;
};

/// Decoder to kiosk.
struct DecodedFrame {
    std::uint64_t number = 0;  ///< the request's number; 0 reports that the decoder has started and is sandboxed
    std::vector<FoundCode> codes;
    ScanAdvice advice = ScanAdvice::none;
    std::optional<double> nearness{};  ///< of a code that is seen but not read: 0 in a corner of the picture, 1 in its middle
};

inline constexpr std::size_t max_codes = 8;
inline constexpr std::size_t max_code_text = 7'089;  ///< digits in the largest QR symbol; no other symbology holds more bytes
inline constexpr std::size_t max_message_bytes = 64 * 1024;

/// Codes beyond `max_codes` and texts that are too long are omitted.
std::vector<std::byte> encode(const DecodedFrame& frame);
/// nullopt unless the message is one that `encode` could have written. Never throws.
std::optional<DecodedFrame> decode(std::span<const std::byte> message);

}  // namespace entre
