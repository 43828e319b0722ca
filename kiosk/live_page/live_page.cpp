#include "kiosk/live_page/live_page.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <condition_variable>
#include <cstring>
#include <deque>
#include <list>
#include <mutex>
#include <nlohmann/json.hpp>
#include <thread>

#include "core/attendance/live_json.hpp"
#include "core/base/enum_text.hpp"
#include "core/base/log.hpp"
#include "core/base/text.hpp"
#include "core/base/atomic_file.hpp"
#include "kiosk/process/child_process.hpp"
#include "kiosk/live_page/staff_actions.hpp"
#include "kiosk/live_page/certificate.hpp"
#include "kiosk/live_page/messages.hpp"
#include "kiosk/live_page/server/page_server.hpp"
#include "kiosk/live_page/html_table.hpp"

namespace entre {

namespace {

using namespace std::chrono_literals;

constexpr auto page_stands_within = 10s;  // a cold disk is slow
constexpr auto page_ends_within = 3s;
constexpr auto start_again_after = 1s;
constexpr std::size_t max_pending_requests = 16;     // at once; a session has one finger
constexpr std::size_t max_remembered_requests = 64;  // wishes that may be asked for again
constexpr std::size_t max_log_length = 300;    // letters of a line that the page has for log or staff

/// What the page knows of the seminar.
std::string facts_of(const Seminar& s) {
    nlohmann::json facts = {{"name", {{"sv", s.name.in("sv")}, {"en", s.name.in("en")}}},
                            {"venue", {{"sv", s.venue.in("sv")}, {"en", s.venue.in("en")}}},
                            {"starts", to_rfc3339(s.starts.utc)},
                            {"offset_minutes", s.starts.offset.count()},
                            {"station", s.kiosk.station},
                            {"sectors", nlohmann::json::array()}};
    for (const auto& category : s.categories)
        facts["sectors"].push_back({{"name", category.name}, {"sv", category.label.in("sv")}, {"en", category.label.in("en")}});
    return facts.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

/// The first word of a page process that could not begin.
Error refusal_of(const std::optional<PageMessage>& word) {
    const auto json = word && word->word == PageMessageKind::refused ? nlohmann::json::parse(word->text, nullptr, false) : nlohmann::json();
    const auto text = [&](const char* key) { return json.is_object() && json.contains(key) && json[key].is_string() ? json[key].get<std::string>() : std::string{}; };
    if (text("detail").empty()) return {ErrorCode::stopped, "the live page's process ended before it stood"};
    return {from_string(text("code"), ErrorCode::stopped).value_or(ErrorCode::stopped), text("detail")};
}

}  // namespace

std::filesystem::path page_program() { return helper_program("entre-page", ENTRE_PAGE); }

/// One life of the page process.
struct Page {
    ChildProcess process;
    PageChannel channel;

    explicit Page(FileHandle ours) : channel(std::move(ours), max_page_message_bytes) {}
};

struct LivePage::Impl {
    Seminar seminar;
    LivePageBackend host;
    PageSettings settings;
    std::filesystem::path folder;
    std::string fingerprint;

    mutable std::mutex mutex;  // of what follows
    std::condition_variable_any news;
    std::shared_ptr<Page> page;  // null while there is none
    std::shared_ptr<const LiveView> view;
    DoorHealth health;
    TroubledBadges troubled;
    bool is_view_sent = true;
    struct Invited {
        Invitation invitation;
        std::uint64_t order = 0;  ///< by which the page was told
    };
    std::vector<Invited> invited;
    PageState state;
    bool has_changed = false;
    std::deque<PageMessage> orders;
    std::uint64_t last_order = 0, last_done = 0;
    bool is_stopping = false;

    std::mutex acting;  // of what follows; never taken together with the other
    std::deque<std::pair<std::string, std::string>> remembered;  // wishes by name, and what was answered

    struct PendingRequest {
        std::atomic<bool> is_answered = false;
        std::jthread thread;
    };
    std::list<PendingRequest> pending_requests;  // the hearer's own
    std::jthread writer, reader;

    ~Impl() {
        std::shared_ptr<Page> last;
        {
            const std::lock_guard lock(mutex);
            is_stopping = true;
            last = page;
        }
        news.notify_all();
        if (writer.joinable()) writer.request_stop();
        if (last) last->channel.say_no_more();  // it answers with its last state, and ends
        const auto until = Clock::now() + page_ends_within;
        {
            std::unique_lock lock(mutex);
            news.wait_until(lock, until, [this] { return page == nullptr; });
            if (page) page->process.kill();
        }
        if (reader.joinable()) reader.join();
    }

