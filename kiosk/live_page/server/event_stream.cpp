#include "kiosk/live_page/server/event_stream.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <memory>

namespace entre {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t max_streams_per_session = 2;
constexpr std::size_t max_unended_per_session = 8;  ///< replaced ones included, whose peers may not read any more
constexpr auto heartbeat = 15s;
constexpr auto session_check_interval = 500ms;

}  // namespace

/// One open stream. Used by its connection's thread.
class EventStreams::Stream {
public:
    Stream(EventStreams& streams, std::string last_id, std::string token, const LiveSession& session)
        : streams_(streams),
          feed_(streams.feeds_.of(session.role)),
          last_id_(std::move(last_id)),
          token_(std::move(token)),
          session_id_(session.id),
          role_(session.role),
          is_refused_(!streams.add(*this)) {}
    ~Stream() { streams_.remove(*this); }
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    [[nodiscard]] bool is_refused() const { return is_refused_; }
    [[nodiscard]] const std::string& session_id() const { return session_id_; }
    [[nodiscard]] bool is_replaced() const { return is_replaced_; }
    void replace() { is_replaced_ = true; }
    /// How many streams are open makes different delays before reconnecting, so that not all pages come back at once.
    void set_retry(std::size_t open) { pending_ = fmt::format("retry: {}\n\n", 1000 + 100 * open); }

    /// Waits for an event, half a second at most, and writes it. False once the stream is over.
    bool write_next(const HttpWriter& write) {
        std::string text = std::exchange(pending_, {});
        const auto event =
            text.empty() ? feed_.next(last_id_, Clock::now() + session_check_interval) : std::optional<FeedEvent>{};
        if (feed_.is_closed() || is_replaced_) return false;
        if (!streams_.source_.is_paired(token_)) {
            write(text + "event: over\ndata: {}\n\n");
            return false;
        }
        if (event) {
            last_id_ = event->id;
            text += event->is_whole ? fmt::format("id: {}\nevent: whole\ndata: {}\n\n", event->id, streams_.source_.whole(role_))
                                    : fmt::format("id: {}\nevent: change\ndata: {}\n\n", event->id, event->data);
        }
        if (!text.empty() || Clock::now() >= last_time_ + heartbeat) {
            text += fmt::format("event: time\ndata: {{\"at\":\"{}\"}}\n\n", to_rfc3339(utc_now()));
            last_time_ = Clock::now();
        }
        return text.empty() || write(text);
    }

private:
    EventStreams& streams_;
    EventFeed& feed_;
    std::string last_id_, token_, session_id_;
    LiveRole role_;
    std::atomic<bool> is_replaced_ = false;
    std::string pending_;
    Clock::time_point last_time_ = Clock::now();
    bool is_refused_;  ///< last: it is set by adding the rest to the open streams
};

bool EventStreams::add(Stream& stream) {
    const MutexLock lock(mutex_);
    std::vector<Stream*> own;
    std::ranges::copy_if(open_, std::back_inserter(own),
                         [&](const Stream* one) { return one->session_id() == stream.session_id(); });
    if (own.size() >= max_unended_per_session) return false;
    std::erase_if(own, [](const Stream* one) { return one->is_replaced(); });
    if (own.size() >= max_streams_per_session) own.front()->replace();
    open_.push_back(&stream);
    stream.set_retry(open_.size());
    return true;
}

void EventStreams::remove(const Stream& stream) {
    const MutexLock lock(mutex_);
    std::erase(open_, &stream);
}

HttpResponse EventStreams::open(const HttpRequest& request, const std::string& token, const LiveSession& session) {
    auto last_id = request.header("Last-Event-ID");
    // A browser sends the header only when it reconnects by itself; after sleep or in another tab the page puts the id into the
    // query.
    if (last_id.empty()) last_id = request.parameter("last");
    const auto stream = std::make_shared<Stream>(*this, std::move(last_id), token, session);
    if (stream->is_refused()) {
        auto refusal = error_response(503, "too many pages are open; close some of them");
        refusal.headers = {{"Retry-After", "10"}};
        return refusal;
    }
    HttpResponse response;
    response.type = "text/event-stream";
    response.stream = [stream](const HttpWriter& write) { return stream->write_next(write); };
    return response;
}

}  // namespace entre
