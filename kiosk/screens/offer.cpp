#include "kiosk/screens/parts.hpp"
#include "kiosk/screens/screens.hpp"

namespace entre {

Events draw(const Offer& s, const State& state, const Frame& f) {
    const auto& w = f.words;
    const bool is_hidden = s.name_shown == BadgeName::alias;
    const Offered other_name{{"offer.alias", w[is_hidden ? Msg::confirm_show_name : Msg::confirm_alias]},
                             NameShownChosen{is_hidden ? BadgeName::full : BadgeName::alias, f.now}};
    return draw_message(state, f, paper_backdrop(f.theme),
                        {.sign = Icon::search,
                         .title = w[Msg::offer_title],
                         .text = is_hidden ? w.filled(Msg::offer_hidden, {s.masked}) : s.masked,
                         .actions = {{{"offer.yes", w[Msg::offer_yes]}, Confirmed{f.now}},
                                     {{"offer.no", w[Msg::offer_no]}, Cancelled{f.now}},
                                     other_name},
                         .is_text_strong = true});
}

}  // namespace entre
