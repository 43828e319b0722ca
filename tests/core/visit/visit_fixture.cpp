#include "tests/core/visit/visit_fixture.hpp"

namespace entre::test {

Registration asa() { return person("KOD1", "Åsa", "Öström"); }

Confirm confirm_of(const Registration& who, Clock::time_point at) { return {who, who.given, who.family, BadgeName::full, at}; }

std::vector<Screen> every_screen() {
    Search search{"Åsa", "Öström", NameField::given, false, noon};
    StaffPin pin{OpenStaff{}, "204817", false, false, 0, noon};
    return {Welcome{},
            OutOfOrder{},
            LookingUp{7, noon},
            confirm_of(asa()),
            Correcting{confirm_of(asa()), "Åsa", "Östrom", NameField::given, false, false, noon},
            Recording{7, asa(), noon},
            Printing{{"order"}, asa(), BadgeName::full, OrderState::ordered, {}, false, noon},
            Done{asa(), BadgeName::full, "Höger", noon},
            BadgeTrouble{{"order"}, asa(), BadgeName::full, PrinterFault::jam, "Höger", noon},
            AlreadyIn{asa(), morning(), noon},
            Trouble{Advice::unknown, {}, noon},
            search,
            Offer{{"id-KOD1"}, "Åsa Ö.", noon},
            PrivacyNotice{noon},
            StaffComing{noon},
            pin,
            NewPin{"204817", "204817", NewPinNote::again, 7},
            Staff{OverviewPage{}, 7, false, noon}};
}

PersonPage person_page() {
    PersonPage page;
    page.person = asa().id;
    page.request = 7;
    page.history = std::make_shared<const PersonHistory>(PersonHistory{asa(), {}, {}, {}});
    return page;
}

std::vector<StaffPage> every_page() {
    WalkInPage form;
    form.given = "Åsa";
    RenamePage rename;
    rename.back = person_page();
    rename.given = "Åsa";
    PeoplePage people;
    people.sought = "ås";
    RollCallPage roll_call;
    roll_call.top = 2;
    return {OverviewPage{}, people,    person_page(), form,         rename,
            PrintersPage{}, roll_call, PhonesPage{},  KiosksPage{}, ListsPage{}};
}

Staff staff_on(StaffPage page, RequestId request) { return {std::move(page), request, false, noon}; }

std::shared_ptr<const LiveView> door_of(const std::vector<Registration>& people, const std::vector<RegistrationId>& inside,
                                        std::optional<std::size_t> capacity) {
    std::vector<AttendanceRecord> records;
    for (const auto& id : inside) {
        AttendanceRecord record;
        record.id = RecordId{"record-" + id.value};
        record.registration = id;
        record.at = morning();
        record.station = "Kiosk 1";
        records.push_back(record);
    }
    LiveFacts facts;
    facts.now = morning();
    facts.starts = morning() + 1h;
    facts.capacity = capacity;
    return std::make_shared<const LiveView>(
        live_view(std::make_shared<const PersonRows>(person_rows(people)), records, {}, facts));
}

std::vector<std::pair<std::string, Event>> every_event() {
    const auto at = noon + 1s;
    return {{"Scanned", Scanned{"other", ScanSource::camera, at}},
            {"LookUpDone", LookUpDone{7, {Verdict::admitted, {}}, asa(), at}},
            {"NameLookedUp", NameLookedUp{7, RegistrationId{"id-KOD1"}, "Åsa Ö.", at}},
            {"CheckInRecorded", CheckInRecorded{7, Verdict::admitted, {}, asa(), {"order"}, BadgeName::full, at}},
            {"ServedElsewhere", ServedElsewhere{asa().id, "Kiosk 2", at}},
            {"DeskFailed", DeskFailed{7, ErrorCode::disk_full, at}},
            {"PrintReport", PrintReport{{{"order"}, OrderState::printed, PrinterFault::none, "Höger", 1, {}}, at}},
            {"PrinterStatus", PrinterStatus{"Höger", PrinterFault::none, {}, at}},
            {"CameraStatus", CameraStatus{false, "gone", true, 2, at}},
            {"ScanAdvised", ScanAdvised{ScanAdvice::further, at}},
            {"CountsChanged", CountsChanged{1, 2, 3, at}},
            {"PinChecked", PinChecked{7, true, at}},
            {"PinSaved", PinSaved{7, true, at}},
            {"Confirmed", Confirmed{at}},
            {"Cancelled", Cancelled{at}},
            {"CorrectionStarted", CorrectionStarted{at}},
            {"NameShownChosen", NameShownChosen{BadgeName::given_only, at}},
            {"SearchStarted", SearchStarted{at}},
            {"Typed", Typed{"1", at}},
            {"Erased", Erased{at}},
            {"ShiftToggled", ShiftToggled{at}},
            {"FieldChosen", FieldChosen{NameField::family, at}},
            {"TouchChanged", TouchChanged{true, at}},
            {"Declined", Declined{at}},
            {"StaffCalled", StaffCalled{at}},
            {"StaffDoorOpened", StaffDoorOpened{at}},
            {"ReprintRequested", ReprintRequested{at}},
            {"PendingPrintRequested", PendingPrintRequested{at}},
            {"QuitRequested", QuitRequested{at}},
            {"SettingsRequested", SettingsRequested{at}},
            {"RehearsalEnded", RehearsalEnded{at}},
            {"LanguageChosen", LanguageChosen{1, at}},
            {"TextSizeToggled", TextSizeToggled{at}},
            {"ContrastToggled", ContrastToggled{at}},
            {"PrivacyRequested", PrivacyRequested{at}},
            {"MoreTimeRequested", MoreTimeRequested{at}},
            {"Tick", Tick{noon + 2h}},
            {"LiveViewChanged", LiveViewChanged{door_of({asa()}), {}, 900, at}},
            {"VisitsMeasured", VisitsMeasured{{3, 100, 200}, at}},
            {"StaffAnswered", StaffAnswered{7, {StaffVerdict::done, asa(), {}}, at}},
            {"PersonLoaded", PersonLoaded{7, std::make_shared<const PersonHistory>(PersonHistory{asa(), {}, {}, {}}), at}},
            {"TicketFound", TicketFound{7, asa().id, at}},
            {"RollCallSaved", RollCallSaved{7, "roll-call.pdf", at}},
            {"StaffPageOpened", StaffPageOpened{StaffTab::people, at}},
            {"PersonOpened", PersonOpened{asa().id, at}},
            {"FilterChosen", FilterChosen{PeopleFilter::inside, at}},
            {"SectorChosen", SectorChosen{"Kommun", at}},
            {"PanelChosen", PanelChosen{PeoplePanel::sectors, at}},
            {"Scrolled", Scrolled{3, at}},
            {"StaffRequested", StaffRequested{StaffRequestKind::check_in, at}},
            {"StaffFieldChosen", StaffFieldChosen{StaffField::family, at}},
            {"OrganisationChosen", OrganisationChosen{"Polisen", at}},
            {"PersonTicked", PersonTicked{asa().id, at}},
            {"TicksCleared", TicksCleared{at}},
            {"PersonClosed", PersonClosed{at}},
            {"HelpMet", HelpMet{1, at}},
            {"GuestMet", GuestMet{asa().id, at}},
            {"RollCallRequested", RollCallRequested{at, ListTarget::printer}},
            {"PhoneCodeRequested", PhoneCodeRequested{true, at}},
            {"PhoneEnded", PhoneEnded{"phone", at}},
            {"PhonesChanged", PhonesChanged{PhoneCode{}, {}, at}},
            {"ImportReviewChanged", ImportReviewChanged{std::make_shared<const ImportReview>(), at}},
            {"ListsAnswered", ListsAnswered{7, ListsNote::applied, {}, 0, 0, at}},
            {"ListsRequested", ListsRequested{ListsRequestKind::look, {}, at}},
            {"BadgeAnswered", BadgeAnswered{{"order"}, true, at}},
            {"RollChanged", RollChanged{"Höger", at}},
            {"SticksChanged", SticksChanged{true, at}},
            {"ListUploadChanged", ListUploadChanged{ListUploadPage{"https://192.168.1.20:8443/abcd-efgh"}, at}},
            {"HeadphonesChanged", HeadphonesChanged{true, at}},
            {"ReachToggled", ReachToggled{at}},
            {"KioskInvited", KioskInvited{{"entre-join:192.168.1.20:5433/entre/abcd", morning(), {}}, at}},
            {"KioskInvitationRequested", KioskInvitationRequested{at}},
            {"SharingChanged", SharingChanged{SharingView{"Kiosk 1", true, morning(), 0, {}, {}, {}}, at}},
            {"PurgedElsewhere", PurgedElsewhere{at}},
            {"DatabaseDamaged", DatabaseDamaged{at}},
            {"BackupNoted", BackupNoted{"full", at}},
            {"OldCopyFound", OldCopyFound{12, morning(), at}},
            {"ThreadRestarted", ThreadRestarted{"desk", at}},
            {"PartSwitchedOn", PartSwitchedOn{DoorPart::camera, at}},
            {"RepairPrepared", RepairPrepared{RepairPlan{}, at}},
            {"RepairRequested", RepairRequested{at}},
            {"RepairDone", RepairDone{"damaged", at}}};
}

State on_screen(Screen screen) {
    State state;
    state.screen = std::move(screen);
    state.rules.search = true;
    state.rules.has_pin = true;
    state.rules.has_settings = true;
    state.rules.can_invite = true;
    state.now = noon;
    return state;
}

std::string screen_of(const State& state) { return std::string(name_of(state.screen)); }

Walk& Walk::take(const Event& event) {
    Step step = update(std::move(state), event);
    state = std::move(step.state);
    screens.push_back(screen_of(state));
    effects = std::move(step.effects);
    return *this;
}

}  // namespace entre::test
