// The desk is looking up a code or a name.
#include "core/visit/visitor_steps.hpp"

namespace entre {

namespace {

Step on(const LookingUp&, const auto& event, State state) { return on_any_screen(event, std::move(state)); }

Step on(const LookingUp& waiting, const LookUpDone& answer, State state) {
    if (answer.request != waiting.request) return stay(std::move(state));
    if (answer.admission.verdict != Verdict::admitted || !answer.who)
        return turn_away(std::move(state), answer.admission, answer.who);
    if (!state.rules.confirm) return record_check_in(std::move(state), {0, answer.who->id, BadgeName::full, {}, {}}, *answer.who);
    return show(std::move(state), Confirm{*answer.who, answer.who->given, answer.who->family, BadgeName::full, answer.at});
}

Step on(const LookingUp& waiting, const NameLookedUp& answer, State state) {
    if (answer.request != waiting.request) return stay(std::move(state));
    if (!answer.person) return advise(std::move(state), Advice::not_found);
    return show(std::move(state), Offer{*answer.person, answer.masked, answer.at});
}

Step on(const LookingUp& waiting, const DeskFailed& answer, State state) {
    return answer.request == waiting.request ? give_up_on_desk(std::move(state)) : stay(std::move(state));
}

Step on(const LookingUp& screen, const Tick& tick, State state) {
    return tick.at - screen.since >= desk_must_answer_within ? give_up_on_desk(std::move(state)) : stay(std::move(state));
}

}  // namespace

Step update_screen(const LookingUp& screen, const Event& event, State state) {
    return std::visit([&](const auto& e) { return on(screen, e, std::move(state)); }, event);
}

}  // namespace entre
