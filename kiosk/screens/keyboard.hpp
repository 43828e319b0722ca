// The on-screen keyboard, the keypad, and the fields they write in. Half-typed text lives in the screen's state, not here.
#pragma once

#include <string_view>

#include "core/visit/visit.hpp"
#include "kiosk/ui/frame.hpp"

namespace entre {

/// Letters as the visitor's language has them, with hyphen, apostrophe, space and the letters of the neighbours.
Events draw_keyboard(const Frame& f, const Rect& room, bool is_shift_on);
/// `room` as wide as keys need that a finger can hit: on narrow glass out into the margins.
Rect keyboard_room(const Frame& f, const Rect& room);
/// The height of a keyboard in what is `available`: never so low that keys could not be hit.
float keyboard_height(const Frame& f, float available);

/// Digits, erase and `go`.
Events draw_keypad(const Frame& f, const Rect& room, std::string_view go, bool is_ready);

/// First and last name; a tap chooses which of them is written in.
struct Names {
    std::string_view given, family;
    NameField field = NameField::given;
};
Events draw_name_fields(const Frame& f, const Rect& room, const Names& names);
float name_field_height(const Frame& f);
/// One field: what it is, above what was typed, and where the next letter goes. True when tapped.
bool draw_field(const Frame& f, const Rect& r, std::string_view id, std::string_view name, std::string_view typed, bool is_active,
                bool is_staff = false);

/// A page of a title, the two names, a keyboard and one thing to do.
struct NamePage {
    std::string_view title, hint, go;
    Names names;
    bool is_shift_on = false;
    bool is_ready = false;    ///< whether `go` may be tapped
    bool is_refused = false;  ///< the hint says what stands in the way
    std::string_view id;      ///< of the screen
};
Events draw_name_page(const State& state, const Frame& f, const NamePage& p);

}  // namespace entre
