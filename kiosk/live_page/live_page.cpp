#include "kiosk/live_page/live_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/attendance/live_json.hpp"
#include "core/base/atomic_file.hpp"
#include "core/base/log.hpp"
#include "core/base/mutex.hpp"
#include "core/base/text.hpp"
#include "kiosk/live_page/certificate.hpp"
#include "kiosk/live_page/messages.hpp"
#include "kiosk/live_page/network_watch.hpp"
#include "kiosk/live_page/page_process.hpp"
#include "kiosk/live_page/page_requests.hpp"

namespace entre {

namespace {

constexpr std::size_t max_log_letters = 300;  // of a line that the page process sends for log or staff

/// What the page shows about the seminar.
std::string seminar_json(const Seminar& s) {
    nlohmann::json facts = {{"name", {{"sv", s.name.in("sv")}, {"en", s.name.in("en")}}},
                            {"venue", {{"sv", s.venue.in("sv")}, {"en", s.venue.in("en")}}},
                            {"starts", to_rfc3339(s.starts.utc)},
                            {"zone", s.time_zone().name()},
                            {"offset_minutes", s.starts.offset.count()},
                            {"station", s.kiosk.station},
                            {"sectors", nlohmann::json::array()}};
    for (const auto& category : s.categories)
        facts["sectors"].push_back({{"name", category.name}, {"sv", category.label.in("sv")}, {"en", category.label.in("en")}});
    return facts.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

/// The page's URL, without a path; empty without an address.
std::string origin_of(const NetworkWatch::Address& ip, int port) {
    return ip ? fmt::format("https://{}:{}", *ip, port) : std::string{};
}

/// Everything in a state that staff can see change.
std::vector<std::string> ids_in(const PageState& state) {
    auto ids = state.valid_digits;
    for (const auto& session : state.sessions) ids.push_back(session.id);
    return ids;
}

}  // namespace

struct LivePage::Impl {
    LivePageBackend backend;
    std::filesystem::path folder;
    std::string listen;
    std::string fingerprint;
    int port = 0;  ///< constant once the page is open, as all of the above

    mutable Mutex mutex;                   ///< never held while `backend` or `process` is called
    std::string origin GUARDED_BY(mutex);  ///< what people type; empty while there is no network
    PageSettings settings GUARDED_BY(mutex);
    PageContent content GUARDED_BY(mutex);
    struct Invited {
        Invitation invitation;
        std::uint64_t message = 0;  ///< the number of the message that passed it on
    };
    std::vector<Invited> invited GUARDED_BY(mutex);
    PageState state GUARDED_BY(mutex);
    bool has_changed GUARDED_BY(mutex) = false;
    std::uint64_t last_message GUARDED_BY(mutex) = 0, last_done GUARDED_BY(mutex) = 0;

    PageRequests requests;
    PageProcess process;                  ///< its threads use all of the above
    std::optional<NetworkWatch> network;  ///< if the page listens on every network

    Impl(const Seminar& seminar, LivePageBackend called)
        : backend(std::move(called)),
          requests(
              seminar, backend,
              {[this] {
                   const MutexLock lock(mutex);
                   return content;
               },
               [this](PageMessageKind kind, std::uint64_t number, std::string_view text) { process.send(kind, number, text); }}),
          process({[this] {
                       const MutexLock lock(mutex);
                       return settings;
                   },
                   [this](const PageMessage& message) { receive(message); }, [this] { requests.wait_for_all(); },
                   [this] { invite_again(); }}) {}

    void receive(const PageMessage& message) {
        switch (message.kind) {
            case PageMessageKind::done: {
                const MutexLock lock(mutex);
                last_done = std::max(last_done, message.number);
                return;
            }
            case PageMessageKind::state:
                if (auto received = page_state_from(message.text)) update_state(std::move(*received));
                return;
            case PageMessageKind::note:
                return log_info("live", "{}", clean_text(message.text, max_log_letters));
            case PageMessageKind::notify_staff:
                if (backend.notify_staff) backend.notify_staff(clean_text(message.text, max_log_letters));
                return;
            case PageMessageKind::request_action:
            case PageMessageKind::request_person:
            case PageMessageKind::request_people:
            case PageMessageKind::request_badges:
            case PageMessageKind::request_attendance:
            case PageMessageKind::request_table:
                if (!requests.start(message))
                    process.post(PageMessageKind::answer_failed, message.number, std::string(to_string(ErrorCode::stopped)));
                return;
            default:
                return;
        }
    }

    void update_state(PageState received) {
        bool is_changed = false;
        std::string to_save;
        {
            const MutexLock lock(mutex);
            is_changed = ids_in(received) != ids_in(state);
            if (received.saved_sessions != state.saved_sessions) to_save = received.saved_sessions;
            state = std::move(received);
            settings.sessions = state.saved_sessions;
            std::erase_if(invited, [&](const Invited& one) REQUIRES(mutex) { return !is_valid(one.invitation.digits); });
            has_changed = has_changed || is_changed;
        }
        if (!to_save.empty() && !write_file_atomically(folder / "live-sessions.json", to_save, FileMode::owner_only))
            log_warning("live", "live-sessions.json cannot be written; phones have to pair again after a restart");
        if (is_changed && backend.phones_changed) backend.phones_changed();
    }

