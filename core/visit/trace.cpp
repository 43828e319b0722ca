#include "core/visit/trace.hpp"

#include <nlohmann/json.hpp>

#include "core/base/enum_text.hpp"
#include "core/base/log.hpp"
#include "core/base/text.hpp"

namespace entre {

namespace {

using Json = nlohmann::ordered_json;

/// The name and fields of each event. Taps have only a time.
struct Writer {
    Json operator()(const Scanned& e) const {
        return {{"event", "scanned"}, {"code", log_name_of(e.payload)}, {"scanner", e.source == ScanSource::scanner}};
    }
    Json operator()(const LookUpDone& e) const {
        Json json{{"event", "look_up_done"}, {"request", e.request}, {"verdict", to_string(e.admission.verdict)}};
        if (e.admission.since) json["since"] = to_ms(*e.admission.since);
        if (e.who) json["who"] = e.who->id.value;
        return json;
    }
    Json operator()(const NameLookedUp& e) const {
        Json json{{"event", "name_looked_up"}, {"request", e.request}};
        if (e.person) json["who"] = e.person->value;
        return json;
    }
    Json operator()(const CheckInRecorded& e) const {
        Json json{{"event", "check_in_recorded"}, {"request", e.request},   {"verdict", to_string(e.verdict)},
                  {"who", e.who.id.value},        {"order", e.order.value}, {"name_shown", to_string(e.name_shown)}};
        if (e.since) json["since"] = to_ms(*e.since);
        if (!e.at_kiosk.empty()) json["at_kiosk"] = e.at_kiosk;
        return json;
    }
    Json operator()(const DeskFailed& e) const {
        return {{"event", "desk_failed"}, {"request", e.request}, {"code", to_string(e.code)}};
    }
    Json operator()(const PrintReport& e) const {
        return {{"event", "print_report"},
                {"order", e.report.order.value},
                {"state", to_string(e.report.state)},
                {"fault", to_string(e.report.fault)},
                {"printer", e.report.printer}};
    }
    Json operator()(const PrinterStatus& e) const {
        return {{"event", "printer_status"}, {"printer", e.printer}, {"fault", to_string(e.fault)}};
    }
    Json operator()(const CameraStatus& e) const {
        return {{"event", "camera_status"},
                {"working", e.is_working},
                {"decoder_gone", e.is_decoder_gone},
                {"lost_frames", e.lost_frames}};
    }
    Json operator()(const ScanAdvised& e) const { return {{"event", "scan_advised"}, {"advice", to_string(e.advice)}}; }
    Json operator()(const CountsChanged& e) const {
        return {{"event", "counts_changed"}, {"inside", e.inside}, {"expected", e.expected}, {"waiting", e.badges_waiting}};
    }
    Json operator()(const PinSaved& e) const { return {{"event", "pin_saved"}, {"request", e.request}, {"saved", e.is_saved}}; }
    Json operator()(const PinChecked& e) const {
        return {{"event", "pin_checked"}, {"request", e.request}, {"right", e.is_right}};
    }
    Json operator()(const NameShownChosen& e) const {
        return {{"event", "name_shown_chosen"}, {"name_shown", to_string(e.name_shown)}};
    }
    Json operator()(const Typed& e) const {
        const bool is_digit = e.text.size() == 1 && e.text[0] >= '0' && e.text[0] <= '9';
        // Spaces and hyphens reveal no name, and the keyboard reacts to them.
        const bool is_letter = letter_count(e.text) > 0;
        return {{"event", "typed"}, {"text", is_digit ? "0" : is_letter ? "x" : e.text}};
    }
    Json operator()(const FieldChosen& e) const { return {{"event", "field_chosen"}, {"family", e.field == NameField::family}}; }
    Json operator()(const LanguageChosen& e) const { return {{"event", "language_chosen"}, {"language", e.language}}; }
    Json operator()(const Confirmed&) const { return {{"event", "confirmed"}}; }
    Json operator()(const Cancelled&) const { return {{"event", "cancelled"}}; }
    Json operator()(const CorrectionStarted&) const { return {{"event", "correction_started"}}; }
    Json operator()(const SearchStarted&) const { return {{"event", "search_started"}}; }
    Json operator()(const Erased&) const { return {{"event", "erased"}}; }
    Json operator()(const ShiftToggled&) const { return {{"event", "shift_toggled"}}; }
    Json operator()(const StaffCalled&) const { return {{"event", "staff_called"}}; }
    Json operator()(const StaffDoorOpened&) const { return {{"event", "staff_door_opened"}}; }
    Json operator()(const ReprintRequested&) const { return {{"event", "reprint_requested"}}; }
    Json operator()(const PendingPrintRequested&) const { return {{"event", "pending_print_requested"}}; }
    Json operator()(const Declined&) const { return {{"event", "declined"}}; }
    Json operator()(const QuitRequested&) const { return {{"event", "quit_requested"}}; }
    Json operator()(const SettingsRequested&) const { return {{"event", "settings_requested"}}; }
    Json operator()(const RehearsalEnded&) const { return {{"event", "rehearsal_ended"}}; }
    Json operator()(const TextSizeToggled&) const { return {{"event", "text_size_toggled"}}; }
    Json operator()(const ContrastToggled&) const { return {{"event", "contrast_toggled"}}; }
    Json operator()(const PrivacyRequested&) const { return {{"event", "privacy_requested"}}; }
    Json operator()(const MoreTimeRequested&) const { return {{"event", "more_time_requested"}}; }
    Json operator()(const TouchChanged& e) const { return {{"event", "touch_changed"}, {"down", e.is_down}}; }
    Json operator()(const Tick&) const { return {{"event", "tick"}}; }
    Json operator()(const LiveViewChanged&) const { return {}; }
    Json operator()(const PhonesChanged&) const { return {}; }
    Json operator()(const ImportReviewChanged&) const { return {}; }
    Json operator()(const SticksChanged&) const { return {}; }
    Json operator()(const ListUploadChanged&) const { return {}; }
    Json operator()(const SharingChanged&) const { return {}; }
    Json operator()(const HeadphonesChanged& e) const { return {{"event", "headphones_changed"}, {"in", e.are_in}}; }
    Json operator()(const ReachToggled&) const { return {{"event", "reach_toggled"}}; }
    Json operator()(const KioskInvited&) const { return {}; }
    Json operator()(const KioskInvitationRequested&) const { return {{"event", "kiosk_invitation_requested"}}; }
    Json operator()(const PurgedElsewhere&) const { return {}; }
    Json operator()(const ServedElsewhere& e) const {
        return {{"event", "served_elsewhere"}, {"who", e.person.value}, {"kiosk", e.kiosk}};
    }
    Json operator()(const DatabaseDamaged&) const { return {}; }
    Json operator()(const BackupNoted&) const { return {}; }
    Json operator()(const OldCopyFound&) const { return {}; }
    Json operator()(const ThreadRestarted&) const { return {}; }
    Json operator()(const RepairPrepared&) const { return {}; }
    Json operator()(const RepairDone&) const { return {}; }
    Json operator()(const ListsRequested& e) const {
        return {{"event", "lists_requested"}, {"kind", to_string(e.kind)}, {"wall", to_ms(e.wall)}, {"choice", e.choice}};
    }
    Json operator()(const ListsAnswered& e) const {
        return {{"event", "lists_answered"}, {"request", e.request}, {"note", to_string(e.note)}, {"file", e.file},
                {"marks", e.marks},          {"places", e.places}};
    }
    Json operator()(const PhoneCodeRequested& e) const { return {{"event", "phone_code_requested"}, {"staff", e.is_for_staff}}; }
    Json operator()(const PhoneEnded&) const { return {{"event", "phone_ended"}}; }
    Json operator()(const VisitsMeasured&) const { return {}; }
    Json operator()(const StaffAnswered& e) const {
        Json json{{"event", "staff_answered"},
                  {"request", e.request},
                  {"verdict", to_string(e.answer.verdict)},
                  {"who", e.answer.who.id.value}};
        if (e.answer.badge) json["order"] = e.answer.badge->id.value;
        return json;
    }
    Json operator()(const PersonLoaded& e) const {
        Json json{{"event", "person_loaded"}, {"request", e.request}};
        if (e.history) json["who"] = e.history->who.id.value;
        return json;
    }
    Json operator()(const TicketFound& e) const {
        Json json{{"event", "ticket_found"}, {"request", e.request}};
        if (e.person) json["who"] = e.person->value;
        return json;
    }
    Json operator()(const RollCallSaved& e) const {
        return {{"event", "roll_call_saved"}, {"request", e.request}, {"saved", !e.file.empty()}};
    }
    Json operator()(const StaffPageOpened& e) const { return {{"event", "staff_page_opened"}, {"tab", to_string(e.tab)}}; }
    Json operator()(const PersonOpened& e) const { return {{"event", "person_opened"}, {"who", e.person.value}}; }
    Json operator()(const FilterChosen& e) const { return {{"event", "filter_chosen"}, {"filter", to_string(e.filter)}}; }
    Json operator()(const SectorChosen& e) const { return {{"event", "sector_chosen"}, {"sector", e.sector}}; }
    Json operator()(const PanelChosen& e) const { return {{"event", "panel_chosen"}, {"panel", to_string(e.panel)}}; }
    Json operator()(const Scrolled& e) const { return {{"event", "scrolled"}, {"row", static_cast<std::int64_t>(e.top)}}; }
    Json operator()(const StaffRequested& e) const { return {{"event", "staff_requested"}, {"kind", to_string(e.kind)}}; }
    Json operator()(const StaffFieldChosen& e) const { return {{"event", "staff_field_chosen"}, {"field", to_string(e.field)}}; }
    /// An organisation may be one person's.
    Json operator()(const OrganisationChosen&) const { return {{"event", "organisation_chosen"}, {"organisation", "x"}}; }
    Json operator()(const PersonTicked& e) const { return {{"event", "person_ticked"}, {"who", e.person.value}}; }
    Json operator()(const TicksCleared&) const { return {{"event", "ticks_cleared"}}; }
    Json operator()(const PersonClosed&) const { return {{"event", "person_closed"}}; }
    Json operator()(const HelpMet& e) const { return {{"event", "help_met"}, {"number", e.number}}; }
    Json operator()(const GuestMet& e) const { return {{"event", "guest_met"}, {"who", e.person.value}}; }
    Json operator()(const BadgeAnswered& e) const {
        return {{"event", "badge_answered"}, {"order", e.order.value}, {"came_out", e.came_out}};
    }
    Json operator()(const PartSwitchedOn& e) const { return {{"event", "part_switched_on"}, {"part", to_string(e.part)}}; }
    Json operator()(const RepairRequested&) const { return {{"event", "repair_requested"}}; }
    Json operator()(const RollChanged& e) const { return {{"event", "roll_changed"}, {"printer", e.printer}}; }
    Json operator()(const RollCallRequested& e) const { return {{"event", "roll_call_requested"}, {"to", to_string(e.to)}}; }
};

/// Reads one line field by field; a missing field, or one of another type, becomes the empty value.
class Line {
public:
    Line(const Json& json, const PersonLookUp& person) : json_(json), person_(person) {}

