// Importing registrations, saving attendance, purging.
#include <algorithm>

#include "core/visit/staff_steps.hpp"

namespace entre {

namespace {

Step on(const ListsPage&, const auto& event, StaffContext c) { return on_any_page(event, std::move(c)); }

/// False for requests that need a waiting export when there is none, and for writes when another process writes.
bool is_possible(ListsRequestKind kind, const State& state) {
    const bool has_offer = state.import != nullptr && state.import->problem.empty();
    const bool has_question = has_offer && !state.import->questions.empty();
    if ((kind == ListsRequestKind::take || kind == ListsRequestKind::leave) && !has_offer) return false;
    if (kind == ListsRequestKind::take ? has_question : kind == ListsRequestKind::answer && !has_question) return false;
    if (kind == ListsRequestKind::save_on_stick && !state.devices.has_stick) return false;
    return state.rules.writer.empty() || kind == ListsRequestKind::look || kind == ListsRequestKind::save ||
           kind == ListsRequestKind::save_on_stick || kind == ListsRequestKind::print;
}

Step on(const ListsPage& page, const ListsRequested& requested, StaffContext c) {
    if (c.screen.request != 0 || !is_possible(requested.kind, c.state)) return unchanged(std::move(c));
    ListsPage next;
    next.top = page.top;
    const bool is_purge = requested.kind == ListsRequestKind::purge;
    if (is_purge && c.state.rules.ends && requested.wall < *c.state.rules.ends) {
        next.note = ListsNote::not_over;
        return show_page(std::move(c), std::move(next), {PlaySound{Sound::notice}});
    }
    if (is_purge && !page.is_sure && page.note != ListsNote::purge_failed) {
        next.is_sure = true;
        return show_page(std::move(c), std::move(next));
    }
    next.note = is_purge ? ListsNote::purging : ListsNote::working;
    const RequestId request = ++c.state.last_request;
    c.screen.request = request;
    if (requested.kind == ListsRequestKind::print) {
        auto view = c.state.live;
        const SaveRollCall effect{request, std::move(view), ListTarget::printer, ListedPeople::came};
        return show_page(std::move(c), std::move(next), {effect});
    }
    return show_page(std::move(c), std::move(next), {DoForLists{request, requested.kind, requested.choice}});
}

/// The answer to a list for paper.
Step on(const ListsPage& page, const RollCallSaved& saved, StaffContext c) {
    if (saved.request != c.screen.request) return unchanged(std::move(c));
    c.screen.request = 0;
    ListsPage next = page;
    next.file = saved.file;
    next.note = saved.note == StaffNote::list_printed      ? ListsNote::printed
                : saved.note == StaffNote::no_list_printer ? ListsNote::no_printer
                                                           : ListsNote::not_printed;
    const auto sound = next.note == ListsNote::printed ? Sound::in : Sound::notice;
    return show_page(std::move(c), std::move(next), {PlaySound{sound}});
}

Step on(const ListsPage& page, const Declined&, StaffContext c) {
    if (!page.is_sure) return unchanged(std::move(c));
    ListsPage next = page;
    next.is_sure = false;
    return show_page(std::move(c), std::move(next));
}

Step on(const ListsPage& page, const ListsAnswered& answered, StaffContext c) {
    if (answered.request != c.screen.request) return unchanged(std::move(c));
    c.screen.request = 0;
    ListsPage next = page;
    next.note = answered.note;
    next.file = answered.file;
    next.marks = answered.marks;
    next.places = answered.places;
    const bool is_done = answered.note == ListsNote::stick_saved || answered.note == ListsNote::applied ||
                         answered.note == ListsNote::saved || answered.note == ListsNote::purged ||
                         answered.note == ListsNote::purged_here_only;
    return show_page(std::move(c), std::move(next), {PlaySound{is_done ? Sound::in : Sound::notice}});
}

Step on(const ListsPage& page, const Scrolled& scrolled, StaffContext c) {
    ListsPage next = page;
    next.top = std::max(0.0, scrolled.top);
    return show_page(std::move(c), std::move(next));
}

}  // namespace

Step update_page(const ListsPage& page, const Event& event, StaffContext c) {
    return std::visit([&](const auto& e) { return on(page, e, std::move(c)); }, event);
}

}  // namespace entre
