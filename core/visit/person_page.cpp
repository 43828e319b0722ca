// One person: history, check in or out, reprint, protect.
#include <algorithm>

#include "core/visit/staff_steps.hpp"

namespace entre {

namespace {

Step on(const PersonPage&, const auto& event, StaffContext c) { return on_any_page(event, std::move(c)); }

Step on(const PersonPage& page, const PersonClosed&, StaffContext c) {
    c.screen.request = 0;
    auto back = page.back;
    refresh_people(back, c.state);
    return show_page(std::move(c), std::move(back));
}

Step on(const PersonPage& page, const PersonLoaded& news, StaffContext c) {
    if (news.request != page.request) return unchanged(std::move(c));
    PersonPage next = page;
    next.history = news.history;
    next.is_missing = news.history == nullptr;
    c.screen.page = std::move(next);  // not a tap, so the remaining time is unchanged
    return show(std::move(c.state), std::move(c.screen));
}

/// Requests that need a second tap: "was never here", protect and unprotect; showing a name needs a reason.
bool needs_two_taps(StaffRequestKind kind) {
    return kind == StaffRequestKind::undo || kind == StaffRequestKind::protect || kind == StaffRequestKind::unprotect ||
           kind == StaffRequestKind::show_name;
}

StaffRequest action_of(StaffRequestKind kind, const RegistrationId& person) {
    switch (kind) {
        case StaffRequestKind::check_in:
            return CheckIn{person};
        case StaffRequestKind::undo:
            return UndoCheckIn{person};
        case StaffRequestKind::check_out:
            return CheckOut{person};
        case StaffRequestKind::reprint:
        case StaffRequestKind::print_lost:
        case StaffRequestKind::print_damaged:
        case StaffRequestKind::print_never_came:
            return Reprint{person, reprint_reason_of(kind).value_or(ReprintReason::unsaid)};
        case StaffRequestKind::protect:
            return MarkProtected{person, true};
        case StaffRequestKind::show_name:
        case StaffRequestKind::show_to_identify:
        case StaffRequestKind::show_as_asked:
        case StaffRequestKind::show_in_emergency:
            return ShowName{person, show_reason_of(kind).value_or(ShowReason::to_identify)};
        case StaffRequestKind::unprotect:
            break;
    }
    return MarkProtected{person, false};
}

Step on(const PersonPage& page, const StaffRequested& asked, StaffContext c) {
    if (!may_act(c) || page.history == nullptr) return unchanged(std::move(c));
    PersonPage next = page;
    next.sure.reset();
    next.note = StaffNote::none;
    // A reprint needs a reason; a second tap on the button hides the question again.
    if (asked.kind == StaffRequestKind::reprint && would_be_second(page.history->badges)) {
        if (page.sure != asked.kind) next.sure = asked.kind;
        return show_page(std::move(c), std::move(next));
    }
    // A name is shown for a reason only, and that of a person who is not protected stands there already.
    const bool is_show = asked.kind == StaffRequestKind::show_name || show_reason_of(asked.kind);
    if (is_show && (!page.history->who.is_protected || page.sure == asked.kind)) return unchanged(std::move(c));
    if (needs_two_taps(asked.kind) && page.sure != asked.kind) {
        next.sure = asked.kind;
        return show_page(std::move(c), std::move(next));
    }
    next.note = StaffNote::working;
    return request_from_desk(std::move(c), std::move(next), action_of(asked.kind, page.person));
}

Step on(const PersonPage& page, const Declined&, StaffContext c) {
    if (!page.sure) return unchanged(std::move(c));
    PersonPage next = page;
    next.sure.reset();
    return show_page(std::move(c), std::move(next));
}

Step on(const PersonPage& page, const StaffAnswered& answered, StaffContext c) {
    if (answered.request != c.screen.request) return unchanged(std::move(c));
    PersonPage next = page;
    const bool was_protected = page.history != nullptr && page.history->who.is_protected;
    const bool is_shown = was_protected && !answered.answer.who.is_protected && answered.answer.verdict == StaffVerdict::done;
    if (is_shown) next.shown_name = display_name(answered.answer.who);
    return show_outcome(std::move(next), note_of(answered.answer), std::move(c));
}

Step on(const PersonPage& page, const CorrectionStarted&, StaffContext c) {
    if (!may_act(c) || page.history == nullptr || page.history->who.is_protected) return unchanged(std::move(c));
    RenamePage next;
    next.back = page;
    next.back.note = StaffNote::none;
    next.back.sure.reset();
    next.given = page.history->who.given;
    next.family = page.history->who.family;
    next.organisation = page.history->who.organisation;
    next.sector = page.history->who.category;
    return show_page(std::move(c), std::move(next));
}

Step on(const PersonPage& page, const Scrolled& scrolled, StaffContext c) {
    PersonPage next = page;
    next.top = std::max(0.0, scrolled.top);
    return show_page(std::move(c), std::move(next));
}

}  // namespace

Step update_page(const PersonPage& page, const Event& event, StaffContext c) {
    return std::visit([&](const auto& e) { return on(page, e, std::move(c)); }, event);
}

}  // namespace entre
