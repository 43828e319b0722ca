// The kiosks that share a door, as one of them sees them.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/base/clock.hpp"
#include "core/base/sentence.hpp"

namespace entre {

/// Another kiosk at the same door.
struct SharedKiosk {
    std::string name;
    std::optional<UtcTime> silent_since{};  ///< when it was last heard, if that is more than out_of_touch_after ago
    bool is_revoked = false;                ///< staff excluded it
    friend bool operator==(const SharedKiosk&, const SharedKiosk&) = default;
};
/// After this time without a word a kiosk counts as out of touch.
inline constexpr std::chrono::seconds out_of_touch_after{10};

struct SharingView {
    std::string own_name;
    bool is_connected = false;
    UtcTime since{};                        ///< connected, or without connection, since then
    std::size_t unsent = 0;                 ///< entries that the others do not have yet
    std::chrono::milliseconds clock_off{};  ///< how far this computer's clock is ahead of the server's
    Sentence problem;                       ///< why there is no connection, and what to do, for the log; empty while connected
    std::vector<SharedKiosk> others;
    std::string settings_from{};  ///< the kiosk at which settings were changed that this door will have once it is opened anew
    friend bool operator==(const SharingView&, const SharingView&) = default;
};

/// Why no further kiosk can be invited here.
enum class InvitationProblem {
    none,
    no_network,
    no_server_program,  ///< PostgreSQL is not installed
    other_kiosk,        ///< only the one that shared the seminar first can
    failed              ///< why is in the log
};

/// Lets one more kiosk join the door.
struct KioskInvitation {
    std::string code;  ///< for its camera, or to be typed; empty while it is made
    UtcTime expires{};
    InvitationProblem problem = InvitationProblem::none;
    friend bool operator==(const KioskInvitation&, const KioskInvitation&) = default;
};

}  // namespace entre
