// Letters that a person types on a real keyboard where a name is asked for, distinguished from a hand scanner, which types too.
// Pure: letters and times in, letters out.
#pragma once

#include <string>
#include <vector>

#include "core/base/clock.hpp"
#include "kiosk/input/keyboard_scanner.hpp"

namespace entre {

/// A burst is letters less than KeyboardScanner::burst_gap apart. The fastest typists take 60 ms a letter for long, scanners 2 to
/// 30. A burst shorter than any scan, or that could be a name, is a person's at any speed: on a busy computer keys arrive
/// together.
class TypedLetters {
public:
    static constexpr auto fastest_person = std::chrono::milliseconds{45};

    void add(unsigned code_point, Clock::time_point at);
    /// True unless the burst so far is a scanner's.
    [[nodiscard]] bool is_person() const;
    /// Ends the burst: its letters, in UTF-8; none if a scanner typed them.
    std::vector<std::string> end();
    /// When the burst ends by itself; nullopt when there is none.
    [[nodiscard]] std::optional<Clock::time_point> pause_ends() const;

private:
    std::vector<std::string> letters_;
    Clock::time_point first_{}, last_{};
};

}  // namespace entre
