// What the live page answers. With wall.cpp the only file that includes cpp-httplib. Debian's is a shared library with TLS; 0.11 on Debian 12, 0.18 on 13.
#include "kiosk/live_page/server/page_server.hpp"

#include <fmt/format.h>
#include <httplib.h>
#include <ifaddrs.h>
#include <netdb.h>

#include <atomic>
#include <charconv>
#include <mutex>
#include <nlohmann/json.hpp>
#include <thread>

#include "core/base/queue.hpp"
#include "core/base/atomic_file.hpp"
#include "kiosk/live_page/server/event_feed.hpp"
#include "kiosk/live_page/server/ports.hpp"
#include "kiosk/live_page/server/https_server.hpp"

namespace entre {

namespace {

using namespace std::chrono_literals;

constexpr int max_streams = 32;
constexpr auto heartbeat = 15s;
constexpr auto sessions_kept_every = 30s;
constexpr auto state_looked_at_every = 1s;  // codes and sessions end by themselves, too
constexpr auto look_again = 500ms;  // whether a stream's session still stands
constexpr std::string_view cookie_name = "__Host-entre";

const httplib::Headers& safe_headers() {
    static const httplib::Headers all = {
        {"Content-Security-Policy",
         "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; object-src "
         "'none'; frame-ancestors 'none'; form-action 'self'"},
        {"X-Content-Type-Options", "nosniff"},
        {"Referrer-Policy", "no-referrer"},
        {"Cache-Control", "no-store"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"Permissions-Policy", "camera=(), microphone=(), geolocation=()"},
        {"Strict-Transport-Security", "max-age=31536000"},
    };
    return all;
}

/// The IPv4 addresses of this machine, the loopback last.
std::vector<std::string> own_addresses() {
    std::vector<std::string> out;
    ifaddrs* all = nullptr;
    if (::getifaddrs(&all) != 0) return {"127.0.0.1"};
    for (const auto* one = all; one != nullptr; one = one->ifa_next) {
        if (one->ifa_addr == nullptr || one->ifa_addr->sa_family != AF_INET) continue;
        std::array<char, INET_ADDRSTRLEN> text{};
        ::inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in*>(one->ifa_addr)->sin_addr, text.data(), text.size());
        out.emplace_back(text.data());
    }
    ::freeifaddrs(all);
    std::stable_partition(out.begin(), out.end(), [](const std::string& address) { return !address.starts_with("127."); });
    return out;
}

std::vector<std::string> names_of(const std::string& host) {
    auto names = host == "0.0.0.0" ? own_addresses() : std::vector{host};
    for (const char* loopback : {"localhost", "127.0.0.1"})
        if (std::find(names.begin(), names.end(), loopback) == names.end()) names.emplace_back(loopback);
    return names;
}

std::string cookie_in(const httplib::Request& request) {
    const std::string all = request.get_header_value("Cookie");
    for (std::size_t begin = 0; begin < all.size();) {
        const auto end = std::min(all.find(';', begin), all.size());
        std::string_view one = std::string_view(all).substr(begin, end - begin);
        while (one.starts_with(' ')) one.remove_prefix(1);
        if (one.starts_with(cookie_name) && one.size() > cookie_name.size() && one[cookie_name.size()] == '=')
            return std::string(one.substr(cookie_name.size() + 1));
        begin = end + 1;
    }
    return {};
}

void answer(httplib::Response& response, int status, std::string_view reason) {
    response.status = status;
    response.set_content(nlohmann::json{{"error", reason}}.dump(), "application/json");
}

}  // namespace

struct PageServer::Impl {
    PageSettings settings;
    PageServerHost host;
    std::map<std::string, std::string> files;  // by path
    int port = 0;
    EventFeed feed;
    std::shared_ptr<httplib::Server> server;
    std::atomic<int> streams = 0;
    std::atomic<bool> is_stopping = false;

    std::mutex state_mutex;  // taken before the other
    mutable std::mutex mutex;  // of what follows
    LiveAccess access{UtcTime{}};
    Pace pace;

    std::thread listener;
    Queue<bool> changes;  // somebody was let in or out
    std::jthread keeper;  // ends after the server, and keeps its last word

    ~Impl() {
        is_stopping = true;
        feed.close();  // before stop: streams that wait would hold it up
        if (server) stop_server(*server);
        if (listener.joinable()) listener.join();
    }

    [[nodiscard]] bool is_own_host(const std::string& header) const {
        for (const auto& name : settings.address.names)
            if (header == fmt::format("{}:{}", name, port) || (port == 443 && header == name)) return true;
        return false;
    }

    [[nodiscard]] PageState state() const {
        const std::lock_guard lock(mutex);
        const auto now = utc_now();
        return {access.sessions(now), access.standing(now), access.kept()};
    }

