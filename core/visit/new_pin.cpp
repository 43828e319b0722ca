// Choosing the staff PIN on the screen of a seminar that has none. The door opens once it is saved.
#include "core/base/pin.hpp"
#include "core/visit/visitor_steps.hpp"

namespace entre {

namespace {

Step on(const NewPin&, const auto&, State state) { return stay(std::move(state)); }
Step on(const NewPin&, const CheckInRecorded& done, State state) { return on_any_screen(done, std::move(state)); }
Step on(const NewPin&, const QuitRequested&, State state) { return {std::move(state), {Quit{}}}; }

Step on(const NewPin& screen, const Typed& typed, State state) {
    const bool is_digit = typed.text.size() == 1 && typed.text[0] >= '0' && typed.text[0] <= '9';
    if (!is_digit || screen.note == NewPinNote::saving || screen.digits.size() >= max_pin_digits) return stay(std::move(state));
    NewPin next = screen;
    next.digits += typed.text;
    return show(std::move(state), std::move(next));
}

Step on(const NewPin& screen, const Erased&, State state) {
    NewPin next = screen;
    if (!next.digits.empty()) next.digits.pop_back();
    return show(std::move(state), std::move(next));
}

/// The first time asks for the same again; the second saves it if both agree.
Step on(const NewPin& screen, const Confirmed&, State state) {
    if (screen.note == NewPinNote::saving || screen.digits.size() < min_pin_digits) return stay(std::move(state));
    if (!is_acceptable_pin(screen.digits)) return show(std::move(state), NewPin{{}, {}, NewPinNote::too_simple, 0});
    if (screen.first.empty()) return show(std::move(state), NewPin{{}, screen.digits, NewPinNote::again, 0});
    if (screen.first != screen.digits)
        return show(std::move(state), NewPin{{}, {}, NewPinNote::differs, 0}, {PlaySound{Sound::notice}});
    const RequestId request = ++state.last_request;
    return show(std::move(state), NewPin{{}, {}, NewPinNote::saving, request}, {SavePin{request, screen.digits}});
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

Step update_screen(const NewPin& screen, const Event& event, State state) {
    return std::visit([&](const auto& e) { return on(screen, e, std::move(state)); }, event);
}

}  // namespace entre
