// The badge printer: which one, where its badges come out, and whether they come out whole. A printer without a queue gets one
// when it is chosen.
#include "core/setup/steps.hpp"

namespace entre::setup {

namespace {

bool is_busy(const PrinterScreen& screen) { return screen.saving != 0 || screen.printing != 0 || screen.adding != 0; }

Step find(State state, bool may_ask) {
    const FindPrinters effect{state.folder, may_ask};
    PrinterScreen screen;
    screen.is_searching = true;
    return show(std::move(state), std::move(screen), {effect});
}

/// Chooses a queue, and asks what is in its printer.
Step choose(State state, PrinterScreen next, std::optional<std::size_t> index) {
    next.chosen = index;
    next.roll.reset();
    if (!index) return show(std::move(state), std::move(next));
    const ReadRoll read{state.folder, next.printers[*index].queue};
    return show(std::move(state), std::move(next), {read});
}

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
    next.side = found.side;
    next.top = found.used ? static_cast<double>(*found.used) : 0;  // in sight
    return choose(std::move(state), std::move(next), found.used);
}

Step on(const PrinterScreen& screen, const DevicesFound& found, State state) {
    PrinterScreen next = screen;
    next.is_searching = false;
    next.is_denied = found.is_denied;
    next.search_problem = found.problem;
    if (screen.is_read) next.printers.insert(next.printers.end(), found.devices.begin(), found.devices.end());
    return show(std::move(state), std::move(next));
}

Step on(const PrinterScreen& screen, const PrinterChosen& chosen, State state) {
    PrinterScreen next = screen;
    if (is_busy(screen) || (chosen.index && *chosen.index >= screen.printers.size())) return stay(std::move(state));
    next.test = TestBadge::none;
    next.problem.reset();
    if (chosen.index && screen.printers[*chosen.index].queue.empty()) {
        next.adding = ++state.last_request;
        next.added = *chosen.index;
        const AddPrinter add{next.adding, state.folder, screen.printers[*chosen.index]};
        return show(std::move(state), std::move(next), {add});
    }
    next.is_changed = true;
    return choose(std::move(state), std::move(next), chosen.index);
}

Step on(const PrinterScreen& screen, const PrinterAdded& added, State state) {
    if (added.request != screen.adding) return stay(std::move(state));
    PrinterScreen next = screen;
    next.adding = 0;
    next.problem = added.problem;
    if (added.problem || screen.added >= screen.printers.size()) return show(std::move(state), std::move(next));
    next.printers[screen.added] = added.printer;
    next.is_changed = true;
    return choose(std::move(state), std::move(next), screen.added);
}

Step on(const PrinterScreen& screen, const RollRead& read, State state) {
    if (!screen.chosen || screen.printers[*screen.chosen].queue != read.queue) return stay(std::move(state));
    PrinterScreen next = screen;
    next.roll = read.roll;
    return show(std::move(state), std::move(next));
}

Step on(const PrinterScreen& screen, const SideChosen& chosen, State state) {
    PrinterScreen next = screen;
    next.side = chosen.side;
    next.is_changed = true;
    return show(std::move(state), std::move(next));
}

Step on(const PrinterScreen& screen, const Scrolled& scrolled, State state) {
    PrinterScreen next = screen;
    next.top = scrolled.top;
    return show(std::move(state), std::move(next));
}

Step on(const PrinterScreen& screen, const PrintersSought&, State state) {
    if (is_busy(screen) || screen.is_searching) return stay(std::move(state));
    return find(std::move(state), true);
}

Step on(const PrinterScreen& screen, const TestChosen&, State state) {
    if (!screen.chosen || is_busy(screen)) return stay(std::move(state));
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
    if (screen.saving != 0 || screen.adding != 0 || !screen.is_read) return stay(std::move(state));
    if (!screen.is_changed) return to_camera(std::move(state));  // "auto" stays, so that a printer that comes later is used
    PrinterScreen next = screen;
    next.goes_on = true;
    return save(std::move(state), std::move(next));
}

Step on(const PrinterScreen& screen, const BackChosen&, State state) {
    return screen.adding != 0 ? stay(std::move(state)) : to_badge(std::move(state));
}

}  // namespace

Step to_printer(State state) { return find(std::move(state), false); }

Step update_screen(const PrinterScreen& screen, const Event& event, State state) {
    return std::visit([&](const auto& e) { return on(screen, e, std::move(state)); }, event);
}

}  // namespace entre::setup
