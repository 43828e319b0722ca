// The kiosks at this door, and a code that lets one more join.
#include "core/visit/staff_steps.hpp"

namespace entre {

namespace {

Step on(const KiosksPage&, const auto& event, StaffContext c) { return on_any_page(event, std::move(c)); }

Step on(const KiosksPage& page, const KioskInvitationRequested&, StaffContext c) {
    if (!c.state.rules.can_invite) return unchanged(std::move(c));
    c.state.kiosk_invitation = KioskInvitation{};
    return show_page(std::move(c), page, {InviteKiosk{}});
}

}  // namespace

Step update_page(const KiosksPage& page, const Event& event, StaffContext c) {
    return std::visit([&](const auto& e) { return on(page, e, std::move(c)); }, event);
}

}  // namespace entre
