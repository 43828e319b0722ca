// What the program must do after a step, as values with imperative names. Carried out by
// kiosk/app/effect_handler.hpp.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "core/base/one_of.hpp"
#include "core/visit/screens.hpp"

namespace entre {

// A table, one effect a line.
// clang-format off

struct LookUp { RequestId request = 0; std::string payload; Clock::time_point scanned_at{}; };
struct FindName { RequestId request = 0; std::string given, family; };
struct RecordCheckIn {
    RequestId request = 0;
    RegistrationId person;
    BadgeName name_shown = BadgeName::full;
    std::optional<std::string> given, family;  ///< a corrected spelling, if any
};
struct RecordReprint { RequestId request = 0; RegistrationId person; ReprintReason why = ReprintReason::unsaid; };
struct PrintBadge { OrderId order; };
struct PrintPending {};
struct CheckPin { RequestId request = 0; std::string pin; int wrong_before = 0; };  ///< wrong tries in a row before this one
struct SavePin { RequestId request = 0; std::string pin; };  ///< as the seminar's setting
struct AlertStaff {};
enum class Sound { in, notice, stop };
struct PlaySound { Sound sound = Sound::in; };
struct Quit {};
struct OpenSettings {};  ///< closes the door; the assistant takes its place
struct DoForStaff { RequestId request = 0; StaffRequest action; };
struct LoadPerson { RequestId request = 0; RegistrationId person; };
struct FindTicket { RequestId request = 0; std::string payload; };
struct SaveRollCall { RequestId request = 0; std::shared_ptr<const LiveView> view; ListTarget to = ListTarget::folder; ListedPeople whom = ListedPeople::inside; };  ///< `view` is null before the first count

struct DoForLists { RequestId request = 0; ListsRequestKind kind = ListsRequestKind::look; std::size_t choice = 0; };
struct InvitePhone { bool is_for_staff = false; };
struct EndPhone { std::string id; };
struct LoadPhones {};
struct InviteKiosk {};    ///< shares the seminar first if it is not shared yet
struct BeginSharing {};   ///< with the kiosks that were invited; repeating it changes nothing

/// Opens everything anew, in the same window.
struct Restart {};
struct SwitchOn { DoorPart part = DoorPart::printers; };
struct PrepareRepair {};
struct CarryOutRepair {};

using EffectKinds = std::variant<LookUp, FindName, RecordCheckIn, RecordReprint, PrintBadge, PrintPending, CheckPin, SavePin, AlertStaff, PlaySound,
                            Quit, OpenSettings, DoForStaff, LoadPerson, FindTicket, SaveRollCall, InvitePhone, EndPhone, LoadPhones, InviteKiosk, BeginSharing, DoForLists, Restart,
                            SwitchOn, PrepareRepair, CarryOutRepair>;
using Effect = OneOf<EffectKinds>;

// clang-format on

}  // namespace entre
