// The decoder process: the overhead per frame, and the recovery time after a crash.
#include "kiosk/decoder/decoder.hpp"

#include <csignal>
#include <stdexcept>
#include <thread>

#include "core/qr/frame_sequence.hpp"
#include "tests/bench/measures.hpp"
#include "tests/support/ticket_frames.hpp"

namespace entre::bench {

namespace {

using namespace std::chrono_literals;

double ms_since(Clock::time_point began) { return std::chrono::duration<double, std::milli>(Clock::now() - began).count(); }

/// The time from killing the decoder with `signal` until a frame is answered again.
double recovery_ms(Decoder& decoder, const test::RenderedFrame& frame, int signal) {
    const auto began = Clock::now();
    if (decoder.process() <= 0 || ::kill(decoder.process(), signal) != 0) throw std::runtime_error("no decoder");
    while (!decoder.decode(frame.view(), Clock::now()))
        if (ms_since(began) > 10'000) throw std::runtime_error("the decoder does not recover: " + decoder.health().problem);
    return ms_since(began);
}

}  // namespace

Figures measure_decoder() {
    const test::TicketFrames sequence(test::ImageDefect::none, 3);
    const auto frame = sequence.frame(sequence.in_view_from() + 5);
    Decoder decoder;
    FrameSequence alone;
    while (!decoder.decode(frame.view(), Clock::now()) && decoder.health().problem.empty()) std::this_thread::sleep_for(5ms);
    std::vector<double> there, here, back;
    for (int i = 0; i < 300; ++i) {
        auto began = Clock::now();
        if (!decoder.decode(frame.view(), began)) throw std::runtime_error("a frame was lost");
        there.push_back(ms_since(began));
        began = Clock::now();
        alone.next(frame.view(), began);
        here.push_back(ms_since(began));
    }
    for (int i = 0; i < 50; ++i) back.push_back(recovery_ms(decoder, frame, SIGKILL));
    return {{"a frame through the decoder process, median", median(there), "ms", "in this process", median(here), Bar::none, 0},
            {"decoder killed: until a frame is answered again, p95 of 50", percentile(back, 0.95), "ms", "limit", 300,
             Bar::max_value, 300},
            {"decoder killed: until a frame is answered again, at most", percentile(back, 1), "ms", "limit", 300, Bar::max_value,
             300}};
}

}  // namespace entre::bench
