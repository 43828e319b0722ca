// Keeps the second tap of a double tap from answering the next question.
#pragma once

#include <chrono>
#include <string>

#include "core/visit/events.hpp"

namespace entre {

/// What a tap answers in `state`: another text for every screen and every question on it.
std::string question_of(const State& state);

/// False for taps that type, scroll, or change how the screen looks: these may follow each other quickly.
bool is_answer(const Event& tap);

/// A tap that answers is ignored while its question is so new that it was meant for the one before.
class TapGuard {
public:
    static constexpr std::chrono::milliseconds too_soon{700};

    /// To be called after every event with the resulting state.
    void saw(const State& state, Clock::time_point now);
    [[nodiscard]] bool accepts(const Event& tap, Clock::time_point now) const;
    /// False while answers are ignored.
    [[nodiscard]] bool accepts_answers(Clock::time_point now) const { return now - asked_ >= too_soon; }

private:
    std::string question_;
    Clock::time_point asked_{};
};

}  // namespace entre
