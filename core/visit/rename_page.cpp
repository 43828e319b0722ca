// Correcting the name, organisation and sector of one person.
#include "core/visit/staff_forms.hpp"

namespace entre {

namespace {

Step on(const RenamePage& page, const auto& event, StaffContext c) { return on_form(page, event, std::move(c)); }

Step on(const RenamePage& page, const Cancelled&, StaffContext c) {
    c.screen.request = 0;
    return show_page(std::move(c), page.back);
}

Step on(const RenamePage& page, const Confirmed&, StaffContext c) {
    RenamePage next = page;
    if (!may_act(c)) return unchanged(std::move(c));
    if (letter_count(page.given) + letter_count(page.family) == 0) {
        next.note = StaffNote::no_name;
        return show_page(std::move(c), std::move(next));
    }
    next.note = StaffNote::working;
    return request_from_desk(std::move(c), std::move(next),
                             Rename{page.back.person, page.given, page.family, page.organisation, page.sector});
}

Step on(const RenamePage& page, const StaffAnswered& answered, StaffContext c) {
    if (answered.request != c.screen.request) return unchanged(std::move(c));
    if (answered.answer.verdict == StaffVerdict::done) return show_outcome(page.back, note_of(answered.answer), std::move(c));
    RenamePage next = page;
    next.note = note_of(answered.answer);
    c.screen.request = 0;
    return show_page(std::move(c), std::move(next));
}

}  // namespace

Step update_page(const RenamePage& page, const Event& event, StaffContext c) {
    return std::visit([&](const auto& e) { return on(page, e, std::move(c)); }, event);
}

}  // namespace entre
