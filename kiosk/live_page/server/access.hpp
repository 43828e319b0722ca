// Access control of the live page: pairing, sessions and rate limits. No sockets and no clock: time arrives with every call.
// Limits follow OWASP ASVS 5.0, chapters 6.5 and 7.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/clock.hpp"
#include "kiosk/live_page/session.hpp"

namespace entre {

/// A phone that was just paired. The token is for its cookie; here only a hash of it is kept.
struct Admitted {
    std::string token;  ///< 256 random bits, base64url
    LiveSession session;
};

inline constexpr std::chrono::minutes session_idle_timeout{30};
inline constexpr std::chrono::hours max_session_age{12};

/// Not safe to share between threads; PageSessions holds a lock around it.
class LiveAccess {
public:
    /// All sessions end one hour after `event_ends`.
    explicit LiveAccess(UtcTime event_ends) : event_ends_(event_ends) {}

    /// Adds an invitation; it replaces an earlier one for the same role.
    const Invitation& invite(LiveRole role, UtcTime now) { return invite(new_invitation(role, now), now); }
    const Invitation& invite(Invitation invitation, UtcTime now);

    /// The digits of invitations that can still be used.
    [[nodiscard]] std::vector<std::string> valid_digits(UtcTime now) const;
    [[nodiscard]] bool is_valid(std::string_view digits, UtcTime now) const;

    /// A new session for the right secret or digits; nullopt for wrong, used or expired ones, without saying which. After twenty
    /// wrong digits, more than one address may try, the digits of every invitation are void; secrets remain valid. If there are
    /// `max_sessions`, the one unused for longest ends.
    std::optional<Admitted> admit(std::string_view secret_or_digits, std::string_view device, UtcTime now);

    /// The session of a cookie's token, marked as seen now; nullopt if it is over.
    std::optional<LiveSession> session_of(std::string_view token, UtcTime now);
    [[nodiscard]] std::vector<LiveSession> sessions(UtcTime now) const;  ///< newest first
    void end(std::string_view id);

    /// The sessions as JSON for a file: hashes of tokens, never tokens. `restore` skips what it does not understand. A session
    /// is not idle between `closes`, after which no phone can be seen, and `restore`: one that is paired while the door is set up
    /// lasts until it opens. It still ends at its greatest age.
    [[nodiscard]] std::string saved(std::optional<UtcTime> closes = std::nullopt) const;
    void restore(std::string_view saved, UtcTime now);

private:
    struct SavedSession {
        std::string token_hash;
        LiveSession session;
    };
    [[nodiscard]] bool is_over(const LiveSession& session, UtcTime now) const;

    UtcTime event_ends_;
    std::vector<Invitation> invitations_;
    int wrong_digits_ = 0;
    std::vector<SavedSession> sessions_;
};

/// Rate limits: of requests for each address, and of attempts to guess six digits for each address and in total.
class RateLimiter {
public:
    /// Twenty requests a second from one address, and bursts of sixty: a page loads several files at once.
    bool may_request(const std::string& address, Clock::time_point now);

    enum class Attempt { counted, too_often, locked, locked_now };
    /// Counts an attempt to pair with six digits; secrets of 128 bits need no limit. One address has five a minute and fifteen an
    /// hour, too few to use up what all have. A hundred an hour in total lock the digits for fifteen minutes; the attempt that
    /// locks them gets `locked_now`.
    Attempt may_try_digits(const std::string& address, Clock::time_point now);

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

/// Whether a code is to be typed by hand, and so can be guessed.
bool is_six_digits(std::string_view text);

/// "Firefox, Android" from a User-Agent of any length, so that staff can tell their phones apart.
std::string device_of(std::string_view user_agent);

}  // namespace entre
