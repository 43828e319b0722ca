#include "core/visit/deadlines.hpp"

#include <algorithm>
#include <concepts>

#include "core/visit/visit.hpp"

namespace entre {

namespace {

using namespace std::chrono_literals;

std::optional<std::chrono::seconds> lifetime(const Screen& screen) {
    struct Life {
        using Seconds = std::optional<std::chrono::seconds>;
        Seconds operator()(const Welcome&) const { return {}; }
        Seconds operator()(const OutOfOrder&) const { return {}; }
        Seconds operator()(const LookingUp&) const { return desk_must_answer_within; }
        Seconds operator()(const Recording&) const { return desk_must_answer_within; }
        Seconds operator()(const Confirm&) const { return 60s; }
        Seconds operator()(const Correcting&) const { return 60s; }
        Seconds operator()(const Printing&) const { return 30s; }
        Seconds operator()(const Done&) const { return 6s; }
        Seconds operator()(const BadgeTrouble&) const { return 20s; }
        Seconds operator()(const AlreadyIn&) const { return 20s; }
        Seconds operator()(const Trouble&) const { return 20s; }
        Seconds operator()(const Search&) const { return 60s; }
        Seconds operator()(const Offer&) const { return 60s; }
        Seconds operator()(const StaffComing&) const { return 20s; }
        Seconds operator()(const StaffPin&) const { return 60s; }
        Seconds operator()(const Staff& staff) const {
            if (staff.is_organisers) return {};
            // No visitor can check in while a staff page is open, so pages close like any screen (KIO-2). The overview and the
            // lists take longer to read, and the roll call is read aloud outside.
            if (std::holds_alternative<RollCallPage>(staff.page)) return 10min;
            // A purged seminar has no Welcome screen to return to.
            if (const auto* lists = std::get_if<ListsPage>(&staff.page)) return has_ended(*lists) ? Seconds{} : Seconds{3min};
            if (const auto* repair = std::get_if<RepairPage>(&staff.page))
                return repair->note == RepairNote::looking || repair->note == RepairNote::repairing ? Seconds{} : Seconds{3min};
            return std::holds_alternative<OverviewPage>(staff.page) ? 3min : 60s;
        }
    };
    return std::visit(Life{}, screen);
}

std::optional<Clock::time_point> shown_at(const Screen& screen) {
    return std::visit(
        [](const auto& s) -> std::optional<Clock::time_point> {
            if constexpr (requires { s.shown; }) return s.shown;
            if constexpr (requires { s.since; }) {
                if constexpr (std::same_as<std::remove_cvref_t<decltype(s.since)>, Clock::time_point>) return s.since;
            }
            return {};
        },
        screen);
}

}  // namespace

std::optional<Clock::time_point> closes_at(const Screen& screen) {
    const auto shown = shown_at(screen);
    const auto life = lifetime(screen);
    if (!shown || !life) return {};
    return *shown + *life;
}

bool is_closing_soon(const State& state, Clock::time_point now) {
    const auto close = closes_at(state.screen);
    const auto life = lifetime(state.screen);
    return close && *life >= 60s && now >= *close - warning_time;
}

std::optional<Clock::time_point> next_deadline(const State& state) {
    auto deadline = closes_at(state.screen);
    const auto at_latest = [&](Clock::time_point moment) {
        if (moment > state.now) deadline = deadline ? std::min(*deadline, moment) : moment;
    };
    if (deadline && *lifetime(state.screen) >= 60s) at_latest(*deadline - warning_time);
    if (const auto* printing = std::get_if<Printing>(&state.screen); printing != nullptr && !printing->is_slow)
        at_latest(printing->since + badge_is_slow_after);
    if (std::holds_alternative<StaffPin>(state.screen) && state.pin_locked_until) at_latest(*state.pin_locked_until);
    return deadline;
}

std::chrono::seconds pin_pause(int wrong_pins) {
    constexpr int free_tries = 5;
    if (wrong_pins < free_tries) return 0s;
    return std::min<std::chrono::seconds>(1h, 60s * (1 << std::min(wrong_pins - free_tries, 6)));
}

}  // namespace entre
