// Dispatches staff events to the page on the screen, and handles those that mean the same on every page.
#include "core/visit/staff_steps.hpp"

#include <algorithm>

namespace entre {

namespace {

/// A scanned ticket must not close a form that is being filled in.
bool is_form(const StaffPage& page) {
    return std::holds_alternative<WalkInPage>(page) || std::holds_alternative<RenamePage>(page);
}

}  // namespace

Step show_page(StaffContext c, StaffPage page, std::vector<Effect> effects) {
    c.screen.page = std::move(page);
    c.screen.shown = c.state.now;
    return show(std::move(c.state), std::move(c.screen), std::move(effects));
}

Step unchanged(StaffContext c) { return stay(std::move(c.state)); }

Step request_from_desk(StaffContext c, StaffPage page, StaffRequest request) {
    const RequestId number = ++c.state.last_request;
    c.screen.request = number;
    return show_page(std::move(c), std::move(page), {DoForStaff{number, std::move(request)}});
}

bool may_act(const StaffContext& c) { return c.state.rules.writer.empty() && c.screen.request == 0; }

void refresh_people(PeoplePage& page, const State& state) {
    if (!state.live) return page.shown.reset();
    page.shown =
        std::make_shared<const std::vector<std::size_t>>(people_shown(*state.live, page.filter, page.sector, page.sought));
    page.top = std::clamp(page.top, 0.0, static_cast<double>(page.shown->size()));
}

void refresh_inside_list(RollCallPage& page, const State& state) {
    if (state.live) page.inside = std::make_shared<const PeopleBySector>(inside_list(*state.live));
}

PeoplePage people_page(const State& state) {
    PeoplePage page;
    refresh_people(page, state);
    return page;
}

Step open_person(StaffContext c, RegistrationId person, PeoplePage back) {
    PersonPage page;
    page.person = person;
    page.back = std::move(back);
    page.request = ++c.state.last_request;
    c.screen.request = 0;
    LoadPerson load{page.request, std::move(person)};
    return show_page(std::move(c), std::move(page), {std::move(load)});
}

StaffNote note_of(const StaffAnswer& answer) {
    switch (answer.verdict) {
        case StaffVerdict::done:
            return answer.badge ? StaffNote::printing : StaffNote::done;
        case StaffVerdict::already_in:
            return StaffNote::already_in;
        case StaffVerdict::not_inside:
            return StaffNote::not_inside;
        case StaffVerdict::full:
            return StaffNote::full;
        case StaffVerdict::nobody:
            return StaffNote::nobody;
        case StaffVerdict::enough:
            return StaffNote::enough;
        case StaffVerdict::no_name:
            break;
    }
    return StaffNote::no_name;
}

/// Shows the outcome of the request and reloads the history.
Step show_outcome(PersonPage next, StaffNote note, StaffContext c) {
    next.note = note;
    next.request = ++c.state.last_request;
    c.screen.request = 0;
    std::vector<Effect> effects{LoadPerson{next.request, next.person}};
    const bool is_done = note == StaffNote::done || note == StaffNote::printing;
    effects.emplace_back(PlaySound{is_done ? Sound::in : Sound::notice});
    return show_page(std::move(c), std::move(next), std::move(effects));
}

Step on_any_page(const StaffPageOpened& opened, StaffContext c) {
    c.screen.request = 0;
    switch (opened.tab) {
        case StaffTab::overview:
            return show_page(std::move(c), OverviewPage{});
        case StaffTab::people: {
            auto page = people_page(c.state);
            return show_page(std::move(c), std::move(page));
        }
        case StaffTab::walk_in:
            return show_page(std::move(c), WalkInPage{});
        case StaffTab::roll_call: {
            RollCallPage page;
            refresh_inside_list(page, c.state);
            return show_page(std::move(c), std::move(page));
        }
        case StaffTab::lists:
            return show_page(std::move(c), ListsPage{});
        case StaffTab::phones:
            if (!c.state.rules.has_live_page) break;
            return show_page(std::move(c), PhonesPage{}, {LoadPhones{}});
        case StaffTab::kiosks:
            if (!c.state.sharing && !c.state.rules.can_invite) break;
            return show_page(std::move(c), KiosksPage{});
        case StaffTab::printers:
            break;
    }
    return show_page(std::move(c), PrintersPage{});
}

Step on_any_page(const PersonOpened& opened, StaffContext c) {
    const bool shows_people =
        std::holds_alternative<OverviewPage>(c.screen.page) || std::holds_alternative<RollCallPage>(c.screen.page);
    if (!shows_people) return unchanged(std::move(c));
    auto back = people_page(c.state);
    return open_person(std::move(c), opened.person, std::move(back));
}

/// Staff scan a ticket with the hand scanner to see whose it is. The camera is for visitors.
Step on_any_page(const Scanned& scan, StaffContext c) {
    if (scan.source != ScanSource::scanner || is_form(c.screen.page)) return unchanged(std::move(c));
    const RequestId request = ++c.state.last_request;
    c.screen.request = request;
    auto page = c.screen.page;
    return show_page(std::move(c), std::move(page), {FindTicket{request, scan.payload}});
}

Step on_any_page(const TicketFound& found, StaffContext c) {
    if (found.request != c.screen.request || is_form(c.screen.page)) return unchanged(std::move(c));
    c.screen.request = 0;
    auto back = people_page(c.state);
    if (found.person) return open_person(std::move(c), *found.person, std::move(back));
    if (const auto* person = std::get_if<PersonPage>(&c.screen.page)) back = person->back;
    PersonPage nobody;
    nobody.is_missing = true;
    nobody.back = std::move(back);
    return show_page(std::move(c), std::move(nobody), {PlaySound{Sound::notice}});
}

Step on_any_page(const Cancelled&, StaffContext c) {
    if (c.screen.is_organisers) return {std::move(c.state), {Quit{}}};
    return go_home(std::move(c.state));
}

Step on_any_page(const DeskFailed& failed, StaffContext c) {
    const auto* person = std::get_if<PersonPage>(&c.screen.page);
    const bool is_awaited = failed.request == c.screen.request || (person != nullptr && failed.request == person->request);
    if (!is_awaited) return unchanged(std::move(c));
    c.screen.request = 0;
    StaffPage next = c.screen.page;
    std::visit(
        [](auto& page) {
            if constexpr (requires { page.note = StaffNote::failed; }) page.note = StaffNote::failed;
        },
        next);
    return show_page(std::move(c), std::move(next), {PlaySound{Sound::stop}});
}

Step on_any_page(const MoreTimeRequested&, StaffContext c) {
    auto page = c.screen.page;
    return show_page(std::move(c), std::move(page));
}

Step on_any_page(const Tick& tick, StaffContext c) {
    const auto close = closes_at(c.state);
    return close && *close <= tick.at ? go_home(std::move(c.state)) : unchanged(std::move(c));
}

Step update_staff(const Staff& screen, const Event& event, State state) {
    const auto* lists = std::get_if<ListsPage>(&screen.page);
    const auto* requested = std::get_if<ListsRequested>(&event);
    const bool is_retry = lists != nullptr && lists->note == ListsNote::purge_failed && requested != nullptr &&
                          requested->kind == ListsRequestKind::purge;
    if (lists != nullptr && has_ended(*lists) && !is_retry && !std::holds_alternative<ListsAnswered>(event)) {
        // The services are closed, so the kiosk cannot return to Welcome.
        const bool is_leaving = lists->note != ListsNote::purging &&
                                (std::holds_alternative<Cancelled>(event) || std::holds_alternative<QuitRequested>(event));
        return is_leaving ? Step{std::move(state), {Quit{}}} : stay(std::move(state));
    }
    return std::visit([&](const auto& page) { return update_page(page, event, StaffContext{screen, std::move(state)}); },
                      screen.page);
}

}  // namespace entre
