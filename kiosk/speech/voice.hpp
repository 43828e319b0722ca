// Speaks through a sound output, one utterance after the other; a new one silences what is being said.
#pragma once

#include <atomic>
#include <functional>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "core/base/mutex.hpp"
#include "kiosk/process/wake_event.hpp"
#include "kiosk/speech/speech_program.hpp"

namespace entre {

/// Thread "voice". Without a program or a sound output it stays silent, and the log says so once.
class Voice {
public:
    /// `sink`: a GStreamer sink, such as "alsasink device=plughw:1". `on_change`: it began to speak, or is silent; from "voice".
    explicit Voice(std::string sink = "autoaudiosink", std::function<void()> on_change = {});
    ~Voice();
    Voice(const Voice&) = delete;
    Voice& operator=(const Voice&) = delete;

    /// From any thread, at once: silences what is being said, and says these. None: silence.
    void say(std::vector<Utterance> utterances);
    /// A short tone of so many hertz, unless something is being said. From any thread.
    void tick(int hz);
    /// From now on; 1 is as loud as the program speaks. From any thread.
    void set_gain(double gain);
    [[nodiscard]] bool is_speaking() const { return is_speaking_; }

private:
    class Output;

    void run(const std::stop_token& stop);
    bool speak(Output& output, const Utterance& utterance);
    void sound_tick(Output& output, int hz);
    bool wait_until_played(Output& output);
    [[nodiscard]] bool is_interrupted() const;
    std::optional<std::vector<Utterance>> take();
    void note(bool is_speaking);

    std::string sink_;
    std::function<void()> on_change_;
    WakeEvent wake_;
    mutable Mutex mutex_;
    std::optional<std::vector<Utterance>> next_ GUARDED_BY(mutex_);
    std::atomic<int> tick_hz_ = 0;  ///< 0: none is wanted
    std::atomic<double> gain_ = 1;
    std::atomic<bool> is_speaking_ = false;
    std::atomic<bool> is_ending_ = false;
    bool has_complained_ = false;  ///< thread "voice" only, as the rest
    std::jthread thread_;
};

}  // namespace entre
