// The kiosk's screens and the state around them. Plain values; each screen holds all it needs.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/attendance/admission.hpp"
#include "core/attendance/badge_order.hpp"
#include "core/attendance/health.hpp"
#include "core/attendance/sharing.hpp"
#include "core/base/clock.hpp"
#include "core/base/one_of.hpp"
#include "core/qr/scan_advice.hpp"
#include "core/registration/registration.hpp"
#include "core/visit/new_pin.hpp"
#include "core/visit/staff_pages.hpp"

namespace entre {

struct Welcome {};

/// The database is damaged: nobody can check in here until staff have repaired it.
struct OutOfOrder {};

/// A code was read or a name sent; the desk has not answered yet.
struct LookingUp {
    RequestId request = 0;
    Clock::time_point since{};
};

/// “Är det här du?” with the badge as it will print.
struct Confirm {
    Registration who;              ///< with the visitor's corrected spelling, if any
    std::string given_registered;  ///< as in the roster, so that repeated corrections cannot drift to another name
    std::string family_registered;
    BadgeName name_shown = BadgeName::full;
    Clock::time_point shown{};
};

/// The person as the screen may show them: without the name once they have asked for that.
Registration who_is_shown(const Confirm& screen);

enum class NameField { given, family };

/// A visitor corrects the spelling of their own name.
struct Correcting {
    Confirm before;  ///< where Cancelled returns to
    std::string given;
    std::string family;
    NameField field = NameField::given;
    bool is_shift_on = false;
    bool is_refused = false;  ///< the typed name is another name, not another spelling
    Clock::time_point shown{};
};

/// The visitor said yes; the check-in is being written. Success is not shown before it is on disk.
struct Recording {
    RequestId request = 0;
    Registration who;
    Clock::time_point since{};
};

/// Checked in, on disk. The badge is being printed.
struct Printing {
    OrderId order;
    Registration who;
    BadgeName name_shown = BadgeName::full;
    OrderState state = OrderState::ordered;
    std::string printer;   ///< empty until a printer has accepted it
    bool is_slow = false;  ///< takes so long that the visitor is told
    Clock::time_point since{};
};

/// Checked in, and the printer reports that the badge came out; or there is no printer, and no badge is spoken of.
struct Done {
    Registration who;
    BadgeName name_shown = BadgeName::full;
    std::string printer;
    Clock::time_point shown{};
    bool has_more_time = false;  ///< the visitor asked for it
    bool has_badge = true;
    OrderId order{};  ///< of the badge that may lie ready; only without `has_badge`
};

/// Checked in, but the badge was not printed; the check-in remains valid.
struct BadgeTrouble {
    OrderId order;
    Registration who;
    BadgeName name_shown = BadgeName::full;
    PrinterFault fault = PrinterFault::other;
    std::string printer;
    Clock::time_point shown{};
};

struct AlreadyIn {
    Registration who;
    UtcTime since{};
    Clock::time_point shown{};
    bool asks_why = false;     ///< staff gave the PIN for another badge and must choose a reason
    bool wants_badge = false;  ///< the visitor asked for another badge: staff help
    std::string at_kiosk{};    ///< another kiosk at the same door, where the person checked in; empty: here
};

/// Why the visitor cannot check in without help.
enum class Advice {
    withdrawn,
    unpaid,
    unknown,  ///< one neutral answer for every kind of bad code
    other_seminar,
    too_early,
    not_found,      ///< a name matched nobody, or several people: both look the same
    search_paused,  ///< too many tries
    desk_failed,    ///< the check-in could not be stored
    full,           ///< not on the list, and the seminar is full
};

struct Trouble {
    Advice advice = Advice::unknown;
    std::optional<UtcTime> opens;  ///< too_early only
    Clock::time_point shown{};
};

/// Search by name with the on-screen keyboard; half-typed text is kept here only.
struct Search {
    std::string given;
    std::string family;
    NameField field = NameField::given;
    bool is_shift_on = true;
    Clock::time_point shown{};
};

/// Exactly one person matches; shown masked, so that typing somebody else's name reveals nothing new.
struct Offer {
    RegistrationId person;
    std::string masked;  ///< “Åsa Ö., Linköpings kommun”
    Clock::time_point shown{};
    BadgeName name_shown = BadgeName::full;
};

/// Who keeps what about the visitor, for how long, and whom to ask.
struct PrivacyNotice {
    Clock::time_point shown{};
};

/// “Personal är på väg.”
struct StaffComing {
    Clock::time_point shown{};
};

/// What staff want to do once the PIN is right.
struct OpenStaff {};
struct ReprintFor {
    Registration who;
    UtcTime since{};
};
using PinPurpose = std::variant<OpenStaff, ReprintFor>;

struct StaffPin {
    PinPurpose purpose;
    std::string digits;
    bool is_checking = false;
    bool was_wrong = false;
    RequestId request = 0;
    Clock::time_point shown{};
};

using ScreenKinds = std::variant<Welcome, OutOfOrder, LookingUp, Confirm, Correcting, Recording, Printing, Done, BadgeTrouble,
                                 AlreadyIn, Trouble, Search, Offer, PrivacyNotice, StaffComing, StaffPin, NewPin, Staff>;
using Screen = OneOf<ScreenKinds>;

/// A screen's name in traces, screenshots and tests: "confirm".
std::string_view name_of(const Screen& screen);

/// The visitor's display preferences; reset to the defaults when the visitor leaves.
struct Preferences {
    std::size_t language = 0;  ///< index into the seminar's languages
    bool is_text_large = false;
    bool is_contrast_high = false;
    bool is_low = false;  ///< everything that can be tapped is in the lower part of a tall screen
    friend bool operator==(const Preferences&, const Preferences&) = default;
};

/// The last known state of the devices.
struct Devices {
    bool has_camera = true;    ///< false: unplugged or missing; scanning by hand scanner still works
    bool has_scanner = false;  ///< a hand scanner has read something since the start
    std::string camera_detail;
    bool has_headphones = false;                ///< somebody listens to the screen
    bool has_stick = false;                     ///< a memory stick is plugged in
    bool is_decoder_gone = false;               ///< the camera works, but its frames cannot be decoded
    int lost_frames = 0;                        ///< frames on which the decoder crashed, since the start
    ScanAdvice scan_advice = ScanAdvice::none;  ///< for the code in front of the camera
    struct PrinterNews {
        std::string name;
        PrinterFault fault = PrinterFault::none;
        std::string detail;
    };
    std::vector<PrinterNews> printers;
    std::size_t badges_waiting = 0;
    std::size_t inside = 0;
    std::size_t expected = 0;
    std::optional<std::uint64_t> disk_free_mib;
    std::optional<ImportHealth> last_import;
    VisitSpeed speed;
    std::vector<LabelRoll> rolls;        ///< for printers whose labels are counted
    std::string backup_problem;          ///< why the folder of [backup] could not be written; empty when it could
    std::int64_t missing_check_ins = 0;  ///< because the folder was replaced by an old copy
    UtcTime missing_newest{};            ///< the time of the last of them
    std::vector<std::string> restarted;  ///< threads that failed and were started again, for staff to pass on
};

/// From seminar.toml; constant while the kiosk runs.
struct VisitRules {
    bool confirm = true;
    bool search = false;
    bool has_pin = false;
    std::size_t languages = 2;
    std::size_t first_language = 0;
    bool has_live_page = false;         ///< phones can be paired
    bool can_invite = false;            ///< other kiosks to this door
    bool has_settings = false;          ///< the assistant can take the door's place
    bool has_printers = true;           ///< false: nobody gets a badge here, which is no trouble
    bool wants_camera = true;           ///< false: the door is to work without one
    bool is_rehearsal = false;          ///< on a copy that is thrown away
    bool begins_low = false;            ///< a wheelchair user does not reach the upper part of the screen
    std::optional<UtcTime> ends;        ///< the end of the seminar, after which its data can be purged
    bool is_damaged = false;            ///< the database must be repaired: OutOfOrder takes the place of Welcome
    std::vector<DoorPart> parts_off{};  ///< after a careful start, until staff switch them on
    std::string writer;  ///< the other process that writes the database: staff can only look; empty when this one writes
};

/// A code counts as the same scan until it has been out of sight for this long.
inline constexpr auto same_scan_within = std::chrono::seconds{3};

struct State {
    Screen screen = Welcome{};
    Preferences preferences;
    Devices devices;
    VisitRules rules;
    RequestId last_request = 0;

