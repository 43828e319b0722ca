// The camera and the hand scanner: what they see of a code that is held up.
#include "core/setup/steps.hpp"

namespace entre::setup {

namespace {

Step leave(State state, Step (*to)(State)) {
    auto step = to(std::move(state));
    step.effects.insert(step.effects.begin(), CloseCamera{});
    return step;
}

Step on(const CameraScreen&, const auto&, State state) { return stay(std::move(state)); }

Step on(const CameraScreen& screen, const CameraSettingsRead& read, State state) {
    CameraScreen next = screen;
    next.is_read = true;
    next.is_wanted = read.source != "none";
    next.source = next.is_wanted ? read.source : "auto";
    if (!next.is_wanted) return show(std::move(state), std::move(next));
    const OpenCamera open{state.folder, next.source};
    return show(std::move(state), std::move(next), {open});
}

Step on(const CameraScreen& screen, const CameraWanted& wanted, State state) {
    if (!screen.is_read || screen.saving != 0 || wanted.is_wanted == screen.is_wanted) return stay(std::move(state));
    CameraScreen next = screen;
    next.is_wanted = wanted.is_wanted;
    next.is_changed = true;
    next.is_working.reset();
    next.advice = ScanAdvice::none;
    next.light = PictureLight::good;
    next.code.reset();
    if (!next.is_wanted) return show(std::move(state), std::move(next), {CloseCamera{}});
    const OpenCamera open{state.folder, next.source};
    return show(std::move(state), std::move(next), {open});
}

Step on(const CameraScreen& screen, const CameraStatus& status, State state) {
    CameraScreen next = screen;
    if (!next.is_wanted) return stay(std::move(state));
    next.is_working = status.is_working;
    return show(std::move(state), std::move(next));
}

Step on(const CameraScreen& screen, const CodeRead& read, State state) {
    CameraScreen next = screen;
    next.is_working = true;
    next.advice = ScanAdvice::none;
    next.code = read;
    return show(std::move(state), std::move(next));
}

Step on(const CameraScreen& screen, const CameraAdvised& advised, State state) {
    CameraScreen next = screen;
    next.advice = advised.advice;
    return show(std::move(state), std::move(next));
}

Step on(const CameraScreen& screen, const LightMeasured& measured, State state) {
    CameraScreen next = screen;
    next.light = measured.light;
    return show(std::move(state), std::move(next));
}

/// The layout that turns the scanner's keys into the code on the screen is the seminar's from now on.
Step on(const CameraScreen& screen, const ScannerTried& tried, State state) {
    CameraScreen next = screen;
    next.scanner = tried;
    if (!tried.layout) return show(std::move(state), std::move(next));
    next.saving_layout = ++state.last_request;
    const SaveScannerLayout save{next.saving_layout, state.folder, *tried.layout};
    return show(std::move(state), std::move(next), {save});
}

Step on(const CameraScreen& screen, const CameraSaved& saved, State state) {
    CameraScreen next = screen;
    if (saved.request == screen.saving_layout) {
        next.saving_layout = 0;
        next.problem = saved.problem;
        return show(std::move(state), std::move(next));
    }
    if (saved.request != screen.saving) return stay(std::move(state));
    if (!saved.problem) return leave(std::move(state), to_staff);
    next.saving = 0;
    next.problem = saved.problem;
    return show(std::move(state), std::move(next));
}

Step on(const CameraScreen& screen, const NextChosen&, State state) {
    if (screen.saving != 0) return stay(std::move(state));
    if (!screen.is_changed) return leave(std::move(state), to_staff);
    CameraScreen next = screen;
    next.problem.reset();
    next.saving = ++state.last_request;
    const SaveCamera save{next.saving, state.folder, next.is_wanted ? next.source : "none"};
    return show(std::move(state), std::move(next), {save});
}

Step on(const CameraScreen&, const BackChosen&, State state) { return leave(std::move(state), to_printer); }

/// Shows the camera again afterwards, so what was changed here has to be saved first.
Step on(const CameraScreen& screen, const KeysOpened&, State state) {
    return screen.saving != 0 || screen.is_changed ? stay(std::move(state)) : leave(std::move(state), to_keys);
}

}  // namespace

Step to_camera(State state) {
    const ReadCameraSettings read{state.folder};
    return show(std::move(state), CameraScreen{}, {read});
}

Step update_screen(const CameraScreen& screen, const Event& event, State state) {
    return std::visit([&](const auto& e) { return on(screen, e, std::move(state)); }, event);
}

}  // namespace entre::setup
