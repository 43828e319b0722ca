#include "kiosk/screens/parts.hpp"
#include "kiosk/screens/screens.hpp"

namespace entre {

Events draw(const AlreadyIn& s, const State& state, const Frame& f) {
    const auto& w = f.words;
    if (s.asks_why) {
        const auto because = [&](std::string_view id, Msg label, StaffRequestKind kind) {
            return Offered{{std::string(id), w[label]}, StaffRequested{kind, f.now}};
        };
        return draw_message(
            state, f, paper_backdrop(f.theme),
            {.sign = Icon::info,
             .title = w[Msg::staff_print_why],
             .text = display_name(s.who),
             .actions = {because("already.lost", Msg::staff_print_lost, StaffRequestKind::print_lost),
                         because("already.damaged", Msg::staff_print_damaged, StaffRequestKind::print_damaged),
                         because("already.never_came", Msg::staff_print_never_came, StaffRequestKind::print_never_came)},
             .are_equal = true,
             .footer = {{{"already.ok", w[Msg::staff_cancel]}, Cancelled{f.now}}}});
    }
    if (s.wants_badge) {
        auto out = draw_message(state, f, paper_backdrop(f.theme),
                                {.sign = Icon::bell,
                                 .title = w[Msg::already_help],
                                 .text = w[Msg::already_help_next],
                                 .actions = {{{"already.staff", w[Msg::common_call_staff]}, StaffCalled{f.now}},
                                             {{"already.ok", w[Msg::common_back]}, Cancelled{f.now}}},
                                 .is_about_staff = true});
        for (auto& event : staff_door(state, f)) out.push_back(std::move(event));
        return out;
    }
    const std::vector<Offered> ok{{{"already.ok", w[Msg::common_ok]}, Cancelled{f.now}}};
    const bool is_served_elsewhere = !s.at_kiosk.empty() && s.since == UtcTime{};
    if (is_served_elsewhere)
        return draw_message(state, f, paper_backdrop(f.theme),
                            {.sign = Icon::info,
                             .title = w[Msg::already_served_title],
                             .text = w.filled(Msg::already_served_at, {s.at_kiosk}),
                             .actions = ok});
    const auto since = w.time(f.seminar.local(s.since));
    return draw_message(state, f, paper_backdrop(f.theme),
                        {.sign = Icon::tick,
                         .title = w[Msg::already_title],
                         .text = s.at_kiosk.empty() ? w.filled(Msg::already_since, {since})
                                                    : w.filled(Msg::already_since_at, {s.at_kiosk, since}),
                         .actions = {ok.front(), {{"already.reprint", w[Msg::already_reprint]}, ReprintRequested{f.now}}}});
}

}  // namespace entre