    /// A process that stands; the port it listens on.
    Result<std::pair<std::shared_ptr<Page>, int>> begin() const {
        auto sockets = open_socket_pair(SOCK_STREAM);
        if (!sockets) return pass_on(sockets);
        const int socket = sockets->ours.get();
        auto begun = std::make_shared<Page>(std::move(sockets->ours));
        auto started = ChildProcess::start(page_program(), {}, {{sockets->theirs.get(), page_channel}});
        if (!started) return pass_on(started);
        begun->process = std::move(*started);
        sockets->theirs.reset();
        // Whoever listens to a process that hangs at its birth would wait for ever.
        const timeval patience{std::chrono::seconds(page_stands_within).count(), 0}, for_ever{0, 0};
        ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        const bool is_told = begun->channel.send(PageMessageKind::settings, 0, to_json(settings));
        auto word = is_told ? begun->channel.receive() : std::nullopt;
        while (word && word->word == PageMessageKind::state) word = begun->channel.receive();
        ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &for_ever, sizeof for_ever);
        int port = 0;
        const bool stands = word && word->word == PageMessageKind::ready &&
                            std::from_chars(word->text.data(), word->text.data() + word->text.size(), port).ec == std::errc{};
        if (!stands) return tl::unexpected<Error>(refusal_of(word));
        return std::pair{std::move(begun), port};
    }

    /// False: it is not needed any more.
    bool take(std::shared_ptr<Page> begun) {
        {
            const std::lock_guard lock(mutex);
            if (is_stopping) return false;
            page = std::move(begun);
            is_view_sent = view == nullptr;
            orders.clear();
            // Codes that stood go on standing, also for a process that has just begun.
            for (auto& one : invited) orders.push_back({PageMessageKind::invitation, one.order = ++last_order, to_json(one.invitation)});
        }
        news.notify_all();
        return true;
    }

    /// Tells the page what there is to tell. Alone in this: a process that does not listen holds nobody up but this thread.
    void tell(const std::stop_token& stop) {
        std::unique_lock lock(mutex);
        while (news.wait(lock, stop, [this] { return page && (!orders.empty() || !is_view_sent); })) {
            const auto to = page;
            if (!orders.empty()) {
                const auto order = std::move(orders.front());
                orders.pop_front();
                lock.unlock();
                to->channel.send(order.word, order.number, order.text);
            } else {
                is_view_sent = true;
                const auto newest = view;
                const auto how = health;
                lock.unlock();
                to->channel.send(PageMessageKind::view, 0, live_json(*newest, how));
            }
            lock.lock();
        }
    }

    /// Hears the page until it ends, and begins another.
    void read_messages(const std::stop_token& stop) {
        auto now = page;
        while (now) {
            while (const auto message = now->channel.receive()) take_word(now, *message);
            bool is_last = false;
            {
                const std::lock_guard lock(mutex);
                is_last = is_stopping;
                page = nullptr;
            }
            news.notify_all();
            const int status = now->process.end(is_last ? 1s : 100ms);
            now = nullptr;
            pending_requests.clear();
            if (is_last) return;
            log_error("live", {ErrorCode::stopped, fmt::format("the live page's process is gone: {}; it is started again", exit_text(status))});
            now = begin_again(stop);
        }
    }

    std::shared_ptr<Page> begin_again(const std::stop_token& stop) {
        while (true) {
            {
                std::unique_lock lock(mutex);
                if (news.wait_for(lock, stop, start_again_after, [this] { return is_stopping; }) || stop.stop_requested()) return nullptr;
                settings.sessions = state.kept;
            }
            auto begun = begin();
            if (begun) return take(begun->first) ? begun->first : nullptr;
            log_error("live", begun.error());
        }
    }

    void take_word(const std::shared_ptr<Page>& from, const PageMessage& message) {
        switch (message.word) {
            case PageMessageKind::done: {
                const std::lock_guard lock(mutex);
                last_done = std::max(last_done, message.number);
                break;
            }
            case PageMessageKind::state:
                if (auto received = page_state(message.text)) take_state(std::move(*received));
                break;
            case PageMessageKind::note:
                return log_info("live", "{}", clean_text(message.text, max_log_length));
            case PageMessageKind::notify_staff:
                if (host.notify_staff) host.notify_staff(clean_text(message.text, max_log_length));
                return;
            case PageMessageKind::request_action:
            case PageMessageKind::request_person:
            case PageMessageKind::request_people:
            case PageMessageKind::request_badges:
            case PageMessageKind::request_table:
                return answer_beside(from, message);
            default:
                return;
        }
        news.notify_all();
    }

