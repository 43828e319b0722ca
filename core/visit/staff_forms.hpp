// Typing into the forms of the staff pages: walk-in and rename. Internal to core/visit.
#pragma once

#include <concepts>
#include <string>

#include "core/visit/staff_steps.hpp"

namespace entre {

/// The text that the keyboard edits; null for a field with fixed choices.
std::string* typed_text(WalkInPage& page);
std::string* typed_text(RenamePage& page);

template <class Page>
concept Form = std::same_as<Page, WalkInPage> || std::same_as<Page, RenamePage>;

/// Clears the message about the text as it was before the edit; the warning that the seminar is full stays.
template <Form Page>
void forget_note(Page& page) {
    if (page.note != StaffNote::full) page.note = StaffNote::none;
}

template <Form Page>
Step on_form(const Page& page, const Typed& typed, StaffContext c) {
    Page next = page;
    std::string* text = typed_text(next);
    if (text == nullptr) return unchanged(std::move(c));
    type(*text, typed.text);
    next.is_shift_on = typed.text == " " || typed.text == "-";
    forget_note(next);
    return show_page(std::move(c), std::move(next));
}

template <Form Page>
Step on_form(const Page& page, const Erased&, StaffContext c) {
    Page next = page;
    std::string* text = typed_text(next);
    if (text == nullptr) return unchanged(std::move(c));
    erase_last(*text);
    next.is_shift_on = text->empty();
    forget_note(next);
    return show_page(std::move(c), std::move(next));
}

template <Form Page>
Step on_form(const Page& page, const ShiftToggled&, StaffContext c) {
    Page next = page;
    next.is_shift_on = !next.is_shift_on;
    return show_page(std::move(c), std::move(next));
}

template <Form Page>
Step on_form(const Page& page, const StaffFieldChosen& chosen, StaffContext c) {
    Page next = page;
    next.field = chosen.field;
    const std::string* text = typed_text(next);
    next.is_shift_on = text != nullptr && text->empty();
    return show_page(std::move(c), std::move(next));
}

/// All other events are handled as on any staff page.
template <Form Page>
Step on_form(const Page&, const auto& event, StaffContext c) {
    return on_any_page(event, std::move(c));
}

}  // namespace entre
