#include "kiosk/screens/checked_in.hpp"
#include "kiosk/screens/parts.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/ui/shapes.hpp"

namespace entre {

Events draw(const Done& s, const State& state, const Frame& f) {
    const auto& w = f.words;
    const bool is_ready = s.printer == before_the_day;
    const auto side = side_of(state, f.seminar, s.printer);
    const auto caption = is_ready ? Msg::done_badge_at_desk : side ? Msg::done_badge_here : Msg::done_badge_out;
    const float out = eased(progress(f, s.shown, badge_slides));
    return draw_checked_in(state, f,
                           {.title = w[Msg::printing_title] + '\n' + w[Msg::done_welcome],
                            .text = what_now(f),
                            .caption = w[caption],
                            .who = s.who,
                            .name_shown = s.name_shown,
                            .printer = printer_called(f.seminar, s.printer),
                            .side = side,
                            .out_of_slot = is_ready ? 1.0f : out_while_printing + (0.97f - out_while_printing) * out,
                            .is_closable = true,
                            .offers_more_time = !s.has_more_time,
                            .has_badge = s.has_badge,
                            .is_at_desk = is_ready});
}

}  // namespace entre
