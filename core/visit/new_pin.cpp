// Choosing the staff PIN on the screen of a seminar that has none. The door opens once it is saved.
#include "core/base/pin.hpp"
#include "core/visit/visitor_steps.hpp"

namespace entre {

namespace {

Step on(const NewPin&, const auto&, State state) { return stay(std::move(state)); }
Step on(const NewPin&, const CheckInRecorded& done, State state) { return on_any_screen(done, std::move(state)); }
Step on(const NewPin&, const QuitRequested&, State state) { return {std::move(state), {Quit{}}}; }

Step on(const NewPin& screen, const Typed& typed, State state) { return show(std::move(state), with_digit(screen, typed.text)); }

Step on(const NewPin& screen, const Erased&, State state) { return show(std::move(state), without_last_digit(screen)); }

Step on(const NewPin& screen, const Confirmed&, State state) {
    auto next = confirmed(screen);
    if (next.note == NewPinNote::differs) return show(std::move(state), std::move(next), {PlaySound{Sound::notice}});
    if (next.note != NewPinNote::saving || screen.note == NewPinNote::saving) return show(std::move(state), std::move(next));
    next.request = ++state.last_request;
    const SavePin save{next.request, screen.digits};
    return show(std::move(state), std::move(next), {save});
}

Step on(const NewPin& screen, const Cancelled&, State state) {
    return screen.first.empty() ? stay(std::move(state)) : show(std::move(state), NewPin{});
}

/// A restart reads the settings with the PIN in them, and opens the door.
Step on(const NewPin& screen, const PinSaved& saved, State state) {
    if (saved.request != screen.request) return stay(std::move(state));
    if (saved.is_saved) return {std::move(state), {Restart{}}};
    return show(std::move(state), NewPin{{}, {}, NewPinNote::failed, 0}, {PlaySound{Sound::notice}});
}

}  // namespace

NewPin with_digit(NewPin screen, std::string_view text) {
    const bool is_digit = text.size() == 1 && text[0] >= '0' && text[0] <= '9';
    if (is_digit && screen.note != NewPinNote::saving && screen.digits.size() < max_pin_digits) screen.digits += text;
    return screen;
}

NewPin without_last_digit(NewPin screen) {
    if (!screen.digits.empty()) screen.digits.pop_back();
    return screen;
}

NewPin confirmed(NewPin screen) {
    if (screen.note == NewPinNote::saving || screen.digits.size() < min_pin_digits) return screen;
    if (!is_acceptable_pin(screen.digits)) return {{}, {}, NewPinNote::too_simple, 0};
    if (screen.first.empty()) return {{}, screen.digits, NewPinNote::again, 0};
    return {{}, {}, screen.first == screen.digits ? NewPinNote::saving : NewPinNote::differs, 0};
}

Step update_screen(const NewPin& screen, const Event& event, State state) {
    return std::visit([&](const auto& e) { return on(screen, e, std::move(state)); }, event);
}

}  // namespace entre
