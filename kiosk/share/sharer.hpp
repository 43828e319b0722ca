// Shares this kiosk's entries with the other kiosks at the same door, as long as the program runs.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <thread>
#include <variant>

#include "core/attendance/sharing.hpp"
#include "core/base/queue.hpp"
#include "core/seminar/seminar.hpp"
#include "core/share/share_key.hpp"
#include "kiosk/process/wake_event.hpp"
#include "kiosk/share/share_session.hpp"

namespace entre {

struct SharerListener {
    RunOnDesk run_on_desk;  ///< see share_session.hpp; called from the thread "share"
    /// Whenever something in the view has changed; from the thread "share".
    std::function<void(SharingView)> on_view;
    /// The seminar was purged at another kiosk; from the thread "share", which does nothing more after it.
    std::function<void()> on_purged;
};

/// What other threads ask of the thread "share". Thread-safe.
class ShareRequests {
public:
    /// The database was written to.
    void wake() { wake_.signal(); }
    /// Imports a list in this kiosk's turn: see ShareSession::import. `answer` is called from the thread "share"; with the error
    /// kiosks_apart without connection.
    void import(std::function<Result<bool>(Database&)> apply, std::function<void(const Result<bool>&)> answer);
    /// Asks whether another kiosk is checking `person` in. `answer` is called from the thread "share", unless the connection is
    /// lost meanwhile. False, and nothing is asked, without connection.
    bool claim(const RegistrationId& person, std::function<void(const std::optional<ClaimedBy>&)> answer);

private:
    friend class Sharer;
    struct Import {
        std::function<Result<bool>(Database&)> apply;
        std::function<void(const Result<bool>&)> answer;
    };
    struct Claim {
        RegistrationId person;
        std::function<void(const std::optional<ClaimedBy>&)> answer;
    };
    using Request = std::variant<Import, Claim>;

    WakeEvent wake_;
    Queue<Request> requests_;
    std::atomic<bool> is_connected_ = false;
};

/// Thread "share". Connects again for as long as it takes; the door goes on without.
class Sharer {
public:
    Sharer(SeminarFolder folder, ShareKey key, std::string kiosk_name, SharerListener listener);
    ~Sharer();
    Sharer(const Sharer&) = delete;
    Sharer& operator=(const Sharer&) = delete;

    /// For other threads. It may outlive this: then nothing is answered any more.
    [[nodiscard]] std::shared_ptr<ShareRequests> requests() { return requests_; }

private:
    void run(const std::stop_token& stop);
    EngineResult<void> share(const std::stop_token& stop);
    EngineResult<void> carry_out(ShareSession& session, const ShareRequests::Import& request);
    EngineResult<void> carry_out(ShareSession& session, const ShareRequests::Claim& request);
    EngineResult<void> answer_requests(ShareSession& session);
    using Request = std::variant<ShareRequests::Import, ShareRequests::Claim>;
    static void refuse(const Request& request);
    void refuse_requests();
    std::size_t unsent();
    void become_new_kiosk();
    void show_connected(ShareSession& session);
    void show_problem(const EngineFailure& failure);
    void show(SharingView view);

    SeminarFolder folder_;
    ShareKey key_;
    std::string kiosk_name_;
    SharerListener listener_;
    std::shared_ptr<ShareRequests> requests_ = std::make_shared<ShareRequests>();
    SharingView shown_;
    std::int64_t told_ = 0;  ///< our last entry that the server is known to have
    std::jthread thread_;
};

}  // namespace entre
