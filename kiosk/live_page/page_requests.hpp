// Answers the requests that paired phones make through the page process.
#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <list>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

#include "core/base/mutex.hpp"
#include "core/seminar/seminar.hpp"
#include "kiosk/live_page/live_page.hpp"
#include "kiosk/live_page/messages.hpp"
#include "kiosk/live_page/page_channel.hpp"

namespace entre {

/// What the page shows now. `view` and `troubled` may be null.
struct PageContent {
    std::shared_ptr<const LiveView> view;
    DoorHealth health;
    TroubledBadges troubled;
};

/// Each request is answered on a thread of its own, sixteen at once, because the desk takes its time. `start` and
/// `wait_for_all` are called by one thread; `content` and `reply` are called from the answering threads.
class PageRequests {
public:
    struct Outside {
        std::function<PageContent()> content;
        std::function<void(PageMessageKind kind, std::uint64_t number, std::string_view text)> reply;  ///< may block
    };
    PageRequests(Seminar seminar, const LivePageBackend& backend, Outside outside);

    /// Answers `request` through `reply`. False if sixteen requests are being answered already: then nothing happens.
    [[nodiscard]] bool start(const PageMessage& request);
    /// After this nothing is replied to earlier requests.
    void wait_for_all() { running_.clear(); }

private:
    struct Running {
        std::atomic<bool> is_answered = false;
        std::jthread thread;
    };
    void answer(const PageMessage& request);
    [[nodiscard]] PageAnswer answer_to(const PageMessage& request);
    [[nodiscard]] PageAnswer act(const std::string& action_json);
    [[nodiscard]] PageAnswer act_once(const std::string& id, const StaffRequest& action) EXCLUDES(acting_);
    [[nodiscard]] PageAnswer attendance() const;
    [[nodiscard]] PageAnswer person(const std::string& id) const;

    Seminar seminar_;
    const LivePageBackend& backend_;
    Outside outside_;

    Mutex acting_;  ///< held during an action with an id, so that they run one after another
    /// Ids of recent actions and their answers, oldest first.
    std::deque<std::pair<std::string, std::string>> answered_ GUARDED_BY(acting_);

    std::list<Running> running_;
};

}  // namespace entre
