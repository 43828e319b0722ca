// From the recorded check-in to the badge in the hand.
#include "core/visit/visitor_steps.hpp"

namespace entre {

namespace {

Step on(const Recording&, const auto& event, State state) { return on_any_screen(event, std::move(state)); }
Step on(const Printing&, const auto& event, State state) { return on_any_screen(event, std::move(state)); }
Step on(const Done&, const auto& event, State state) { return on_any_screen(event, std::move(state)); }
Step on(const BadgeTrouble&, const auto& event, State state) { return on_any_screen(event, std::move(state)); }

/// The printer that has the badge; empty while it waits for one, also after a printer gave it back.
std::string printer_of(const OrderReport& report) { return report.state == OrderState::ordered ? std::string{} : report.printer; }

Step on(const Recording& waiting, const CheckInRecorded& done, State state) {
    if (done.request != waiting.request) return on_any_screen(done, std::move(state));
    if (done.verdict != Verdict::admitted)
        return turn_away(std::move(state), {done.verdict, done.since, done.at_kiosk}, done.who);
    if (!state.rules.has_printers)  // a badge from before the day may still lie ready
        return show(std::move(state), Done{done.who, done.name_shown, {}, done.at, false, false, done.order},
                    {PrintBadge{done.order}, PlaySound{Sound::in}});
    return show(std::move(state), Printing{done.order, done.who, done.name_shown, OrderState::ordered, {}, false, done.at},
                {PrintBadge{done.order}, PlaySound{Sound::in}});
}

Step on(const Recording& waiting, const DeskFailed& failed, State state) {
    return failed.request == waiting.request ? give_up_on_desk(std::move(state)) : stay(std::move(state));
}

Step on(const Recording& screen, const Tick& tick, State state) {
    return tick.at - screen.since >= desk_must_answer_within ? give_up_on_desk(std::move(state)) : stay(std::move(state));
}

Step on(const Printing& screen, const PrintReport& news, State state) {
    const OrderReport& report = news.report;
    if (report.order != screen.order) return stay(std::move(state));
    if (report.state == OrderState::printed)
        return show(std::move(state), Done{screen.who, screen.name_shown, report.printer, news.at});
    if (is_final(report.state) || stops_printing(report.fault))
        return show(std::move(state),
                    BadgeTrouble{screen.order, screen.who, screen.name_shown, report.fault, report.printer, news.at},
                    {AlertStaff{}, PlaySound{Sound::notice}});
    Printing next = screen;
    next.state = report.state;
    next.printer = printer_of(report);
    return show(std::move(state), std::move(next));
}

Step on(const Done& screen, const PrintReport& news, State state) {
    const bool is_ours = !screen.has_badge && news.report.order == screen.order;
    if (!is_ours || news.report.state != OrderState::printed) return stay(std::move(state));
    return show(std::move(state), Done{screen.who, screen.name_shown, news.report.printer, news.at});
}

Step on(const Printing& screen, const Tick& tick, State state) {
    if (closes_at(state) <= tick.at) return go_home(std::move(state));
    Printing next = screen;
    next.is_slow = tick.at - screen.since >= badge_is_slow_after;
    return show(std::move(state), std::move(next));
}

Step on(const BadgeTrouble& screen, const PrintReport& news, State state) {
    const OrderReport& report = news.report;
    if (report.order != screen.order) return stay(std::move(state));
    if (report.state == OrderState::printed)
        return show(std::move(state), Done{screen.who, screen.name_shown, report.printer, news.at});
    if (!is_final(report.state) && !stops_printing(report.fault))
        return show(std::move(state),
                    Printing{screen.order, screen.who, screen.name_shown, report.state, printer_of(report), false, news.at});
    BadgeTrouble next = screen;
    next.fault = report.fault;
    return show(std::move(state), std::move(next));
}

}  // namespace

Step update_screen(const Recording& screen, const Event& event, State state) {
    return std::visit([&](const auto& e) { return on(screen, e, std::move(state)); }, event);
}

Step update_screen(const Printing& screen, const Event& event, State state) {
    return std::visit([&](const auto& e) { return on(screen, e, std::move(state)); }, event);
}

Step update_screen(const Done& screen, const Event& event, State state) {
    return std::visit([&](const auto& e) { return on(screen, e, std::move(state)); }, event);
}

Step update_screen(const BadgeTrouble& screen, const Event& event, State state) {
    return std::visit([&](const auto& e) { return on(screen, e, std::move(state)); }, event);
}

}  // namespace entre
