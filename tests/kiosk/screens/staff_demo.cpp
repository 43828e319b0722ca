#include "tests/kiosk/screens/demo.hpp"

namespace entre::demo {
namespace {

using namespace std::chrono_literals;

State staff(StaffPage page) {
    auto s = with(Staff{std::move(page), 0, false, now() - 1s});
    s.live = live(180, 126);
    s.devices.printers = {{"Höger", PrinterFault::none, ""}, {"Vänster", PrinterFault::none, ""}};
    s.devices.speed = {126, 180, 290};
    s.rules.has_settings = true;
    return s;
}

PeoplePage people(PeopleFilter filter, std::string sought, PeoplePanel panel) {
    PeoplePage page;
    page.filter = filter;
    page.sought = std::move(sought);
    page.panel = panel;
    page.shown = std::make_shared<const std::vector<std::size_t>>(people_shown(*live(180, 126), filter, "", page.sought));
    return page;
}

std::shared_ptr<const PersonHistory> history(bool is_inside, bool is_protected) {
    PersonHistory h;
    h.who = is_protected ? protected_visitor() : visitor();
    h.who.note = "Kommer med ledarhund. Visa vägen till hissen.";
    const auto at = from_rfc3339("2027-05-20T08:31:00+02:00")->utc;
    const auto record = [&](RecordKind kind, std::chrono::minutes after, RecordedBy by) {
        h.records.push_back({{}, h.who.id, kind, at + after, "Kiosk 1", 0, 0, by, {}});
    };
    if (!is_inside) return std::make_shared<const PersonHistory>(std::move(h));
    record(RecordKind::checked_in, 0min, RecordedBy::self);
    record(RecordKind::check_in_undone, 2min, RecordedBy::staff);
    record(RecordKind::checked_in, 4min, RecordedBy::staff);
    record(RecordKind::correction, 7min, RecordedBy::staff);
    h.inside_since = at + 4min;
    BadgeOrder badge;
    badge.state = OrderState::printed;
    badge.printer = "Höger";
    badge.changed_at = at + 1min;
    h.badges.push_back(badge);
    badge.print_number = 2;
    badge.state = OrderState::in_doubt;
    badge.changed_at = at + 8min;
    h.badges.push_back(badge);
    return std::make_shared<const PersonHistory>(std::move(h));
}

PersonPage person(bool is_inside, StaffNote note, std::optional<StaffRequestKind> sure = {}, bool is_protected = false) {
    PersonPage page;
    page.history = history(is_inside, is_protected);
    page.person = page.history->who.id;
    page.note = note;
    page.sure = sure;
    return page;
}

/// A protected person whose name staff have asked for.
PersonPage name_shown() {
    auto page = person(true, StaffNote::done, {}, true);
    page.shown_name = "Ann-Cathrine af Hjortsberg";
    return page;
}

WalkInPage walk_in(StaffField field, StaffNote note) {
    WalkInPage page{"Åsa", "Öström", "Region Östergötland", "Kommun", field, false, false, note, ""};
    if (note == StaffNote::printing) page = WalkInPage{"", "", "", "", field, true, false, note, "Åsa Öström"};
    return page;
}

RollCallPage roll_call(StaffNote note, const std::string& file = "roll-call-2027-05-20-0847.pdf") {
    RollCallPage page;
    page.inside = std::make_shared<const PeopleBySector>(inside_list(*live(180, 126)));
    page.note = note;
    page.file = file;
    return page;
}

/// A printer reports a reason that has no text of its own.
State with_unknown_reason(StaffPage page) {
    auto s = staff(std::move(page));
    s.devices.printers[0].fault = PrinterFault::other;
    s.devices.printers[0].detail = "com.example-cutter-dull-error, other-warning: Replace the cutter unit (C-204)";
    return s;
}

/// Everything that can need staff, at the same time.
State staff_in_trouble(StaffPage page) {
    auto s = staff(std::move(page));
    s.devices.printers[0].fault = PrinterFault::out_of_labels;
    s.devices.has_camera = false;
    s.devices.badges_waiting = 2;
    s.help = {{1, now() - 130s, "trouble"}};
    auto view = *s.live;
    view.is_full = true;
    view.capacity = view.inside;
    view.badges.failed = 2;
    view.conflicts = {{ConflictKind::two_stations, 3, {"Kiosk 1", wall() - 1min}, {"Kiosk 2", wall()}},
                      {ConflictKind::out_and_in, 5, {"Kiosk 2", wall() - 9min}, {"Kiosk 1", wall() - 8min}}};
    s.live = std::make_shared<const LiveView>(std::move(view));
    s.devices.last_import = ImportHealth{"anmalda.csv", from_rfc3339("2027-05-20T07:40:00+02:00")->utc, 3, 1, 2, 1};
    return s;
}

/// The camera delivers pictures, but the decoder crashes on them, or does not start at all.
State staff_decoder(bool is_gone) {
    auto s = staff(PrintersPage{});
    s.devices.has_camera = !is_gone;
    s.devices.is_decoder_gone = is_gone;
    s.devices.lost_frames = 3;
    return s;
}

/// A new export that changes a few people, or withdraws many.
std::shared_ptr<const ImportReview> review(bool is_suspicious) {
    ImportReview r;
    r.file = "registrations.csv";
    r.system = "pretix order positions";
    r.added = 3;
    r.changed = 2;
    r.withdrawn = is_suspicious ? 61 : 2;
    r.unchanged = 173;
    r.rejected = 1;
    r.issues = 1;
    r.kept_at_door = 1;
    r.withdrawn_inside = 1;
    r.is_suspicious = is_suspicious;
    r.lines = {
        {ReviewKind::withdrawn, "Gösta Åkerström", ReviewField::none, {}, "Region Östergötland", true},
        {ReviewKind::withdrawn, "Małgorzata Wiśniewska-Lindqvist af Rosenschöld", ReviewField::none, {}, "Svenska kyrkan", false},
        {ReviewKind::rejected,
         {},
         ReviewField::none,
         {},
         {},
         false,
         RowIssue{114, RowIssueKind::code_rounded, RowIssueAction::rejected, "Biljettkod", 0}},
        {ReviewKind::changed, "Łukasz Brzęczyszczykiewicz", ReviewField::organisation, "Linköpings kommun", "Norrköpings kommun",
         false},
        {ReviewKind::changed, "Deltagare 07", ReviewField::status, "unpaid", "registered", false},
        {ReviewKind::kept, "Anna Bergström", ReviewField::name, "Anna Bergstrom", "Anna Bergström", false},
        {ReviewKind::issue,
         {},
         ReviewField::none,
         {},
         {},
         false,
         RowIssue{27, RowIssueKind::name_misdecoded, RowIssueAction::kept, "Efternamn", 0}},
        {ReviewKind::added, "Åsa Öström", ReviewField::none, {}, "Polisregion Öst", false},
        {ReviewKind::added, "Bo Ek", ReviewField::none, {}, "Räddningstjänsten Östra Götaland", false},
        {ReviewKind::added, "Deltagare 09", ReviewField::none, {}, {}, false}};
    if (is_suspicious)
        r.lines.insert(r.lines.begin(), 59,
                       {ReviewKind::withdrawn, "Nour Al-Khatib", ReviewField::none, {}, "Rädda Barnen", false});
    return std::make_shared<const ImportReview>(std::move(r));
}

ListsPage lists(ListsNote note, bool is_sure = false) { return {0, is_sure, note, "attendance-2027-05-20-1241.csv", 612, 4}; }

std::shared_ptr<const ImportReview> review_with(ListQuestion question) {
    auto waiting = *review(false);
    waiting.questions.push_back(std::move(question));
    return std::make_shared<const ImportReview>(std::move(waiting));
}

State with_stick(State state) {
    state.devices.has_stick = true;
    return state;
}

std::shared_ptr<const ImportReview> review_on_stick() {
    auto waiting = *review(false);
    waiting.file = "Anmälda (1–38).xlsx";
    waiting.on_stick_ms = to_ms(from_rfc3339("2027-05-20T08:12:00+02:00")->utc);
    return std::make_shared<const ImportReview>(std::move(waiting));
}

State with_import(StaffPage page, std::shared_ptr<const ImportReview> import) {
    auto state = staff(std::move(page));
    state.import = std::move(import);
    return state;
}

std::shared_ptr<const ImportReview> unreadable() {
    ImportReview r;
    r.file = "registrations.csv";
    r.problem = sentence("{}:{}: the last row stops in the middle. The file seems cut off; export it again.", r.file, 214);
    return std::make_shared<const ImportReview>(std::move(r));
}

State after_the_first_list(StaffPage page) {
    auto state = staff(std::move(page));
    state.devices.last_import = ImportHealth{"registrations.csv", from_rfc3339("2027-05-20T07:40:00+02:00")->utc, 3, 1, 2, 1};
    return state;
}

/// A phone may send a newer list.
State receiving(const ListUploadPage& page) {
    auto state = after_the_first_list(ListsPage{});
    state.list_upload = page;
    return state;
}

/// Badges in doubt or not printed, and two label rolls, one of them nearly empty.
State with_doubts(StaffPage page, std::size_t many) {
    auto state = staff(std::move(page));
    std::vector<TroubledBadge> badges;
    const auto since = from_rfc3339("2027-05-20T08:44:00+02:00")->utc;
    for (std::size_t i = 0; i < many; ++i) {
        const bool is_in_doubt = i % 3 != 2;
        badges.push_back(
            {{"order" + std::to_string(i)},
             i == 1 ? "Maria Charlotta Wilhelmina Silfverswärd-Hammarskjöld af Rosenschöld" : display_name(visitor()),
             i % 2 == 0 ? "Höger" : "Vänster",
             since + std::chrono::minutes{i},
             is_in_doubt,
             is_in_doubt ? PrinterFault::none : PrinterFault::jam});
    }
    state.troubled = std::make_shared<const std::vector<TroubledBadge>>(std::move(badges));
    state.devices.rolls = {{"Höger", 250, 18}, {"Vänster", 250, 201}};
    return state;
}

State with_live_page(StaffPage page) {
    auto state = staff(std::move(page));
    state.rules.has_live_page = true;
    return state;
}

PhonesPage phones() {
    PhonesPage page;
    page.code = PhoneCode{true,
                          "https://192.168.120.20:8443/pair#q83vEjRWeJCrze8SNFZ4kA",
                          "https://192.168.120.20:8443",
                          "482913",
                          "5E2A41C0 93BB07D2 11F0A6E8 C4D95B30 7A6612EF 08CC93D1 B5F47E20 96A31D44",
                          from_rfc3339("2027-05-20T08:57:00+02:00")->utc};
    page.phones = {{"a", "Firefox, Android", true, from_rfc3339("2027-05-20T08:12:00+02:00")->utc},
                   {"b", "Safari, iPhone", false, from_rfc3339("2027-05-20T08:31:00+02:00")->utc}};
    return page;
}

PhonesPage phones_without_network() {
    auto page = phones();
    page.code->url.clear();
    page.code->address.clear();
    return page;
}

State read_only(StaffPage page) {
    auto s = staff(std::move(page));
    s.rules.writer = "Kiosk 1";
    s.help = {{1, now() - 130s, "trouble"}};  // at that kiosk
    std::get<Staff>(s.screen).is_organisers = true;
    return s;
}

/// Three kiosks, of which one is silent; or this one alone, out of touch.
State sharing(StaffPage page, bool is_connected) {
    auto s = with_live_page(std::move(page));
    SharingView view;
    view.own_name = "Kiosk 1 vid huvudingången";
    view.is_connected = is_connected;
    view.since = from_rfc3339("2027-05-20T08:31:00+02:00")->utc;
    view.unsent = is_connected ? 0 : 12;
    view.clock_off = is_connected ? 47s : 0s;
    view.settings_from = is_connected ? "" : "Kiosk 2";
    view.others = {{"Kiosk 2"}, {"Kiosk 3", from_rfc3339("2027-05-20T08:42:00+02:00")->utc}, {"Kiosk 4", {}, true}};
    s.sharing = view;
    return s;
}

/// Staff want one more kiosk, at one that is alone so far.
State inviting(KioskInvitation invitation, bool is_alone = true) {
    auto s = is_alone ? with_live_page(KiosksPage{}) : sharing(KiosksPage{}, true);
    s.rules.can_invite = true;
    s.kiosk_invitation = std::move(invitation);
    return s;
}

KioskInvitation invitation() {
    return {"entre-join:192.168.1.20:5433/entre/k7qm-2xvd-h9fp-w3cz", from_rfc3339("2027-05-20T08:52:00+02:00")->utc, {}};
}

State alone() {
    auto s = inviting({});
    s.kiosk_invitation.reset();
    return s;
}

State repair(RepairNote note, RepairBase base = RepairBase::backup, std::size_t restorable = 48, std::size_t unreadable = 0) {
    RepairPage page;
    page.note = note;
    page.plan.base = base;
    page.plan.visits = 48;
    page.plan.restorable = restorable;
    page.plan.unreadable = unreadable;
    page.kept = "damaged-2027-05-20T064109.112Z";
    auto state = staff(page);
    state.rules.is_damaged = true;
    return state;
}

/// After a careful start, with a thread that failed and a stick that is full.
State careful() {
    auto state = staff(OverviewPage{});
    state.rules.parts_off = {DoorPart::printers, DoorPart::camera, DoorPart::live_page, DoorPart::export_download};
    state.devices.restarted = {"live-view"};
    state.devices.backup_problem = "/media/usb/entre cannot be written";
    state.devices.missing_check_ins = 12;
    state.devices.missing_newest = wall() - 20min;
    return state;
}
}  // namespace

std::vector<NamedState> staff_states() {
    auto waiting = staff(OverviewPage{});
    waiting.live.reset();
    auto early = staff(OverviewPage{});
    early.live = live(180, 0);
    PersonPage missing;
    missing.is_missing = true;
    RenamePage rename{person(true, StaffNote::none), "Ann-Cathrine", "Hjortsberg",
                      "Linköpings kommun",           "Kommun",       StaffField::family};
    auto suggesting = rename;
    suggesting.field = StaffField::organisation;
    suggesting.organisation = "L";
    suggesting.suggestions = {"Linköpings kommun", "Länsstyrelsen Östergötland", "IF Metall avd. 3 – Linköping"};
    auto ticked = staff(roll_call(StaffNote::none));
    for (std::size_t i = 0; i < ticked.live->people->size(); i += 3) ticked.ticked.push_back((*ticked.live->people)[i].id);
    auto refused = rename;
    refused.note = StaffNote::no_name;
    auto full = staff_in_trouble(walk_in(StaffField::organisation, StaffNote::full));
    return {
        {"staff_live", staff(OverviewPage{})},
        {"staff_live_trouble", staff_in_trouble(OverviewPage{})},
        {"staff_live_early", early},
        {"staff_live_waiting", waiting},
        {"staff_live_read_only", read_only(OverviewPage{})},
        {"staff_people", staff(people(PeopleFilter::everybody, "", PeoplePanel::none))},
        {"staff_people_inside", staff(people(PeopleFilter::inside, "", PeoplePanel::sectors))},
        {"staff_people_search", staff(people(PeopleFilter::everybody, "ost", PeoplePanel::keyboard))},
        {"staff_people_nobody", staff(people(PeopleFilter::walk_ins, "", PeoplePanel::none))},
        {"staff_person_inside", staff(person(true, StaffNote::none))},
        {"staff_person_done", staff(person(true, StaffNote::printing))},
        {"staff_person_why", staff(person(true, StaffNote::none, StaffRequestKind::reprint))},
        {"staff_person_sure", staff(person(true, StaffNote::none, StaffRequestKind::undo))},
        {"staff_person_not_yet", staff(person(false, StaffNote::not_inside))},
        {"staff_person_show_why", staff(person(true, StaffNote::none, StaffRequestKind::show_name, true))},
        {"staff_person_name_shown", staff(name_shown())},
        {"staff_person_protected", staff(person(true, StaffNote::none, StaffRequestKind::unprotect, true))},
        {"staff_person_failed", staff(person(true, StaffNote::failed))},
        {"staff_person_missing", staff(missing)},
        {"staff_person_read_only", read_only(person(true, StaffNote::none))},
        {"staff_walk_in", staff(walk_in(StaffField::organisation, StaffNote::none))},
        {"staff_walk_in_sector", staff(walk_in(StaffField::sector, StaffNote::none))},
        {"staff_walk_in_done", staff(walk_in(StaffField::given, StaffNote::printing))},
        {"staff_walk_in_full", full},
        {"staff_rename", staff(rename)},
        {"staff_rename_refused", staff(refused)},
        {"staff_rename_organisation", staff(suggesting)},
        {"staff_printers", staff(PrintersPage{})},
        {"staff_printers_settings", staff(PrintersPage{Sure::settings})},
        {"staff_printers_trouble", staff_in_trouble(PrintersPage{Sure::quit})},
        {"staff_printers_unknown", with_unknown_reason(PrintersPage{})},
        {"staff_roll_call", staff(roll_call(StaffNote::none))},
        {"staff_roll_call_ticked", ticked},
        {"staff_roll_call_stick", with_stick(ticked)},
        {"staff_roll_call_stick_saved", with_stick(staff(roll_call(StaffNote::stick_saved)))},
        {"staff_roll_call_stick_gone", staff(roll_call(StaffNote::stick_gone))},
        {"staff_roll_call_saved", staff(roll_call(StaffNote::done))},
        {"staff_roll_call_printed", staff(roll_call(StaffNote::list_printed, "HP LaserJet i kansliet"))},
        {"staff_roll_call_not_printed", staff(roll_call(StaffNote::list_not_printed))},
        {"staff_roll_call_no_printer", with_stick(staff(roll_call(StaffNote::no_list_printer)))},
        {"staff_printers_lost_frames", staff_decoder(false)},
        {"staff_printers_decoder_gone", staff_decoder(true)},
        {"staff_printers_doubt", with_doubts(PrintersPage{}, 2)},
        {"staff_printers_doubts", with_doubts(PrintersPage{Sure::nothing, StaffNote::printing}, 14)},
        {"staff_live_doubt", with_doubts(OverviewPage{}, 2)},
        {"staff_live_import", with_import(OverviewPage{}, review(false))},
        {"staff_lists", after_the_first_list(lists(ListsNote::none))},
        {"staff_lists_receiving", receiving({"https://192.168.1.20:8443/k7mp-3xwq"})},
        {"staff_lists_coming", receiving({"https://192.168.1.20:8443/k7mp-3xwq", "Anmälda i dag, senaste versionen.xlsx", 40})},
        {"staff_lists_not_received", receiving({"https://192.168.1.20:8443/k7mp-3xwq",
                                                {},
                                                0,
                                                sentence("That file is no list of people that can be read. Send another one.")})},
        {"staff_lists_saved", after_the_first_list(lists(ListsNote::saved))},
        {"staff_lists_printed", after_the_first_list(lists(ListsNote::printed))},
        {"staff_lists_no_printer", after_the_first_list(lists(ListsNote::no_printer))},
        {"staff_lists_stick", with_stick(with_import(lists(ListsNote::stick_saved), review_on_stick()))},
        {"staff_lists_stick_full", with_stick(after_the_first_list(lists(ListsNote::stick_full)))},
        {"staff_lists_stick_read_only", with_stick(after_the_first_list(lists(ListsNote::stick_read_only)))},
        {"staff_lists_stick_gone", after_the_first_list(lists(ListsNote::stick_gone))},
        {"staff_lists_review", with_import(lists(ListsNote::none), review(false))},
        {"staff_lists_suspicious", with_import(lists(ListsNote::stale), review(true))},
        {"staff_lists_question",
         with_import(lists(ListsNote::none), review_with({QuestionKind::status_column,
                                                          "Kommer du på seminariet?",
                                                          {},
                                                          214,
                                                          {"attending", "status", "withdrawn", "waiting", "paid", "ignore"}}))},
        {"staff_lists_word",
         with_import(lists(ListsNote::none), review_with({QuestionKind::status_word,
                                                          "Anmälningsstatus",
                                                          "Preliminär",
                                                          3,
                                                          {"withdrawn", "waiting_list", "unpaid", "registered"}}))},
        {"staff_lists_unreadable", with_import(lists(ListsNote::none), unreadable())},
        {"staff_lists_purge_sure", after_the_first_list(lists(ListsNote::none, true))},
        {"staff_lists_purging", staff(lists(ListsNote::purging))},
        {"staff_lists_purged", staff(lists(ListsNote::purged))},
        {"staff_lists_purged_here_only", staff(lists(ListsNote::purged_here_only))},
        {"staff_lists_traces", staff(lists(ListsNote::traces))},
        {"staff_lists_purge_failed", staff(lists(ListsNote::purge_failed))},
        {"staff_lists_read_only", read_only(lists(ListsNote::none))},
        {"staff_live_careful", careful()},
        {"staff_repair_looking", repair(RepairNote::looking)},
        {"staff_repair_ready", repair(RepairNote::ready)},
        {"staff_repair_from_list", repair(RepairNote::ready, RepairBase::list, 46, 2)},
        {"staff_repair_repairing", repair(RepairNote::repairing)},
        {"staff_repair_repaired", repair(RepairNote::repaired)},
        {"staff_repair_sound", repair(RepairNote::repaired, RepairBase::none)},
        {"staff_repair_impossible", repair(RepairNote::impossible)},
        {"staff_repair_failed", repair(RepairNote::failed)},
        {"staff_kiosks", sharing(KiosksPage{}, true)},
        {"staff_kiosks_apart", sharing(KiosksPage{}, false)},
        {"staff_kiosks_alone", alone()},
        {"staff_kiosks_inviting", inviting({})},
        {"staff_kiosks_code", inviting(invitation())},
        {"staff_kiosks_code_shared", inviting(invitation(), false)},
        {"staff_kiosks_no_network", inviting({{}, {}, InvitationProblem::no_network})},
        {"staff_kiosks_no_program", inviting({{}, {}, InvitationProblem::no_server_program})},
        {"staff_kiosks_elsewhere", inviting({{}, {}, InvitationProblem::other_kiosk}, false)},
        {"staff_kiosks_failed", inviting({{}, {}, InvitationProblem::failed})},
        {"staff_live_kiosk_silent", sharing(OverviewPage{}, true)},
        {"staff_live_kiosks_apart", sharing(OverviewPage{}, false)},
        {"staff_lists_out_of_touch", staff(lists(ListsNote::out_of_touch))},
        {"staff_phones", with_live_page(PhonesPage{})},
        {"staff_phones_code", with_live_page(phones())},
        {"staff_phones_no_network", with_live_page(phones_without_network())}};
}

}  // namespace entre::demo
