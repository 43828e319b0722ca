// Invitations to the live page and the sessions of paired phones: types that the kiosk and the page process share.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "core/base/clock.hpp"

namespace entre {

/// A viewer sees counts, arrivals and what needs attention. Staff also sees the list and may do what the staff screen may.
enum class LiveRole { viewer, staff };
std::string_view to_string(LiveRole role);

/// A code that pairs one phone. It can be used once, until it expires.
struct Invitation {
    LiveRole role = LiveRole::viewer;
    std::string secret;  ///< 128 random bits, base64url; meant for a QR code
    std::string digits;  ///< six, to be typed by hand
    UtcTime expires{};
};

inline constexpr std::chrono::minutes invitation_lifetime{10};

/// A random invitation, valid from `now`.
Invitation new_invitation(LiveRole role, UtcTime now);

/// A paired phone or computer. `id` names it on the staff screen and grants no access.
struct LiveSession {
    std::string id;
    LiveRole role = LiveRole::viewer;
    std::string device;  ///< from the browser's User-Agent, cleaned: "Firefox, Android"
    UtcTime since{};
    UtcTime last_seen{};
};

inline constexpr std::size_t max_sessions = 10;

/// `bytes` random bytes as base64url without padding.
std::string random_token(std::size_t bytes);

}  // namespace entre
