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
            return {Msg::trouble_registration, Msg::trouble_withdrawn, Icon::bell, true};
        case Advice::unpaid:
            return {Msg::trouble_registration, Msg::trouble_unpaid, Icon::bell, true};
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
            return {Msg::trouble_full, Msg::trouble_full_next, Icon::bell, true};
        case Advice::desk_failed:
            break;
    }
    return {Msg::trouble_desk_failed, Msg::trouble_desk_failed_next, Icon::bell, true};
}

/// A code that does not work may be tried again.
bool is_about_code(Advice advice) { return advice == Advice::unknown || advice == Advice::other_seminar; }

/// The visitor's ways on, the most likely first.
std::vector<Offered> ways_on(const Trouble& s, const State& state, const Frame& f, bool is_for_staff) {
    const auto& w = f.words;
    const bool may_search = state.rules.search && (is_about_code(s.advice) || s.advice == Advice::not_found);
    const bool is_name = s.advice == Advice::not_found;
    const Offered back{{"trouble.back", w[is_about_code(s.advice) ? Msg::trouble_again : Msg::trouble_start]}, Cancelled{f.now}};
    const Offered staff{{"trouble.staff", w[Msg::common_call_staff]}, StaffCalled{f.now}};
    const Offered name{{"trouble.name", w[is_name ? Msg::trouble_again : Msg::trouble_write_name]}, SearchStarted{f.now}};
    if (is_for_staff) return {staff, back};
    if (!may_search) return {back};
    return is_name ? std::vector{name, staff} : std::vector{back, name};
}

/// “08.15”, or “08.15 i morgon” and “08.15 den 21 maj” when that is not today.
std::string opening_time(const Frame& f, UtcTime opens) {
    const LocalTime then = f.seminar.local(opens), today = f.seminar.local(f.wall);
    const auto days_ahead = std::chrono::sys_days{local_date(then)} - std::chrono::sys_days{local_date(today)};
    const auto time = f.words.time(then);
    if (days_ahead <= std::chrono::days{0}) return time;
    if (days_ahead == std::chrono::days{1}) return f.words.filled(Msg::time_tomorrow, {time});
    return f.words.filled(Msg::time_on_day, {time, f.words.date(then)});
}

}  // namespace

Events draw(const Trouble& s, const State& state, const Frame& f) {
    const auto& w = f.words;
    const auto what = explanation_of(s);
    const auto opens = s.opens ? opening_time(f, *s.opens) : std::string();
    const bool is_name = s.advice == Advice::not_found && state.rules.search;
    auto actions = ways_on(s, state, f, what.is_for_staff);
    std::vector<Offered> exits;
    if (is_name) exits.push_back({{"trouble.back", w[Msg::trouble_start], true}, Cancelled{f.now}});
    return draw_message(state, f, paper_backdrop(f.theme),
                        {.sign = what.sign,
                         .title = w[what.title],
                         .text = w.filled(what.text, {opens}),
                         .actions = std::move(actions),
                         .is_about_staff = what.is_for_staff || is_name,
                         .footer = std::move(exits)});
}

}  // namespace entre
