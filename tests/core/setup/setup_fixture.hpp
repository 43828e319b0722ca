// A seminar on its way through the assistant.
#pragma once

#include "core/setup/setup.hpp"
#include "tests/core/core_fixture.hpp"

namespace entre::test {

inline constexpr std::chrono::year_month_day setup_day{std::chrono::year{2027}, std::chrono::May, std::chrono::day{19}};

inline setup::SeminarCard card(const std::string& name) {
    return {.folder = "/seminars/" + name, .name = name, .venue = "Kyrkan", .starts = {}, .ends = {}};
}

/// A state on `screen`, of the seminar in /seminars/Oro.
inline setup::State state_on(setup::Screen screen) {
    setup::State state;
    state.screen = std::move(screen);
    state.folder = "/seminars/Oro";
    state.today = setup_day;
    state.last_request = 7;
    return state;
}

inline SeminarForm filled_in_form() {
    auto form = empty_form(setup_day);
    form.name = "Oro";
    form.venue = "Kyrkan";
    return form;
}

/// A list with an open question about its third column.
inline setup::ListPreview asked_preview() {
    setup::ListPreview preview;
    preview.file = "Anmälda.xlsx";
    preview.columns = {{"Förnamn", Field::given}, {"Efternamn", Field::family}, {"Kommer du?", std::nullopt, true}};
    preview.rows = {{"Åsa", "Öström", "Ja"}};
    preview.people = 38;
    preview.questions = {{QuestionKind::status_column, "Kommer du?", {}, 38, {"attending", "ignore"}}};
    preview.issues = {{3, RowIssueKind::email_twice, RowIssueAction::kept, "E-post", 2}};
    return preview;
}

/// All events in sequence; the last step.
inline setup::Step after(setup::State state, const setup::Events& events) {
    setup::Step step{std::move(state), {}};
    for (const auto& event : events) step = setup::update(std::move(step.state), event);
    return step;
}

template <class Effect>
const Effect* effect_in(const setup::Step& step) {
    for (const auto& effect : step.effects)
        if (const auto* found = std::get_if<Effect>(&effect)) return found;
    return nullptr;
}

template <class Screen>
const Screen* screen_of(const setup::Step& step) {
    return std::get_if<Screen>(&step.state.screen);
}

}  // namespace entre::test
