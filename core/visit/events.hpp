// What happened at the door, as values with names in the past tense: answers from the desk, device reports, taps and keys.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/base/error.hpp"
#include "core/base/one_of.hpp"
#include "core/visit/screens.hpp"

namespace entre {

// A table, one event a line.
// clang-format off

enum class ScanSource { camera, scanner };

/// A code from the camera or a hand scanner. The camera repeats the event for as long as it sees the code.
struct Scanned { std::string payload; ScanSource source = ScanSource::camera; Clock::time_point at{}; };
/// The desk's answer to LookUp and FindName.
struct LookUpDone {
    RequestId request = 0;
    Admission admission;
    std::optional<Registration> who;  ///< set for admitted and already_in
    Clock::time_point at{};
};
/// The desk's answer to FindName: one masked person, or nobody (no match and several matches look the same).
struct NameLookedUp { RequestId request = 0; std::optional<RegistrationId> person; std::string masked; Clock::time_point at{}; };
/// The desk's answer to RecordCheckIn and RecordReprint. Sent only after the commit.
struct CheckInRecorded {
    RequestId request = 0;
    Verdict verdict = Verdict::admitted;      ///< already_in when another station was faster
    std::optional<UtcTime> since;
    Registration who;                         ///< as recorded, corrections included
    OrderId order;                            ///< the badge order of the same transaction
    BadgeName name_shown = BadgeName::full;
    Clock::time_point at{};
    std::string at_kiosk{};                   ///< already_in: another kiosk; see Admission
};
/// Another kiosk is asking `person` the same question at this moment.
struct ServedElsewhere { RegistrationId person; std::string kiosk; Clock::time_point at{}; };
/// The desk could not carry out the request: disk full, database gone.
struct DeskFailed { RequestId request = 0; ErrorCode code = ErrorCode::database_failed; Clock::time_point at{}; };
struct PrintReport { OrderReport report; Clock::time_point at{}; };
struct PrinterStatus { std::string printer; PrinterFault fault = PrinterFault::none; std::string detail; Clock::time_point at{}; };
/// `is_decoder_gone`: the camera works, but the decoder does not. `lost_frames`: frames that crashed it, since the start.
struct CameraStatus {
    bool is_working = true;
    std::string detail;
    bool is_decoder_gone = false;
    int lost_frames = 0;
    Clock::time_point at{};
};
/// How to hold a code that the camera sees but cannot read; `none` once it is read or gone.
struct ScanAdvised { ScanAdvice advice = ScanAdvice::none; Clock::time_point at{}; };
/// How many are inside and expected, and how many badges wait. Sent after each change in the database.
struct CountsChanged { std::size_t inside = 0, expected = 0, badges_waiting = 0; Clock::time_point at{}; };
struct PinSaved { RequestId request = 0; bool is_saved = false; Clock::time_point at{}; };  ///< the result of SavePin
struct PinChecked { RequestId request = 0; bool is_right = false; Clock::time_point at{}; };

// Taps.
struct Confirmed { Clock::time_point at{}; };             ///< the main button: yes, done typing, try again
struct Cancelled { Clock::time_point at{}; };             ///< no, back, tap to dismiss
struct CorrectionStarted { Clock::time_point at{}; };     ///< “Rätta namnet”
struct NameShownChosen { BadgeName name_shown = BadgeName::full; Clock::time_point at{}; };
struct SearchStarted { Clock::time_point at{}; };         ///< “Jag har ingen kod”
struct Typed { std::string text; Clock::time_point at{}; };  ///< one key: a letter, a space, a digit
struct Erased { Clock::time_point at{}; };
struct ShiftToggled { Clock::time_point at{}; };
struct FieldChosen { NameField field = NameField::given; Clock::time_point at{}; };
struct StaffCalled { Clock::time_point at{}; };           ///< “Hämta personal”
struct StaffDoorOpened { Clock::time_point at{}; };       ///< five taps in the hidden corner
struct ReprintRequested { Clock::time_point at{}; };
struct PendingPrintRequested { Clock::time_point at{}; };     ///< staff: print the waiting badges
struct Declined { Clock::time_point at{}; };                  ///< staff: “Avbryt” instead of the second tap
struct QuitRequested { Clock::time_point at{}; };             ///< staff: leave the kiosk
struct SettingsRequested { Clock::time_point at{}; };         ///< staff: close the door and change the settings
struct RehearsalEnded { Clock::time_point at{}; };            ///< on the band of a rehearsal
struct LanguageChosen { std::size_t language = 0; Clock::time_point at{}; };
struct TextSizeToggled { Clock::time_point at{}; };
struct ContrastToggled { Clock::time_point at{}; };
struct PrivacyRequested { Clock::time_point at{}; };          ///< “Läs mer” about what is kept
struct MoreTimeRequested { Clock::time_point at{}; };         ///< “Mer tid”
struct TouchChanged { bool is_down = false; Clock::time_point at{}; };  ///< a finger was put on the screen or taken off it
struct Tick { Clock::time_point at{}; };                  ///< a deadline passed

// Staff. The live view is sent complete and holds names, so it is never traced.

/// The counts at the door changed.
struct LiveViewChanged {
    std::shared_ptr<const LiveView> view;
    std::optional<ImportHealth> last_import;
    std::optional<std::uint64_t> disk_free_mib;
    Clock::time_point at{};
    std::shared_ptr<const std::vector<TroubledBadge>> troubled = {};  ///< oldest first; null means none
    std::vector<LabelRoll> rolls = {};
    bool have_visitors_codes = true;
    std::vector<HelpCall> help = {};  ///< at the kiosk; used where another process is the kiosk
};
struct VisitsMeasured { VisitSpeed speed; Clock::time_point at{}; };
/// The desk's answer to DoForStaff. Sent only after the commit, when its badge, if any, is already with a printer.
struct StaffAnswered { RequestId request = 0; StaffAnswer answer; Clock::time_point at{}; };
/// The desk's answer to LoadPerson; null when there is no such person.
struct PersonLoaded { RequestId request = 0; std::shared_ptr<const PersonHistory> history; Clock::time_point at{}; };
/// The desk's answer to FindTicket.
struct TicketFound { RequestId request = 0; std::optional<RegistrationId> person; Clock::time_point at{}; };
/// `file` is the printer's name for a list that is printed; empty: it failed. `note`: how saving on a stick or printing went.
struct RollCallSaved { RequestId request = 0; std::string file; Clock::time_point at{}; std::optional<StaffNote> note{}; };

/// A new export waits for an answer, or no longer does. Holds names, so it is never traced.
struct ImportReviewChanged { std::shared_ptr<const ImportReview> review; Clock::time_point at{}; };
/// The result of DoForLists.
struct ListsAnswered {
    RequestId request = 0;
    ListsNote note = ListsNote::none;
    std::string file;
    std::size_t marks = 0, places = 0;
    Clock::time_point at{};
};
/// `wall` is the time of day, for what must wait until the seminar is over.
/// `choice`: of the question's answers, counted from 0.
struct ListsRequested { ListsRequestKind kind = ListsRequestKind::look; UtcTime wall{}; Clock::time_point at{}; std::size_t choice = 0; };

struct StaffPageOpened { StaffTab tab = StaffTab::overview; Clock::time_point at{}; };
struct PersonOpened { RegistrationId person; Clock::time_point at{}; };
struct FilterChosen { PeopleFilter filter = PeopleFilter::everybody; Clock::time_point at{}; };
struct SectorChosen { std::string sector; Clock::time_point at{}; };
struct PanelChosen { PeoplePanel panel = PeoplePanel::none; Clock::time_point at{}; };
struct Scrolled { double top = 0; Clock::time_point at{}; };
struct StaffRequested { StaffRequestKind kind = StaffRequestKind::check_in; Clock::time_point at{}; };
struct StaffFieldChosen { StaffField field = StaffField::given; Clock::time_point at{}; };
struct OrganisationChosen { std::string organisation; Clock::time_point at{}; };  ///< one of the suggestions
struct HelpMet { std::uint64_t number = 0; Clock::time_point at{}; };
struct GuestMet { RegistrationId person; Clock::time_point at{}; };
struct BadgeAnswered { OrderId order; bool came_out = false; Clock::time_point at{}; };  ///< “Kom badgen ut?”
struct RollChanged { std::string printer; Clock::time_point at{}; };
struct PersonTicked { RegistrationId person; Clock::time_point at{}; };  ///< on the evacuation list; again: not ticked
struct TicksCleared { Clock::time_point at{}; };
struct PersonClosed { Clock::time_point at{}; };  // back to the list that the person was chosen from
struct RollCallRequested { Clock::time_point at{}; ListTarget to = ListTarget::folder; };  ///< “Spara som PDF”, “Spara på USB-minnet”, “Skriv ut”
/// A memory stick was plugged in, or the last one pulled out.
struct SticksChanged { bool has_stick = false; Clock::time_point at{}; };
/// The page for newer lists was opened or closed, or a file is on its way. Holds a secret, so it is never traced.
struct ListUploadChanged { std::optional<ListUploadPage> page; Clock::time_point at{}; };
struct PhoneCodeRequested { bool is_for_staff = false; Clock::time_point at{}; };
struct PhoneEnded { std::string id; Clock::time_point at{}; };
/// The devices paired with the live page, and the current pairing code. Holds a secret, so it is never traced.
struct PhonesChanged { std::optional<PhoneCode> code; std::vector<PairedPhone> phones; Clock::time_point at{}; };

/// The connection to the other kiosks, or one of them, has changed. Never traced: it says what the network does.
struct SharingChanged { SharingView view; Clock::time_point at{}; };
/// Plugged in, or pulled out.
struct HeadphonesChanged { bool are_in = false; Clock::time_point at{}; };
/// Everything that can be tapped moves down, or up again.
struct ReachToggled { Clock::time_point at{}; };
/// The answer to InviteKiosk. Holds a secret, so it is never traced.
struct KioskInvited { KioskInvitation invitation; Clock::time_point at{}; };
struct KioskInvitationRequested { Clock::time_point at{}; };
/// The seminar was purged at another kiosk, so it is purged here before anything else.
struct PurgedElsewhere { Clock::time_point at{}; };
/// The database, or something that was acknowledged, is damaged or gone.
struct DatabaseDamaged { Clock::time_point at{}; };
/// The folder of [backup] could not be written, or can be again (no problem).
struct BackupNoted { std::string problem; Clock::time_point at{}; };
/// The folder was replaced by an old copy of itself: `missing` check-ins were there until `newest`.
struct OldCopyFound { std::int64_t missing = 0; UtcTime newest{}; Clock::time_point at{}; };
/// A thread failed and was started again.
struct ThreadRestarted { std::string thread; Clock::time_point at{}; };
struct PartSwitchedOn { DoorPart part = DoorPart::printers; Clock::time_point at{}; };
/// The result of PrepareRepair; nullopt when nothing can be repaired.
struct RepairPrepared { std::optional<RepairPlan> plan; Clock::time_point at{}; };
struct RepairRequested { Clock::time_point at{}; };
/// The result of CarryOutRepair: the folder with the damaged files; nullopt when it failed.
struct RepairDone { std::optional<std::string> kept; Clock::time_point at{}; };

using EventKinds = std::variant<Scanned, LookUpDone, NameLookedUp, CheckInRecorded, ServedElsewhere, DeskFailed, PrintReport, PrinterStatus, CameraStatus, ScanAdvised,
                           CountsChanged, PinChecked, PinSaved, Confirmed, Cancelled, CorrectionStarted, NameShownChosen, SearchStarted, Typed,
                           Erased, ShiftToggled, FieldChosen, StaffCalled, StaffDoorOpened, ReprintRequested, PendingPrintRequested,
                           Declined, QuitRequested, SettingsRequested, RehearsalEnded, LanguageChosen, TextSizeToggled, ContrastToggled, PrivacyRequested, MoreTimeRequested, TouchChanged, Tick, LiveViewChanged,
                           VisitsMeasured, StaffAnswered, PersonLoaded, TicketFound, RollCallSaved, StaffPageOpened, PersonOpened,
                           FilterChosen, SectorChosen, PanelChosen, Scrolled, StaffRequested, StaffFieldChosen, OrganisationChosen, HelpMet, GuestMet, PersonTicked, TicksCleared, PersonClosed,
                           RollCallRequested, PhoneCodeRequested, PhoneEnded, PhonesChanged, ImportReviewChanged, ListsAnswered, ListsRequested, BadgeAnswered, RollChanged, SticksChanged, ListUploadChanged, HeadphonesChanged, ReachToggled, SharingChanged, KioskInvited, KioskInvitationRequested, PurgedElsewhere,
                           DatabaseDamaged, BackupNoted, OldCopyFound, ThreadRestarted, PartSwitchedOn, RepairPrepared, RepairRequested, RepairDone>;
using Event = OneOf<EventKinds>;
using Events = std::vector<Event>;

// clang-format on

}  // namespace entre
