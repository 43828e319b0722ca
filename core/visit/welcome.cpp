// The screens that wait for a code. Trouble, PrivacyNotice and StaffComing handle only the events common to all visitor screens.
#include "core/visit/visitor_steps.hpp"

namespace entre {

namespace {

Step on(const Welcome&, const auto& event, State state) { return on_any_screen(event, std::move(state)); }

/// A visitor still waits for staff: the sound is repeated until staff answer the call.
Step on(const Welcome&, const Tick& tick, State state) {
    if (state.help.empty() || state.now < state.help_sounded + help_sounds_every) return on_any_screen(tick, std::move(state));
    state.help_sounded = state.now;
    return {std::move(state), {AlertStaff{}, PlaySound{Sound::notice}}};
}

Step on(const Welcome&, const PrivacyRequested& requested, State state) {
    return show(std::move(state), PrivacyNotice{requested.at});
}

Step on(const PrivacyNotice&, const auto& event, State state) { return on_any_screen(event, std::move(state)); }
Step on(const Trouble&, const auto& event, State state) { return on_any_screen(event, std::move(state)); }
Step on(const StaffComing&, const auto& event, State state) { return on_any_screen(event, std::move(state)); }

}  // namespace

Step update_screen(const Welcome& screen, const Event& event, State state) {
    return std::visit([&](const auto& e) { return on(screen, e, std::move(state)); }, event);
}

Step update_screen(const Trouble& screen, const Event& event, State state) {
    return std::visit([&](const auto& e) { return on(screen, e, std::move(state)); }, event);
}

Step update_screen(const PrivacyNotice& screen, const Event& event, State state) {
    return std::visit([&](const auto& e) { return on(screen, e, std::move(state)); }, event);
}

Step update_screen(const StaffComing& screen, const Event& event, State state) {
    return std::visit([&](const auto& e) { return on(screen, e, std::move(state)); }, event);
}

}  // namespace entre
