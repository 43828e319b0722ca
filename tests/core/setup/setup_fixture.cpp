#include "tests/core/setup/setup_fixture.hpp"

namespace entre::test {

setup::SeminarCard card(const std::string& name) {
    return {.folder = "/seminars/" + name, .name = name, .venue = "Kyrkan", .starts = {}, .ends = {}};
}

setup::State state_on(setup::Screen screen) {
    setup::State state;
    state.screen = std::move(screen);
    state.folder = "/seminars/Oro";
    state.today = setup_day;
    state.last_request = 7;
    return state;
}

SeminarForm filled_in_form() {
    auto form = empty_form(setup_day);
    form.name = "Oro";
    form.venue = "Kyrkan";
    return form;
}

setup::ListPreview asked_preview() {
    setup::ListPreview preview;
    preview.file = "Anmälda.xlsx";
    preview.columns = {{"Förnamn", Field::given}, {"Efternamn", Field::family}, {"Kommer du?", std::nullopt, true}};
    preview.rows = {{"Åsa", "Öström", "Ja"}};
    preview.people = 38;
    preview.questions = {{QuestionKind::status_column, "Kommer du?", {}, 38, {"attending", "ignore"}}};
    preview.issues = {{3, RowIssueKind::email_twice, RowIssueAction::kept, "E-post", 2}};
    return preview;
}

setup::Step after(setup::State state, const setup::Events& events) {
    setup::Step step{std::move(state), {}};
    for (const auto& event : events) step = setup::update(std::move(step.state), event);
    return step;
}

}  // namespace entre::test
