// Three short sounds: in, notice, stop. What they say is always on the screen as well.
#pragma once

#include <thread>

#include "core/base/queue.hpp"
#include "core/visit/visit.hpp"

namespace entre {

/// Plays through the machine's sound output by GStreamer; silent where there is none. A thread of its own, since opening a sound
/// output can take as long as it likes.
class Sounds {
public:
    Sounds();
    ~Sounds();  ///< A sound that still plays is cut off.
    Sounds(const Sounds&) = delete;
    Sounds& operator=(const Sounds&) = delete;

    /// From any thread; returns at once. A sound that is still playing is cut off by the next.
    void play(Sound sound) { sounds_.push(sound); }

private:
    void run(const std::stop_token& stop);

    Queue<Sound> sounds_;
    std::jthread thread_;
};

}  // namespace entre
