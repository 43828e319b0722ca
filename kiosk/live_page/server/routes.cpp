#include "kiosk/live_page/server/routes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace entre {

namespace {

constexpr const char* html = "text/html; charset=utf-8";
constexpr const char* json = "application/json";
constexpr const char* csv = "text/csv; charset=utf-8";

constexpr std::string_view cookie_name = "__Host-entre";

/// Whether one of our pages sent this POST request. Browsers set Origin, and no script can.
bool is_from_own_page(const HttpRequest& request) {
    const auto origin = request.header("Origin");
    // A form under "no-referrer" hides its origin, but Sec-Fetch-Site still says whether it is the same.
    if (origin == "null") return request.header("Sec-Fetch-Site") == "same-origin";
    return origin == "https://" + request.header("Host");
}

HttpResponse ok(std::string body = "{}") { return {200, json, std::move(body)}; }

std::pair<std::string, std::string> set_cookie(std::string_view value, std::chrono::seconds max_age) {
    return {"Set-Cookie",
            fmt::format("{}={}; Path=/; Max-Age={}; Secure; HttpOnly; SameSite=Strict", cookie_name, value, max_age.count())};
}

/// The kiosk's answer, or `none` if there is none.
HttpResponse response_of(const PageAnswer& answer, const char* type, HttpResponse none) {
    if (!answer) return error_response(503, to_string(answer.error().code));
    if (!*answer) return none;
    return {200, type, **answer};
}

/// The code in the JSON body; empty, which never pairs, if there is none.
std::string code_in(const HttpRequest& request) {
    const auto body = nlohmann::json::parse(request.body, nullptr, false);
    return body.is_object() && body.contains("code") && body["code"].is_string() ? body["code"].get<std::string>()
                                                                                 : std::string{};
}

std::string digits_in_form(const HttpRequest& request) {
    std::string digits = request.parameter("digits");
    std::erase_if(digits, [](char c) { return c == ' ' || c == '+'; });
    return digits;
}

}  // namespace

Routes::Routes(const PageSettings& settings, const PageServerHost& host, PageSessions& sessions, EventFeeds& feeds,
               std::function<void()> sessions_changed)
    : settings_(settings),
      host_(host),
      sessions_(sessions),
      feeds_(feeds),
      streams_(feeds, {[&sessions](const std::string& token) { return sessions.session_of(token).has_value(); },
                       [this](LiveRole role) { return page_json(role); }}),
      sessions_changed_(std::move(sessions_changed)) {}

void Routes::add_to(HttpsServer& server, int port) {
    port_ = port;
    server.set_headers(security_headers());
    server.set_filter([this](const HttpRequest& request) { return refusal_of(request); });
    server.set_exception_handler([this] { host_.note("a request ended in an exception"); });
    add_pages(server);
    add_api(server);
}

void Routes::add_pages(HttpsServer& server) {
    for (const auto& [path, file_of_path] : files_)
        if (!path.ends_with(".html")) server.get(path, [this, name = path](const HttpRequest&) { return file(name); });
    server.get("/", [this](const HttpRequest& request) { return file(session_of(request) ? "/index.html" : "/pair.html"); });
    server.get("/pair", [this](const HttpRequest&) { return file("/pair.html"); });
    // For browsers without scripts: the view as tables, and the pairing page's form.
    server.get("/table", [this](const HttpRequest& request) {
        const auto session = session_of(request);
        if (!session) return redirect_to("/pair");
        return response_of(host_.table(request.parameter("lang"), session->role), html, error_response(404, "no such page"));
    });
    server.post("/pair", [this](const HttpRequest& request) {
        if (!is_from_own_page(request)) return error_response(403, "sent from another page");
        return pair(request, digits_in_form(request), redirect_to("/table"));
    });
}

