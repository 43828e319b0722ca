// What can stand on the kiosk's screen, and what the kiosk knows beside it. Plain values; each screen holds all it needs.
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
#include "core/base/clock.hpp"
#include "core/qr/scan_advice.hpp"
#include "core/registration/registration.hpp"
#include "core/visit/staff_pages.hpp"

namespace entre {

struct Welcome {};

/// A code was read or a name sent; the desk has not answered yet.
struct LookingUp {
    RequestId request = 0;
    Clock::time_point since{};
};

/// “Är det här du?” with the badge as it will print.
struct Confirm {
    Registration who;              ///< with the spelling the visitor mended, if any
    std::string given_registered;  ///< as the roster has it, so that mending twice does not drift to another name
    std::string family_registered;
    BadgeName name_shown = BadgeName::full;
    Clock::time_point shown{};
};

enum class NameField { given, family };

/// A visitor mends the spelling of their own name.
struct Correcting {
    Confirm before;  ///< what Cancelled goes back to
    std::string given;
    std::string family;
    NameField field = NameField::given;
    bool is_shift_on = false;
    bool is_refused = false;  ///< what was typed is another name, not another spelling
    Clock::time_point shown{};
};

/// The visitor said yes; the check-in is on its way to the disk. Nothing is green yet.
struct Recording {
    RequestId request = 0;
    Registration who;
    Clock::time_point since{};
};

/// Checked in, on disk. The badge is on its way.
struct Printing {
    OrderId order;
    Registration who;
    BadgeName name_shown = BadgeName::full;
    OrderState state = OrderState::ordered;
    std::string printer;   ///< empty until one took it
    bool is_slow = false;  ///< longer than a visitor should wait without a word
    Clock::time_point since{};
};

/// Checked in, and the printer says that the badge came out.
struct Done {
    Registration who;
    BadgeName name_shown = BadgeName::full;
    std::string printer;
    Clock::time_point shown{};
};

/// Checked in, but the badge does not come now; the check-in stands.
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
    bool asks_why = false;  ///< staff gave the PIN for another badge, and is to say why
};

/// What the visitor is told when the door does not open by itself.
enum class Advice {
    withdrawn,
    unpaid,
    unknown,  ///< one neutral answer, whatever was wrong with the code
    other_seminar,
    too_early,
    not_found,      ///< a name led to nobody, or to several: both look the same
    search_paused,  ///< too many tries
    desk_failed,    ///< the check-in could not be stored; nothing was promised
    full,           ///< not on the list, and the house is full
};

struct Trouble {
    Advice advice = Advice::unknown;
    std::optional<UtcTime> opens;  ///< too_early only
    Clock::time_point shown{};
};

/// On-screen keyboard; half-typed text lives here and nowhere else.
struct Search {
    std::string given;
    std::string family;
    NameField field = NameField::given;
    bool is_shift_on = true;
    Clock::time_point shown{};
};

/// Exactly one person fits; shown masked, so that a name tells nobody more than who typed it.
struct Offer {
    RegistrationId person;
    std::string masked;  ///< “Åsa Ö., Linköpings kommun”
    Clock::time_point shown{};
};

/// “Personal är på väg.”
struct StaffComing {
    Clock::time_point shown{};
};

/// What the staff asked to do before the PIN.
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

using Screen = std::variant<Welcome, LookingUp, Confirm, Correcting, Recording, Printing, Done, BadgeTrouble, AlreadyIn, Trouble,
                            Search, Offer, StaffComing, StaffPin, Staff>;

/// A screen's name in traces, screenshots and tests: "confirm".
std::string_view name_of(const Screen& screen);

/// What the visitor chose for reading; back to the defaults once they are gone.
struct Preferences {
    std::size_t language = 0;  ///< index into the seminar's languages
    bool is_text_large = false;
    bool is_contrast_high = false;
    friend bool operator==(const Preferences&, const Preferences&) = default;
};

/// What the machine's devices last said.
struct Devices {
    bool has_camera = true;  ///< false: unplugged or missing; scanning by hand scanner still works
    std::string camera_detail;
    bool is_decoder_gone = false;               ///< the camera gives pictures, but they cannot be read
    int lost_frames = 0;                        ///< pictures that the decoder fell over, since the start
    ScanAdvice scan_advice = ScanAdvice::none;  ///< for the code before the camera
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
    std::vector<LabelRoll> rolls;  ///< of the printers whose labels are counted
};

/// Decided by seminar.toml; never changes while the kiosk runs.
struct VisitRules {
    bool confirm = true;
    bool search = false;
    bool has_pin = false;
    std::size_t languages = 2;
    std::size_t first_language = 0;
    bool has_live_page = false;   ///< phones can be let in
    std::optional<UtcTime> ends;  ///< when the seminar is over: what is kept of it can go after that
    std::string writer;           ///< who else holds the database: staff can only look; empty when this program writes
};

/// A code stays “the same scan” until it has been away for this long.
inline constexpr auto same_scan_within = std::chrono::seconds{3};

struct State {
    Screen screen = Welcome{};
    Preferences preferences;
    Devices devices;
    VisitRules rules;
    RequestId last_request = 0;

    std::string last_code;  ///< the payload last seen, to tell one scan from two
    Clock::time_point last_code_seen{};
    std::vector<Clock::time_point> searches;  ///< recent name searches, for the pause after too many
    int wrong_pins = 0;                       ///< in a row
    std::optional<Clock::time_point> pin_locked_until;
    std::shared_ptr<const LiveView> live;        ///< null until it was counted for the first time
    std::shared_ptr<const ImportReview> import;  ///< a fresh export that waits for a yes, or cannot be read; null: none
    std::shared_ptr<const std::vector<TroubledBadge>> troubled;  ///< badges that want a person's eye; null: none
    std::vector<HelpCall> help;                                  ///< oldest first
    std::uint64_t last_help = 0;
    std::vector<RegistrationId> guests_met;  ///< flagged guests whose arrival staff has seen to
    Clock::time_point now{};                 ///< the time of the last event
};

}  // namespace entre
