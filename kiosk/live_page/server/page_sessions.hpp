// LiveAccess and RateLimiter behind one lock, for the server's threads.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/mutex.hpp"
#include "kiosk/live_page/messages.hpp"
#include "kiosk/live_page/server/access.hpp"

namespace entre {

/// All functions are safe from any thread. Every request needs the lock, so nothing here calls out or writes to a socket.
class PageSessions {
public:
    /// `saved` is PageState::saved_sessions of an earlier process.
    PageSessions(UtcTime event_ends, std::string_view saved);

    /// The session of a cookie's token; nullopt if it has none. Marks it as seen.
    std::optional<LiveSession> session_of(const std::string& token);
    /// False if this address sends too many requests.
    bool may_request(const std::string& peer);

    struct Pairing {
        RateLimiter::Attempt attempt = RateLimiter::Attempt::counted;
        std::optional<Admitted> admitted;  ///< nullopt if the code is wrong, used or expired, or the attempt was refused
    };
    Pairing pair(const std::string& peer, std::string_view code, std::string_view user_agent);

    void invite(const Invitation& invitation);
    void end(std::string_view session_id);
    [[nodiscard]] PageState state(bool is_closing = false) const;

private:
    mutable Mutex mutex_;
    LiveAccess access_ GUARDED_BY(mutex_);
    RateLimiter pace_ GUARDED_BY(mutex_);
};

}  // namespace entre
