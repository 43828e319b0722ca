// Repairing a damaged database.
#include "core/visit/staff_steps.hpp"

namespace entre {

namespace {

bool is_working(const RepairPage& page) { return page.note == RepairNote::looking || page.note == RepairNote::repairing; }

Step on(const RepairPage&, const auto&, StaffContext c) { return unchanged(std::move(c)); }
Step on(const RepairPage&, const MoreTimeRequested& requested, StaffContext c) { return on_any_page(requested, std::move(c)); }
Step on(const RepairPage&, const Tick& tick, StaffContext c) { return on_any_page(tick, std::move(c)); }

Step on(const RepairPage& page, const RepairPrepared& prepared, StaffContext c) {
    if (page.note != RepairNote::looking) return unchanged(std::move(c));
    RepairPage next;
    if (prepared.plan) next.plan = *prepared.plan;
    next.note = !prepared.plan                            ? RepairNote::impossible
                : prepared.plan->base == RepairBase::none ? RepairNote::repaired
                                                          : RepairNote::ready;
    return show_page(std::move(c), std::move(next));
}

/// “Återställ”, and “Försök igen” after a failure.
Step on(const RepairPage& page, const RepairRequested&, StaffContext c) {
    RepairPage next = page;
    if (page.note == RepairNote::ready) {
        next.note = RepairNote::repairing;
        return show_page(std::move(c), std::move(next), {CarryOutRepair{}});
    }
    if (page.note != RepairNote::failed && page.note != RepairNote::impossible) return unchanged(std::move(c));
    return show_page(std::move(c), RepairPage{}, {PrepareRepair{}});
}

Step on(const RepairPage& page, const RepairDone& done, StaffContext c) {
    if (page.note != RepairNote::repairing) return unchanged(std::move(c));
    RepairPage next = page;
    next.note = done.kept ? RepairNote::repaired : RepairNote::failed;
    next.kept = done.kept.value_or("");
    return show_page(std::move(c), std::move(next), {PlaySound{done.kept ? Sound::in : Sound::stop}});
}

/// “Öppna dörren”.
Step on(const RepairPage& page, const Confirmed&, StaffContext c) {
    return page.note == RepairNote::repaired ? Step{std::move(c.state), {Restart{}}} : unchanged(std::move(c));
}

Step on(const RepairPage& page, const Cancelled&, StaffContext c) {
    return is_working(page) ? unchanged(std::move(c)) : go_home(std::move(c.state));
}

Step on(const RepairPage& page, const QuitRequested&, StaffContext c) {
    return is_working(page) ? unchanged(std::move(c)) : Step{std::move(c.state), {Quit{}}};
}

}  // namespace

Step update_page(const RepairPage& page, const Event& event, StaffContext c) {
    return std::visit([&](const auto& e) { return on(page, e, std::move(c)); }, event);
}

}  // namespace entre
