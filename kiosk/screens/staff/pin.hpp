// Choosing a PIN: its dots and words, for the door's own screen and for the assistant.
#pragma once

#include "core/visit/new_pin.hpp"
#include "kiosk/ui/frame.hpp"

namespace entre {

/// One dot per digit; at least as many places as a PIN has digits, so that an empty PIN shows where it will appear.
void draw_pin_dots(const Frame& f, const Rect& room, std::size_t digits);
Msg hint_of(const NewPin& s);
/// The hint says that something was not right.
bool is_notice(const NewPin& s);
/// The label of the keypad's button, and whether it can be tapped.
const std::string& go_of(const NewPin& s, const Language& words);
bool is_ready(const NewPin& s);

}  // namespace entre
