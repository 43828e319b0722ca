// Dispatches an event: first to the handlers common to all screens, then to the screen's own handler.
#include "core/visit/visit.hpp"

#include <algorithm>

#include "core/visit/device_news.hpp"
#include "core/visit/staff_steps.hpp"
#include "core/visit/visitor_steps.hpp"

namespace entre {

namespace {

/// True for a scan of the code that is being served, or that has not been taken away since the last visit.
bool is_same_scan(State& state, const Scanned& scan) {
    if (scan.payload != state.last_code || scan.at - state.last_code_seen >= same_scan_within) return false;
    state.last_code_seen = scan.at;
    return true;
}

Step purge_too(State state) {
    ListsPage page;
    page.note = ListsNote::purging;
    Staff staff;
    staff.page = page;
    staff.shown = state.now;
    const RequestId request = staff.request = ++state.last_request;
    return show(std::move(state), std::move(staff), {DoForLists{request, ListsRequestKind::purge, 0}});
}

/// Waits for the desk or the printer, or is staff's.
bool ends_by_itself(const Screen& screen) {
    return std::holds_alternative<LookingUp>(screen) || std::holds_alternative<Recording>(screen) ||
           std::holds_alternative<Printing>(screen) || std::holds_alternative<Staff>(screen) ||
           std::holds_alternative<StaffPin>(screen) || std::holds_alternative<NewPin>(screen);
}

/// A visitor who pulls the headphones out has left.
Step listen(State state, const HeadphonesChanged& headphones) {
    state.devices.has_headphones = headphones.are_in;
    return headphones.are_in || ends_by_itself(state.screen) ? stay(std::move(state)) : go_home(std::move(state));
}

Clock::time_point time_of(const Event& event) {
    return std::visit([](const auto& e) { return e.at; }, event);
}

}  // namespace

Step update(State state, const Event& event) {
    state.now = std::max(state.now, time_of(event));
    const auto* failed = std::get_if<DeskFailed>(&event);
    if (failed != nullptr && failed->code == ErrorCode::database_damaged) {
        // The visitor reads that staff help; opening the database anew shows whether it is damaged or a read had failed.
        auto step = give_up_on_desk(std::move(state));
        step.effects.emplace_back(Restart{});
        return step;
    }
    if (std::holds_alternative<RehearsalEnded>(event))
        return state.rules.is_rehearsal ? Step{std::move(state), {Quit{}}} : stay(std::move(state));
    if (std::holds_alternative<PurgedElsewhere>(event)) return purge_too(std::move(state));
    if (const auto* headphones = std::get_if<HeadphonesChanged>(&event)) return listen(std::move(state), *headphones);
    if (auto effects = note_on_every_screen(state, event)) return {std::move(state), std::move(*effects)};
    const auto* scan = std::get_if<Scanned>(&event);
    if (scan != nullptr && scan->source == ScanSource::scanner) state.devices.has_scanner = true;
    if (scan != nullptr && (state.rules.is_damaged || is_same_scan(state, *scan))) return stay(std::move(state));
    const Screen screen = state.screen;
    if (const auto* staff = std::get_if<Staff>(&screen)) {
        // A check-in recorded after the visitor's screen timed out still gets its badge printed, also while staff use the
        // screen.
        if (const auto* done = std::get_if<CheckInRecorded>(&event)) return on_any_screen(*done, std::move(state));
        return update_staff(*staff, event, std::move(state));
    }
    return std::visit(
        [&]<class S>(const S& s) {
            if constexpr (std::same_as<S, Staff>)
                return stay(std::move(state));  // handled above
            else
                return update_screen(s, event, std::move(state));
        },
        screen);
}

}  // namespace entre
