// Sends every event to every screen and lists the combinations that change something; an added or missing one fails here.
#include <map>
#include <set>

#include "tests/core/visit/visit_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

using Names = std::set<std::string>;

/// Events about devices and display preferences: they change the state on every screen, but never the screen.
const Names everywhere{"PrinterStatus",   "CameraStatus",    "ScanAdvised",     "CountsChanged",       "LanguageChosen",
                       "TextSizeToggled", "ContrastToggled", "LiveViewChanged", "ImportReviewChanged", "VisitsMeasured",
                       "CheckInRecorded", "DatabaseDamaged", "BackupNoted",     "OldCopyFound",        "ThreadRestarted",
                       "TouchChanged",    "SharingChanged",  "KioskInvited",    "HeadphonesChanged",   "ReachToggled",
                       "PurgedElsewhere"};  // its badge is always printed; a purge comes
                                            // before anything else

/// Other events that change the screen or have an effect.
const std::map<std::string, Names> expected{
    {"welcome", {"Scanned", "SearchStarted", "PrivacyRequested", "StaffCalled", "StaffDoorOpened"}},
    {"out_of_order", {"StaffCalled", "StaffDoorOpened"}},
    {"looking_up", {"LookUpDone", "NameLookedUp", "DeskFailed", "Tick"}},
    {"confirm",
     {"Confirmed", "ServedElsewhere", "Cancelled", "CorrectionStarted", "NameShownChosen", "StaffCalled", "MoreTimeRequested",
      "Tick"}},
    {"correcting",
     {"Confirmed", "Cancelled", "Typed", "Erased", "ShiftToggled", "FieldChosen", "StaffCalled", "MoreTimeRequested", "Tick"}},
    {"recording", {"CheckInRecorded", "DeskFailed", "Tick"}},
    {"printing", {"Scanned", "PrintReport", "Confirmed", "Cancelled", "StaffCalled", "Tick"}},
    {"done", {"Scanned", "Confirmed", "Cancelled", "StaffCalled", "MoreTimeRequested", "Tick"}},
    {"badge_trouble",
     {"Scanned", "PrintReport", "Confirmed", "Cancelled", "StaffCalled", "StaffDoorOpened", "MoreTimeRequested", "Tick"}},
    {"already_in",
     {"Scanned", "Confirmed", "Cancelled", "StaffCalled", "StaffDoorOpened", "ReprintRequested", "MoreTimeRequested", "Tick"}},
    {"trouble",
     {"Scanned", "SearchStarted", "Confirmed", "Cancelled", "StaffCalled", "StaffDoorOpened", "MoreTimeRequested", "Tick"}},
    {"search",
     {"Scanned", "Confirmed", "Cancelled", "Typed", "Erased", "ShiftToggled", "FieldChosen", "StaffCalled", "MoreTimeRequested",
      "Tick"}},
    {"offer", {"Scanned", "Confirmed", "NameShownChosen", "Cancelled", "StaffCalled", "MoreTimeRequested", "Tick"}},
    {"privacy", {"Scanned", "Confirmed", "Cancelled", "StaffCalled", "MoreTimeRequested", "Tick"}},
    {"staff_coming", {"Scanned", "Confirmed", "Cancelled", "StaffCalled", "StaffDoorOpened", "MoreTimeRequested", "Tick"}},
    {"staff_pin", {"Confirmed", "Cancelled", "Typed", "Erased", "MoreTimeRequested", "Tick"}},
    {"new_pin", {"Confirmed", "Cancelled", "Typed", "Erased", "QuitRequested", "PinSaved"}},
    {"staff",
     {"TicketFound", "DeskFailed", "Cancelled", "StaffPageOpened", "PersonOpened", "PendingPrintRequested", "HelpMet", "GuestMet",
      "PartSwitchedOn",  // no camera scan
      "MoreTimeRequested", "Tick"}},
};

