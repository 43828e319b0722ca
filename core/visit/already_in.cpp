// A person who is already checked in; for another badge staff help, who reprint it with the PIN.
#include "core/visit/visitor_steps.hpp"

namespace entre {

namespace {

Step on(const AlreadyIn&, const auto& event, State state) { return on_any_screen(event, std::move(state)); }

/// A visitor never meets the PIN pad: staff help with another badge.
Step on(const AlreadyIn& screen, const ReprintRequested& requested, State state) {
    AlreadyIn next = screen;
    next.wants_badge = true;
    next.shown = requested.at;
    return show(std::move(state), std::move(next));
}

/// The staff door on the message about another badge leads to the reason for it.
Step on(const AlreadyIn& screen, const StaffDoorOpened& opened, State state) {
    if (!screen.wants_badge) return on_any_screen(opened, std::move(state));
    return open_pin_pad(std::move(state), ReprintFor{screen.who, screen.since});
}

Step on(const AlreadyIn& screen, const StaffRequested& requested, State state) {
    const auto why = reprint_reason_of(requested.kind);
    if (!screen.asks_why || !why) return stay(std::move(state));
    const RequestId request = ++state.last_request;
    return show(std::move(state), Recording{request, screen.who, requested.at}, {RecordReprint{request, screen.who.id, *why}});
}

}  // namespace

Step update_screen(const AlreadyIn& screen, const Event& event, State state) {
    return std::visit([&](const auto& e) { return on(screen, e, std::move(state)); }, event);
}

}  // namespace entre
