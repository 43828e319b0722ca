#include "kiosk/share/sharer.hpp"

#include <utility>

#include "core/base/log.hpp"
#include "core/base/thread.hpp"
#include "kiosk/share/share_setup.hpp"

namespace entre {

namespace {

using namespace std::chrono_literals;

constexpr auto look_every = 2s;
constexpr Clock::duration first_pause = 100ms, max_pause = 300ms, pause_when_refused = 2s;

bool is_refusal(EngineError error) {
    return error != EngineError::unreachable && error != EngineError::timeout && error != EngineError::import_busy;
}

Error cannot_import() {
    return error_of(ErrorCode::kiosks_apart,
                    sentence("The list is not imported while this kiosk has no connection to the others. Import it again when "
                             "they reach each other."));
}

}  // namespace

Sharer::Sharer(SeminarFolder folder, ShareKey key, std::string kiosk_name, SharerListener listener)
    : folder_(std::move(folder)),
      key_(std::move(key)),
      kiosk_name_(std::move(kiosk_name)),
      listener_(std::move(listener)),
      thread_([this](const std::stop_token& stop) { run_thread("share", stop, [&] { run(stop); }); }) {}

Sharer::~Sharer() = default;

void ShareRequests::import(std::function<Result<bool>(Database&)> apply, std::function<void(const Result<bool>&)> answer) {
    requests_.push(Import{std::move(apply), std::move(answer)});
    wake();
}

bool ShareRequests::claim(const RegistrationId& person, std::function<void(const std::optional<ClaimedBy>&)> answer) {
    if (!is_connected_) return false;
    requests_.push(Claim{person, std::move(answer)});
    wake();
    return true;
}

void Sharer::run(const std::stop_token& stop) {
    const std::stop_callback wake(stop, [this] { requests_->wake(); });
    if (const auto started = start_engine_here(folder_); !started) log_error("share", started.error());
    auto pause = first_pause;
    while (!stop.stop_requested()) {
        const auto ended = share(stop);
        if (ended) continue;
        const auto& failure = ended.error();
        if (failure.error == EngineError::purged) {
            requests_->is_connected_ = false;
            refuse_requests();
            return listener_.on_purged();
        }
        if (failure.error == EngineError::forked) become_new_kiosk();
        pause = shown_.is_connected ? first_pause : std::min(pause * 2, max_pause);
        show_problem(failure);
        refuse_requests();
        sleep_or_stop(is_refusal(failure.error) ? pause_when_refused : pause, stop);
    }
    refuse_requests();
}

/// Shares until the connection is lost, or `stop` is requested.
EngineResult<void> Sharer::share(const std::stop_token& stop) {
    auto engine = Engine::connect(key_, share_certificate_file(folder_));
    if (!engine) return tl::unexpected(engine.error());
    auto session = ShareSession::open(std::move(*engine), {folder_, key_, kiosk_name_, listener_.run_on_desk});
    if (!session) return tl::unexpected(session.error());
    while (!stop.stop_requested()) {
        show_connected(*session);
        if (const auto waited = session->wait(look_every, requests_->wake_); !waited) return waited;
        if (const auto answered = answer_requests(*session); !answered) return answered;
    }
    return session->catch_up();  // what was told last, before the door closes
}

EngineResult<void> Sharer::answer_requests(ShareSession& session) {
    EngineResult<void> done;
    for (const auto& request : requests_->requests_.drain()) {
        if (done)
            done = std::visit([&](const auto& wanted) { return carry_out(session, wanted); }, request);
        else
            refuse(request);
    }
    return done;
}

/// The list is kept for staff (ErrorCode::kiosks_apart), whether another kiosk is importing or the connection broke.
EngineResult<void> Sharer::carry_out(ShareSession& session, const ShareRequests::Import& request) {
    const auto imported = session.import(request.apply);
    if (imported) {
        request.answer(*imported);
        return {};
    }
    const auto& failure = imported.error();
    log_warning("share", "a list was not imported: {} ({})", failure.said.english(), failure.detail);
    request.answer(tl::unexpected<Error>(error_of(ErrorCode::kiosks_apart, failure.said)));
    if (session.is_connected()) return {};
    return tl::unexpected(failure);
}

EngineResult<void> Sharer::carry_out(ShareSession& session, const ShareRequests::Claim& request) {
    const auto claimed = session.claim(request.person);
    if (!claimed) return tl::unexpected(claimed.error());
    request.answer(*claimed);
    return {};
}

/// Without connection: a list waits, and nobody is asked about a person.
void Sharer::refuse(const Request& request) {
    if (const auto* import = std::get_if<ShareRequests::Import>(&request)) import->answer(tl::unexpected<Error>(cannot_import()));
}

void Sharer::refuse_requests() {
    for (const auto& request : requests_->requests_.drain()) refuse(request);
}

/// The server knows more of this kiosk than its own database, or something else: the folder was copied, or put back from a
/// backup.
void Sharer::become_new_kiosk() {
    listener_.run_on_desk([this](Database& database) {
        const auto done = database.transaction([&]() -> Result<void> {
            SharedEntries entries(database);
            if (const auto own = entries.own()) entries.start_anew(new_uuid(utc_now()), own->name, own->place);
            return {};
        });
        if (!done) log_error("share", done.error());
    });
    log_warning("share", "the database is older than what the others know of it: it goes on as a new kiosk");
}

void Sharer::show_connected(ShareSession& session) {
    SharingView view;
    view.own_name = session.name();
    view.is_connected = true;
    view.since = shown_.is_connected ? shown_.since : utc_now();
    told_ = session.told();
    view.unsent = session.unsent();
    // A clock is never exact: only what matters to people is shown, so that the view rarely changes.
    view.clock_off = std::chrono::round<std::chrono::seconds>(session.clock_off());
    view.settings_from = session.settings_from().empty() ? shown_.settings_from : session.settings_from();
    const auto now = utc_now();
    for (const auto& other : session.others()) {
        if (other.purged) continue;
        const bool is_silent = other.not_seen > out_of_touch_after;
        // To the minute, so that the view does not change all the time.
        const auto since = std::chrono::round<std::chrono::minutes>(now - other.not_seen);
        view.others.push_back({other.name, is_silent ? std::optional<UtcTime>(since) : std::nullopt, other.is_revoked});
    }
    show(std::move(view));
}

/// Entries written since the connection was lost.
std::size_t Sharer::unsent() {
    std::int64_t last = told_;
    listener_.run_on_desk([&](Database& database) {
        const auto read = database.guard([&]() -> Result<std::int64_t> { return SharedEntries(database).last_number(); });
        if (read) last = *read;
    });
    return static_cast<std::size_t>(std::max<std::int64_t>(0, last - told_));
}

void Sharer::show_problem(const EngineFailure& failure) {
    SharingView view = shown_;
    if (view.own_name.empty()) view.own_name = kiosk_name_;
    if (view.is_connected || view.since == UtcTime{}) view.since = utc_now();
    if (view.is_connected || view.problem != failure.said)
        log_warning("share", "no connection to the other kiosks: {} ({})", failure.said.english(), failure.detail);
    view.is_connected = false;
    view.unsent = unsent();
    view.problem = failure.said;
    show(std::move(view));
}

void Sharer::show(SharingView view) {
    if (view == shown_) return;
    if (view.is_connected && !shown_.is_connected)
        log_info("share", "connected to {} other kiosks as {}", view.others.size(), view.own_name);
    shown_ = std::move(view);
    requests_->is_connected_ = shown_.is_connected;
    listener_.on_view(shown_);
}

}  // namespace entre