/// The same for staff pages; every page can switch to another, ask for more time, and time out.
const Names on_every_page{"StaffPageOpened", "Cancelled", "MoreTimeRequested", "Tick"};
const std::map<std::string, Names> expected_on_page{
    {"overview", {"Scanned", "PersonOpened", "PendingPrintRequested", "HelpMet", "GuestMet", "PartSwitchedOn"}},
    {"people",
     {"Scanned", "PersonOpened", "FilterChosen", "SectorChosen", "PanelChosen", "Scrolled", "Typed", "Erased", "Confirmed"}},
    {"person", {"Scanned", "PersonClosed", "PersonLoaded", "StaffRequested", "CorrectionStarted", "Scrolled", "DeskFailed"}},
    {"walk_in", {"Confirmed", "Typed", "Erased", "ShiftToggled", "StaffFieldChosen", "SectorChosen", "OrganisationChosen"}},
    {"rename", {"Confirmed", "Typed", "Erased", "ShiftToggled", "StaffFieldChosen", "SectorChosen", "OrganisationChosen"}},
    {"printers", {"Scanned", "PendingPrintRequested", "QuitRequested", "SettingsRequested", "BadgeAnswered", "RollChanged"}},
    {"roll_call", {"Scanned", "PersonOpened", "PersonTicked", "Scrolled", "RollCallRequested"}},
    {"phones", {"Scanned", "PhoneCodeRequested", "PhoneEnded", "PhonesChanged"}},
    {"kiosks", {"Scanned", "KioskInvitationRequested"}},
    {"lists", {"Scanned", "Scrolled", "ListsRequested"}},
};
/// With an unanswered request, its answer changes the page too.
const std::map<std::string, Names> answers_on_page{
    {"overview", {"TicketFound", "DeskFailed"}},
    {"people", {"TicketFound", "DeskFailed"}},
    {"person", {"TicketFound", "StaffAnswered"}},
    {"walk_in", {"StaffAnswered", "DeskFailed"}},
    {"rename", {"StaffAnswered", "DeskFailed"}},
    {"printers", {"TicketFound", "StaffAnswered", "DeskFailed"}},
    {"roll_call", {"TicketFound", "RollCallSaved", "DeskFailed"}},
    {"phones", {"TicketFound", "DeskFailed"}},
    {"kiosks", {"TicketFound", "DeskFailed"}},
    {"lists", {"TicketFound", "ListsAnswered", "RollCallSaved", "DeskFailed"}},
};

/// Everything an event may change, for comparing two states.
std::string seen(const State& state) {
    std::string out = screen_of(state);
    const auto add = [&](const auto& value) { out += "|" + std::to_string(static_cast<long long>(value)); };
    std::visit(
        [&](const auto& s) {
            if constexpr (requires { s.page; }) out += "|" + std::string(name_of(s.page));
            if constexpr (requires { s.shown; }) add(s.shown.time_since_epoch().count());
            if constexpr (requires { s.given; }) out += "|" + s.given + "|" + s.family;
            if constexpr (requires { s.field; }) add(s.field == NameField::family);
            if constexpr (requires { s.is_shift_on; }) add(s.is_shift_on);
            if constexpr (requires { s.digits; }) out += "|" + s.digits;
            if constexpr (requires { s.wants_badge; }) add(s.wants_badge);
            if constexpr (requires { s.first; }) out += "|" + s.first;
            if constexpr (requires { s.name_shown; }) add(s.name_shown == BadgeName::full);
            if constexpr (requires { s.page; })
                if (const auto* page = std::get_if<PersonPage>(&s.page))
                    add(reinterpret_cast<std::uintptr_t>(page->history.get()));
            if constexpr (requires { s.page; })
                if (const auto* page = std::get_if<PhonesPage>(&s.page)) add(page->code.has_value());
            if constexpr (requires { s.fault; }) add(static_cast<int>(s.fault));
        },
        state.screen);
    out += "#" + std::to_string(state.preferences.language) + (state.preferences.is_text_large ? "L" : "") +
           (state.preferences.is_contrast_high ? "C" : "") + (state.preferences.is_low ? "D" : "") +
           (state.devices.has_headphones ? "H" : "") + (state.touched_since ? "F" : "") + (state.devices.has_camera ? "K" : "") +
           std::string(to_string(state.devices.scan_advice)) + std::to_string(state.devices.printers.size()) + "," +
           std::to_string(state.devices.inside) + "," + std::to_string(state.help.size()) + "," +
           std::to_string(state.guests_met.size()) + "," + std::to_string(state.ticked.size()) + state.devices.backup_problem +
           std::to_string(state.devices.restarted.size()) + (state.live ? "V" : "") + "," +
           std::to_string(state.devices.speed.visits) + "," + (state.sharing ? "S" : "") + std::to_string(state.last_request) +
           "," + state.last_code;
    return out;
}

}  // namespace

TEST_CASE("the matrix covers all screens and all events", "[visit][matrix]") {
    CHECK(every_screen().size() == std::variant_size_v<ScreenKinds>);
    CHECK(every_event().size() == std::variant_size_v<EventKinds>);
    std::set<std::size_t> screens, events;
    for (const auto& screen : every_screen()) screens.insert(screen.index());
    for (const auto& [name, event] : every_event()) events.insert(event.index());
    CHECK(screens.size() == 18);
    CHECK(events.size() == 82);
}

