#include "kiosk/screens/parts.hpp"
#include "kiosk/screens/screens.hpp"

namespace entre {

Events draw(const StaffComing& /*screen*/, const State& state, const Frame& f) {
    const auto& w = f.words;
    return draw_message(state, f, paper_backdrop(f.theme),
                        {.sign = Icon::bell,
                         .title = w[Msg::coming_title],
                         .text = w[Msg::coming_line],
                         .actions = {{{"coming.ok", w[Msg::common_ok]}, Cancelled{f.now}}},
                         .is_about_staff = true});
}

}  // namespace entre
