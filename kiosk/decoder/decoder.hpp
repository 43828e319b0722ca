// The decoder, in a process of its own: pictures are hostile input, and the libraries that read them have had memory faults. A
// decoder that falls or hangs costs the frame it had, and another one stands before long.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/clock.hpp"
#include "kiosk/decoder/shared_frame.hpp"
#include "kiosk/decoder/messages.hpp"

namespace entre {

/// With what the process ends when nobody ends it.
inline constexpr int decoder_has_no_kiosk = 0;  ///< the kiosk went
inline constexpr int decoder_has_no_frames = 65;
inline constexpr int decoder_is_not_sandboxed = 66;

/// The program that belongs to the running one: beside it, or where it was built.
std::filesystem::path decoder_program();

struct DecoderOptions {
    std::vector<Symbology> symbologies{};  ///< beside QR
    std::filesystem::path program = decoder_program();
    std::size_t frame_bytes = std::size_t{16} << 20;  ///< larger frames are made smaller
};

struct DecoderHealth {
    int lost_frames = 0;   ///< for each of them the process fell, hung or lied, and was started anew
    std::string problem;   ///< why there is no decoder now; empty when there is one or one is about to stand

    friend bool operator==(const DecoderHealth&, const DecoderHealth&) = default;
};

/// One thread. Nothing throws.
class Decoder {
public:
    explicit Decoder(DecoderOptions options = {});
    ~Decoder();  ///< Ends the process.
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;

    /// What is in `frame`; nothing when no decoder stands yet or this frame was lost. Takes as long as decoding does, and two
    /// seconds at the very most.
    std::optional<DecodedFrame> decode(const GreyView& frame, Clock::time_point taken_at, const std::stop_token& stop = {});
    [[nodiscard]] const DecoderHealth& health() const { return health_; }
    /// The process; 0 when there is none.
    [[nodiscard]] pid_t process() const { return process_; }

private:
    struct Size {
        int width_px = 0, height_px = 0, factor = 1;
    };

    bool start();
    /// Waits for the decoder's first word, a tenth of a second at most.
    bool is_ready(const std::stop_token& stop);
    bool send(const FrameRequest& order);
    void put(const GreyView& frame, const Size& size);
    /// The answer to `order`; nothing when the frame was lost.
    std::optional<DecodedFrame> ask(const FrameRequest& order, const std::stop_token& stop);
    std::optional<DecodedFrame> receive(const FrameRequest& order);
    /// Ends the process, if there is one; what it ended with.
    int end();
    void lose_frame(const char* why);
    void fail_to_start(std::string problem);

    DecoderOptions options_;
    SharedFrame frame_;
    FileHandle channel_;
    pid_t process_ = 0;
    bool is_ready_ = false;
    Clock::time_point started_{};
    Clock::time_point next_start_{};
    std::uint64_t number_ = 0;
    DecoderHealth health_;
    std::vector<std::byte> message_;
};

}  // namespace entre