TEST_CASE("exactly these combinations of screen and event change something", "[visit][matrix]") {
    for (const auto& screen : every_screen()) {
        Names changing;
        for (const auto& [name, event] : every_event()) {
            const auto before = on_screen(screen);
            const auto step = update(before, event);
            if (seen(step.state) != seen(before) || !step.effects.empty()) changing.insert(name);
        }
        Names wanted = expected.at(std::string(name_of(screen)));
        wanted.insert(everywhere.begin(), everywhere.end());
        INFO("on the screen " << name_of(screen));
        CHECK(changing == wanted);
    }
}

TEST_CASE("exactly these combinations of staff page and event change something, with and without an unanswered request",
          "[visit][matrix][staff]") {
    for (const auto& page : every_page())
        for (const RequestId request : {0, 7}) {
            Names changing;
            for (auto [name, event] : every_event()) {
                if (auto* scan = std::get_if<Scanned>(&event)) scan->source = ScanSource::scanner;
                const auto before = on_screen(staff_on(page, request));
                const auto step = update(before, event);
                if (seen(step.state) != seen(before) || !step.effects.empty()) changing.insert(name);
            }
            const std::string name(name_of(page));
            Names wanted = expected_on_page.at(name);
            wanted.insert(on_every_page.begin(), on_every_page.end());
            wanted.insert(everywhere.begin(), everywhere.end());
            if (request != 0) {
                const auto& answers = answers_on_page.at(name);
                wanted.insert(answers.begin(), answers.end());
                for (const auto* orders : {"StaffRequested", "CorrectionStarted", "RollCallRequested", "ListsRequested",
                                           "BadgeAnswered", "RollChanged"})
                    wanted.erase(orders);
                if (name == "walk_in" || name == "rename") wanted.erase("Confirmed");
            }
            INFO("on the page " << name << " with request " << request);
            CHECK(changing == wanted);
        }
}

TEST_CASE("an answer to another request, or a report about another order, changes nothing", "[visit][matrix]") {
    const auto at = noon + 1s;
    for (const auto& screen : every_screen()) {
        for (const Event& late :
             std::vector<Event>{LookUpDone{6, {Verdict::admitted, {}}, asa(), at}, NameLookedUp{6, RegistrationId{"x"}, "X", at},
                                DeskFailed{6, ErrorCode::disk_full, at},
                                PrintReport{{{"another"}, OrderState::failed, PrinterFault::jam, "Höger", 1, {}}, at},
                                PinChecked{6, true, at}, StaffAnswered{6, {StaffVerdict::done, asa(), {}}, at},
                                PersonLoaded{6, {}, at}, TicketFound{6, asa().id, at}, RollCallSaved{6, "x", at}}) {
            const auto before = on_screen(screen);
            const auto step = update(before, late);
            INFO(name_of(screen) << " and event " << late.index());
            CHECK(seen(step.state) == seen(before));
            CHECK(step.effects.empty());
        }
    }
}

TEST_CASE("a check-in recorded after the screen timed out leaves the screen alone, and its badge is printed", "[visit][matrix]") {
    for (const auto& screen : every_screen()) {
        const auto before = on_screen(screen);
        const auto step = update(before, CheckInRecorded{6, Verdict::admitted, {}, asa(), {"order"}, BadgeName::full, noon + 1s});
        INFO(name_of(screen));
        CHECK(seen(step.state) == seen(before));
        REQUIRE(step.effects.size() == 1);
        CHECK(std::get<PrintBadge>(step.effects.front()).order == OrderId{"order"});
        CHECK(update(before, CheckInRecorded{6, Verdict::already_in, {}, asa(), {}, BadgeName::full, noon + 1s}).effects.empty());
    }
}

TEST_CASE("every screen that waits for a visitor times out, and the loop wakes for it", "[visit][matrix]") {
    for (const auto& screen : every_screen()) {
        INFO("on the screen " << name_of(screen));
        auto state = on_screen(screen);
        if (std::holds_alternative<Welcome>(screen) || std::holds_alternative<OutOfOrder>(screen) ||
            std::holds_alternative<NewPin>(screen)) {
            CHECK_FALSE(next_deadline(state));
            continue;
        }
        int ticks = 0;
        while (!std::holds_alternative<Welcome>(state.screen) && ticks < 12) {
            const auto deadline = next_deadline(state);
            REQUIRE(deadline);
            REQUIRE(*deadline > state.now);  // otherwise the loop would spin
            state = update(std::move(state), Tick{*deadline}).state;
            ++ticks;
        }
        CHECK(std::holds_alternative<Welcome>(state.screen));
        CHECK(state.now - noon <= (std::holds_alternative<Staff>(screen) ? 3min : 2min));
    }
}
