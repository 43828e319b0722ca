// The event stream of an open page: server-sent events (WHATWG HTML, chapter 9.2) with the live view and its changes.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/base/mutex.hpp"
#include "kiosk/live_page/server/event_feed.hpp"
#include "kiosk/live_page/server/http.hpp"
#include "kiosk/live_page/session.hpp"

namespace entre {

/// Opens streams: two for each session; a third one ends the oldest, so that no page shuts another one out. Safe from any thread.
/// Streams end once the feed is closed.
///   event: whole    {"role", "can_act", "seminar", "view"}; first, and whenever changes were missed
///   event: change   the view's fields that changed
///   event: time     {"at"}: the kiosk's clock, so that a page can do without its own; with every event and every 15 seconds
///   event: over     the session has ended, and so does the stream
class EventStreams {
public:
    struct Source {
        std::function<bool(const std::string& token)> is_paired;
        std::function<std::string(LiveRole role)> whole;  ///< the data of `event: whole`
    };
    EventStreams(EventFeeds& feeds, Source source) : feeds_(feeds), source_(std::move(source)) {}

    /// A stream for a paired phone, from the event after the one named in the request (Last-Event-ID, or `last` in the query).
    /// 503 with Retry-After if the session opens streams faster than its old ones can end.
    HttpResponse open(const HttpRequest& request, const std::string& token, const LiveSession& session);

private:
    class Stream;
    /// False if the session has too many that have not ended yet.
    bool add(Stream& stream);
    void remove(const Stream& stream);

    EventFeeds& feeds_;
    Source source_;
    Mutex mutex_;
    std::vector<Stream*> open_ GUARDED_BY(mutex_);  ///< oldest first
};

}  // namespace entre
