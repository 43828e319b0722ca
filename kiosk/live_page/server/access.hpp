// Who may look at the live page, and who may act on it: pairing, sessions, and how often somebody may try. No sockets and no
// clock: time arrives with every call. Bounds after OWASP ASVS 5.0, chapters 6.5 and 7.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/clock.hpp"

namespace entre {

/// A viewer sees counts, arrivals and what needs a hand; staff also sees the list and may do what the staff screen may.
enum class LiveRole { viewer, staff };

/// How a phone is let in. Good once and for ten minutes.
struct Invitation {
    LiveRole role = LiveRole::viewer;
    std::string secret;   ///< 128 random bits, base64url; meant for a QR code
    std::string digits;   ///< six, to be typed by hand
    UtcTime expires{};
};

/// Random, and good from `now` on.
Invitation new_invitation(LiveRole role, UtcTime now);

/// A device that was let in. `id` names it on the staff screen and opens nothing.
struct LiveSession {
    std::string id;
    LiveRole role = LiveRole::viewer;
    std::string device;   ///< from the browser's own words, cleaned: "Firefox, Android"
    UtcTime since{};
    UtcTime last_seen{};
};

/// What a device that was let in keeps: the token goes into its cookie and is not kept here, only its hash.
struct Admitted {
    std::string token;    ///< 256 random bits, base64url
    LiveSession session;
};

inline constexpr std::size_t max_sessions = 10;
inline constexpr std::chrono::minutes invitation_stands{10};
inline constexpr std::chrono::minutes session_idles{30};
inline constexpr std::chrono::hours session_lasts{12};

/// Not safe to share between threads; the server holds a lock around it.
class LiveAccess {
public:
    /// Sessions end with the event, an hour after its last minute.
    explicit LiveAccess(UtcTime event_ends) : event_ends_(event_ends) {}

    /// A new invitation; those before it for the same role are void.
    const Invitation& invite(LiveRole role, UtcTime now) { return invite(new_invitation(role, now), now); }
    const Invitation& invite(Invitation invitation, UtcTime now);

    /// The digits of invitations that are still good.
    [[nodiscard]] std::vector<std::string> standing(UtcTime now) const;
    [[nodiscard]] bool stands(std::string_view digits, UtcTime now) const;

    /// A session for the right secret or digits. Nothing for a wrong, used or expired one: which of these is not told. Five wrong
    /// digits make every invitation's digits void. The eleventh session ends the one that was away longest.
    std::optional<Admitted> admit(std::string_view secret_or_digits, std::string_view device, UtcTime now);

    /// The session a cookie's token belongs to, seen now; nothing once it is over.
    std::optional<LiveSession> session_of(std::string_view token, UtcTime now);
    [[nodiscard]] std::vector<LiveSession> sessions(UtcTime now) const;  ///< newest first
    void end(std::string_view id);

    /// For a file: hashes of tokens, never tokens. `restore` takes what it understands and leaves the rest.
    [[nodiscard]] std::string kept() const;
    void restore(std::string_view kept, UtcTime now);

private:
    struct Kept {
        std::string token_hash;
        LiveSession session;
    };
    [[nodiscard]] bool is_over(const LiveSession& session, UtcTime now) const;

    UtcTime event_ends_;
    std::vector<Invitation> invitations_;
    int wrong_digits_ = 0;
    std::vector<Kept> sessions_;
};

/// How often each address may ask, and whether everybody together tries too many codes.
class Pace {
public:
    /// Twenty requests a second from one address, with room for a page's first breath.
    bool may_request(const std::string& address, Clock::time_point now);

    enum class Try { remembered, too_often, locked, locked_now };
    /// Five tries to pair a minute from one address; a hundred an hour from all together lock pairing for fifteen minutes, which is
    /// told once as `locked_now`.
    Try may_pair(const std::string& address, Clock::time_point now);

private:
    struct Bucket {
        double tokens = 0;
        Clock::time_point filled{};
    };
    std::map<std::string, Bucket> requests_;
    std::map<std::string, std::vector<Clock::time_point>> tries_;
    std::vector<Clock::time_point> all_tries_;
    std::optional<Clock::time_point> locked_until_;
};

/// "Firefox, Android": enough to tell one's own phone from another, from a User-Agent of any length.
std::string device_of(std::string_view user_agent);

std::string_view to_string(LiveRole role);

}  // namespace entre
