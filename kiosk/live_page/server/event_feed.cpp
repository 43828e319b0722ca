#include "kiosk/live_page/server/event_feed.hpp"

#include <fmt/format.h>

#include <charconv>

#include "core/attendance/live_json.hpp"
#include "core/base/id.hpp"

namespace entre {

namespace {

constexpr std::size_t max_changes = 200;  // about a busy minute

}  // namespace

EventFeed::EventFeed() : run_(new_uuid(utc_now()).substr(24)) {}  // its random part

void EventFeed::publish(const std::string& whole) {
    {
        const MutexLock lock(mutex_);
        auto changes = live_changes(whole_, whole);
        whole_ = whole;
        if (changes == "{}") return;
        changes_.push_back({++number_, std::move(changes)});
        if (changes_.size() > max_changes) changes_.pop_front();
    }
    changed_.notify_all();
}

std::string EventFeed::id_of(std::uint64_t number) const { return fmt::format("{}-{}", run_, number); }

std::optional<std::uint64_t> EventFeed::number_of(std::string_view id) const {
    if (id.size() < run_.size() + 2 || !id.starts_with(run_) || id[run_.size()] != '-') return std::nullopt;
    std::uint64_t number = 0;
    const auto* end = id.data() + id.size();
    const auto read = std::from_chars(id.data() + run_.size() + 1, end, number);
    return read.ec == std::errc{} && read.ptr == end && number <= number_ ? std::optional(number) : std::nullopt;
}

std::optional<FeedEvent> EventFeed::next(std::string_view last_id, Clock::time_point until) {
    MutexLock lock(mutex_);
    const auto last = number_of(last_id);
    const bool is_lost = !last || (*last < number_ && changes_.front().number > *last + 1);
    const auto has_event = [&]() REQUIRES(mutex_) { return is_closed_ || (is_lost ? number_ > 0 : number_ > *last); };
    if (!changed_.wait_until(lock, until, has_event) || is_closed_) return std::nullopt;
    // Checked again after the wait: the next change may have been dropped meanwhile.
    if (is_lost || changes_.front().number > *last + 1) return FeedEvent{id_of(number_), whole_, true};
    const auto& change = changes_[static_cast<std::size_t>(*last + 1 - changes_.front().number)];
    return FeedEvent{id_of(change.number), change.data, false};
}

std::string EventFeed::whole() const {
    const MutexLock lock(mutex_);
    return whole_;
}

void EventFeed::close() {
    {
        const MutexLock lock(mutex_);
        is_closed_ = true;
    }
    changed_.notify_all();
}

bool EventFeed::is_closed() const {
    const MutexLock lock(mutex_);
    return is_closed_;
}

void EventFeeds::publish(const std::string& whole) {
    staff_.publish(whole);
    viewers_.publish(without_names(whole));
}

void EventFeeds::close() {
    staff_.close();
    viewers_.close();
}

}  // namespace entre
