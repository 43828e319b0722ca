// The green screen: checked in first, the badge second. Shared by Printing and Done.
#pragma once

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
    const PrinterSettings* printer = nullptr;  ///< that prints it; nothing while nobody knows
    Side side = Side::right;
    float out_of_slot = 0;  ///< how much of the badge shows, 0..1
    bool is_closable = false;
    bool is_at_desk = false;  ///< printed before the day: no printer gives it out
};

Events draw_checked_in(const State& state, const Frame& f, const CheckedIn& c);

/// Where to go, when it begins, and the organiser's own line.
std::string what_now(const Frame& f);

/// How far the badge is out while the printer works; the rest comes when it says that it is done.
inline constexpr float out_while_printing = 0.38f;

}  // namespace entre