    /// One at a time, so that the last to be told is the newest.
    void publish_state() {
        const std::lock_guard lock(state_mutex);
        host.keep(state());
    }

    /// Tells who is let in, so that staff see it, and a page that starts again need not be paired with again.
    void keep_state(const std::stop_token& stop) {
        std::string known;  // but for when each was seen last, which is another with every request
        auto next = Clock::now();
        while (true) {
            const bool is_last = stop.stop_requested();
            const auto now = state();
            auto shown = fmt::format("{}", fmt::join(now.standing, " "));
            for (const auto& session : now.sessions) shown += " " + session.id;
            if (is_last || shown != known || Clock::now() >= next) {
                publish_state();
                known = std::move(shown);
                next = Clock::now() + sessions_kept_every;
            }
            if (is_last) return;
            static_cast<void>(changes.pop_until(stop, Clock::now() + state_looked_at_every));
            static_cast<void>(changes.drain());
        }
    }

    std::optional<LiveSession> session(const httplib::Request& request) {
        const auto token = cookie_in(request);
        if (token.empty()) return std::nullopt;
        const std::lock_guard lock(mutex);
        return access.session_of(token, utc_now());
    }

    /// What every request must pass. True when it was turned away.
    bool turn_away(const httplib::Request& request, httplib::Response& response) {
        if (!is_own_host(request.get_header_value("Host"))) return answer(response, 421, "this page has another name"), true;
        const std::lock_guard lock(mutex);
        if (!pace.may_request(request.remote_addr, Clock::now())) return answer(response, 429, "too many requests"), true;
        return false;
    }

    /// Only a page of ours can have sent it: another site's cannot set the header, and a browser tells where a form came from.
    bool is_from_own_page(const httplib::Request& request) {
        const auto from = request.get_header_value("Origin");
        // A form sent under "no-referrer" hides its origin, but still says whose it is; no script can set that header.
        if (from == "null") return request.get_header_value("Sec-Fetch-Site") == "same-origin";
        return from == "https://" + request.get_header_value("Host");
    }

    void send_file(const std::string& name, const char* type, httplib::Response& response) {
        response.set_content(files.at(name), type);
    }

    bool pair(const httplib::Request& request, httplib::Response& response, const std::string& code) {
        const std::lock_guard lock(mutex);
        const auto remembered = pace.may_pair(request.remote_addr, Clock::now());
        if (remembered == Pace::Try::locked_now) host.notify_staff("too many wrong codes for the live page: pairing rests for 15 minutes");
        if (remembered != Pace::Try::remembered) return answer(response, 429, "too many tries"), false;
        const auto admitted = access.admit(code, request.get_header_value("User-Agent"), utc_now());
        if (!admitted) return answer(response, 403, "this code is not good, or not any more"), false;
        changes.push(true);
        host.note(fmt::format("paired as {}: {}", to_string(admitted->session.role), admitted->session.id));
        response.set_header("Set-Cookie", fmt::format("{}={}; Path=/; Max-Age={}; Secure; HttpOnly; SameSite=Strict", cookie_name, admitted->token,
                                                      std::chrono::duration_cast<std::chrono::seconds>(session_lasts).count()));
        return true;
    }

    std::string whole_for(LiveRole role) {
        const auto whole = feed.whole();
        return fmt::format(R"({{"role":"{}","can_act":{},"seminar":{},"view":{}}})", to_string(role), role == LiveRole::staff && settings.can_act ? "true" : "false",
                           settings.seminar, whole.empty() ? "null" : whole);
    }

    void stream(const httplib::Request& request, httplib::Response& response, const LiveSession& who) {
        if (streams.fetch_add(1) >= max_streams) {
            streams.fetch_sub(1);
            response.set_header("Retry-After", "10");
            return answer(response, 503, "as many pages as there may be follow already");
        }
        auto last = std::make_shared<std::string>(request.get_header_value("Last-Event-ID"));
        // A page that opens a stream anew, after sleep or in another tab, can only say so in the address.
        if (last->empty()) *last = request.get_param_value("last");
        const auto token = cookie_in(request);
        // The first thing said is how long to wait before coming back, so that thirty pages do not all come at once.
        auto greeting = std::make_shared<std::string>(fmt::format("retry: {}\n\n", 1000 + 100 * streams.load()));
        auto beat = std::make_shared<Clock::time_point>(Clock::now());
        response.set_chunked_content_provider(
            "text/event-stream",
            [this, last, greeting, beat, token, role = who.role](std::size_t, httplib::DataSink& sink) {
                std::string text = std::exchange(*greeting, {});
                const auto event = text.empty() ? feed.next(*last, Clock::now() + look_again) : std::optional<FeedEvent>{};
                if (is_stopping) return false;
                if (!is_checked_in(token)) {
                    text += "event: over\ndata: {}\n\n";
                    sink.write(text.data(), text.size());
                    return false;
                }
                if (event) {
                    *last = event->id;
                    text += event->is_whole ? fmt::format("id: {}\nevent: whole\ndata: {}\n\n", event->id, whole_for(role))
                                            : fmt::format("id: {}\nevent: change\ndata: {}\n\n", event->id, event->data);
                }
                // The door's own time, by which a page with a wrong clock is right.
                if (!text.empty() || Clock::now() >= *beat + heartbeat) {
                    text += fmt::format("event: time\ndata: {{\"at\":\"{}\"}}\n\n", to_rfc3339(utc_now()));
                    *beat = Clock::now();
                }
                return text.empty() || sink.write(text.data(), text.size());
            },
            [this](bool) { streams.fetch_sub(1); });
    }

