#include "core/visit/occupancy_meter.hpp"

#include <utility>

namespace entre {

namespace {

constexpr auto idle_before_saving = std::chrono::minutes{1};

enum class Use { idle, begins, visit, served, staff };

/// What a screen is used for.
struct UseOf {
    Use operator()(const Welcome&) const { return Use::idle; }
    Use operator()(const LookingUp&) const { return Use::begins; }
    Use operator()(const Search&) const { return Use::begins; }
    Use operator()(const Printing&) const { return Use::served; }
    Use operator()(const Done&) const { return Use::served; }
    Use operator()(const BadgeTrouble&) const { return Use::served; }
    Use operator()(const AlreadyIn&) const { return Use::served; }
    Use operator()(const StaffPin& pin) const {
        return std::holds_alternative<OpenStaff>(pin.purpose) ? Use::staff : Use::served;
    }
    Use operator()(const OutOfOrder&) const { return Use::staff; }
    Use operator()(const NewPin&) const { return Use::staff; }
    Use operator()(const Staff&) const { return Use::staff; }
    Use operator()(const auto&) const { return Use::visit; }
};

}  // namespace

void OccupancyMeter::end_visit(Clock::time_point now) {
    if (began_) visits_.add(std::chrono::duration_cast<std::chrono::milliseconds>(now - *began_));
    began_.reset();
    is_served_ = false;
}

void OccupancyMeter::saw(const State& state) {
    const auto use = std::visit(UseOf{}, state.screen);
    if (use == Use::idle || (use == Use::begins && is_served_)) end_visit(state.now);
    if (use == Use::staff) began_.reset();
    is_with_staff_ = use == Use::staff;
    const bool is_idle = use == Use::idle || use == Use::staff;
    if (!is_idle && !began_) began_ = state.now;
    if (is_idle != idle_since_.has_value()) idle_since_ = is_idle ? std::optional(state.now) : std::nullopt;
    is_served_ = use == Use::served;
}

std::optional<Clock::time_point> OccupancyMeter::due() const {
    if (!idle_since_ || visits_ == Occupancy{}) return std::nullopt;
    return is_with_staff_ ? *idle_since_ : *idle_since_ + idle_before_saving;
}

Occupancy OccupancyMeter::take() { return std::exchange(visits_, {}); }

}  // namespace entre
