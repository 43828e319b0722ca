// Speech for visitors who do not see the screen: what is drawn is read into their headphones, keys lead from one choice to the
// next. Without headphones nothing is said at all, so that no name is ever heard in the room.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "core/visit/visit.hpp"
#include "kiosk/speech/headphones.hpp"
#include "kiosk/speech/screen_reader.hpp"
#include "kiosk/speech/voice.hpp"

namespace entre {

struct SpeechListener {
    std::function<void(bool are_in)> on_headphones;  ///< from any thread
    std::function<void()> on_change;                 ///< the voice began to speak, or is silent; from the thread "voice"
};

/// The text with what a voice would say wrongly in other letters, and times without a point. `pronunciations`: "PIN=pinn; …".
std::string pronounced(std::string_view text, std::string_view pronunciations);

/// How a code sounds that is seen but not read yet: higher and faster the nearer the middle of the picture it is.
struct LensTick {
    int hz = 0;
    std::chrono::milliseconds pause{};  ///< until the next one
};
/// `nearness`: 0 in a corner, 1 in the middle.
LensTick lens_tick(double nearness);

/// Main thread.
class Speech {
public:
    Speech(const SpeechSettings& settings, SpeechListener listener);

    /// After each frame.
    void saw(const State& state, std::string_view screen, const TapTargets& drawn, const Language& words);
    /// The id of the target to tap; empty: none. `state`: without headphones the keys work, silently.
    std::string press(VisitKey key, const State& state, const TapTargets& drawn, const Language& words);
    /// A code that is seen but not read yet ticks on Welcome, unless something is being said; see lens_tick.
    void saw_code(double nearness, const State& state, Clock::time_point now);
    /// A finger or a scan: what is being said is of no interest any more.
    void hush();

    [[nodiscard]] const KeyMap& keys() const { return keys_; }
    /// The target that the keys have come to; empty: none yet.
    [[nodiscard]] const std::string& focus() const { return reader_.focus(); }
    [[nodiscard]] bool is_speaking() const { return voice_ && voice_->is_speaking(); }

private:
    void say(const std::vector<std::string>& texts, const Language& words);
    std::vector<std::string> set_voice(VisitKey key, const Language& words);
    void forget_visitor();

    KeyMap keys_;
    ScreenReader reader_;
    int volume_, rate_;  ///< steps
    bool was_listening_ = false;
    std::string screen_;
    Clock::time_point next_tick_{};
    std::unique_ptr<Voice> voice_;            ///< null: switched off
    std::unique_ptr<Headphones> headphones_;  ///< null: not watched
};

}  // namespace entre