    void take_state(PageState received) {
        const auto ids = [](const PageState& of) {
            std::vector<std::string> all = of.standing;
            for (const auto& session : of.sessions) all.push_back(session.id);
            return all;
        };
        bool is_another = false;
        std::string to_keep;
        {
            const std::lock_guard lock(mutex);
            is_another = ids(received) != ids(state);
            if (received.kept != state.kept) to_keep = received.kept;
            state = std::move(received);
            std::erase_if(invited, [&](const Invited& one) { return !stands_now(one.invitation.digits); });
            has_changed = has_changed || is_another;
        }
        if (!to_keep.empty()) write_sessions(to_keep);  // without the lock: the door's main thread takes that, and waits for no disk
        if (is_another && host.phones_changed) host.phones_changed();
    }

    /// Keeps who is let in, so that a kiosk that starts again need not be paired with again.
    void write_sessions(const std::string& text) const {
        const auto file = folder / "live-sessions.json", fresh = folder / "live-sessions.json.new";
        const int descriptor = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
        const bool is_written = descriptor >= 0 && ::write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size());
        if (descriptor >= 0) ::close(descriptor);
        std::error_code error;
        if (is_written) std::filesystem::rename(fresh, file, error);
        if (!is_written || error) log_warning("live", "{} cannot be written; phones pair again after a restart", file.string());
    }

    /// As the page told; until it has told of an invitation, that stands.
    [[nodiscard]] bool stands_now(std::string_view digits) const {
        if (std::find(state.standing.begin(), state.standing.end(), digits) != state.standing.end()) return true;
        return std::any_of(invited.begin(), invited.end(), [&](const Invited& one) {
            return one.invitation.digits == digits && (!page || last_done < one.order) && utc_now() < one.invitation.expires;
        });
    }

    /// The desk takes its time, and others go on asking. This thread only ever hears: two processes that both wait to be heard would wait for ever.
    void answer_beside(const std::shared_ptr<Page>& to, const PageMessage& message) {
        std::erase_if(pending_requests, [](const PendingRequest& one) { return one.is_answered.load(); });
        if (pending_requests.size() >= max_pending_requests) {
            {
                const std::lock_guard lock(mutex);
                orders.push_back({PageMessageKind::answer_failed, message.number, std::string(to_string(ErrorCode::stopped))});
            }
            return news.notify_all();
        }
        auto& ask = pending_requests.emplace_back();
        ask.thread = std::jthread([this, to, message, &ask] {
            answer(*to, message);
            ask.is_answered = true;
        });
    }

    void answer(Page& to, const PageMessage& message) {
        const auto given = answer_to(message);
        if (!given) to.channel.send(PageMessageKind::answer_failed, message.number, to_string(given.error().code));
        else if (!*given) to.channel.send(PageMessageKind::answer_none, message.number, {});
        else to.channel.send(PageMessageKind::answer, message.number, **given);
    }

    /// A phone that lost the answer asks again, under the same name: somebody written in twice would have two badges.
    [[nodiscard]] PageAnswer act(const std::string& text) {
        const auto action = action_of(text);
        if (!action || !host.act) return std::optional<std::string>{};
        const auto request = request_id_of(text);
        std::unique_lock one_by_one(acting, std::defer_lock);
        if (!request.empty()) {
            one_by_one.lock();
            for (const auto& [name, answer] : remembered)
                if (name == request) return std::optional(answer);
        }
        const auto done = host.act(*action);
        if (!done) return fail(done.error().code, done.error().detail);
        auto answer = answer_json(*done);
        if (!request.empty() && done->verdict == StaffVerdict::done) {
            remembered.emplace_back(request, answer);
            if (remembered.size() > max_remembered_requests) remembered.pop_front();
        }
        return std::optional(std::move(answer));
    }

