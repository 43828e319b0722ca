// Typing a name on the two visitor screens that have a keyboard. Internal to core/visit.
#pragma once

#include <concepts>
#include <string>

#include "core/visit/visitor_steps.hpp"

namespace entre {

template <class T>
concept NameForm = std::same_as<T, Search> || std::same_as<T, Correcting>;

/// The text of the field that the visitor is typing in.
template <NameForm S>
std::string& typed_text(S& screen) {
    return screen.field == NameField::given ? screen.given : screen.family;
}

template <NameForm S>
Step on_name_form(const S& screen, const Typed& typed, State state) {
    S next = screen;
    type(typed_text(next), typed.text);
    next.is_shift_on = typed.text == " " || typed.text == "-";
    next.shown = typed.at;
    return show(std::move(state), std::move(next));
}

template <NameForm S>
Step on_name_form(const S& screen, const Erased& erased, State state) {
    S next = screen;
    erase_last(typed_text(next));
    next.is_shift_on = typed_text(next).empty();
    next.shown = erased.at;
    return show(std::move(state), std::move(next));
}

template <NameForm S>
Step on_name_form(const S& screen, const ShiftToggled& toggled, State state) {
    S next = screen;
    next.is_shift_on = !next.is_shift_on;
    next.shown = toggled.at;
    return show(std::move(state), std::move(next));
}

template <NameForm S>
Step on_name_form(const S& screen, const FieldChosen& chosen, State state) {
    S next = screen;
    next.field = chosen.field;
    next.is_shift_on = typed_text(next).empty();
    next.shown = chosen.at;
    return show(std::move(state), std::move(next));
}

/// All other events are handled as on any visitor screen.
template <NameForm S>
Step on_name_form(const S&, const auto& event, State state) {
    return on_any_screen(event, std::move(state));
}

}  // namespace entre
