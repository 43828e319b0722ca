// A form for people who are not on the list.
#include "core/visit/staff_forms.hpp"

namespace entre {

namespace {

Step on(const WalkInPage& page, const auto& event, StaffContext c) { return on_form(page, event, std::move(c)); }

Step on(const WalkInPage& page, const Confirmed&, StaffContext c) {
    WalkInPage next = page;
    if (!may_act(c)) return unchanged(std::move(c));
    if (letter_count(page.given) + letter_count(page.family) == 0) {
        next.note = StaffNote::no_name;
        return show_page(std::move(c), std::move(next));
    }
    // Checks in one person too many only after the warning that the seminar is full was shown.
    next.is_sure = page.note == StaffNote::full;
    next.note = StaffNote::working;
    next.written.clear();
    return request_from_desk(std::move(c), next, WalkIn{page.given, page.family, page.organisation, page.sector, next.is_sure});
}

Step on(const WalkInPage& page, const StaffAnswered& answered, StaffContext c) {
    if (answered.request != c.screen.request) return unchanged(std::move(c));
    c.screen.request = 0;
    WalkInPage next = page;
    if (answered.answer.verdict == StaffVerdict::done) {
        next = WalkInPage{};
        next.written = display_name(answered.answer.who);
    }
    next.note = note_of(answered.answer);
    const bool is_done = answered.answer.verdict == StaffVerdict::done;
    return show_page(std::move(c), std::move(next), {PlaySound{is_done ? Sound::in : Sound::notice}});
}

}  // namespace

Step update_page(const WalkInPage& page, const Event& event, StaffContext c) {
    return std::visit([&](const auto& e) { return on(page, e, std::move(c)); }, event);
}

}  // namespace entre
