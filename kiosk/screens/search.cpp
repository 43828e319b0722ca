#include "core/search/offer.hpp"
#include "kiosk/screens/keyboard.hpp"
#include "kiosk/screens/screens.hpp"

namespace entre {

// No names are listed: the typed name is sent, and leads to one masked match or to none.
Events draw(const Search& s, const State& state, const Frame& f) {
    const auto& w = f.words;
    return draw_name_page(state, f,
                          {.title = w[Msg::search_title],
                           .hint = w[Msg::search_hint],
                           .go = w[Msg::search_go],
                           .names = {s.given, s.family, s.field},
                           .is_shift_on = s.is_shift_on,
                           .is_ready = is_name_enough(s.given, s.family),
                           .id = "search"});
}

}  // namespace entre
