// How long screens may stand. Part of the visit; visit.hpp declares what others ask of it.
#pragma once

#include <chrono>

namespace entre {

/// A desk that has not answered by then never will, as far as this visitor is concerned.
inline constexpr std::chrono::seconds desk_must_answer_within{8};
/// A badge that takes longer gets a word of its own.
inline constexpr std::chrono::seconds badge_is_slow_after{8};
/// So long before a screen closes the visitor is offered more time (WCAG 2.2, 2.2.1: at least 20 seconds).
inline constexpr std::chrono::seconds warning_time{20};

}  // namespace entre
