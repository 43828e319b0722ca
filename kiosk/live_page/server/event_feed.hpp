// What the pages are told, numbered, so that one that slept hears what it missed.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/clock.hpp"

namespace entre {

/// One piece of news. `id` is "run-number": the run is another one after a restart, so that a number from before is not taken for
/// one of now.
struct FeedEvent {
    std::string id;
    std::string data;
    bool is_whole = false;  ///< everything, instead of what changed
};

/// Any thread publishes, any thread waits.
class EventFeed {
public:
    EventFeed();

    /// `whole` is the view as JSON; only what changed since the last one is kept for those who follow.
    void publish(const std::string& whole);

    /// The news after `last_id`: the next change, or everything when `last_id` is empty, from another run or too long ago.
    /// Waits for it until `until`; nothing then, or once the feed is closed.
    std::optional<FeedEvent> next(std::string_view last_id, Clock::time_point until);
    /// The newest view as JSON; empty before the first.
    [[nodiscard]] std::string whole() const;

    /// Ends every wait, for good.
    void close();
    [[nodiscard]] bool is_closed() const;

private:
    struct Change {
        std::uint64_t number = 0;
        std::string data;
    };
    [[nodiscard]] std::optional<std::uint64_t> number_of(std::string_view id) const;
    [[nodiscard]] std::string id_of(std::uint64_t number) const;

    mutable std::mutex mutex_;
    std::condition_variable news_;
    std::string run_;
    std::string whole_;
    std::uint64_t number_ = 0;
    std::deque<Change> changes_;  // the last of them is `number_`
    bool is_closed_ = false;
};

}  // namespace entre
