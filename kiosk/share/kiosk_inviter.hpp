// Lets one more kiosk join the door, from the screen of a kiosk: shares the seminar first if that has not happened.
#pragma once

#include <optional>
#include <string>

#include "core/attendance/sharing.hpp"
#include "core/seminar/seminar.hpp"

namespace entre {

/// `own_address`: of this machine on the network, nullopt if it is on none. Makes the private server at it, unless the seminar is
/// shared already; a private server here follows to another address, which the kiosks that joined before are not told. Waits for
/// programs and the network, at most a minute.
KioskInvitation invite_kiosk(const SeminarFolder& folder, const std::optional<std::string>& own_address);

}  // namespace entre
