// Numbers, arrivals and what needs attention.
#include <algorithm>

#include "core/visit/staff_steps.hpp"

namespace entre {

namespace {

Step on(const OverviewPage&, const auto& event, StaffContext c) { return on_any_page(event, std::move(c)); }

Step on(const OverviewPage& page, const HelpMet& met, StaffContext c) {
    std::erase_if(c.state.help, [&](const HelpCall& call) { return call.number == met.number; });
    return show_page(std::move(c), page);
}

Step on(const OverviewPage& page, const GuestMet& met, StaffContext c) {
    c.state.guests_met.push_back(met.person);
    return show_page(std::move(c), page);
}

Step on(const OverviewPage& page, const PendingPrintRequested&, StaffContext c) {
    if (!c.state.rules.writer.empty()) return unchanged(std::move(c));
    return show_page(std::move(c), page, {PrintPending{}});
}

Step on(const OverviewPage&, const PartSwitchedOn& on, StaffContext c) { return {std::move(c.state), {SwitchOn{on.part}}}; }

}  // namespace

Step update_page(const OverviewPage& page, const Event& event, StaffContext c) {
    return std::visit([&](const auto& e) { return on(page, e, std::move(c)); }, event);
}

}  // namespace entre
