// Runs the decoder in a separate process: pictures are hostile input, and the libraries that read them have had memory bugs. A
// decoder that crashes or hangs costs one frame and is restarted.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/clock.hpp"
#include "kiosk/decoder/messages.hpp"
#include "kiosk/decoder/shared_frame.hpp"
#include "kiosk/process/child_process.hpp"

namespace entre {

/// Exit statuses of the process.
inline constexpr int decoder_has_no_kiosk = 0;  ///< the kiosk has exited
inline constexpr int decoder_has_no_frames = 65;
inline constexpr int decoder_is_not_sandboxed = 66;

/// The decoder program, opened at the first call: next to the running program, or where it is installed or built.
const HelperProgram& decoder_program();

struct DecoderOptions {
    std::vector<Symbology> symbologies{};  ///< in addition to QR
    HelperProgram program = decoder_program();
    std::size_t frame_bytes = std::size_t{16} << 20;  ///< larger frames are downscaled
};

struct DecoderHealth {
    int lost_frames = 0;  ///< each time the process crashed, hung or sent an invalid answer, and was restarted
    std::string problem;  ///< why there is no decoder now; empty if one is running or starting

    friend bool operator==(const DecoderHealth&, const DecoderHealth&) = default;
};

/// For use from one thread. Never throws.
class Decoder {
public:
    explicit Decoder(DecoderOptions options = {});
    ~Decoder();  ///< Kills the process.
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;

    /// The codes in `frame`; nullopt if the decoder is not ready yet or this frame was lost. Takes as long as decoding, two
    /// seconds at most.
    std::optional<DecodedFrame> decode(const GreyView& frame, Clock::time_point taken_at, const std::stop_token& stop = {});
    [[nodiscard]] const DecoderHealth& health() const { return health_; }
    /// The process id; 0 if there is none.
    [[nodiscard]] pid_t process() const { return process_.pid(); }

private:
    struct Size {
        int width_px = 0, height_px = 0, factor = 1;
    };

    bool start();
    /// Waits for the decoder's first message, a tenth of a second at most.
    bool is_ready(const std::stop_token& stop);
    bool send(const FrameRequest& request);
    void put(const GreyView& frame, const Size& size);
    /// Sends `request` and waits for its answer; nullopt if the frame was lost.
    std::optional<DecodedFrame> exchange(const FrameRequest& request, const std::stop_token& stop);
    std::optional<DecodedFrame> receive(const FrameRequest& request);
    /// Kills the process if there is one; returns its wait status.
    int end();
    void lose_frame(const char* why);
    void fail_to_start(std::string problem);

    DecoderOptions options_;
    SharedFrame frame_;
    FileHandle channel_;
    ChildProcess process_;
    bool is_ready_ = false;
    Clock::time_point started_{};
    Clock::time_point next_start_{};
    std::uint64_t number_ = 0;
    DecoderHealth health_;
    std::vector<std::byte> message_;
};

}  // namespace entre
