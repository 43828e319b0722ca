#include "kiosk/screens/checked_in.hpp"
#include "kiosk/screens/parts.hpp"
#include "kiosk/screens/screens.hpp"

namespace entre {

Events draw(const BadgeTrouble& s, const State& state, const Frame& f) {
    const auto& w = f.words;
    return draw_message(state, f, in_ground(f.theme),
                        {.sign = Icon::tick,
                         .title = w[Msg::printing_title],
                         .text = w[Msg::badge_trouble_next] + '\n' + what_now(f, true),
                         .notice = w.visitor_line(s.fault),
                         .actions = {{{"badge_trouble.ok", w[Msg::badge_trouble_ok]}, Cancelled{f.now}}}});
}

}  // namespace entre
