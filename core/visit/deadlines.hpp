// How long screens stay. Internal to core/visit; visit.hpp declares what other rooms call.
#pragma once

#include <chrono>

namespace entre {

/// After this the visitor is shown that the desk failed; a later answer only prints the badge.
inline constexpr std::chrono::seconds desk_must_answer_within{8};
/// A badge that takes longer than this is announced as slow.
inline constexpr std::chrono::seconds badge_is_slow_after{8};
/// This long before a screen closes, the visitor is offered more time (WCAG 2.2, 2.2.1: at least 20 seconds).
inline constexpr std::chrono::seconds warning_time{20};
/// How often the sound is repeated while a visitor waits for staff.
inline constexpr std::chrono::seconds help_sounds_every{60};

}  // namespace entre
