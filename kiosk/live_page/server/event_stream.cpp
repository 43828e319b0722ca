#include "kiosk/live_page/server/event_stream.hpp"

#include <fmt/format.h>

namespace entre {

namespace {

using namespace std::chrono_literals;

constexpr int max_streams = 32;
constexpr auto heartbeat = 15s;
constexpr auto session_check_interval = 500ms;

}  // namespace

/// One open stream. Used by its connection's thread.
class EventStreams::Stream {
public:
    Stream(EventStreams& streams, std::string last_id, std::string token, LiveRole role)
        : streams_(streams), last_id_(std::move(last_id)), token_(std::move(token)), role_(role) {
        const int number = ++streams_.open_;
        is_refused_ = number > max_streams;
        // Different delays before reconnecting, so that thirty pages do not all come back at once.
        pending_ = fmt::format("retry: {}\n\n", 1000 + 100 * number);
    }
    ~Stream() { --streams_.open_; }
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    [[nodiscard]] bool is_refused() const { return is_refused_; }

    /// Waits for an event, half a second at most, and writes it. False once the stream is over.
    bool write_next(const HttpWriter& write) {
        std::string text = std::exchange(pending_, {});
        const auto event =
            text.empty() ? streams_.feed_.next(last_id_, Clock::now() + session_check_interval) : std::optional<FeedEvent>{};
        if (streams_.feed_.is_closed()) return false;
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
    std::string last_id_, token_;
    LiveRole role_;
    bool is_refused_ = false;
    std::string pending_;
    Clock::time_point last_time_ = Clock::now();
};

HttpResponse EventStreams::open(const HttpRequest& request, const std::string& token, LiveRole role) {
    auto last_id = request.header("Last-Event-ID");
    // A browser sends the header only when it reconnects by itself; after sleep or in another tab the page puts the id into the
    // query.
    if (last_id.empty()) last_id = request.parameter("last");
    const auto stream = std::make_shared<Stream>(*this, std::move(last_id), token, role);
    if (stream->is_refused()) {
        auto refusal = error_response(503, "too many pages are open");
        refusal.headers = {{"Retry-After", "10"}};
        return refusal;
    }
    HttpResponse response;
    response.type = "text/event-stream";
    response.stream = [stream](const HttpWriter& write) { return stream->write_next(write); };
    return response;
}

}  // namespace entre
