// How people without codes are recognised, and their tickets.
#include <algorithm>

#include "core/setup/steps.hpp"

namespace entre::setup {

namespace {

Step on(const RecogniseScreen&, const auto&, State state) { return stay(std::move(state)); }

Step on(const RecogniseScreen& screen, const RecognitionChosen& chosen, State state) {
    RecogniseScreen next = screen;
    next.chosen = chosen.how;
    return show(std::move(state), std::move(next));
}

Step on(const RecogniseScreen& screen, const TicketsChosen& chosen, State state) {
    if (screen.saving_tickets != 0) return stay(std::move(state));
    if (chosen.to == TicketsTo::phone) return to_tickets(std::move(state), screen);
    RecogniseScreen next = screen;
    next.problem.reset();
    next.tickets.reset();
    next.saving_tickets = ++state.last_request;
    const SaveTickets save{next.saving_tickets, state.folder, chosen.to == TicketsTo::printer};
    return show(std::move(state), std::move(next), {save});
}

Step on(const RecogniseScreen& screen, const TicketsSaved& saved, State state) {
    if (saved.request != screen.saving_tickets) return stay(std::move(state));
    RecogniseScreen next = screen;
    next.saving_tickets = 0;
    next.problem = saved.problem;
    if (!saved.problem) next.tickets = saved.tickets;
    return show(std::move(state), std::move(next));
}

Step on(const RecogniseScreen& screen, const NextChosen&, State state) {
    if (screen.saving != 0 || screen.saving_tickets != 0) return stay(std::move(state));
    RecogniseScreen next = screen;
    next.problem.reset();
    next.saving = ++state.last_request;
    const SaveSearch effect{next.saving, state.folder, next.chosen != Recognition::by_staff};
    return show(std::move(state), std::move(next), {effect});
}

Step on(const RecogniseScreen& screen, const SearchSaved& saved, State state) {
    if (saved.request != screen.saving) return stay(std::move(state));
    if (!saved.problem) return to_badge(std::move(state));
    RecogniseScreen next = screen;
    next.saving = 0;
    next.problem = saved.problem;
    return show(std::move(state), std::move(next));
}

Step on(const RecogniseScreen& screen, const BackChosen&, State state) {
    return screen.saving != 0 || screen.saving_tickets != 0 ? stay(std::move(state)) : to_files(std::move(state));
}

Step on(const TicketsScreen&, const auto&, State state) { return stay(std::move(state)); }

Step on(const TicketsScreen& screen, const TicketsOffered& offered, State state) {
    if (offered.request != screen.visit) return stay(std::move(state));
    TicketsScreen next = screen;
    next.url = offered.url;
    next.problem = offered.problem;
    return show(std::move(state), std::move(next));
}

Step on(const TicketsScreen& screen, const TicketsFetched& fetched, State state) {
    if (fetched.request != screen.visit) return stay(std::move(state));
    TicketsScreen next = screen;
    const auto is_known = std::find(next.fetched.begin(), next.fetched.end(), fetched.name) != next.fetched.end();
    if (!is_known) next.fetched.push_back(fetched.name);
    return show(std::move(state), std::move(next));
}

/// Nothing can be fetched once the code is no longer shown.
Step back_from(const TicketsScreen& screen, State state) {
    RecogniseScreen recognise = screen.recognise;
    return show(std::move(state), std::move(recognise), {WithdrawTickets{}});
}

Step on(const TicketsScreen& screen, const NextChosen&, State state) { return back_from(screen, std::move(state)); }
Step on(const TicketsScreen& screen, const BackChosen&, State state) { return back_from(screen, std::move(state)); }

}  // namespace

Step to_recognise(State state, std::size_t people) {
    RecogniseScreen screen;
    screen.people = people;
    return show(std::move(state), screen);
}

Step to_tickets(State state, const RecogniseScreen& recognise) {
    TicketsScreen screen{recognise};
    screen.recognise.problem.reset();
    screen.visit = ++state.last_request;
    const OfferTickets offer{screen.visit, state.folder};
    return show(std::move(state), std::move(screen), {offer});
}

Step update_screen(const RecogniseScreen& screen, const Event& event, State state) {
    return std::visit([&](const auto& e) { return on(screen, e, std::move(state)); }, event);
}

Step update_screen(const TicketsScreen& screen, const Event& event, State state) {
    return std::visit([&](const auto& e) { return on(screen, e, std::move(state)); }, event);
}

}  // namespace entre::setup
