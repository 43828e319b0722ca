#include "kiosk/screens/checked_in.hpp"
#include "kiosk/screens/parts.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/ui/shapes.hpp"

namespace entre {

Events draw(const Recording& /*screen*/, const State& state, const Frame& f) {
    return draw_message(state, f, paper_backdrop(f.theme),
                        {.sign = Icon::wait, .title = f.words[Msg::common_moment], .text = f.words[Msg::recording_line]});
}

Events draw(const Printing& s, const State& state, const Frame& f) {
    const auto& w = f.words;
    return draw_checked_in(
        state, f,
        {.title = w[Msg::printing_title],
         .text = s.is_slow ? w[Msg::printing_slow_next] + '\n' + what_now(f, f.theme.is_text_large) : what_now(f),
         .caption = s.is_slow ? w[Msg::printing_slow] : w[Msg::printing_line],
         .who = s.who,
         .name_shown = s.name_shown,
         .printer = printer_called(f.seminar, s.printer),
         .side = side_of(state, f.seminar, s.printer),
         .out_of_slot = out_while_printing * eased(progress(f, s.since, badge_slides)),
         .is_closable = s.is_slow});
}

}  // namespace entre