    std::string last_code;  ///< the last payload, to distinguish one scan from two
    Clock::time_point last_code_seen{};
    std::vector<Clock::time_point> searches;  ///< recent name searches, for the pause after too many
    int wrong_pins = 0;                       ///< in a row
    std::optional<Clock::time_point> pin_locked_until;
    bool have_visitors_codes = true;             ///< false: nobody was given a code, so the door works by name
    std::shared_ptr<const LiveView> live;        ///< null before the first count
    std::shared_ptr<const ImportReview> import;  ///< a new export that waits for an answer or cannot be read; null: none
    std::optional<ListUploadPage> list_upload;   ///< nullopt: it is not open
    std::shared_ptr<const std::vector<TroubledBadge>> troubled;  ///< badges that staff must look at; null: none
    std::optional<SharingView> sharing;                          ///< nullopt: the seminar has one kiosk
    std::optional<KioskInvitation> kiosk_invitation;             ///< nullopt until staff want one
    std::vector<HelpCall> help;                                  ///< oldest first
    std::uint64_t last_help = 0;
    Clock::time_point help_sounded{};                ///< when the sound for `help` was last played
    std::vector<RegistrationId> ticked;              ///< people found outside, on this screen's evacuation list
    std::vector<RegistrationId> guests_met;          ///< flagged guests whose arrival staff have acknowledged
    std::optional<Clock::time_point> touched_since;  ///< a finger is on the screen
    Clock::time_point preferences_chosen{};          ///< the last touch or choice, after which an untouched Welcome forgets them
    Clock::time_point now{};                         ///< the time of the last event
};

}  // namespace entre
