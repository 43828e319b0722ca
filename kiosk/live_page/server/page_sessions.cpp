#include "kiosk/live_page/server/page_sessions.hpp"

namespace entre {

PageSessions::PageSessions(UtcTime event_ends, std::string_view saved) : access_(event_ends) {
    access_.restore(saved, utc_now());
}

std::optional<LiveSession> PageSessions::session_of(const std::string& token) {
    if (token.empty()) return std::nullopt;
    const MutexLock lock(mutex_);
    return access_.session_of(token, utc_now());
}

bool PageSessions::may_request(const std::string& peer) {
    const MutexLock lock(mutex_);
    return pace_.may_request(peer, Clock::now());
}

PageSessions::Pairing PageSessions::pair(const std::string& peer, std::string_view code, std::string_view user_agent) {
    const MutexLock lock(mutex_);
    const auto attempt = is_six_digits(code) ? pace_.may_try_digits(peer, Clock::now()) : RateLimiter::Attempt::counted;
    if (attempt != RateLimiter::Attempt::counted) return {attempt, {}};
    return {attempt, access_.admit(code, user_agent, utc_now())};
}

void PageSessions::invite(const Invitation& invitation) {
    const MutexLock lock(mutex_);
    access_.invite(invitation, utc_now());
}

void PageSessions::end(std::string_view session_id) {
    const MutexLock lock(mutex_);
    access_.end(session_id);
}

PageState PageSessions::state(bool is_closing) const {
    const MutexLock lock(mutex_);
    const auto now = utc_now();
    return {access_.sessions(now), access_.valid_digits(now), access_.saved(is_closing ? std::optional(now) : std::nullopt)};
}

}  // namespace entre
