#include "kiosk/screens/parts.hpp"
#include "kiosk/screens/screens.hpp"

namespace entre {

Events draw(const OutOfOrder& /*screen*/, const State& state, const Frame& f) {
    const Offered staff{{"out_of_order.staff", f.words[Msg::common_call_staff]}, StaffCalled{f.now}};
    auto out = draw_message(state, f, paper_backdrop(f.theme),
                            {.sign = Icon::bell,
                             .title = f.words[Msg::out_of_order_title],
                             .text = f.words[Msg::out_of_order_text],
                             .actions = {staff},
                             .is_about_staff = true});
    for (auto& event : staff_door(state, f)) out.push_back(std::move(event));
    return out;
}

}  // namespace entre