    bool is_checked_in(const std::string& token) {
        const std::lock_guard lock(mutex);
        return access.session_of(token, utc_now()).has_value();
    }

    static void pass_on_answer(const PageAnswer& given, const char* type, int status_of_none, const char* reason_of_none, httplib::Response& response) {
        if (!given) return answer(response, 503, to_string(given.error().code));
        if (!*given) return answer(response, status_of_none, reason_of_none);
        response.set_content(**given, type);
    }

    void act(const httplib::Request& request, httplib::Response& response) const {
        if (!settings.can_act) return answer(response, 409, "this page reads only");
        pass_on_answer(host.act(request.body), "application/json", 400, "this is no action", response);
    }

    void serve_person(const httplib::Request& request, httplib::Response& response) const {
        pass_on_answer(host.person(request.get_param_value("id")), "application/json", 404, "nobody", response);
    }

    using Handler = std::function<void(const httplib::Request&, httplib::Response&, const LiveSession&)>;
    /// For those who are paired; `is_for_staff` for staff alone.
    httplib::Server::Handler paired(bool is_for_staff, Handler handler) {
        return [this, is_for_staff, handler = std::move(handler)](const httplib::Request& request, httplib::Response& response) {
            const auto who = session(request);
            if (!who) return answer(response, 401, "not paired");
            if (is_for_staff && who->role != LiveRole::staff) return answer(response, 403, "for staff");
            handler(request, response, *who);
        };
    }

    void serve_pages() {
        server->Get("/", [this](const httplib::Request& request, httplib::Response& response) {
            send_file(session(request) ? "/index.html" : "/pair.html", "text/html; charset=utf-8", response);
        });
        server->Get("/pair", [this](const httplib::Request&, httplib::Response& response) {
            send_file("/pair.html", "text/html; charset=utf-8", response);
        });
        for (const auto& [name, type] : {std::pair{"/live.css", "text/css; charset=utf-8"}, std::pair{"/live.js", "text/javascript; charset=utf-8"},
                                         std::pair{"/staff.js", "text/javascript; charset=utf-8"}, std::pair{"/words.js", "text/javascript; charset=utf-8"},
                                         std::pair{"/pair.js", "text/javascript; charset=utf-8"}, std::pair{"/icon.svg", "image/svg+xml"}})
            server->Get(name, [this, name = std::string(name), type](const httplib::Request&, httplib::Response& response) {
                send_file(name, type, response);
            });
        server->Get("/table", [this](const httplib::Request& request, httplib::Response& response) {
            if (!session(request)) return response.set_redirect("/pair", 303);
            pass_on_answer(host.table(request.get_param_value("lang")), "text/html; charset=utf-8", 404, "no such page", response);
        });
        // The form of the pairing page, for browsers without scripts.
        server->Post("/pair", [this](const httplib::Request& request, httplib::Response& response) {
            if (!is_from_own_page(request)) return answer(response, 403, "sent from another page");
            std::string digits = request.get_param_value("digits");
            std::erase_if(digits, [](char c) { return c == ' ' || c == '+'; });
            if (pair(request, response, digits)) response.set_redirect("/table", 303);
        });
    }