    [[nodiscard]] std::string text(const char* key) const { return json_.value(key, std::string{}); }
    [[nodiscard]] std::uint64_t number(const char* key) const { return json_.value(key, std::uint64_t{0}); }
    [[nodiscard]] bool flag(const char* key) const { return json_.value(key, false); }
    template <class Enum>
    [[nodiscard]] Enum one_of(const char* key, Enum last) const {
        return from_string(text(key), last).value_or(Enum{});
    }
    [[nodiscard]] UtcTime wall() const { return from_ms(json_.value("wall", std::int64_t{0})); }
    [[nodiscard]] std::optional<UtcTime> since() const {
        if (!json_.contains("since")) return std::nullopt;
        return from_ms(json_.value("since", std::int64_t{0}));
    }
    [[nodiscard]] std::optional<Registration> who() const {
        if (!json_.contains("who")) return std::nullopt;
        const RegistrationId id{text("who")};
        if (auto known = person_(id)) return known;
        Registration stranger;
        stranger.id = id;
        return stranger;
    }

private:
    const Json& json_;
    const PersonLookUp& person_;
};

std::optional<RegistrationId> id_of(const Line& line) {
    const auto who = line.who();
    return who ? std::optional(who->id) : std::nullopt;
}

std::optional<Event> staff_answer_of(const std::string& name, const Line& line, Clock::time_point at) {
    if (name == "staff_answered") {
        StaffAnswer answer{line.one_of("verdict", StaffVerdict::enough), line.who().value_or(Registration{}), {}};
        if (!line.text("order").empty()) answer.badge.emplace().id = OrderId{line.text("order")};
        return StaffAnswered{line.number("request"), std::move(answer), at};
    }
    if (name == "person_loaded") {
        const auto who = line.who();
        return PersonLoaded{line.number("request"),
                            who ? std::make_shared<const PersonHistory>(PersonHistory{*who, {}, {}, {}}) : nullptr, at};
    }
    if (name == "ticket_found") return TicketFound{line.number("request"), id_of(line), at};
    if (name == "lists_answered")
        return ListsAnswered{line.number("request"), line.one_of("note", ListsNote::purge_failed),
                             line.text("file"),      line.number("marks"),
                             line.number("places"),  at};
    if (name == "roll_call_saved") return RollCallSaved{line.number("request"), line.flag("saved") ? "roll-call.pdf" : "", at};
    return std::nullopt;
}

std::optional<Event> staff_tap_of(const std::string& name, const Line& line, Clock::time_point at) {
    if (name == "phone_code_requested") return PhoneCodeRequested{line.flag("staff"), at};
    if (name == "phone_ended") return PhoneEnded{{}, at};
    if (name == "staff_page_opened") return StaffPageOpened{line.one_of("tab", StaffTab::kiosks), at};
    if (name == "person_opened") return PersonOpened{id_of(line).value_or(RegistrationId{}), at};
    if (name == "filter_chosen") return FilterChosen{line.one_of("filter", PeopleFilter::withdrawn), at};
    if (name == "sector_chosen") return SectorChosen{line.text("sector"), at};
    if (name == "panel_chosen") return PanelChosen{line.one_of("panel", PeoplePanel::sectors), at};
    if (name == "scrolled") return Scrolled{static_cast<double>(line.number("row")), at};
    if (name == "staff_requested") return StaffRequested{line.one_of("kind", StaffRequestKind::show_in_emergency), at};
    if (name == "staff_field_chosen") return StaffFieldChosen{line.one_of("field", StaffField::sector), at};
    if (name == "organisation_chosen") return OrganisationChosen{line.text("organisation"), at};
    if (name == "person_ticked") return PersonTicked{id_of(line).value_or(RegistrationId{}), at};
    if (name == "ticks_cleared") return TicksCleared{at};
    if (name == "person_closed") return PersonClosed{at};
    if (name == "help_met") return HelpMet{line.number("number"), at};
    if (name == "guest_met") return GuestMet{id_of(line).value_or(RegistrationId{}), at};
    if (name == "badge_answered") return BadgeAnswered{OrderId{line.text("order")}, line.flag("came_out"), at};
    if (name == "part_switched_on") return PartSwitchedOn{line.one_of("part", DoorPart::export_download), at};
    if (name == "repair_requested") return RepairRequested{at};
    if (name == "roll_changed") return RollChanged{line.text("printer"), at};
    if (name == "kiosk_invitation_requested") return KioskInvitationRequested{at};
    if (name == "roll_call_requested") return RollCallRequested{at, line.one_of("to", ListTarget::printer)};
    if (name == "lists_requested")
        return ListsRequested{line.one_of("kind", ListsRequestKind::purge), line.wall(), at,
                              static_cast<std::size_t>(line.number("choice"))};
    return std::nullopt;
}

std::optional<Event> answer_of(const std::string& name, const Line& line, Clock::time_point at) {
    if (name == "scanned") return Scanned{line.text("code"), line.flag("scanner") ? ScanSource::scanner : ScanSource::camera, at};
    if (name == "look_up_done")
        return LookUpDone{line.number("request"),
                          {line.one_of("verdict", Verdict::too_early), line.since(), line.text("at_kiosk")},
                          line.who(),
                          at};
    if (name == "name_looked_up") {
        const auto who = line.who();
        return NameLookedUp{line.number("request"), who ? std::optional(who->id) : std::nullopt, who ? masked_name(*who) : "",
                            at};
    }
    if (name == "check_in_recorded")
        return CheckInRecorded{line.number("request"),
                               line.one_of("verdict", Verdict::too_early),
                               line.since(),
                               line.who().value_or(Registration{}),
                               OrderId{line.text("order")},
                               line.one_of("name_shown", BadgeName::alias),
                               at,
                               line.text("at_kiosk")};
    if (name == "served_elsewhere") return ServedElsewhere{id_of(line).value_or(RegistrationId{}), line.text("kiosk"), at};
    if (name == "desk_failed") return DeskFailed{line.number("request"), line.one_of("code", ErrorCode::stopped), at};
    if (name == "print_report") {
        const OrderReport report{{line.text("order")},
                                 line.one_of("state", OrderState::in_doubt),
                                 line.one_of("fault", PrinterFault::other),
                                 line.text("printer"),
                                 0,
                                 {}};
        return PrintReport{report, at};
    }
    if (name == "printer_status") return PrinterStatus{line.text("printer"), line.one_of("fault", PrinterFault::other), {}, at};
    if (name == "camera_status")
        return CameraStatus{
            line.flag("working"), {}, line.flag("decoder_gone"), static_cast<int>(line.number("lost_frames")), at};
    if (name == "scan_advised") return ScanAdvised{line.one_of("advice", last_scan_advice), at};
    if (name == "counts_changed")
        return CountsChanged{line.number("inside"), line.number("expected"), line.number("waiting"), at};
    if (name == "pin_saved") return PinSaved{line.number("request"), line.flag("saved"), at};
    if (name == "pin_checked") return PinChecked{line.number("request"), line.flag("right"), at};
    return staff_answer_of(name, line, at);
}

std::optional<Event> tap_of(const std::string& name, const Line& line, Clock::time_point at) {
    if (name == "confirmed") return Confirmed{at};
    if (name == "cancelled") return Cancelled{at};
    if (name == "correction_started") return CorrectionStarted{at};
    if (name == "name_shown_chosen") return NameShownChosen{line.one_of("name_shown", BadgeName::alias), at};
    if (name == "search_started") return SearchStarted{at};
    if (name == "typed") return Typed{line.text("text"), at};
    if (name == "erased") return Erased{at};
    if (name == "shift_toggled") return ShiftToggled{at};
    if (name == "field_chosen") return FieldChosen{line.flag("family") ? NameField::family : NameField::given, at};
    if (name == "staff_called") return StaffCalled{at};
    if (name == "staff_door_opened") return StaffDoorOpened{at};
    if (name == "reprint_requested") return ReprintRequested{at};
    if (name == "pending_print_requested") return PendingPrintRequested{at};
    if (name == "declined") return Declined{at};
    if (name == "quit_requested") return QuitRequested{at};
    if (name == "settings_requested") return SettingsRequested{at};
    if (name == "rehearsal_ended") return RehearsalEnded{at};
    if (name == "language_chosen") return LanguageChosen{line.number("language"), at};
    if (name == "text_size_toggled") return TextSizeToggled{at};
    if (name == "headphones_changed") return HeadphonesChanged{line.flag("in"), at};
    if (name == "reach_toggled") return ReachToggled{at};
    if (name == "contrast_toggled") return ContrastToggled{at};
    if (name == "privacy_requested") return PrivacyRequested{at};
    if (name == "more_time_requested") return MoreTimeRequested{at};
    if (name == "touch_changed") return TouchChanged{line.flag("down"), at};
    if (name == "tick") return Tick{at};
    return staff_tap_of(name, line, at);
}

}  // namespace

std::string to_trace(const Event& event, Clock::time_point start) {
    const auto written = std::visit(Writer{}, event);
    if (written.is_null()) return {};  // an event that is never traced
    const auto at = std::visit([](const auto& e) { return e.at; }, event);
    Json json{{"ms", std::chrono::duration_cast<std::chrono::milliseconds>(at - start).count()}};
    json.update(written);
    return json.dump(-1, ' ', true, Json::error_handler_t::replace);
}

std::optional<Event> from_trace(std::string_view text, Clock::time_point start, const PersonLookUp& person) {
    try {
        const Json json = Json::parse(text);
        if (!json.is_object()) return std::nullopt;
        const Line line(json, person);
        const auto at = start + std::chrono::milliseconds{json.value("ms", std::int64_t{0})};
        const std::string name = line.text("event");
        if (auto answer = answer_of(name, line, at)) return answer;
        return tap_of(name, line, at);
    } catch (const Json::exception&) {
        return std::nullopt;
    }
}

}  // namespace entre
