// Pairing phones and laptops with the live page.
#include "core/visit/staff_steps.hpp"

namespace entre {

namespace {

Step on(const PhonesPage&, const auto& event, StaffContext c) { return on_any_page(event, std::move(c)); }

Step on(const PhonesPage& page, const PhoneCodeRequested& asked, StaffContext c) {
    return show_page(std::move(c), page, {InvitePhone{asked.is_for_staff}});
}

Step on(const PhonesPage& page, const PhoneEnded& ended, StaffContext c) {
    return show_page(std::move(c), page, {EndPhone{ended.id}});
}

Step on(const PhonesPage&, const PhonesChanged& news, StaffContext c) {
    c.screen.page = PhonesPage{news.code, news.phones};  // not a tap, so the remaining time is unchanged
    return show(std::move(c.state), std::move(c.screen));
}

}  // namespace

Step update_page(const PhonesPage& page, const Event& event, StaffContext c) {
    return std::visit([&](const auto& e) { return on(page, e, std::move(c)); }, event);
}

}  // namespace entre
