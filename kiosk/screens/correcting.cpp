#include "core/base/text.hpp"
#include "kiosk/screens/keyboard.hpp"
#include "kiosk/screens/screens.hpp"

namespace entre {

Events draw(const Correcting& s, const State& state, const Frame& f) {
    const auto& w = f.words;
    return draw_name_page(state, f,
                          {.title = w[Msg::correcting_title],
                           .hint = w[s.is_refused ? Msg::correcting_refused : Msg::correcting_hint],
                           .go = w[Msg::correcting_save],
                           .names = {s.given, s.family, s.field},
                           .is_shift_on = s.is_shift_on,
                           .is_ready = letter_count(s.given) + letter_count(s.family) > 0,
                           .is_refused = s.is_refused,
                           .id = "correcting"});
}

}  // namespace entre
