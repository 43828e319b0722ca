// Typing into the forms of the staff pages: walk-in and rename. Internal to core/visit/staff.
#pragma once

#include <concepts>
#include <string>

#include "core/visit/staff_steps.hpp"

namespace entre {

/// The text of the field that the keyboard writes into; null for a field that is chosen, not typed.
std::string* typed_text(WalkInPage& page);
std::string* typed_text(RenamePage& page);

template <class Page>
concept Form = std::same_as<Page, WalkInPage> || std::same_as<Page, RenamePage>;

/// What was said about the text before it was changed no longer applies; that the house is full still does.
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

/// Every other event means on a form what it means on any page.
template <Form Page>
Step on_form(const Page&, const auto& event, StaffContext c) {
    return on_any_page(event, std::move(c));
}

}  // namespace entre
