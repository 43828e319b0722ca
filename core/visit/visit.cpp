// One overload of `on` for each screen and event that belong together, and one that leaves all other pairs alone.
// Events that mean the same everywhere (devices, preferences, time) are met first, in `update`.
#include "core/visit/visit.hpp"

#include <algorithm>
#include <concepts>

#include "core/base/text.hpp"
#include "core/visit/deadlines.hpp"
#include "core/visit/staff_visit.hpp"
#include "core/visit/steps.hpp"

namespace entre {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t min_letters = 2;
constexpr std::size_t max_searches = 5;
constexpr auto searches_within = 2min;
constexpr auto search_pause = 60s;
constexpr std::size_t max_pin_length = 12;
constexpr std::size_t min_pin_length = 4;

template <class T, class... Some>
concept OneOf = (std::same_as<T, Some> || ...);

/// Screens on which the next visitor's code is served at once.
template <class T>
concept TakesScans = OneOf<T, Welcome, Printing, Done, BadgeTrouble, AlreadyIn, Trouble, Search, Offer, StaffComing>;

/// Screens of somebody who is done: the next scan is the next person's.
template <class T>
concept IsPast = OneOf<T, Printing, Done, BadgeTrouble>;

template <class T>
concept IsForVisitors = !OneOf<T, LookingUp, Recording, StaffPin, Staff>;

Step advise(State state, Advice advice, std::optional<UtcTime> opens = {}) {
    const auto now = state.now;
    return show(std::move(state), Trouble{advice, opens, now}, {PlaySound{Sound::notice}});
}

Step call_staff(State state) {
    // Somebody who taps again is the same visitor.
    if (!std::holds_alternative<StaffComing>(state.screen)) add_help_call(state, name_of(state.screen));
    const auto now = state.now;
    return show(std::move(state), StaffComing{now}, {AlertStaff{}, PlaySound{Sound::notice}});
}

Step refuse_desk(State state) {
    const auto now = state.now;
    return show(std::move(state), Trouble{Advice::desk_failed, {}, now}, {AlertStaff{}, PlaySound{Sound::stop}});
}

Step record(State state, RecordCheckIn order, Registration who) {
    order.request = ++state.last_request;
    const auto now = state.now;
    return show(std::move(state), Recording{order.request, std::move(who), now}, {std::move(order)});
}

/// What the door says when it does not say “come in”.
Step turn_away(State state, const Admission& admission, const std::optional<Registration>& who) {
    switch (admission.verdict) {
        case Verdict::admitted:
        case Verdict::unknown: {
            const bool is_full = state.live && state.live->is_full;
            return advise(std::move(state), is_full ? Advice::full : Advice::unknown);
        }
        case Verdict::already_in: {
            const auto now = state.now;
            return show(std::move(state), AlreadyIn{who.value_or(Registration{}), admission.since.value_or(UtcTime{}), now},
                        {PlaySound{Sound::notice}});
        }
        case Verdict::withdrawn: return advise(std::move(state), Advice::withdrawn);
        case Verdict::unpaid: return advise(std::move(state), Advice::unpaid);
        case Verdict::other_seminar: return advise(std::move(state), Advice::other_seminar);
        case Verdict::too_early: return advise(std::move(state), Advice::too_early, admission.since);
    }
    return stay(std::move(state));
}

/// The text of the field the visitor is typing in, on the two screens with a keyboard.
template <OneOf<Search, Correcting> Typing>
std::string& typed_text(Typing& screen) {
    return screen.field == NameField::given ? screen.given : screen.family;
}

// --- every pair that has no line below ---------------------------------------------------------------------------

Step on(const auto&, const auto&, State state) { return stay(std::move(state)); }

/// Recorded after the screen had given up on the desk: the person is in, so the badge is theirs all the same.
Step on(const auto&, const CheckInRecorded& done, State state) {
    if (done.verdict != Verdict::admitted || done.order.is_empty()) return stay(std::move(state));
    return {std::move(state), {PrintBadge{done.order}}};
}

// --- scanning ------------------------------------------------------------------------------------------------------

template <TakesScans S>
Step on(const S&, const Scanned& scan, State state) {
    state.last_code = scan.payload;
    state.last_code_seen = scan.at;
    if constexpr (IsPast<S>) state.preferences = Preferences{state.rules.first_language, false, false};
    const RequestId request = ++state.last_request;
    return show(std::move(state), LookingUp{request, scan.at}, {LookUp{request, scan.payload, scan.at}});
}

Step on(const LookingUp& waiting, const LookUpDone& answer, State state) {
    if (answer.request != waiting.request) return stay(std::move(state));
    if (answer.admission.verdict != Verdict::admitted || !answer.who)
        return turn_away(std::move(state), answer.admission, answer.who);
    if (!state.rules.confirm) return record(std::move(state), {0, answer.who->id, BadgeName::full, {}, {}}, *answer.who);
    return show(std::move(state), Confirm{*answer.who, answer.who->given, answer.who->family, BadgeName::full, answer.at});
}

Step on(const LookingUp& waiting, const NameLookedUp& answer, State state) {
    if (answer.request != waiting.request) return stay(std::move(state));
    if (!answer.person) return advise(std::move(state), Advice::not_found);
    return show(std::move(state), Offer{*answer.person, answer.masked, answer.at});
}

Step on(const LookingUp& waiting, const DeskFailed& answer, State state) {
    return answer.request == waiting.request ? refuse_desk(std::move(state)) : stay(std::move(state));
}

// --- “Är det här du?” ----------------------------------------------------------------------------------------------

Step on(const Confirm& screen, const Confirmed&, State state) {
    return record(std::move(state), {0, screen.who.id, screen.name_shown, screen.who.given, screen.who.family}, screen.who);
}

Step on(const Confirm&, const Cancelled&, State state) { return go_home(std::move(state)); }

Step on(const Confirm& screen, const NameShownChosen& chosen, State state) {
    Confirm next = screen;
    next.name_shown = chosen.name_shown;
    next.shown = chosen.at;
    return show(std::move(state), std::move(next));
}

Step on(const Confirm& screen, const CorrectionStarted& started, State state) {
    if (screen.who.is_protected) return stay(std::move(state));
    return show(std::move(state),
                Correcting{screen, screen.who.given, screen.who.family, NameField::given, false, false, started.at});
}

Step on(const Correcting& screen, const Cancelled& cancelled, State state) {
    Confirm back = screen.before;
    back.shown = cancelled.at;
    return show(std::move(state), std::move(back));
}

Step on(const Correcting& screen, const Confirmed& confirmed, State state) {
    Confirm next = screen.before;
    next.who.given = clean_text(screen.given);
    next.who.family = clean_text(screen.family);
    next.shown = confirmed.at;
    // The two fields together, so that a name that stood in the wrong field can be moved.
    const bool is_same_person =
        is_respelling(next.given_registered + next.family_registered, next.who.given + next.who.family);
    if (is_same_person) return show(std::move(state), std::move(next));
    Correcting refused = screen;
    refused.is_refused = true;
    refused.shown = confirmed.at;
    return show(std::move(state), std::move(refused), {PlaySound{Sound::notice}});
}

// --- typing --------------------------------------------------------------------------------------------------------

template <OneOf<Search, Correcting> S>
Step on(const S& screen, const Typed& typed, State state) {
    S next = screen;
    type(typed_text(next), typed.text);
    next.is_shift_on = typed.text == " " || typed.text == "-";
    next.shown = typed.at;
    return show(std::move(state), std::move(next));
}

template <OneOf<Search, Correcting> S>
Step on(const S& screen, const Erased& erased, State state) {
    S next = screen;
    erase_last(typed_text(next));
    next.is_shift_on = typed_text(next).empty();
    next.shown = erased.at;
    return show(std::move(state), std::move(next));
}

template <OneOf<Search, Correcting> S>
Step on(const S& screen, const ShiftToggled& toggled, State state) {
    S next = screen;
    next.is_shift_on = !next.is_shift_on;
    next.shown = toggled.at;
    return show(std::move(state), std::move(next));
}

template <OneOf<Search, Correcting> S>
Step on(const S& screen, const FieldChosen& chosen, State state) {
    S next = screen;
    next.field = chosen.field;
    next.is_shift_on = typed_text(next).empty();
    next.shown = chosen.at;
    return show(std::move(state), std::move(next));
}

// --- search --------------------------------------------------------------------------------------------------------

Step on(const Welcome&, const SearchStarted& started, State state) {
    if (!state.rules.search) return call_staff(std::move(state));
    return show(std::move(state), Search{"", "", NameField::given, true, started.at});
}

Step on(const Trouble&, const SearchStarted& started, State state) {
    return on(Welcome{}, started, std::move(state));
}

Step on(const Search& screen, const Confirmed& confirmed, State state) {
    if (letter_count(screen.given) < min_letters || letter_count(screen.family) < min_letters)
        return stay(std::move(state));
    auto& tries = state.searches;
    std::erase_if(tries, [&](Clock::time_point at) { return confirmed.at - at > searches_within; });
    if (tries.size() >= max_searches && confirmed.at - tries.back() < search_pause)
        return advise(std::move(state), Advice::search_paused);
    tries.push_back(confirmed.at);
    const RequestId request = ++state.last_request;
    return show(std::move(state), LookingUp{request, confirmed.at}, {FindName{request, screen.given, screen.family}});
}

Step on(const Search&, const Cancelled&, State state) { return go_home(std::move(state)); }

Step on(const Offer& offer, const Confirmed&, State state) {
    Registration who;
    who.id = offer.person;
    return record(std::move(state), {0, offer.person, BadgeName::full, {}, {}}, std::move(who));
}

Step on(const Offer&, const Cancelled&, State state) { return go_home(std::move(state)); }

// --- checked in ----------------------------------------------------------------------------------------------------

Step on(const Recording& waiting, const CheckInRecorded& done, State state) {
    if (done.request != waiting.request) return on(Welcome{}, done, std::move(state));
    if (done.verdict != Verdict::admitted) return turn_away(std::move(state), {done.verdict, done.since}, done.who);
    return show(std::move(state), Printing{done.order, done.who, done.name_shown, OrderState::ordered, {}, false, done.at},
                {PrintBadge{done.order}, PlaySound{Sound::in}});
}

Step on(const Recording& waiting, const DeskFailed& failed, State state) {
    return failed.request == waiting.request ? refuse_desk(std::move(state)) : stay(std::move(state));
}

Step on(const Printing& screen, const PrintReport& news, State state) {
    const OrderReport& report = news.report;
    if (report.order != screen.order) return stay(std::move(state));
    if (report.state == OrderState::printed)
        return show(std::move(state), Done{screen.who, screen.name_shown, report.printer, news.at});
    if (is_final(report.state) || stops_printing(report.fault))
        return show(std::move(state), BadgeTrouble{screen.order, screen.who, screen.name_shown, report.fault, report.printer, news.at},
                    {AlertStaff{}, PlaySound{Sound::notice}});
    Printing next = screen;
    next.state = report.state;
    next.printer = report.printer;
    return show(std::move(state), std::move(next));
}

Step on(const BadgeTrouble& screen, const PrintReport& news, State state) {
    const OrderReport& report = news.report;
    if (report.order != screen.order) return stay(std::move(state));
    if (report.state == OrderState::printed)
        return show(std::move(state), Done{screen.who, screen.name_shown, report.printer, news.at});
    if (!is_final(report.state) && !stops_printing(report.fault))
        return show(std::move(state),
                    Printing{screen.order, screen.who, screen.name_shown, report.state, report.printer, false, news.at});
    BadgeTrouble next = screen;
    next.fault = report.fault;
    return show(std::move(state), std::move(next));
}

template <OneOf<Printing, Done, BadgeTrouble, AlreadyIn, Trouble, StaffComing> S, OneOf<Confirmed, Cancelled> E>
Step on(const S&, const E&, State state) {
    return go_home(std::move(state));
}

// --- staff ---------------------------------------------------------------------------------------------------------

template <IsForVisitors S>
Step on(const S&, const StaffCalled&, State state) {
    return call_staff(std::move(state));
}

Step prompt_for_pin(State state, PinPurpose purpose) {
    const auto now = state.now;
    return show(std::move(state), StaffPin{std::move(purpose), {}, false, false, 0, now});
}

template <OneOf<Welcome, Trouble, BadgeTrouble, AlreadyIn, StaffComing> S>
Step on(const S&, const StaffDoorOpened&, State state) {
    return prompt_for_pin(std::move(state), OpenStaff{});
}

Step on(const AlreadyIn& screen, const ReprintRequested&, State state) {
    if (!state.rules.has_pin) return call_staff(std::move(state));
    return prompt_for_pin(std::move(state), ReprintFor{screen.who, screen.since});
}

Step on(const AlreadyIn& screen, const StaffRequested& asked, State state) {
    const auto why = reprint_reason_of(asked.ask);
    if (!screen.asks_why || !why) return stay(std::move(state));
    const RequestId request = ++state.last_request;
    return show(std::move(state), Recording{request, screen.who, asked.at}, {RecordReprint{request, screen.who.id, *why}});
}

Step on(const StaffPin& screen, const Typed& typed, State state) {
    StaffPin next = screen;
    const bool is_digit = typed.text.size() == 1 && typed.text[0] >= '0' && typed.text[0] <= '9';
    if (!is_digit || screen.is_checking) return stay(std::move(state));
    if (next.digits.size() < max_pin_length) next.digits += typed.text;
    next.was_wrong = false;
    next.shown = typed.at;
    return show(std::move(state), std::move(next));
}

Step on(const StaffPin& screen, const Erased& erased, State state) {
    StaffPin next = screen;
    if (!next.digits.empty()) next.digits.pop_back();
    next.shown = erased.at;
    return show(std::move(state), std::move(next));
}

Step on(const StaffPin& screen, const Confirmed& confirmed, State state) {
    const bool is_locked = state.pin_locked_until && confirmed.at < *state.pin_locked_until;
    if (!state.rules.has_pin || is_locked || screen.is_checking || screen.digits.size() < min_pin_length)
        return stay(std::move(state));
    StaffPin next = screen;
    next.is_checking = true;
    next.request = ++state.last_request;
    next.digits.clear();
    return show(std::move(state), next, {CheckPin{next.request, screen.digits}});
}

Step on(const StaffPin& screen, const PinChecked& answer, State state) {
    if (!screen.is_checking || answer.request != screen.request) return stay(std::move(state));
    if (!answer.is_right) {
        const auto pause = pin_pause(++state.wrong_pins);
        if (pause > 0s) state.pin_locked_until = answer.at + pause;
        StaffPin next = screen;
        next.is_checking = false;
        next.was_wrong = true;
        next.shown = answer.at;
        return show(std::move(state), std::move(next), {PlaySound{Sound::notice}});
    }
    state.wrong_pins = 0;
    state.pin_locked_until.reset();
    if (const auto* reprint = std::get_if<ReprintFor>(&screen.purpose))
        return show(std::move(state), AlreadyIn{reprint->who, reprint->since, answer.at, true});
    return show(std::move(state), Staff{OverviewPage{}, 0, false, answer.at});
}

Step on(const StaffPin& screen, const DeskFailed& failed, State state) {
    return failed.request == screen.request ? refuse_desk(std::move(state)) : stay(std::move(state));
}

Step on(const StaffPin&, const Cancelled&, State state) { return go_home(std::move(state)); }

// --- time ----------------------------------------------------------------------------------------------------------

template <class S>
    requires requires(S screen) { screen.shown; }
Step on(const S& screen, const MoreTimeRequested& asked, State state) {
    S next = screen;
    next.shown = asked.at;
    return show(std::move(state), std::move(next));
}

template <OneOf<LookingUp, Recording> S>
Step on(const S& screen, const Tick& tick, State state) {
    return tick.at - screen.since >= desk_must_answer_within ? refuse_desk(std::move(state)) : stay(std::move(state));
}

Step on(const Printing& screen, const Tick& tick, State state) {
    if (closes_at(screen) <= tick.at) return go_home(std::move(state));
    Printing next = screen;
    next.is_slow = tick.at - screen.since >= badge_is_slow_after;
    return show(std::move(state), std::move(next));
}

template <class S>
    requires requires(S screen) { screen.shown; }
Step on(const S& screen, const Tick& tick, State state) {
    const auto close = closes_at(screen);
    return close && *close <= tick.at ? go_home(std::move(state)) : stay(std::move(state));
}

// --- events that mean the same on every screen -----------------------------------------------------------------------

/// True when the scan is of the code that is already being served, or is still held up from last time.
bool is_same_scan(State& state, const Scanned& scan) {
    if (scan.payload != state.last_code || scan.at - state.last_code_seen >= same_scan_within) return false;
    state.last_code_seen = scan.at;
    return true;
}

std::vector<Effect> note(State& state, const PrinterStatus& status) {
    auto& printers = state.devices.printers;
    const auto known = std::find_if(printers.begin(), printers.end(), [&](const auto& p) { return p.name == status.printer; });
    const bool was_stopped = known != printers.end() && stops_printing(known->fault);
    if (known == printers.end()) {
        printers.push_back({status.printer, status.fault, status.detail});
    } else {
        *known = {status.printer, status.fault, status.detail};
    }
    if (!stops_printing(status.fault) || was_stopped) return {};
    return {AlertStaff{}, PlaySound{Sound::notice}};
}

/// True when `event` was about the devices or the reader's preferences and is dealt with.
bool note_everywhere(State& state, const Event& event, std::vector<Effect>& effects) {
    if (const auto* status = std::get_if<PrinterStatus>(&event)) {
        effects = note(state, *status);
    } else if (const auto* news = std::get_if<LiveViewChanged>(&event)) {
        effects = note_live(state, *news);
    } else if (const auto* import = std::get_if<ImportReviewChanged>(&event)) {
        effects = note_import(state, *import);
    } else if (const auto* measured = std::get_if<VisitsMeasured>(&event)) {
        state.devices.speed = measured->speed;
    } else if (const auto* camera = std::get_if<CameraStatus>(&event)) {
        state.devices.has_camera = camera->is_working;
        state.devices.camera_detail = camera->detail;
        state.devices.is_decoder_gone = camera->is_decoder_gone;
        state.devices.lost_frames = camera->lost_frames;
        state.devices.scan_advice = ScanAdvice::none;
    } else if (const auto* advised = std::get_if<ScanAdvised>(&event)) {
        state.devices.scan_advice = advised->advice;
    } else if (const auto* counts = std::get_if<CountsChanged>(&event)) {
        state.devices.inside = counts->inside;
        state.devices.expected = counts->expected;
        state.devices.badges_waiting = counts->badges_waiting;
    } else if (const auto* chosen = std::get_if<LanguageChosen>(&event)) {
        if (chosen->language < state.rules.languages) state.preferences.language = chosen->language;
    } else if (std::holds_alternative<TextSizeToggled>(event)) {
        state.preferences.is_text_large = !state.preferences.is_text_large;
    } else if (std::holds_alternative<ContrastToggled>(event)) {
        state.preferences.is_contrast_high = !state.preferences.is_contrast_high;
    } else {
        return false;
    }
    return true;
}

Clock::time_point time_of(const Event& event) {
    return std::visit([](const auto& e) { return e.at; }, event);
}

}  // namespace

Step update(State state, const Event& event) {
    state.now = std::max(state.now, time_of(event));
    std::vector<Effect> effects;
    if (note_everywhere(state, event, effects)) return {std::move(state), std::move(effects)};
    if (const auto* scan = std::get_if<Scanned>(&event); scan != nullptr && is_same_scan(state, *scan)) return stay(std::move(state));
    const Screen screen = state.screen;
    // A check-in that was recorded after a visitor's screen gave up is dealt with below, also while staff is at the glass.
    if (const auto* staff = std::get_if<Staff>(&screen); staff != nullptr && !std::holds_alternative<CheckInRecorded>(event))
        return update_staff(*staff, event, std::move(state));
    return std::visit([&](const auto& s, const auto& e) { return on(s, e, std::move(state)); }, screen, event);
}

}  // namespace entre
