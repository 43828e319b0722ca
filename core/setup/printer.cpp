// The badge printer: which one, where its badges come out, and whether they come out whole.
#include "core/setup/steps.hpp"

namespace entre::setup {

namespace {

/// Saves what is chosen; the test badge and the next screen wait for that.
Step save(State state, PrinterScreen next) {
    next.problem.reset();
    next.saving = ++state.last_request;
    const auto* chosen = next.chosen ? &next.printers[*next.chosen] : nullptr;
    const SavePrinter effect{next.saving, state.folder, chosen != nullptr ? chosen->queue : std::string{}, next.side,
                             chosen != nullptr && chosen->is_black};
    return show(std::move(state), std::move(next), {effect});
}

Step on(const PrinterScreen&, const auto&, State state) { return stay(std::move(state)); }

Step on(const PrinterScreen& screen, const PrintersFound& found, State state) {
    PrinterScreen next = screen;
    next.printers = found.printers;
    next.is_read = true;
    next.chosen = found.used;
    next.side = found.side;
    return show(std::move(state), std::move(next));
}

Step on(const PrinterScreen& screen, const PrinterChosen& chosen, State state) {
    PrinterScreen next = screen;
    if (screen.printing != 0 || (chosen.index && *chosen.index >= screen.printers.size())) return stay(std::move(state));
    next.chosen = chosen.index;
    next.is_changed = true;
    next.test = TestBadge::none;
    return show(std::move(state), std::move(next));
}

Step on(const PrinterScreen& screen, const SideChosen& chosen, State state) {
    PrinterScreen next = screen;
    next.side = chosen.side;
    next.is_changed = true;
    return show(std::move(state), std::move(next));
}

Step on(const PrinterScreen& screen, const PrintersSought&, State state) {
    if (screen.printing != 0) return stay(std::move(state));
    return to_printer(std::move(state));
}

Step on(const PrinterScreen& screen, const TestChosen&, State state) {
    if (!screen.chosen || screen.saving != 0 || screen.printing != 0) return stay(std::move(state));
    PrinterScreen next = screen;
    next.prints = true;
    return save(std::move(state), std::move(next));
}

Step on(const PrinterScreen& screen, const TestAnswered& answered, State state) {
    PrinterScreen next = screen;
    next.test = answered.how;
    return show(std::move(state), std::move(next));
}

Step on(const PrinterScreen& screen, const PrinterSaved& saved, State state) {
    if (saved.request != screen.saving) return stay(std::move(state));
    PrinterScreen next = screen;
    next.saving = 0;
    next.problem = saved.problem;
    const bool goes_on = std::exchange(next.goes_on, false), prints = std::exchange(next.prints, false);
    if (!saved.problem && goes_on) return to_camera(std::move(state));
    if (saved.problem || !prints) return show(std::move(state), std::move(next));
    next.test = TestBadge::printing;
    next.printing = ++state.last_request;
    const PrintTest effect{next.printing, state.folder};
    return show(std::move(state), std::move(next), {effect});
}

Step on(const PrinterScreen& screen, const TestPrinted& printed, State state) {
    if (printed.request != screen.printing) return stay(std::move(state));
    PrinterScreen next = screen;
    next.printing = 0;
    next.problem = printed.problem;
    next.test = printed.problem ? TestBadge::failed : TestBadge::printed;
    return show(std::move(state), std::move(next));
}

Step on(const PrinterScreen& screen, const NextChosen&, State state) {
    if (screen.saving != 0 || !screen.is_read) return stay(std::move(state));
    if (!screen.is_changed) return to_camera(std::move(state));  // "auto" stays, so that a printer that comes later is used
    PrinterScreen next = screen;
    next.goes_on = true;
    return save(std::move(state), std::move(next));
}

Step on(const PrinterScreen&, const BackChosen&, State state) { return to_badge(std::move(state)); }

}  // namespace

Step to_printer(State state) {
    const FindPrinters find{state.folder};
    return show(std::move(state), PrinterScreen{}, {find});
}

Step update_screen(const PrinterScreen& screen, const Event& event, State state) {
    return std::visit([&](const auto& e) { return on(screen, e, std::move(state)); }, event);
}

}  // namespace entre::setup