    [[nodiscard]] PageAnswer answer_to(const PageMessage& message) {
        if (message.word == PageMessageKind::request_action) return act(message.text);
        if (message.word == PageMessageKind::request_person) {
            const auto history = host.person ? host.person({message.text}) : Result<std::optional<PersonHistory>>{};
            if (!history) return fail(history.error().code, history.error().detail);
            return *history ? std::optional(history_json(**history)) : std::nullopt;
        }
        std::shared_ptr<const LiveView> shown;
        DoorHealth how;
        TroubledBadges badges;
        {
            const std::lock_guard lock(mutex);
            shown = view;
            how = health;
            badges = troubled;
        }
        if (message.word == PageMessageKind::request_badges) return std::optional(badges_json(badges ? *badges : std::vector<TroubledBadge>{}));
        if (message.word == PageMessageKind::request_table) return std::optional(html_table(seminar, shown.get(), how, message.text));
        return std::optional(shown ? people_json(*shown) : std::string("[]"));
    }

    /// Queues a message for the page process; the caller holds the mutex. Never waits: the kiosk's main thread calls this. Dropped while
    /// no process runs; the next one gets all invitations anyway.
    void order(PageMessageKind word, std::string text) {
        const auto number = ++last_order;
        if (!page) return;
        orders.push_back({word, number, std::move(text)});
        news.notify_all();
    }
};

LivePage::LivePage(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
LivePage::~LivePage() = default;

Result<std::unique_ptr<LivePage>> LivePage::open(const LivePageSettings& settings, const Seminar& seminar, LivePageBackend host) {
    auto address = page_address(settings.listen);
    if (!address) return pass_on(address);
    const auto certificate = own_certificate(settings.folder, address->names);
    if (!certificate) return pass_on(certificate);
    auto impl = std::make_unique<Impl>();
    impl->seminar = seminar;
    impl->host = std::move(host);
    impl->folder = settings.folder;
    impl->fingerprint = certificate->fingerprint;
    impl->settings = {std::move(*address), settings.assets, certificate->key, certificate->certificate, facts_of(seminar),
                       text_of(settings.folder / "live-sessions.json"), seminar.ends.utc, impl->host.act != nullptr};
    impl->state.kept = impl->settings.sessions;
    auto begun = impl->begin();
    if (!begun) return pass_on(begun);
    impl->settings.address.port = begun->second;
    log_info("live", "the page is at {}", impl->settings.address.origin(begun->second));
    impl->take(std::move(begun->first));
    impl->writer = std::jthread([all = impl.get()](const std::stop_token& stop) { all->tell(stop); });
    impl->reader = std::jthread([all = impl.get()](const std::stop_token& stop) { all->read_messages(stop); });
    return std::unique_ptr<LivePage>(new LivePage(std::move(impl)));
}

void LivePage::show(std::shared_ptr<const LiveView> view, const DoorHealth& health, TroubledBadges troubled) {
    if (!view) return;
    {
        const std::lock_guard lock(impl_->mutex);
        impl_->view = std::move(view);
        impl_->health = health;
        impl_->troubled = std::move(troubled);
        impl_->is_view_sent = false;
    }
    impl_->news.notify_all();
}

PairingInvitation LivePage::invite(LiveRole role) {
    const auto made = new_invitation(role, utc_now());
    {
        const std::lock_guard lock(impl_->mutex);
        std::erase_if(impl_->invited, [&](const Impl::Invited& one) { return one.invitation.role == role; });
        impl_->invited.push_back({made, impl_->last_order + 1});
        impl_->order(PageMessageKind::invitation, to_json(made));
    }
    const auto origin = impl_->settings.address.origin(impl_->settings.address.port);
    return {made, fmt::format("{}/pair#{}", origin, made.secret), origin, impl_->fingerprint};
}

bool LivePage::stands(std::string_view digits) const {
    const std::lock_guard lock(impl_->mutex);
    return impl_->stands_now(digits);
}

std::vector<LiveSession> LivePage::sessions() const {
    const std::lock_guard lock(impl_->mutex);
    return impl_->state.sessions;
}

bool LivePage::take_change() {
    const std::lock_guard lock(impl_->mutex);
    return std::exchange(impl_->has_changed, false);
}

void LivePage::end(std::string_view session_id) {
    const std::lock_guard lock(impl_->mutex);
    impl_->order(PageMessageKind::end_session, std::string(session_id));
}

int LivePage::port() const { return impl_->settings.address.port; }

pid_t LivePage::process() const {
    const std::lock_guard lock(impl_->mutex);
    return impl_->page ? impl_->page->process.pid() : 0;
}

}  // namespace entre
