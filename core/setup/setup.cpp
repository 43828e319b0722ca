#include "core/setup/setup.hpp"

#include <array>

#include "core/setup/steps.hpp"

namespace entre::setup {

std::optional<StepOf> step_of(const Screen& screen) {
    constexpr std::array<std::optional<StepOf>, std::variant_size_v<Screen>> all{
        std::nullopt, StepOf::seminar, StepOf::list, StepOf::list, StepOf::recognise, StepOf::printer, StepOf::ready};
    return all[screen.index()];
}

std::string_view name_of(const Screen& screen) {
    constexpr std::array<std::string_view, std::variant_size_v<Screen>> names{"start",     "form",    "files", "columns",
                                                                              "recognise", "printer", "ready"};
    return names[screen.index()];
}

Step begin(std::chrono::year_month_day today) {
    State state;
    state.today = today;
    return to_start(std::move(state));
}

Step update(State state, const Event& event) {
    if (const auto* chosen = std::get_if<LanguageChosen>(&event)) {
        state.language = chosen->language;
        return stay(std::move(state));
    }
    const Screen screen = state.screen;
    return std::visit([&](const auto& s) { return update_screen(s, event, std::move(state)); }, screen);
}

}  // namespace entre::setup
