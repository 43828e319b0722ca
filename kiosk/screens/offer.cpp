#include "kiosk/screens/parts.hpp"
#include "kiosk/screens/screens.hpp"

namespace entre {

Events draw(const Offer& s, const State& state, const Frame& f) {
    const auto& w = f.words;
    return draw_message(
        state, f, paper_backdrop(f.theme),
        {.sign = Icon::search,
         .title = w[Msg::offer_title],
         .text = s.masked,
         .actions = {{{"offer.yes", w[Msg::offer_yes]}, Confirmed{f.now}}, {{"offer.no", w[Msg::offer_no]}, Cancelled{f.now}}},
         .is_text_strong = true});
}

}  // namespace entre
