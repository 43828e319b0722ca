#include "core/setup/setup.hpp"

#include <array>

#include "core/base/one_of_members.hpp"
#include "core/setup/steps.hpp"

namespace entre {

// What copying, moving and destroying one of them compiles to, for all other files.
template class OneOf<setup::EventKinds>;
template class OneOf<setup::EffectKinds>;
template class OneOf<setup::ScreenKinds>;

}  // namespace entre

namespace entre::setup {

std::optional<StepOf> step_of(const Screen& screen) {
    constexpr std::array<std::optional<StepOf>, std::variant_size_v<ScreenKinds>> all{
        std::nullopt,   std::nullopt,      StepOf::seminar,   StepOf::list,  StepOf::list,    StepOf::list,
        StepOf::list,   StepOf::recognise, StepOf::recognise, StepOf::badge, StepOf::printer, StepOf::camera,
        StepOf::camera, StepOf::staff,     StepOf::staff,     StepOf::ready};
    return all[screen.index()];
}

std::string_view name_of(const Screen& screen) {
    constexpr std::array<std::string_view, std::variant_size_v<ScreenKinds>> names{
        "start",   "join",  "form",    "files",  "address", "upload", "columns", "recognise",
        "tickets", "badge", "printer", "camera", "keys",    "staff",  "pair",    "ready"};
    return names[screen.index()];
}

std::optional<Clock::time_point> next_deadline(const State& state) {
    const auto* screen = std::get_if<FormScreen>(&state.screen);
    return screen != nullptr && screen->trial ? std::optional(screen->trial->until) : std::nullopt;
}

int rotation(const State& state) {
    const auto* screen = std::get_if<FormScreen>(&state.screen);
    return screen != nullptr ? screen->form.rotate : state.form.rotate;
}

Step begin(std::chrono::year_month_day today, const std::filesystem::path& folder, const std::string& problem) {
    State state;
    state.today = today;
    if (folder.empty()) return to_start(std::move(state));
    state.folder = folder;
    auto step = to_ready(std::move(state));
    std::get<ReadyScreen>(step.state.screen).problem = problem;
    step.effects.emplace_back(ReadForm{folder});
    return step;
}

namespace {

/// In place of the step that would have followed. What the one before it left open is closed all the same.
Step back_to_ready(Step step) {
    auto ready = to_ready(std::move(step.state));
    ready.state.returns_to_ready = false;
    for (auto& effect : step.effects)
        if (std::holds_alternative<CloseCamera>(effect) || std::holds_alternative<StopFinding>(effect))
            ready.effects.push_back(std::move(effect));
    return ready;
}

}  // namespace

Step update(State state, const Event& event) {
    if (const auto* chosen = std::get_if<LanguageChosen>(&event)) {
        state.language = chosen->language;
        return stay(std::move(state));
    }
    const Screen screen = state.screen;
    auto step = std::visit([&](const auto& s) { return update_screen(s, event, std::move(state)); }, screen);
    const bool is_over = step_of(step.state.screen) != step_of(screen);
    return step.state.returns_to_ready && is_over && step_of(screen) != StepOf::ready ? back_to_ready(std::move(step)) : step;
}

}  // namespace entre::setup
