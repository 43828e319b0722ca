// The on-screen keyboard, the keypad, and their input fields. Half-typed text is part of the screen's state, not of these.
#pragma once

#include <string_view>

#include "core/visit/visit.hpp"
#include "kiosk/ui/frame.hpp"

namespace entre {

/// Visitors type names. Staff also type organisations ("IF Metall avd. 3"): their keyboard has a row of digits, signs, smaller
/// keys and always the Swedish letters. Organisers also list things: a comma in place of the apostrophe. Web addresses have no
/// spaces, and signs of their own.
enum class KeyboardFor { visitors, staff, organisers, addresses };

/// A keyboard in the layout of the visitor's language, with hyphen, apostrophe, space and the letters of neighbouring languages.
Events draw_keyboard(const Frame& f, const Rect& room, bool is_shift_on, KeyboardFor whom = KeyboardFor::visitors);
/// `room` widened so that keys are large enough to tap; on narrow screens into the margins.
Rect keyboard_room(const Frame& f, const Rect& room);
/// The height of a keyboard within `available`; never so low that keys are too small to tap.
float keyboard_height(const Frame& f, float available, KeyboardFor whom = KeyboardFor::visitors);

/// Draws digits, erase and the confirm button `go`.
Events draw_keypad(const Frame& f, const Rect& room, std::string_view go, bool is_ready);

/// Given and family name; a tap selects the field to type in.
struct Names {
    std::string_view given, family;
    NameField field = NameField::given;
};
Events draw_name_fields(const Frame& f, const Rect& room, const Names& names);
float name_field_height(const Frame& f);
/// Draws one field: its label, the typed text and the cursor. Returns true if it was tapped.
bool draw_field(const Frame& f, const Rect& r, std::string_view id, std::string_view name, std::string_view typed, bool is_active,
                bool is_staff = false);

/// A screen with a title, the two name fields, a keyboard and one action.
struct NamePage {
    std::string_view title, hint, go;
    Names names;
    bool is_shift_on = false;
    bool is_ready = false;    ///< true if `go` is enabled
    bool is_refused = false;  ///< the hint is an error message
    std::string_view id;      ///< prefix of its widget ids
};
Events draw_name_page(const State& state, const Frame& f, const NamePage& p);

}  // namespace entre
