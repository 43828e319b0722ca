// One overload of `on` for each page and event that belong together, and one that leaves all other pairs alone. Over 500 lines,
// because overloads are chosen among those that stand in one file: a page elsewhere would fall to the one that does nothing.
#include "core/visit/staff_visit.hpp"

#include <algorithm>
#include <concepts>

#include "core/visit/steps.hpp"

namespace entre {

namespace {

template <class T, class... Some>
concept OneOf = (std::same_as<T, Some> || ...);

constexpr std::size_t max_help_calls = 20;

/// The page of a staff screen, and the screen and state it stands in. Pages go on by `turn`.
struct Desktop {
    Staff screen;
    State state;
};

Step turn(Desktop d, StaffPage page, std::vector<Effect> effects = {}) {
    d.screen.page = std::move(page);
    d.screen.shown = d.state.now;
    return show(std::move(d.state), std::move(d.screen), std::move(effects));
}

/// What lies outside stays as it is, and so does the time the screen has left.
Step leave(Desktop d) { return stay(std::move(d.state)); }

void find_people(PeoplePage& page, const State& state) {
    if (!state.live) return page.shown.reset();
    page.shown =
        std::make_shared<const std::vector<std::size_t>>(people_shown(*state.live, page.filter, page.sector, page.sought));
    page.top = std::clamp(page.top, 0.0, static_cast<double>(page.shown->size()));
}

void list_inside(RollCallPage& page, const State& state) {
    if (state.live) page.inside = std::make_shared<const InsideList>(inside_list(*state.live));
}

PeoplePage people_page(const State& state) {
    PeoplePage page;
    find_people(page, state);
    return page;
}

Step open_person(Desktop d, RegistrationId person, PeoplePage back) {
    PersonPage page;
    page.person = person;
    page.back = std::move(back);
    page.asked = ++d.state.last_request;
    d.screen.request = 0;
    LoadPerson tell{page.asked, std::move(person)};
    return turn(std::move(d), std::move(page), {std::move(tell)});
}

Step order(Desktop d, StaffPage page, StaffRequest action) {
    const RequestId request = ++d.state.last_request;
    d.screen.request = request;
    return turn(std::move(d), std::move(page), {DoForStaff{request, std::move(action)}});
}

bool may_act(const Desktop& d) { return d.state.rules.writer.empty() && d.screen.request == 0; }

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

// --- every pair that has no line below ---------------------------------------------------------------------------

Step on(const auto&, const auto&, Desktop d) { return leave(std::move(d)); }

// --- from page to page -------------------------------------------------------------------------------------------

Step on(const auto&, const PageOpened& opened, Desktop d) {
    d.screen.request = 0;
    switch (opened.tab) {
        case StaffTab::live:
            return turn(std::move(d), OverviewPage{});
        case StaffTab::people: {
            auto page = people_page(d.state);
            return turn(std::move(d), std::move(page));
        }
        case StaffTab::walk_in:
            return turn(std::move(d), WalkInPage{});
        case StaffTab::roll_call: {
            RollCallPage page;
            list_inside(page, d.state);
            return turn(std::move(d), std::move(page));
        }
        case StaffTab::lists:
            return turn(std::move(d), ListsPage{});
        case StaffTab::phones:
            if (!d.state.rules.has_live_page) break;
            return turn(std::move(d), PhonesPage{}, {LoadPhones{}});
        case StaffTab::printers:
            break;
    }
    return turn(std::move(d), PrintersPage{});
}

template <OneOf<OverviewPage, PeoplePage, RollCallPage> Page>
Step on(const Page& page, const PersonOpened& opened, Desktop d) {
    PeoplePage back;
    if constexpr (std::same_as<Page, PeoplePage>) {
        back = page;
        back.panel = PeoplePanel::none;
    } else {
        back = people_page(d.state);
    }
    return open_person(std::move(d), opened.person, std::move(back));
}

/// A ticket in the hand of somebody at the desk: whose is it? The camera belongs to visitors.
template <OneOf<OverviewPage, PeoplePage, PersonPage, PrintersPage, RollCallPage, PhonesPage, ListsPage> Page>
Step on(const Page& page, const Scanned& scan, Desktop d) {
    if (scan.source != ScanSource::scanner) return leave(std::move(d));
    const RequestId request = ++d.state.last_request;
    d.screen.request = request;
    return turn(std::move(d), page, {FindTicket{request, scan.payload}});
}

template <OneOf<OverviewPage, PeoplePage, PersonPage, PrintersPage, RollCallPage, PhonesPage, ListsPage> Page>
Step on(const Page& page, const TicketFound& found, Desktop d) {
    if (found.request != d.screen.request) return leave(std::move(d));
    d.screen.request = 0;
    auto back = people_page(d.state);
    if (found.person) return open_person(std::move(d), *found.person, std::move(back));
    if constexpr (std::same_as<Page, PersonPage>) back = page.back;
    PersonPage nobody;
    nobody.is_missing = true;
    nobody.back = std::move(back);
    return turn(std::move(d), std::move(nobody), {PlaySound{Sound::notice}});
}

template <OneOf<OverviewPage, PeoplePage, WalkInPage, PrintersPage, RollCallPage, PhonesPage, ListsPage> Page>
Step on(const Page&, const Cancelled&, Desktop d) {
    if (d.screen.is_organisers) return {std::move(d.state), {Quit{}}};
    return go_home(std::move(d.state));
}

Step on(const PersonPage& page, const Cancelled&, Desktop d) {
    d.screen.request = 0;
    auto back = page.back;
    find_people(back, d.state);
    return turn(std::move(d), std::move(back));
}

Step on(const RenamePage& page, const Cancelled&, Desktop d) {
    d.screen.request = 0;
    return turn(std::move(d), page.back);
}

// --- the live view -----------------------------------------------------------------------------------------------

Step on(const OverviewPage& page, const HelpMet& met, Desktop d) {
    std::erase_if(d.state.help, [&](const HelpCall& call) { return call.number == met.number; });
    return turn(std::move(d), page);
}

Step on(const OverviewPage& page, const GuestMet& met, Desktop d) {
    d.state.guests_met.push_back(met.person);
    return turn(std::move(d), page);
}

template <OneOf<OverviewPage, PrintersPage> Page>
Step on(const Page& page, const PendingPrintRequested&, Desktop d) {
    if (!d.state.rules.writer.empty()) return leave(std::move(d));
    return turn(std::move(d), page, {PrintPending{}});
}

Step on(const PrintersPage& page, const QuitRequested&, Desktop d) {
    if (page.is_quit_sure) return {std::move(d.state), {Quit{}}};
    return turn(std::move(d), PrintersPage{true});
}

// --- the list ----------------------------------------------------------------------------------------------------

template <class Change>
Step change_list(const PeoplePage& page, Desktop d, Change change) {
    PeoplePage next = page;
    change(next);
    find_people(next, d.state);
    return turn(std::move(d), std::move(next));
}

Step on(const PeoplePage& page, const Typed& typed, Desktop d) {
    return change_list(page, std::move(d), [&](PeoplePage& next) {
        type(next.sought, typed.text);
        next.top = 0;
    });
}

Step on(const PeoplePage& page, const Erased&, Desktop d) {
    return change_list(page, std::move(d), [](PeoplePage& next) {
        erase_last(next.sought);
        next.top = 0;
    });
}

Step on(const PeoplePage& page, const FilterChosen& chosen, Desktop d) {
    return change_list(page, std::move(d), [&](PeoplePage& next) {
        next.filter = chosen.filter;
        next.top = 0;
    });
}

Step on(const PeoplePage& page, const SectorChosen& chosen, Desktop d) {
    return change_list(page, std::move(d), [&](PeoplePage& next) {
        next.sector = chosen.sector;
        next.panel = PeoplePanel::none;
        next.top = 0;
    });
}

Step on(const PeoplePage& page, const PanelChosen& chosen, Desktop d) {
    PeoplePage next = page;
    next.panel = chosen.panel;
    return turn(std::move(d), std::move(next));
}

Step on(const PeoplePage& page, const Confirmed&, Desktop d) {
    PeoplePage next = page;
    next.panel = PeoplePanel::none;
    return turn(std::move(d), std::move(next));
}

template <OneOf<PeoplePage, PersonPage, RollCallPage, ListsPage> Page>
Step on(const Page& page, const Scrolled& scrolled, Desktop d) {
    Page next = page;
    next.top = std::max(0.0, scrolled.top);
    return turn(std::move(d), std::move(next));
}

// --- one person --------------------------------------------------------------------------------------------------

Step on(const PersonPage& page, const PersonLoaded& news, Desktop d) {
    if (news.request != page.asked) return leave(std::move(d));
    PersonPage next = page;
    next.history = news.history;
    next.is_missing = news.history == nullptr;
    d.screen.page = std::move(next);  // nobody touched the glass: the time it has left is as it was
    return show(std::move(d.state), std::move(d.screen));
}

/// What cannot be taken for granted is asked for twice: who was never here, and who is to be hidden or shown.
bool needs_two_taps(StaffRequestKind ask) { return ask == StaffRequestKind::undo || ask == StaffRequestKind::protect || ask == StaffRequestKind::unprotect; }

StaffRequest action_of(StaffRequestKind ask, const RegistrationId& person) {
    switch (ask) {
        case StaffRequestKind::check_in:
            return CheckIn{person};
        case StaffRequestKind::undo:
            return UndoCheckIn{person};
        case StaffRequestKind::check_out:
            return CheckOut{person};
        case StaffRequestKind::reprint:
        case StaffRequestKind::print_lost:
        case StaffRequestKind::print_damaged:
        case StaffRequestKind::print_never_came:
            return Reprint{person, reprint_reason_of(ask).value_or(ReprintReason::unsaid)};
        case StaffRequestKind::protect:
            return MarkProtected{person, true};
        case StaffRequestKind::unprotect:
            break;
    }
    return MarkProtected{person, false};
}

Step on(const PersonPage& page, const StaffRequested& asked, Desktop d) {
    if (!may_act(d) || page.history == nullptr) return leave(std::move(d));
    PersonPage next = page;
    next.sure.reset();
    next.note = StaffNote::none;
    // A second badge is asked a reason for; tapping the same again takes the question back.
    if (asked.ask == StaffRequestKind::reprint && would_be_second(page.history->badges)) {
        if (page.sure != asked.ask) next.sure = asked.ask;
        return turn(std::move(d), std::move(next));
    }
    if (needs_two_taps(asked.ask) && page.sure != asked.ask) {
        next.sure = asked.ask;
        return turn(std::move(d), std::move(next));
    }
    next.note = StaffNote::working;
    return order(std::move(d), std::move(next), action_of(asked.ask, page.person));
}

/// After an order the page tells what it gave, and the desk is asked for the history as it is now.
Step show_outcome(PersonPage next, StaffNote note, Desktop d) {
    next.note = note;
    next.asked = ++d.state.last_request;
    d.screen.request = 0;
    std::vector<Effect> effects{LoadPerson{next.asked, next.person}};
    const bool is_done = note == StaffNote::done || note == StaffNote::printing;
    effects.emplace_back(PlaySound{is_done ? Sound::in : Sound::notice});
    return turn(std::move(d), std::move(next), std::move(effects));
}

Step on(const PersonPage& page, const StaffAnswered& answered, Desktop d) {
    if (answered.request != d.screen.request) return leave(std::move(d));
    return show_outcome(page, note_of(answered.answer), std::move(d));
}

Step on(const PersonPage& page, const CorrectionStarted&, Desktop d) {
    if (!may_act(d) || page.history == nullptr || page.history->who.is_protected) return leave(std::move(d));
    RenamePage next;
    next.back = page;
    next.back.note = StaffNote::none;
    next.back.sure.reset();
    next.given = page.history->who.given;
    next.family = page.history->who.family;
    return turn(std::move(d), std::move(next));
}

Step on(const RenamePage& page, const Confirmed&, Desktop d) {
    RenamePage next = page;
    if (!may_act(d)) return leave(std::move(d));
    if (letter_count(page.given) + letter_count(page.family) == 0) {
        next.note = StaffNote::no_name;
        return turn(std::move(d), std::move(next));
    }
    next.note = StaffNote::working;
    return order(std::move(d), std::move(next), Rename{page.back.person, page.given, page.family});
}

Step on(const RenamePage& page, const StaffAnswered& answered, Desktop d) {
    if (answered.request != d.screen.request) return leave(std::move(d));
    if (answered.answer.verdict == StaffVerdict::done) return show_outcome(page.back, note_of(answered.answer), std::move(d));
    RenamePage next = page;
    next.note = note_of(answered.answer);
    d.screen.request = 0;
    return turn(std::move(d), std::move(next));
}

// --- somebody who is on no list ------------------------------------------------------------------------------------

Step on(const WalkInPage& page, const Confirmed&, Desktop d) {
    WalkInPage next = page;
    if (!may_act(d)) return leave(std::move(d));
    if (letter_count(page.given) + letter_count(page.family) == 0) {
        next.note = StaffNote::no_name;
        return turn(std::move(d), std::move(next));
    }
    // Only somebody who was told that it is full lets in one more.
    next.is_sure = page.note == StaffNote::full;
    next.note = StaffNote::working;
    next.written.clear();
    return order(std::move(d), next, WalkIn{page.given, page.family, page.organisation, page.sector, next.is_sure});
}

Step on(const WalkInPage& page, const StaffAnswered& answered, Desktop d) {
    if (answered.request != d.screen.request) return leave(std::move(d));
    d.screen.request = 0;
    WalkInPage next = page;
    if (answered.answer.verdict == StaffVerdict::done) {
        next = WalkInPage{};
        next.written = display_name(answered.answer.who);
    }
    next.note = note_of(answered.answer);
    const bool is_done = answered.answer.verdict == StaffVerdict::done;
    return turn(std::move(d), std::move(next), {PlaySound{is_done ? Sound::in : Sound::notice}});
}

Step on(const WalkInPage& page, const SectorChosen& chosen, Desktop d) {
    WalkInPage next = page;
    next.sector = chosen.sector;
    return turn(std::move(d), std::move(next));
}

std::string* typed_text(WalkInPage& page) {
    switch (page.field) {
        case StaffField::given:
            return &page.given;
        case StaffField::family:
            return &page.family;
        case StaffField::organisation:
            return &page.organisation;
        case StaffField::sector:
            break;
    }
    return nullptr;
}

std::string* typed_text(RenamePage& page) { return page.field == StaffField::given ? &page.given : &page.family; }

/// What was said of the text as it was, is no longer true of it.
template <class Page>
void forget_note(Page& page) {
    if (page.note != StaffNote::full) page.note = StaffNote::none;
}

template <OneOf<WalkInPage, RenamePage> Page>
Step on(const Page& page, const Typed& typed, Desktop d) {
    Page next = page;
    std::string* text = typed_text(next);
    if (text == nullptr) return leave(std::move(d));
    type(*text, typed.text);
    next.is_shift_on = typed.text == " " || typed.text == "-";
    forget_note(next);
    return turn(std::move(d), std::move(next));
}

template <OneOf<WalkInPage, RenamePage> Page>
Step on(const Page& page, const Erased&, Desktop d) {
    Page next = page;
    std::string* text = typed_text(next);
    if (text == nullptr) return leave(std::move(d));
    erase_last(*text);
    next.is_shift_on = text->empty();
    forget_note(next);
    return turn(std::move(d), std::move(next));
}

template <OneOf<WalkInPage, RenamePage> Page>
Step on(const Page& page, const ShiftToggled&, Desktop d) {
    Page next = page;
    next.is_shift_on = !next.is_shift_on;
    return turn(std::move(d), std::move(next));
}

template <OneOf<WalkInPage, RenamePage> Page>
Step on(const Page& page, const StaffFieldChosen& chosen, Desktop d) {
    Page next = page;
    const bool is_a_name = chosen.field == StaffField::given || chosen.field == StaffField::family;
    if constexpr (std::same_as<Page, RenamePage>)
        if (!is_a_name) return leave(std::move(d));
    next.field = chosen.field;
    const std::string* text = typed_text(next);
    next.is_shift_on = text != nullptr && text->empty();
    return turn(std::move(d), std::move(next));
}

template <class Page>
Step on(const Page& page, const DeskFailed& failed, Desktop d) {
    bool is_ours = failed.request == d.screen.request;
    if constexpr (std::same_as<Page, PersonPage>) is_ours = is_ours || failed.request == page.asked;
    if (!is_ours) return leave(std::move(d));
    d.screen.request = 0;
    Page next = page;
    if constexpr (requires { next.note = StaffNote::failed; }) next.note = StaffNote::failed;
    return turn(std::move(d), std::move(next), {PlaySound{Sound::stop}});
}

// --- badges that want a person's eye -----------------------------------------------------------------------------------

Step on(const PrintersPage& page, const BadgeAnswered& answered, Desktop d) {
    if (!may_act(d)) return leave(std::move(d));
    PrintersPage next = page;
    next.note = StaffNote::working;
    const auto action = answered.came_out ? StaffRequest{BadgeSettled{answered.order}} : StaffRequest{PrintOrder{answered.order}};
    return order(std::move(d), std::move(next), action);
}

Step on(const PrintersPage& page, const RollChanged& changed, Desktop d) {
    if (!may_act(d)) return leave(std::move(d));
    PrintersPage next = page;
    next.note = StaffNote::working;
    return order(std::move(d), std::move(next), NewRoll{changed.printer});
}

Step on(const PrintersPage& page, const StaffAnswered& answered, Desktop d) {
    if (answered.request != d.screen.request) return leave(std::move(d));
    d.screen.request = 0;
    PrintersPage next = page;
    next.note = note_of(answered.answer);
    const bool is_done = answered.answer.verdict == StaffVerdict::done;
    return turn(std::move(d), std::move(next), {PlaySound{is_done ? Sound::in : Sound::notice}});
}

// --- roll call -----------------------------------------------------------------------------------------------------

Step on(const RollCallPage& page, const RollCallRequested&, Desktop d) {
    if (d.screen.request != 0) return leave(std::move(d));
    RollCallPage next = page;
    next.note = StaffNote::working;
    const RequestId request = ++d.state.last_request;
    d.screen.request = request;
    auto view = d.state.live;
    return turn(std::move(d), std::move(next), {SaveRollCall{request, std::move(view)}});
}

Step on(const RollCallPage& page, const RollCallSaved& saved, Desktop d) {
    if (saved.request != d.screen.request) return leave(std::move(d));
    d.screen.request = 0;
    RollCallPage next = page;
    next.note = saved.file.empty() ? StaffNote::failed : StaffNote::done;
    next.file = saved.file;
    return turn(std::move(d), std::move(next));
}

// --- lists ---------------------------------------------------------------------------------------------------------

/// Whether this can be asked for as things stand; reading does no harm beside another who writes.
bool is_possible(ListsRequestKind ask, const State& state) {
    const bool has_offer = state.import != nullptr && state.import->problem.empty();
    if ((ask == ListsRequestKind::take || ask == ListsRequestKind::leave) && !has_offer) return false;
    return state.rules.writer.empty() || ask == ListsRequestKind::look || ask == ListsRequestKind::save;
}

Step on(const ListsPage& page, const ListsRequested& asked, Desktop d) {
    if (d.screen.request != 0 || !is_possible(asked.ask, d.state)) return leave(std::move(d));
    ListsPage next;
    next.top = page.top;
    const bool is_purge = asked.ask == ListsRequestKind::purge;
    if (is_purge && d.state.rules.ends && asked.wall < *d.state.rules.ends) {
        next.note = ListsNote::not_over;
        return turn(std::move(d), std::move(next), {PlaySound{Sound::notice}});
    }
    if (is_purge && !page.is_sure) {
        next.is_sure = true;
        return turn(std::move(d), std::move(next));
    }
    next.note = is_purge ? ListsNote::purging : ListsNote::working;
    const RequestId request = ++d.state.last_request;
    d.screen.request = request;
    return turn(std::move(d), std::move(next), {DoForLists{request, asked.ask}});
}

Step on(const ListsPage& page, const ListsAnswered& answered, Desktop d) {
    if (answered.request != d.screen.request) return leave(std::move(d));
    d.screen.request = 0;
    ListsPage next = page;
    next.note = answered.note;
    next.file = answered.file;
    next.marks = answered.marks;
    next.places = answered.places;
    const bool is_done = answered.note == ListsNote::taken || answered.note == ListsNote::saved || answered.note == ListsNote::purged;
    return turn(std::move(d), std::move(next), {PlaySound{is_done ? Sound::in : Sound::notice}});
}

// --- phones --------------------------------------------------------------------------------------------------------

Step on(const PhonesPage& page, const PhoneCodeRequested& asked, Desktop d) {
    return turn(std::move(d), page, {InvitePhone{asked.is_for_staff}});
}

Step on(const PhonesPage& page, const PhoneEnded& ended, Desktop d) { return turn(std::move(d), page, {EndPhone{ended.id}}); }

Step on(const PhonesPage&, const PhonesChanged& news, Desktop d) {
    d.screen.page = PhonesPage{news.code, news.phones};  // nobody touched the glass: the time it has left is as it was
    return show(std::move(d.state), std::move(d.screen));
}

// --- time ----------------------------------------------------------------------------------------------------------

Step on(const auto& page, const MoreTimeRequested&, Desktop d) { return turn(std::move(d), page); }

Step on(const auto&, const Tick& tick, Desktop d) {
    const auto close = closes_at(Screen{d.screen});
    return close && *close <= tick.at ? go_home(std::move(d.state)) : leave(std::move(d));
}

bool was_flagged(const LiveView& view, const Arrival& guest, const PersonRows& people) {
    return std::any_of(view.flagged.begin(), view.flagged.end(),
                       [&](const Arrival& known) { return (*view.people)[known.person].id == people[guest.person].id; });
}

/// The page that stands shows what is true now.
std::vector<Effect> renew_page(State& state) {
    auto* staff = std::get_if<Staff>(&state.screen);
    if (staff == nullptr) return {};
    if (auto* people = std::get_if<PeoplePage>(&staff->page)) find_people(*people, state);
    if (auto* roll_call = std::get_if<RollCallPage>(&staff->page)) list_inside(*roll_call, state);
    if (std::holds_alternative<PhonesPage>(staff->page)) return {LoadPhones{}};
    auto* person = std::get_if<PersonPage>(&staff->page);
    if (person == nullptr || person->history == nullptr) return {};
    // Under the number it was first asked under: this news is in no trace, and must not change what later requests are called.
    return {LoadPerson{person->asked, person->person}};
}

}  // namespace

Step update_staff(const Staff& screen, const Event& event, State state) {
    const auto* lists = std::get_if<ListsPage>(&screen.page);
    if (lists != nullptr && has_ended(*lists) && !std::holds_alternative<ListsAnswered>(event)) {
        const bool is_leaving = lists->note != ListsNote::purging && (std::holds_alternative<Cancelled>(event) || std::holds_alternative<QuitRequested>(event));
        return is_leaving ? Step{std::move(state), {Quit{}}} : stay(std::move(state));
    }
    return std::visit(
        [&](const auto& page, const auto& e) {
            return on(page, e, Desktop{screen, std::move(state)});
        },
        screen.page, event);
}

std::vector<Effect> note_live(State& state, const LiveViewChanged& news) {
    if (news.last_import) state.devices.last_import = news.last_import;
    if (news.disk_free_mib) state.devices.disk_free_mib = news.disk_free_mib;
    const bool was_low = std::any_of(state.devices.rolls.begin(), state.devices.rolls.end(), is_low);
    state.devices.rolls = news.rolls;
    const bool runs_low = !was_low && std::any_of(news.rolls.begin(), news.rolls.end(), is_low);
    state.troubled = news.troubled;
    if (news.view == nullptr) return {};
    const auto before = std::exchange(state.live, news.view);
    auto effects = renew_page(state);
    // What stood like this when the program started is no news.
    if (before == nullptr) return effects;
    const auto& view = *state.live;
    const bool has_guest = std::any_of(view.flagged.begin(), view.flagged.end(),
                                       [&](const Arrival& guest) { return !was_flagged(*before, guest, *view.people); });
    if (!has_guest && !runs_low && (before->is_full || !view.is_full)) return effects;
    effects.emplace_back(AlertStaff{});
    effects.emplace_back(PlaySound{Sound::notice});
    return effects;
}

std::vector<Effect> note_import(State& state, const ImportReviewChanged& news) {
    const auto before = std::exchange(state.import, news.review);
    if (auto* staff = std::get_if<Staff>(&state.screen))
        if (auto* lists = std::get_if<ListsPage>(&staff->page)) lists->top = 0;
    const bool is_news = news.review != nullptr && (before == nullptr || !(*before == *news.review));
    return is_news ? std::vector<Effect>{AlertStaff{}, PlaySound{Sound::notice}} : std::vector<Effect>{};
}

void add_help_call(State& state, std::string_view from) {
    if (state.help.size() >= max_help_calls) state.help.erase(state.help.begin());
    state.help.push_back({++state.last_help, state.now, std::string(from)});
}

DoorHealth health_of(const State& state) {
    DoorHealth health;
    health.is_known = true;
    health.has_camera = state.devices.has_camera;
    for (const auto& printer : state.devices.printers) {
        const auto roll = std::find_if(state.devices.rolls.begin(), state.devices.rolls.end(), [&](const auto& r) { return r.printer == printer.name; });
        const auto left = roll == state.devices.rolls.end() ? std::nullopt : std::optional(roll->left);
        health.printers.push_back({printer.name, printer.fault, printer.detail, left});
    }
    health.disk_free_mib = state.devices.disk_free_mib;
    health.last_import = state.devices.last_import;
    health.is_import_waiting = state.import != nullptr && state.import->problem.empty();
    health.speed = state.devices.speed;
    health.help_wanted = state.help.size();
    return health;
}

std::vector<Arrival> guests_to_meet(const State& state) {
    std::vector<Arrival> guests;
    if (state.live == nullptr) return guests;
    for (const auto& guest : state.live->flagged) {
        const auto& id = (*state.live->people)[guest.person].id;
        const bool was_met = std::find(state.guests_met.begin(), state.guests_met.end(), id) != state.guests_met.end();
        if (!was_met) guests.push_back(guest);
    }
    return guests;
}

}  // namespace entre
