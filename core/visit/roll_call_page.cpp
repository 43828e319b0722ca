// Everybody inside, to be read aloud and ticked.
#include <algorithm>

#include "core/visit/staff_steps.hpp"

namespace entre {

namespace {

Step on(const RollCallPage&, const auto& event, StaffContext c) { return on_any_page(event, std::move(c)); }

Step on(const RollCallPage& page, const RollCallRequested& requested, StaffContext c) {
    if (c.screen.request != 0 || (requested.to == ListTarget::stick && !c.state.devices.has_stick))
        return unchanged(std::move(c));
    RollCallPage next = page;
    next.note = StaffNote::working;
    const RequestId request = ++c.state.last_request;
    c.screen.request = request;
    auto view = c.state.live;
    return show_page(std::move(c), std::move(next), {SaveRollCall{request, std::move(view), requested.to}});
}

Step on(const RollCallPage& page, const RollCallSaved& saved, StaffContext c) {
    if (saved.request != c.screen.request) return unchanged(std::move(c));
    c.screen.request = 0;
    RollCallPage next = page;
    next.note = saved.note.value_or(saved.file.empty() ? StaffNote::failed : StaffNote::done);
    next.file = saved.file;
    return show_page(std::move(c), std::move(next));
}

Step on(const RollCallPage& page, const PersonTicked& tick, StaffContext c) {
    if (std::erase(c.state.ticked, tick.person) == 0) c.state.ticked.push_back(tick.person);
    RollCallPage next = page;
    next.is_clear_sure = false;
    return show_page(std::move(c), std::move(next));
}

/// A second tap removes the ticks: they may stand for people who were found in a fire.
Step on(const RollCallPage& page, const TicksCleared&, StaffContext c) {
    if (c.state.ticked.empty()) return unchanged(std::move(c));
    RollCallPage next = page;
    next.is_clear_sure = !page.is_clear_sure;
    if (page.is_clear_sure) c.state.ticked.clear();
    return show_page(std::move(c), std::move(next));
}

Step on(const RollCallPage& page, const Scrolled& scrolled, StaffContext c) {
    RollCallPage next = page;
    next.top = std::max(0.0, scrolled.top);
    return show_page(std::move(c), std::move(next));
}

}  // namespace

Step update_page(const RollCallPage& page, const Event& event, StaffContext c) {
    return std::visit([&](const auto& e) { return on(page, e, std::move(c)); }, event);
}

}  // namespace entre
