// “Är det här du?”, and correcting the spelling of one's own name.
#include "core/visit/name_form.hpp"

namespace entre {

namespace {

Step on(const Confirm&, const auto& event, State state) { return on_any_screen(event, std::move(state)); }
Step on(const Correcting& screen, const auto& event, State state) { return on_name_form(screen, event, std::move(state)); }

Step on(const Confirm& screen, const Confirmed&, State state) {
    return record_check_in(std::move(state), {0, screen.who.id, screen.name_shown, screen.who.given, screen.who.family},
                           who_is_shown(screen));
}

/// Another kiosk shows this person the question too. Nothing is recorded yet, so no time is told.
Step on(const Confirm& screen, const ServedElsewhere& elsewhere, State state) {
    if (elsewhere.person != screen.who.id) return stay(std::move(state));
    return turn_away(std::move(state), {Verdict::already_in, {}, elsewhere.kiosk}, screen.who);
}

Step on(const Confirm& screen, const NameShownChosen& chosen, State state) {
    Confirm next = screen;
    next.name_shown = chosen.name_shown;
    next.shown = chosen.at;
    return show(std::move(state), std::move(next));
}

Step on(const Confirm& screen, const CorrectionStarted& started, State state) {
    if (who_is_shown(screen).is_protected) return stay(std::move(state));
    return show(std::move(state),
                Correcting{screen, screen.who.given, screen.who.family, NameField::given, false, false, started.at});
}

Step on(const Correcting& screen, const Cancelled& cancelled, State state) {
    Confirm back = screen.before;
    back.shown = cancelled.at;
    return show(std::move(state), std::move(back));
}

Step on(const Correcting& screen, const Confirmed& confirmed, State state) {
    Confirm next = screen.before;
    next.who.given = clean_text(screen.given);
    next.who.family = clean_text(screen.family);
    next.shown = confirmed.at;
    // The two fields are compared together, so that a name in the wrong field can be moved.
    const bool is_same_person = is_respelling(next.given_registered + next.family_registered, next.who.given + next.who.family);
    if (is_same_person) return show(std::move(state), std::move(next));
    Correcting refused = screen;
    refused.is_refused = true;
    refused.shown = confirmed.at;
    return show(std::move(state), std::move(refused), {PlaySound{Sound::notice}});
}

}  // namespace

Registration who_is_shown(const Confirm& screen) {
    Registration who = screen.who;
    if (screen.name_shown != BadgeName::alias || who.is_protected) return who;
    who.is_protected = true;
    who.alias = alias_word;
    return who;
}

Step update_screen(const Confirm& screen, const Event& event, State state) {
    return std::visit([&](const auto& e) { return on(screen, e, std::move(state)); }, event);
}

Step update_screen(const Correcting& screen, const Event& event, State state) {
    return std::visit([&](const auto& e) { return on(screen, e, std::move(state)); }, event);
}

}  // namespace entre
