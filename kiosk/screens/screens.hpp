// One function per screen; `draw` dispatches to them. Each reads its screen and the state, and returns the events from taps.
#pragma once

#include "core/visit/visit.hpp"
#include "kiosk/ui/frame.hpp"

namespace entre {

Events draw(const Welcome& screen, const State& state, const Frame& f);
Events draw(const OutOfOrder& screen, const State& state, const Frame& f);
Events draw(const LookingUp& screen, const State& state, const Frame& f);
Events draw(const Confirm& screen, const State& state, const Frame& f);
Events draw(const Correcting& screen, const State& state, const Frame& f);
Events draw(const Recording& screen, const State& state, const Frame& f);
Events draw(const Printing& screen, const State& state, const Frame& f);
Events draw(const Done& screen, const State& state, const Frame& f);
Events draw(const BadgeTrouble& screen, const State& state, const Frame& f);
Events draw(const AlreadyIn& screen, const State& state, const Frame& f);
Events draw(const Trouble& screen, const State& state, const Frame& f);
Events draw(const Search& screen, const State& state, const Frame& f);
Events draw(const Offer& screen, const State& state, const Frame& f);
Events draw(const PrivacyNotice& screen, const State& state, const Frame& f);
Events draw(const StaffComing& screen, const State& state, const Frame& f);
Events draw(const StaffPin& screen, const State& state, const Frame& f);
Events draw(const NewPin& screen, const State& state, const Frame& f);
Events draw(const Staff& screen, const State& state, const Frame& f);

/// Animation durations: long enough to be seen, short enough not to delay anybody.
inline constexpr std::chrono::milliseconds corners_close{200};
inline constexpr std::chrono::milliseconds badge_slides{250};

}  // namespace entre
