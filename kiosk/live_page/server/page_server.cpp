#include "kiosk/live_page/server/page_server.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <thread>

#include "core/base/queue.hpp"
#include "core/base/thread.hpp"
#include "kiosk/live_page/server/event_feed.hpp"
#include "kiosk/live_page/server/event_stream.hpp"
#include "kiosk/live_page/server/https_server.hpp"
#include "kiosk/live_page/server/page_sessions.hpp"
#include "kiosk/live_page/server/ports.hpp"
#include "kiosk/live_page/server/routes.hpp"

namespace entre {

namespace {

using namespace std::chrono_literals;

constexpr auto max_state_age = 30s;        // when each session was seen last changes with every request
constexpr auto state_check_interval = 1s;  // sessions and invitations also expire

struct StateChange {
    enum class Kind { session, numbered, heartbeat } kind = Kind::session;
    std::uint64_t number = 0;  ///< of a numbered change: to be reported as done
};

/// What makes a state worth reporting at once: who is paired and which invitations are valid.
std::string fingerprint_of(const PageState& state) {
    auto text = fmt::format("{}", fmt::join(state.valid_digits, " "));
    for (const auto& session : state.sessions) text += " " + session.id;
    return text;
}

}  // namespace

struct PageServer::Impl {
    PageServerHost host;
    int port = 0;
    PageSessions sessions;
    EventFeeds feeds;
    Queue<StateChange> changes;
    Routes routes;
    std::unique_ptr<HttpsServer> server;
    std::jthread state_thread;  ///< ends after the server and reports its final state
    std::jthread listener;

    Impl(const PageSettings& settings, PageServerHost called)
        : host(std::move(called)),
          sessions(settings.ends, settings.sessions),
          routes(settings, host, sessions, feeds, [this] { changes.push({}); }) {}

    ~Impl() {
        feeds.close();  // first: streams that wait would delay the stop
        if (server) server->stop();
        if (listener.joinable()) listener.join();
    }

    Result<void> listen(const PageAddress& address) {
        const auto bound = server->bind(address.host, address.port);
        if (!bound) {
            const auto holder = holder_of_port(address.port);
            return fail(
                ErrorCode::address_taken,
                fmt::format("the live page cannot listen on {}:{}: {}. Choose another port for dashboard.listen.", address.host,
                            address.port,
                            holder ? fmt::format("{} uses it", *holder) : "it is in use, or not an address of this machine"));
        }
        port = *bound;
        routes.add_to(*server, port);
        state_thread = std::jthread([this](const std::stop_token& stop) { report_states(stop); });
        listener = std::jthread([this] {
            name_this_thread("page-accept");
            server->serve();
        });
        return {};
    }

    void report_done(const StateChange& change) const {
        if (change.kind == StateChange::Kind::numbered) host.change_done(change.number);
        if (change.kind == StateChange::Kind::heartbeat) host.alive();
    }

    /// Alone in reporting states, so that the host gets them in order and nobody else waits for it.
    void report_states(const std::stop_token& stop) {
        name_this_thread("page-state");
        std::string reported;
        auto next = Clock::now();
        std::vector<StateChange> news;
        while (true) {
            const bool is_last = stop.stop_requested();
            const auto state = sessions.state(is_last);
            auto fingerprint = fingerprint_of(state);
            const bool is_changed = std::ranges::any_of(news, [](auto& one) { return one.kind != StateChange::Kind::heartbeat; });
            if (is_last || is_changed || fingerprint != reported || Clock::now() >= next) {
                host.state_changed(state);
                reported = std::move(fingerprint);
                next = Clock::now() + max_state_age;
            }
            for (const auto& one : news) report_done(one);
            if (is_last) return;
            const auto first = changes.pop_until(stop, Clock::now() + state_check_interval);
            news = changes.drain();
            if (first) news.insert(news.begin(), *first);
        }
    }
};

PageServer::PageServer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
PageServer::~PageServer() = default;

Result<std::unique_ptr<PageServer>> PageServer::open(const PageSettings& settings, PageServerHost host) {
    auto server = HttpsServer::open(settings.key, settings.certificate);
    if (!server) return pass_on(server);
    auto impl = std::make_unique<Impl>(settings, std::move(host));
    impl->server = std::move(*server);
    if (const auto listening = impl->listen(settings.address); !listening) return pass_on(listening);
    return std::unique_ptr<PageServer>(new PageServer(std::move(impl)));
}

void PageServer::publish(const std::string& view) { impl_->feeds.publish(view); }

void PageServer::invite(const Invitation& invitation, std::uint64_t number) {
    impl_->sessions.invite(invitation);
    impl_->changes.push({StateChange::Kind::numbered, number});
}

void PageServer::end(std::string_view session_id, std::uint64_t number) {
    impl_->sessions.end(session_id);
    impl_->changes.push({StateChange::Kind::numbered, number});
}

void PageServer::answer_heartbeat() { impl_->changes.push({StateChange::Kind::heartbeat}); }

int PageServer::port() const { return impl_->port; }

}  // namespace entre
