// The green screen: confirms the check-in, then shows the badge. Shared by Printing and Done.
#pragma once

#include <optional>
#include <string>

#include "core/visit/visit.hpp"
#include "kiosk/ui/frame.hpp"

namespace entre {

struct CheckedIn {
    std::string title;
    std::string text;
    std::string caption;  ///< under the badge
    const Registration& who;
    BadgeName name_shown = BadgeName::full;
    const PrinterSettings* printer = nullptr;  ///< the printer that prints it; null while unknown
    std::optional<Side> side;                  ///< where the badge comes out; empty while unknown, and at the desk
    float out_of_slot = 0;                     ///< visible share of the badge, 0..1
    bool is_closable = false;
    bool offers_more_time = false;  ///< from the first moment: the screen is short
    bool has_badge = true;
    bool is_at_desk = false;  ///< pre-printed badge at the desk: no printer prints it
};

Events draw_checked_in(const State& state, const Frame& f, const CheckedIn& c);

/// Where to go, when it starts, and the organiser's own line; `is_short`: the first two in one line.
std::string what_now(const Frame& f, bool is_short = false);

/// The visible share of the badge while the printer works; the rest appears when the printer reports it printed.
inline constexpr float out_while_printing = 0.38f;

}  // namespace entre
