// The screen while the database is damaged. Visitors are sent to the desk; staff open the repair with their PIN.
#include "core/visit/visitor_steps.hpp"

namespace entre {

namespace {

Step on(const auto&, State state) { return stay(std::move(state)); }
Step on(const StaffDoorOpened&, State state) { return open_pin_pad(std::move(state), OpenStaff{}); }
Step on(const CheckInRecorded& done, State state) { return on_any_screen(done, std::move(state)); }
Step on(const Tick& tick, State state) { return on_any_screen(tick, std::move(state)); }
Step on(const StaffCalled&, State state) { return call_staff(std::move(state)); }

}  // namespace

Step update_screen(const OutOfOrder&, const Event& event, State state) {
    return std::visit([&](const auto& e) { return on(e, std::move(state)); }, event);
}

}  // namespace entre
