#include "kiosk/screens/parts.hpp"
#include "kiosk/screens/screens.hpp"

namespace entre {
namespace {

struct Explanation {
    Msg title, text;
    Icon sign = Icon::info;
    bool is_for_staff = false;  ///< only staff can help: calling them is the primary button
};

Explanation explanation_of(const Trouble& s) {
    switch (s.advice) {
        case Advice::withdrawn:
            return {Msg::trouble_registration, Msg::trouble_withdrawn, Icon::hand, true};
        case Advice::unpaid:
            return {Msg::trouble_registration, Msg::trouble_unpaid, Icon::hand, true};
        case Advice::unknown:
            return {Msg::trouble_unknown, Msg::trouble_unknown_next};
        case Advice::other_seminar:
            return {Msg::trouble_other_seminar, Msg::trouble_other_seminar_next};
        case Advice::too_early:
            return {Msg::trouble_too_early, s.opens ? Msg::trouble_too_early_next : Msg::trouble_too_early_soon, Icon::wait};
        case Advice::not_found:
            return {Msg::trouble_not_found, Msg::trouble_not_found_next, Icon::search};
        case Advice::search_paused:
            return {Msg::trouble_search_paused, Msg::trouble_search_paused_next, Icon::wait};
        case Advice::full:
            return {Msg::trouble_full, Msg::trouble_full_next, Icon::hand, true};
        case Advice::desk_failed:
            break;
    }
    return {Msg::trouble_desk_failed, Msg::trouble_desk_failed_next, Icon::hand, true};
}

bool can_try_again(Advice advice) {
    return advice == Advice::unknown || advice == Advice::other_seminar || advice == Advice::not_found;
}

}  // namespace

Events draw(const Trouble& s, const State& state, const Frame& f) {
    const auto& w = f.words;
    const auto what = explanation_of(s);
    const auto opens = s.opens ? w.time({*s.opens, f.seminar.starts.offset}) : std::string();
    const Offered back{{"trouble.back", w[can_try_again(s.advice) ? Msg::trouble_again : Msg::trouble_start]}, Cancelled{f.now}};
    const Offered staff{{"trouble.staff", w[Msg::common_call_staff]}, StaffCalled{f.now}};
    return draw_message(state, f, paper_backdrop(f.theme),
                        {.sign = what.sign,
                         .title = w[what.title],
                         .text = w.filled(what.text, {opens}),
                         .actions = what.is_for_staff ? std::vector{staff, back} : std::vector{back},
                         .is_about_staff = what.is_for_staff});
}

}  // namespace entre
