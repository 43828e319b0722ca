// Numbered changes of the live view, so that a page that slept can catch up.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/clock.hpp"
#include "core/base/mutex.hpp"
#include "kiosk/live_page/session.hpp"

namespace entre {

/// One event. `id` is "run-number". The run is random for each process, so that a number from before a restart is not mistaken
/// for a new one.
struct FeedEvent {
    std::string id;
    std::string data;
    bool is_whole = false;  ///< `data` is the complete view, not just what changed
};

/// All functions are safe from any thread.
class EventFeed {
public:
    EventFeed();

    /// `whole` is the complete view as JSON. Only what changed since the last one is stored; a view in which only the time
    /// changed is no event.
    void publish(const std::string& whole);

    /// The event after `last_id`: the next change, or the complete view if `last_id` is empty, from another run or too old.
    /// Waits for it until `until`; nullopt then, and once the feed is closed.
    std::optional<FeedEvent> next(std::string_view last_id, Clock::time_point until);
    /// The newest complete view as JSON; empty before the first.
    [[nodiscard]] std::string whole() const;

    /// Ends every wait, now and in future.
    void close();
    [[nodiscard]] bool is_closed() const;

private:
    struct Change {
        std::uint64_t number = 0;
        std::string data;
    };
    [[nodiscard]] std::optional<std::uint64_t> number_of(std::string_view id) const REQUIRES(mutex_);
    [[nodiscard]] std::string id_of(std::uint64_t number) const;

    const std::string run_;
    mutable Mutex mutex_;
    std::condition_variable_any changed_;
    std::string whole_ GUARDED_BY(mutex_);
    std::uint64_t number_ GUARDED_BY(mutex_) = 0;
    std::deque<Change> changes_ GUARDED_BY(mutex_);  ///< the newest, up to `number_`
    bool is_closed_ GUARDED_BY(mutex_) = false;
};

/// One feed for staff, and one without names for viewers.
class EventFeeds {
public:
    void publish(const std::string& whole);
    EventFeed& of(LiveRole role) { return role == LiveRole::staff ? staff_ : viewers_; }
    void close();

private:
    EventFeed staff_, viewers_;
};

}  // namespace entre
