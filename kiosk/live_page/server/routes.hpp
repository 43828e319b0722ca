// The live page's URLs: which files and answers each one serves, and to whom.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "core/base/error.hpp"
#include "kiosk/live_page/messages.hpp"
#include "kiosk/live_page/server/event_feed.hpp"
#include "kiosk/live_page/server/event_stream.hpp"
#include "kiosk/live_page/server/https_server.hpp"
#include "kiosk/live_page/server/page_server.hpp"
#include "kiosk/live_page/server/page_sessions.hpp"
#include "kiosk/live_page/server/web_files.hpp"

namespace entre {

/// Handlers run on the connections' threads.
class Routes {
public:
    /// `sessions_changed` is called when a phone was paired or disconnected itself.
    Routes(const PageSettings& settings, const PageServerHost& host, PageSessions& sessions, EventFeeds& feeds,
           std::function<void()> sessions_changed);
    /// `port` is the one the server listens on. Call once, before the server accepts connections; this must outlive the server.
    void add_to(HttpsServer& server, int port);

private:
    using SessionHandler = std::function<HttpResponse(const HttpRequest&, const LiveSession&)>;

    void add_pages(HttpsServer& server);
    void add_api(HttpsServer& server);
    /// Only for paired phones, or only for staff.
    HttpHandler for_paired(SessionHandler handler);
    HttpHandler for_staff(SessionHandler handler);
    /// Only for requests that our own script sent.
    static HttpHandler from_own_script(HttpHandler handler);

    [[nodiscard]] std::optional<HttpResponse> refusal_of(const HttpRequest& request) const;
    [[nodiscard]] std::optional<LiveSession> session_of(const HttpRequest& request) const;
    [[nodiscard]] HttpResponse file(const std::string& path) const;
    /// `success` with the session's cookie if the code is right.
    HttpResponse pair(const HttpRequest& request, const std::string& code, HttpResponse success);
    HttpResponse leave(const LiveSession& session);
    [[nodiscard]] std::string page_json(LiveRole role) const;

    PageSettings settings_;
    const WebFiles files_ = web_files();
    const PageServerHost& host_;
    PageSessions& sessions_;
    EventFeeds& feeds_;
    EventStreams streams_;
    std::function<void()> sessions_changed_;
    int port_ = 0;
};

}  // namespace entre