    void serve_api() {
        server->Get("/api/events", paired(false, [this](const auto& request, auto& response, const auto& who) { stream(request, response, who); }));
        server->Get("/api/live", paired(false, [this](const auto&, auto& response, const auto& who) {
                        response.set_content(whole_for(who.role), "application/json");
                    }));
        server->Get("/api/people", paired(true, [this](const auto&, auto& response, const auto&) {
                        pass_on_answer(host.people(), "application/json", 404, "nobody", response);
                    }));
        server->Get("/api/badges", paired(true, [this](const auto&, auto& response, const auto&) {
                        pass_on_answer(host.badges(), "application/json", 404, "none", response);
                    }));
        server->Get("/api/person", paired(true, [this](const auto& request, auto& response, const auto&) { serve_person(request, response); }));
        const auto written = [this](auto handler) {
            return [this, handler](const httplib::Request& request, httplib::Response& response) {
                if (!is_from_own_page(request) || request.get_header_value("X-Entre") != "1") return answer(response, 403, "sent from another page");
                handler(request, response);
            };
        };
        server->Post("/api/pair", written([this](const auto& request, auto& response) {
                         const auto json = nlohmann::json::parse(request.body, nullptr, false);
                         const bool is_code = json.is_object() && json.contains("code") && json["code"].is_string();
                         if (pair(request, response, is_code ? json["code"].template get<std::string>() : std::string{}))
                             response.set_content("{}", "application/json");
                     }));
        server->Post("/api/act", written(paired(true, [this](const auto& request, auto& response, const auto&) { act(request, response); })));
        server->Post("/api/leave", written(paired(false, [this](const auto&, auto& response, const auto& who) {
                         const std::lock_guard lock(mutex);
                         access.end(who.id);
                         changes.push(true);
                         response.set_header("Set-Cookie", fmt::format("{}=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Strict", cookie_name));
                         response.set_content("{}", "application/json");
                     })));
    }

    /// Everything about how the server answers, before it listens.
    void set_up() {
        server->set_default_headers(safe_headers());
        server->set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
            return turn_away(request, response) ? httplib::Server::HandlerResponse::Handled : httplib::Server::HandlerResponse::Unhandled;
        });
        server->set_error_handler([](const httplib::Request&, httplib::Response& response) {
            if (response.body.empty()) answer(response, response.status, "no such thing");
        });
        server->set_exception_handler([this](const httplib::Request&, httplib::Response& response, const auto&) {
            host.note("a request ended in an exception");
            answer(response, 500, "this went wrong here");
        });
        serve_pages();
        serve_api();
    }

    Result<void> listen() {
        const auto& address = settings.address;
        set_up();
        const auto bound = bind_server(*server, address.host, address.port);
        if (!bound) {
            const auto holder = holder_of_port(address.port);
            return fail(ErrorCode::address_taken,
                        fmt::format("the live page cannot listen on {}:{}: {}. Choose another port for dashboard.listen.", address.host, address.port,
                                    holder ? fmt::format("{} does already", *holder) : "it is taken, or not an address of this machine"));
        }
        port = *bound;
        listener = std::thread([this] { server->listen_after_bind(); });
        keeper = std::jthread([this](const std::stop_token& stop) { keep_state(stop); });
        return {};
    }
};

PageServer::PageServer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
PageServer::~PageServer() = default;

std::string PageAddress::origin(int actual_port) const { return fmt::format("https://{}:{}", names.front(), actual_port); }

Result<PageAddress> page_address(const std::string& listen) {
    const auto colon = listen.rfind(':');
    PageAddress address;
    const char* end = listen.data() + listen.size();
    if (colon != std::string::npos && colon > 0) {
        address.host = listen.substr(0, colon);
        const auto read = std::from_chars(listen.data() + colon + 1, end, address.port);
        if (read.ec == std::errc{} && read.ptr == end && address.port >= 0 && address.port <= 65535) {
            address.names = names_of(address.host);
            return address;
        }
    }
    return fail(ErrorCode::settings_invalid, fmt::format("dashboard.listen = \"{}\" must be an address and a port: \"192.168.1.20:8443\"", listen));
}

Result<std::unique_ptr<PageServer>> PageServer::open(const PageSettings& settings, PageServerHost host) {
    auto impl = std::make_unique<Impl>();
    impl->settings = settings;
    impl->host = std::move(host);
    impl->access = LiveAccess(settings.ends);
    impl->access.restore(settings.sessions, utc_now());
    for (const char* name : {"/index.html", "/pair.html", "/live.css", "/live.js", "/staff.js", "/words.js", "/pair.js", "/icon.svg"}) {
        auto text = text_of(settings.assets / (name + 1));
        if (text.empty()) return fail(ErrorCode::file_missing, fmt::format("{}{} is missing; install Entré anew", settings.assets.string(), name));
        impl->files.emplace(name, std::move(text));
    }
    auto wall = start_server(settings.key, settings.certificate);
    if (!wall) return pass_on(wall);
    impl->server = std::move(*wall);
    if (const auto listening = impl->listen(); !listening) return pass_on(listening);
    return std::unique_ptr<PageServer>(new PageServer(std::move(impl)));
}

void PageServer::publish(const std::string& view) { impl_->feed.publish(view); }

void PageServer::invite(const Invitation& invitation) {
    {
        const std::lock_guard lock(impl_->mutex);
        impl_->access.invite(invitation, utc_now());
    }
    impl_->publish_state();
}

void PageServer::end(std::string_view session_id) {
    {
        const std::lock_guard lock(impl_->mutex);
        impl_->access.end(session_id);
    }
    impl_->publish_state();
}

int PageServer::port() const { return impl_->port; }

}  // namespace entre
