// The list from a phone or another computer.
#include <algorithm>

#include "core/setup/steps.hpp"

namespace entre::setup {

namespace {

Step on(const UploadScreen&, const auto&, State state) { return stay(std::move(state)); }

Step on(const UploadScreen& screen, const UploadOpened& opened, State state) {
    if (opened.request != screen.visit) return stay(std::move(state));
    UploadScreen next = screen;
    next.url = opened.url;
    next.problem = opened.problem;
    next.name.clear();  // what was on its way came by the old address
    return show(std::move(state), std::move(next));
}

Step on(const UploadScreen& screen, const UploadProgressed& progress, State state) {
    if (progress.request != screen.visit) return stay(std::move(state));
    UploadScreen next = screen;
    next.name = progress.name;
    next.percent = std::clamp(progress.percent, 0, 100);
    next.problem.reset();
    return show(std::move(state), std::move(next));
}

Step on(const UploadScreen& screen, const UploadCut& cut, State state) {
    if (cut.request != screen.visit) return stay(std::move(state));
    UploadScreen next = screen;
    next.name.clear();
    next.problem = cut.why;
    return show(std::move(state), std::move(next));
}

Step on(const UploadScreen& screen, const ListRead& read, State state) {
    if (read.request != screen.visit) return stay(std::move(state));
    if (!read.problem) {
        auto step = to_columns(std::move(state), read);
        step.effects.emplace_back(CloseUpload{});
        return step;
    }
    UploadScreen next = screen;
    next.name.clear();
    next.problem = read.problem;
    return show(std::move(state), std::move(next));
}

Step on(const UploadScreen&, const BackChosen&, State state) {
    auto step = to_files(std::move(state));
    step.effects.insert(step.effects.begin(), CloseUpload{});
    return step;
}

}  // namespace

Step to_upload(State state) {
    UploadScreen screen;
    screen.visit = ++state.last_request;
    const OpenUpload open{screen.visit, state.folder};
    return show(std::move(state), std::move(screen), {StopFinding{}, open});
}

Step update_screen(const UploadScreen& screen, const Event& event, State state) {
    return std::visit([&](const auto& e) { return on(screen, e, std::move(state)); }, event);
}

}  // namespace entre::setup
