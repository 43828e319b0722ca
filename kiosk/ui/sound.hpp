// Three short sounds: in, notice, stop. The screen always shows the same information.
#pragma once

#include <string>
#include <thread>

#include "core/base/queue.hpp"
#include "core/visit/visit.hpp"

namespace entre {

/// Plays a tone and waits for its end: what prevents it; empty if it was played. `sink` is a GStreamer sink.
std::string sound_problem(const std::string& sink = "autoaudiosink");

/// Plays through the machine's sound output with GStreamer; silent if there is none. Uses its own thread, because opening a sound
/// output can take arbitrarily long.
class Sounds {
public:
    Sounds();
    ~Sounds();  ///< A sound that is still playing is cut off.
    Sounds(const Sounds&) = delete;
    Sounds& operator=(const Sounds&) = delete;

    /// Callable from any thread; returns immediately. Cuts off a sound that is still playing.
    void play(Sound sound) { sounds_.push(sound); }

private:
    void run(const std::stop_token& stop);

    Queue<Sound> sounds_;
    std::jthread thread_;
};

}  // namespace entre
