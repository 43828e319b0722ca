// Typing into the forms of the staff pages: walk-in and rename. Internal to core/visit.
#pragma once

#include <concepts>
#include <string>

#include "core/attendance/organisations.hpp"
#include "core/visit/staff_steps.hpp"

namespace entre {

template <class Page>
concept Form = std::same_as<Page, WalkInPage> || std::same_as<Page, RenamePage>;

/// The text that the keyboard edits; null for a field with fixed choices.
template <Form Page>
std::string* typed_text(Page& page) {
    switch (page.field) {
        case StaffField::given:
            return &page.given;
        case StaffField::family:
            return &page.family;
        case StaffField::organisation:
            return &page.organisation;
        case StaffField::sector:
            break;
    }
    return nullptr;
}

/// Clears the message about the text as it was before the edit; the warning that the seminar is full stays.
template <Form Page>
void forget_note(Page& page) {
    if (page.note != StaffNote::full) page.note = StaffNote::none;
}

/// While the organisation is typed: those of the list that fit.
template <Form Page>
void suggest(Page& page, const State& state) {
    const bool is_asked = page.field == StaffField::organisation && state.live != nullptr;
    page.suggestions = is_asked ? organisations_like(*state.live, page.organisation) : std::vector<std::string>{};
}

template <Form Page>
Step on_form(const Page& page, const OrganisationChosen& chosen, StaffContext c) {
    Page next = page;
    next.organisation = chosen.organisation;
    next.suggestions.clear();
    next.is_shift_on = false;
    forget_note(next);
    return show_page(std::move(c), std::move(next));
}

template <Form Page>
Step on_form(const Page& page, const SectorChosen& chosen, StaffContext c) {
    Page next = page;
    next.sector = chosen.sector;
    forget_note(next);
    return show_page(std::move(c), std::move(next));
}

template <Form Page>
Step on_form(const Page& page, const Typed& typed, StaffContext c) {
    Page next = page;
    std::string* text = typed_text(next);
    if (text == nullptr) return unchanged(std::move(c));
    type(*text, typed.text);
    next.is_shift_on = typed.text == " " || typed.text == "-";
    forget_note(next);
    suggest(next, c.state);
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
    suggest(next, c.state);
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
    suggest(next, c.state);
    return show_page(std::move(c), std::move(next));
}

/// All other events are handled as on any staff page.
template <Form Page>
Step on_form(const Page&, const auto& event, StaffContext c) {
    return on_any_page(event, std::move(c));
}

}  // namespace entre