void Routes::add_api(HttpsServer& server) {
    server.get("/api/events", for_paired([this](const HttpRequest& request, const LiveSession& session) {
                   return streams_.open(request, cookie_of(request, cookie_name), session);
               }));
    server.get("/api/live",
               for_paired([this](const HttpRequest&, const LiveSession& session) { return ok(page_json(session.role)); }));
    server.get("/api/people", for_staff([this](const HttpRequest&, const LiveSession&) {
                   return response_of(host_.people(), json, error_response(404, "nobody"));
               }));
    server.get("/api/badges", for_staff([this](const HttpRequest&, const LiveSession&) {
                   return response_of(host_.badges(), json, error_response(404, "none"));
               }));
    server.get("/api/attendance", for_staff([this](const HttpRequest&, const LiveSession& session) {
                   host_.note(fmt::format("the attendance list is saved on {}", session.device));
                   auto response = response_of(host_.attendance(), csv, error_response(404, "none"));
                   if (response.status == 200)
                       response.headers.emplace_back("Content-Disposition", "attachment; filename=\"narvarolista.csv\"");
                   return response;
               }));
    server.get("/api/person", for_staff([this](const HttpRequest& request, const LiveSession&) {
                   return response_of(host_.person(request.parameter("id")), json, error_response(404, "nobody"));
               }));
    server.post("/api/pair",
                from_own_script([this](const HttpRequest& request) { return pair(request, code_in(request), ok()); }));
    server.post("/api/act", from_own_script(for_staff([this](const HttpRequest& request, const LiveSession&) {
                    if (!settings_.can_act) return error_response(409, "this page is read-only");
                    return response_of(host_.act(request.body), json, error_response(400, "not an action"));
                })));
    server.post("/api/leave",
                from_own_script(for_paired([this](const HttpRequest&, const LiveSession& session) { return leave(session); })));
}

HttpHandler Routes::for_paired(SessionHandler handler) {
    return [this, handler = std::move(handler)](const HttpRequest& request) {
        const auto session = session_of(request);
        if (!session) return error_response(401, "not paired");
        if (!request.assign_to_session(session->id)) return error_response(429, "too many connections");
        return handler(request, *session);
    };
}

HttpHandler Routes::for_staff(SessionHandler handler) {
    return for_paired([handler = std::move(handler)](const HttpRequest& request, const LiveSession& session) {
        return session.role == LiveRole::staff ? handler(request, session) : error_response(403, "for staff");
    });
}

HttpHandler Routes::from_own_script(HttpHandler handler) {
    return [handler = std::move(handler)](const HttpRequest& request) {
        if (!is_from_own_page(request) || request.header("X-Entre") != "1") return error_response(403, "sent from another page");
        return handler(request);
    };
}

/// The answer to a request that no route may see.
std::optional<HttpResponse> Routes::refusal_of(const HttpRequest& request) const {
    if (!is_own_host(request, settings_.address.names, port_)) return error_response(421, "this page has another name");
    if (!sessions_.may_request(request.peer)) return error_response(429, "too many requests");
    return std::nullopt;
}

std::optional<LiveSession> Routes::session_of(const HttpRequest& request) const {
    return sessions_.session_of(cookie_of(request, cookie_name));
}

HttpResponse Routes::file(const std::string& path) const {
    const auto& found = files_.at(path);
    return {200, found.type, found.content};
}

HttpResponse Routes::pair(const HttpRequest& request, const std::string& code, HttpResponse success) {
    const auto pairing = sessions_.pair(request.peer, code, request.header("User-Agent"));
    if (pairing.attempt == RateLimiter::Attempt::locked_now)
        host_.notify_staff("too many wrong codes for the live page: no pairing by six digits for 15 minutes; the QR code works");
    if (pairing.attempt != RateLimiter::Attempt::counted) return error_response(429, "too many attempts");
    if (!pairing.admitted) return error_response(403, "this code is not valid, or not any more");
    sessions_changed_();
    const auto& session = pairing.admitted->session;
    host_.note(fmt::format("paired as {}: {}", to_string(session.role), session.id));
    success.headers.push_back(set_cookie(pairing.admitted->token, max_session_age));
    return success;
}

HttpResponse Routes::leave(const LiveSession& session) {
    sessions_.end(session.id);
    sessions_changed_();
    auto response = ok();
    response.headers = {set_cookie("", std::chrono::seconds{0})};
    return response;
}

/// {"role", "can_act", "seminar", "view"}: all a page needs to draw itself.
std::string Routes::page_json(LiveRole role) const {
    const auto view = feeds_.of(role).whole();
    return fmt::format(R"({{"role":"{}","can_act":{},"seminar":{},"view":{}}})", to_string(role),
                       role == LiveRole::staff && settings_.can_act, settings_.seminar, view.empty() ? "null" : view);
}

}  // namespace entre
