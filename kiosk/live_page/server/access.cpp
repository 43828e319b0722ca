#include "kiosk/live_page/server/access.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "core/base/digest.hpp"
#include "core/base/text.hpp"

namespace entre {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t token_bytes = 32;
constexpr std::size_t session_id_bytes = 9;
constexpr int max_wrong_digits = 20;
constexpr double requests_a_second = 20;
constexpr double requests_at_once = 60;
constexpr std::size_t max_addresses = 4096;
constexpr std::size_t tries_a_minute = 5;
constexpr std::size_t tries_an_hour = 15;
constexpr std::size_t all_tries_an_hour = 100;
constexpr auto digits_lock = 15min;

/// Takes the same time wherever the two differ.
bool is_same(std::string_view a, std::string_view b) {
    return a.size() == b.size() && !a.empty() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::int64_t ms(UtcTime time) { return time.time_since_epoch().count(); }
UtcTime utc(std::int64_t time) { return UtcTime{std::chrono::milliseconds{time}}; }

}  // namespace

bool is_six_digits(std::string_view text) {
    return text.size() == 6 && text.find_first_not_of("0123456789") == std::string_view::npos;
}

const Invitation& LiveAccess::invite(Invitation invitation, UtcTime now) {
    std::erase_if(invitations_, [&](const Invitation& one) { return one.role == invitation.role || one.expires <= now; });
    wrong_digits_ = 0;
    invitations_.push_back(std::move(invitation));
    return invitations_.back();
}

std::vector<std::string> LiveAccess::valid_digits(UtcTime now) const {
    std::vector<std::string> digits;
    for (const auto& one : invitations_)
        if (!one.digits.empty() && now < one.expires) digits.push_back(one.digits);
    return digits;
}

bool LiveAccess::is_valid(std::string_view digits, UtcTime now) const {
    return std::any_of(invitations_.begin(), invitations_.end(),
                       [&](const Invitation& one) { return is_same(one.digits, digits) && now < one.expires; });
}

std::optional<Admitted> LiveAccess::admit(std::string_view secret_or_digits, std::string_view device, UtcTime now) {
    const bool by_digits = is_six_digits(secret_or_digits);
    auto chosen = invitations_.end();
    for (auto one = invitations_.begin(); one != invitations_.end(); ++one)
        if (is_same(by_digits ? one->digits : one->secret, secret_or_digits) && now < one->expires) chosen = one;
    if (chosen == invitations_.end()) {
        if (by_digits && ++wrong_digits_ >= max_wrong_digits)
            for (auto& invitation : invitations_) invitation.digits.clear();
        return std::nullopt;
    }
    const LiveRole role = chosen->role;
    invitations_.erase(chosen);
    std::erase_if(sessions_, [&](const SavedSession& one) { return is_over(one.session, now); });
    if (sessions_.size() >= max_sessions)
        sessions_.erase(std::min_element(sessions_.begin(), sessions_.end(), [](const SavedSession& a, const SavedSession& b) {
            return a.session.last_seen < b.session.last_seen;
        }));
    Admitted admitted{random_token(token_bytes), {random_token(session_id_bytes), role, device_of(device), now, now}};
    // A plain hash is enough, because tokens are long and random.
    sessions_.push_back({sha256_hex(admitted.token), admitted.session});
    return admitted;
}

bool LiveAccess::is_over(const LiveSession& session, UtcTime now) const {
    // A clock that was set back must not prolong a session.
    const auto age = now < session.since ? std::chrono::milliseconds{0} : now - session.since;
    return now - session.last_seen >= session_idle_timeout || age >= max_session_age ||
           (now >= event_ends_ + 1h && session.since < event_ends_ + 1h);
}

std::optional<LiveSession> LiveAccess::session_of(std::string_view token, UtcTime now) {
    const std::string hash = sha256_hex(token);
    std::erase_if(sessions_, [&](const SavedSession& one) { return is_over(one.session, now); });
    for (auto& one : sessions_) {
        if (!is_same(one.token_hash, hash)) continue;
        one.session.last_seen = std::max(one.session.last_seen, now);
        return one.session;
    }
    return std::nullopt;
}

std::vector<LiveSession> LiveAccess::sessions(UtcTime now) const {
    std::vector<LiveSession> out;
    for (auto one = sessions_.rbegin(); one != sessions_.rend(); ++one)
        if (!is_over(one->session, now)) out.push_back(one->session);
    return out;
}

void LiveAccess::end(std::string_view id) {
    std::erase_if(sessions_, [&](const SavedSession& one) { return one.session.id == id; });
}

std::string LiveAccess::saved(std::optional<UtcTime> closes) const {
    auto list = nlohmann::json::array();
    for (const auto& [hash, session] : sessions_) {
        list.push_back({{"token_sha256", hash},
                        {"id", session.id},
                        {"role", to_string(session.role)},
                        {"device", session.device},
                        {"since_ms", ms(session.since)},
                        {"last_seen_ms", ms(session.last_seen)}});
        if (closes) list.back()["closed_ms"] = ms(*closes);
    }
    return list.dump(1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void LiveAccess::restore(std::string_view saved, UtcTime now) {
    const auto list = nlohmann::json::parse(saved, nullptr, false);
    if (!list.is_array()) return;
    for (const auto& item : list) {
        try {
            SavedSession one{item.at("token_sha256"),
                             {item.at("id"), item.at("role") == "staff" ? LiveRole::staff : LiveRole::viewer, item.at("device"),
                              utc(item.at("since_ms")), utc(item.at("last_seen_ms"))}};
            const auto closed = std::min(utc(item.value("closed_ms", ms(now))), now);
            if (is_over(one.session, closed)) continue;
            one.session.last_seen += now - closed;
            if (one.token_hash.size() == 2 * crypto_hash_sha256_BYTES && !is_over(one.session, now) &&
                sessions_.size() < max_sessions)
                sessions_.push_back(std::move(one));
        } catch (const nlohmann::json::exception&) {
            continue;  // the file was edited; this phone has to pair again
        }
    }
}

bool RateLimiter::may_request(const std::string& address, Clock::time_point now) {
    if (requests_.size() > max_addresses)  // after ten quiet seconds a bucket is full anyway
        std::erase_if(requests_, [&](const auto& one) { return now - one.second.filled > 10s; });
    auto [place, is_new] = requests_.try_emplace(address, Bucket{requests_at_once, now});
    auto& bucket = place->second;
    bucket.tokens = std::min(requests_at_once,
                             bucket.tokens + requests_a_second * std::chrono::duration<double>(now - bucket.filled).count());
    bucket.filled = now;
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
}

RateLimiter::Attempt RateLimiter::may_try_digits(const std::string& address, Clock::time_point now) {
    if (locked_until_ && now < *locked_until_) return Attempt::locked;
    const auto forget = [now](auto& times, auto after) {
        std::erase_if(times, [&](Clock::time_point at) { return now - at >= after; });
    };
    forget(all_tries_, 1h);
    for (auto& [unused, times] : tries_) forget(times, 1h);
    std::erase_if(tries_, [](const auto& one) { return one.second.empty(); });
    if (all_tries_.size() >= all_tries_an_hour) {
        locked_until_ = now + digits_lock;
        all_tries_.clear();
        return Attempt::locked_now;
    }
    auto& own = tries_[address];
    const auto lately = std::ranges::count_if(own, [now](Clock::time_point at) { return now - at < 1min; });
    if (own.size() >= tries_an_hour || static_cast<std::size_t>(lately) >= tries_a_minute) return Attempt::too_often;
    own.push_back(now);
    all_tries_.push_back(now);
    return Attempt::counted;
}

std::string device_of(std::string_view user_agent) {
    const auto first_of = [&](std::initializer_list<std::pair<std::string_view, std::string_view>> words) {
        for (const auto& [mark, name] : words)
            if (user_agent.find(mark) != std::string_view::npos) return name;
        return std::string_view{};
    };
    const auto browser = first_of({{"Firefox/", "Firefox"},
                                   {"Edg/", "Edge"},
                                   {"OPR/", "Opera"},
                                   {"SamsungBrowser", "Samsung Internet"},
                                   {"Chrome/", "Chrome"},
                                   {"Safari/", "Safari"}});
    const auto system = first_of({{"iPhone", "iPhone"},
                                  {"iPad", "iPad"},
                                  {"Android", "Android"},
                                  {"Windows", "Windows"},
                                  {"Macintosh", "Mac"},
                                  {"Linux", "Linux"}});
    if (browser.empty() && system.empty()) return clean_text(user_agent.substr(0, 200), 24);
    if (browser.empty() || system.empty()) return std::string(browser.empty() ? system : browser);
    return fmt::format("{}, {}", browser, system);
}

}  // namespace entre