    /// As the page process reported. An invitation that it has not reported about yet is valid, too.
    [[nodiscard]] bool is_valid(std::string_view digits) const REQUIRES(mutex) {
        if (std::find(state.valid_digits.begin(), state.valid_digits.end(), digits) != state.valid_digits.end()) return true;
        return std::any_of(invited.begin(), invited.end(), [&](const Invited& one) REQUIRES(mutex) {
            return one.invitation.digits == digits && last_done < one.message && utc_now() < one.invitation.expires;
        });
    }

    /// Makes all valid invitations known to a process that has just started.
    void invite_again() {
        std::vector<Invited> again;
        {
            const MutexLock lock(mutex);
            for (auto& one : invited) one.message = ++last_message;
            again = invited;
        }
        for (const auto& one : again) process.post(PageMessageKind::invitation, one.message, to_json(one.invitation));
    }

    /// The certificate stays: it is self-signed, so that browsers warn whatever its names are, and staff compare its fingerprint,
    /// which a new one would change in front of them. The page process needs no message either: it accepts the address that a
    /// phone has connected to.
    void follow(const NetworkWatch::Address& ip) {
        const auto anew = page_address(listen);
        const auto now = origin_of(ip, port);
        {
            const MutexLock lock(mutex);
            origin = now;
            if (anew) settings.address.names = anew->names;
            has_changed = true;
        }
        if (ip)
            log_info("live", "the network has changed: the page is at {}", now);
        else
            log_warning("live", "this computer is on no network any more; phones cannot reach the page");
        if (backend.phones_changed) backend.phones_changed();
    }

    /// At the address that the page has now.
    [[nodiscard]] PairingInvitation addressed(const Invitation& invitation) const REQUIRES(mutex) {
        const auto url = origin.empty() ? std::string{} : fmt::format("{}/pair#{}", origin, invitation.secret);
        return {invitation, url, origin, fingerprint};
    }
};

LivePage::LivePage(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
LivePage::~LivePage() = default;

Result<std::unique_ptr<LivePage>> LivePage::open(const LivePageSettings& settings, const Seminar& seminar,
                                                 LivePageBackend backend) {
    auto address = page_address(settings.listen);
    if (!address) return pass_on(address);
    const auto certificate = own_certificate(settings.folder, address->names);
    if (!certificate) return pass_on(certificate);
    const bool can_act = backend.act != nullptr;
    auto impl = std::make_unique<Impl>(seminar, std::move(backend));
    impl->folder = settings.folder;
    impl->listen = settings.listen;
    impl->fingerprint = certificate->fingerprint;
    const auto listened = *address;
    {
        const MutexLock lock(impl->mutex);
        impl->settings = {std::move(*address),
                          certificate->key,
                          certificate->certificate,
                          seminar_json(seminar),
                          load_file(settings.folder / "live-sessions.json").value_or(""),
                          seminar.ends.utc,
                          can_act};
        impl->state.saved_sessions = impl->settings.sessions;
    }
    const auto port = impl->process.start();
    if (!port) return pass_on(port);
    impl->port = *port;
    const auto own = listened.is_every_network() ? network_address_v4() : std::nullopt;
    {
        const MutexLock lock(impl->mutex);
        impl->settings.address.port = *port;  // a restarted process listens on the same port
        impl->origin = listened.is_every_network() ? origin_of(own, *port) : listened.origin(*port);
        if (impl->origin.empty())
            log_info("live", "the page has no address yet: there is no network");
        else
            log_info("live", "the page is at {}", impl->origin);
    }
    if (listened.is_every_network())
        impl->network.emplace(own, network_address_v4, [on = impl.get()](const auto& ip) { on->follow(ip); });
    return std::unique_ptr<LivePage>(new LivePage(std::move(impl)));
}

void LivePage::show(std::shared_ptr<const LiveView> view, const DoorHealth& health, TroubledBadges troubled) {
    if (!view) return;
    {
        const MutexLock lock(impl_->mutex);
        impl_->content = {view, health, std::move(troubled)};
    }
    impl_->process.post_view([view, health] { return live_json(*view, health); });
}

PairingInvitation LivePage::invite(LiveRole role) {
    const auto invitation = new_invitation(role, utc_now());
    std::uint64_t message = 0;
    {
        const MutexLock lock(impl_->mutex);
        std::erase_if(impl_->invited, [&](const Impl::Invited& one) { return one.invitation.role == role; });
        message = ++impl_->last_message;
        impl_->invited.push_back({invitation, message});
    }
    impl_->process.post(PageMessageKind::invitation, message, to_json(invitation));
    const MutexLock lock(impl_->mutex);
    return impl_->addressed(invitation);
}

std::optional<PairingInvitation> LivePage::invitation(std::string_view digits) const {
    const MutexLock lock(impl_->mutex);
    if (!impl_->is_valid(digits)) return std::nullopt;
    for (const auto& one : impl_->invited)
        if (one.invitation.digits == digits) return impl_->addressed(one.invitation);
    return std::nullopt;
}

std::vector<LiveSession> LivePage::sessions() const {
    const MutexLock lock(impl_->mutex);
    return impl_->state.sessions;
}

bool LivePage::take_change() {
    const MutexLock lock(impl_->mutex);
    return std::exchange(impl_->has_changed, false);
}

void LivePage::end_session(std::string_view session_id) {
    impl_->process.post(PageMessageKind::end_session, 0, std::string(session_id));
}

int LivePage::port() const { return impl_->port; }

pid_t LivePage::process() const { return impl_->process.pid(); }

}  // namespace entre
