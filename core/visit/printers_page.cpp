// Printers, label rolls and badges in doubt; leaving the kiosk.
#include "core/visit/staff_steps.hpp"

namespace entre {

namespace {

Step on(const PrintersPage&, const auto& event, StaffContext c) { return on_any_page(event, std::move(c)); }

Step on(const PrintersPage& page, const PendingPrintRequested&, StaffContext c) {
    if (!c.state.rules.writer.empty()) return unchanged(std::move(c));
    return show_page(std::move(c), page, {PrintPending{}});
}

Step on(const PrintersPage& page, const QuitRequested&, StaffContext c) {
    if (page.sure == Sure::quit) return {std::move(c.state), {Quit{}}};
    return show_page(std::move(c), PrintersPage{Sure::quit});
}

/// Only at the kiosk itself: what is changed counts once its door opens again.
Step on(const PrintersPage& page, const SettingsRequested&, StaffContext c) {
    if (!c.state.rules.has_settings) return unchanged(std::move(c));
    if (page.sure == Sure::settings) return {std::move(c.state), {OpenSettings{}}};
    return show_page(std::move(c), PrintersPage{Sure::settings});
}

Step on(const PrintersPage& page, const Declined&, StaffContext c) {
    return page.sure != Sure::nothing ? show_page(std::move(c), PrintersPage{}) : unchanged(std::move(c));
}

Step on(const PrintersPage& page, const BadgeAnswered& answered, StaffContext c) {
    if (!may_act(c)) return unchanged(std::move(c));
    PrintersPage next = page;
    next.note = StaffNote::working;
    const auto action = answered.came_out ? StaffRequest{BadgeSettled{answered.order}} : StaffRequest{PrintOrder{answered.order}};
    return request_from_desk(std::move(c), std::move(next), action);
}

Step on(const PrintersPage& page, const RollChanged& changed, StaffContext c) {
    if (!may_act(c)) return unchanged(std::move(c));
    PrintersPage next = page;
    next.note = StaffNote::working;
    return request_from_desk(std::move(c), std::move(next), NewRoll{changed.printer});
}

Step on(const PrintersPage& page, const StaffAnswered& answered, StaffContext c) {
    if (answered.request != c.screen.request) return unchanged(std::move(c));
    c.screen.request = 0;
    PrintersPage next = page;
    next.note = note_of(answered.answer);
    const bool is_done = answered.answer.verdict == StaffVerdict::done;
    return show_page(std::move(c), std::move(next), {PlaySound{is_done ? Sound::in : Sound::notice}});
}

}  // namespace

Step update_page(const PrintersPage& page, const Event& event, StaffContext c) {
    return std::visit([&](const auto& e) { return on(page, e, std::move(c)); }, event);
}

}  // namespace entre
