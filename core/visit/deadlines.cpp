#include "core/visit/deadlines.hpp"

#include <algorithm>
#include <concepts>

#include "core/visit/steps.hpp"

namespace entre {

namespace {

using namespace std::chrono_literals;

using Seconds = std::optional<std::chrono::seconds>;

/// A finger that rests on the screen holds it for this long, so that a wet or broken touchscreen cannot hold a name there.
constexpr auto max_touch = 60s;

/// How long a screen stays untouched. A visitor who needs large text also reads more slowly.
struct Life {
    const State& state;

    [[nodiscard]] std::chrono::seconds readable(std::chrono::seconds usual) const {
        return state.preferences.is_text_large ? 2 * usual : usual;
    }
    /// Nobody is here any more: the next visitor finds the usual language and text.
    [[nodiscard]] Seconds until_preferences_reset() const {
        return state.preferences == default_preferences(state) ? Seconds{} : 30s;
    }

    Seconds operator()(const Welcome&) const { return until_preferences_reset(); }
    Seconds operator()(const OutOfOrder&) const { return until_preferences_reset(); }
    Seconds operator()(const LookingUp&) const { return desk_must_answer_within; }
    Seconds operator()(const Recording&) const { return desk_must_answer_within; }
    // A name in large type can be read from the queue.
    Seconds operator()(const Confirm&) const { return readable(30s); }
    Seconds operator()(const Offer&) const { return readable(30s); }
    Seconds operator()(const Correcting&) const { return readable(60s); }
    Seconds operator()(const Printing&) const { return 30s; }
    Seconds operator()(const Done& done) const {
        if (done.has_more_time) return readable(60s);
        return state.preferences.is_text_large ? 25s : 12s;
    }
    Seconds operator()(const BadgeTrouble&) const { return readable(30s); }
    Seconds operator()(const AlreadyIn&) const { return readable(30s); }
    Seconds operator()(const Trouble&) const { return readable(30s); }
    Seconds operator()(const Search&) const { return readable(60s); }
    Seconds operator()(const PrivacyNotice&) const { return readable(60s); }
    Seconds operator()(const StaffComing&) const { return readable(30s); }
    Seconds operator()(const StaffPin&) const { return 60s; }
    Seconds operator()(const NewPin&) const { return {}; }
    Seconds operator()(const Staff& staff) const {
        if (staff.is_organisers) return {};
        // No visitor can check in while a staff page is open, so pages close like any screen (KIO-2). The overview and the
        // lists take longer to read, and the roll call is read aloud outside.
        if (std::holds_alternative<RollCallPage>(staff.page)) return 10min;
        // The code is carried to another kiosk, which is set up meanwhile.
        if (std::holds_alternative<KiosksPage>(staff.page)) return state.kiosk_invitation ? 10min : 60s;
        // A purged seminar has no Welcome screen to return to.
        if (const auto* lists = std::get_if<ListsPage>(&staff.page)) return has_ended(*lists) ? Seconds{} : Seconds{3min};
        if (const auto* repair = std::get_if<RepairPage>(&staff.page))
            return repair->note == RepairNote::looking || repair->note == RepairNote::repairing ? Seconds{} : Seconds{3min};
        return std::holds_alternative<OverviewPage>(staff.page) ? 3min : 60s;
    }
};

/// To hear a screen, and to find the way on it by keys, takes longer than to see it.
bool is_for_listeners(const Screen& screen) {
    return !std::holds_alternative<Staff>(screen) && !std::holds_alternative<LookingUp>(screen) &&
           !std::holds_alternative<Recording>(screen) && !std::holds_alternative<Printing>(screen);
}

Seconds lifetime(const State& state) {
    auto life = std::visit(Life{state}, state.screen);
    if (life && state.devices.has_headphones && is_for_listeners(state.screen)) *life *= 3;
    return life;
}

/// When the visitor's time on the screen began; nullopt for Welcome and for screens that wait for the desk or the printer.
std::optional<Clock::time_point> shown_at(const Screen& screen) {
    return std::visit(
        [](const auto& s) -> std::optional<Clock::time_point> {
            if constexpr (requires { s.shown; }) return s.shown;
            return {};
        },
        screen);
}

std::optional<Clock::time_point> begun_at(const State& state) {
    if (const auto shown = shown_at(state.screen)) return shown;
    return std::visit(
        [&](const auto& s) -> std::optional<Clock::time_point> {
            if constexpr (requires { requires std::same_as<std::remove_cvref_t<decltype(s.since)>, Clock::time_point>; })
                return s.since;
            return state.preferences_chosen;
        },
        state.screen);
}

/// Screens of less than this are left at once by a visitor who is finished; the others warn before they close.
constexpr auto min_life_with_warning = 30s;

/// When the visitor is warned; nullopt if the screen closes without a warning.
std::optional<Clock::time_point> warns_at(const State& state) {
    const auto close = closes_at(state);
    if (!close || !shown_at(state.screen) || *lifetime(state) < min_life_with_warning) return {};
    return *close - warning_time;
}

}  // namespace

std::optional<Clock::time_point> closes_at(const State& state) {
    const auto life = lifetime(state);
    const auto begun = begun_at(state);
    if (!life || !begun) return {};
    const auto close = *begun + *life;
    const bool is_held = state.touched_since && shown_at(state.screen) && !std::holds_alternative<Staff>(state.screen);
    return is_held ? std::max(close, *state.touched_since + max_touch) : close;
}

bool is_closing_soon(const State& state, Clock::time_point now) {
    const auto warning = warns_at(state);
    return warning && now >= *warning;
}

std::optional<Clock::time_point> next_deadline(const State& state) {
    auto deadline = closes_at(state);
    const auto at_latest = [&](Clock::time_point moment) {
        if (moment > state.now) deadline = deadline ? std::min(*deadline, moment) : moment;
    };
    if (const auto warning = warns_at(state)) at_latest(*warning);
    if (const auto* printing = std::get_if<Printing>(&state.screen); printing != nullptr && !printing->is_slow)
        at_latest(printing->since + badge_is_slow_after);
    if (std::holds_alternative<StaffPin>(state.screen) && state.pin_locked_until) at_latest(*state.pin_locked_until);
    if (std::holds_alternative<Welcome>(state.screen) && !state.help.empty()) at_latest(state.help_sounded + help_sounds_every);
    return deadline;
}

std::chrono::seconds pin_pause(int wrong_pins) {
    constexpr int free_tries = 5;
    if (wrong_pins < free_tries) return 0s;
    return std::min<std::chrono::seconds>(1h, 60s * (1 << std::min(wrong_pins - free_tries, 6)));
}

}  // namespace entre
