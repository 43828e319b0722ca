// Everything that works behind a window: desk and printers, the live view, the live page, the import watcher. Opened and closed
// together.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <thread>

#include "kiosk/live_page/live_page.hpp"
#include "kiosk/services/desk_worker.hpp"
#include "kiosk/services/import_watcher.hpp"
#include "kiosk/services/inbox.hpp"
#include "kiosk/services/live_view_worker.hpp"
#include "kiosk/services/roll_call_writer.hpp"

namespace entre {

/// Called from the main thread; `seminar` and `inbox` outlive it. A reader looks and saves lists, and has neither printers nor a
/// live page: those belong to the process that writes. After `purge` was called every other request is ignored.
class Services {
public:
    Services(Database database, const SeminarFolder& folder, const Seminar& seminar, const BadgeTemplate& badge, Inbox& inbox,
             DeskRole role = DeskRole::writer);
    ~Services();
    Services(const Services&) = delete;
    Services& operator=(const Services&) = delete;

    void request(DeskRequest request);
    void save_roll_call(RollCallRequest request);
    /// All kinds but `purge`; the answer comes as ListsAnswered under the number `request`.
    void request_lists(ListsRequestKind kind, RequestId request);
    /// Closes everything here, then removes everything about people and searches what is left, in a thread of its own. The answer
    /// comes as ListsAnswered. May be called again after it failed.
    void purge(RequestId request);

    /// Null where no live page is served.
    [[nodiscard]] LivePage* live_page() { return is_closed_ ? nullptr : page_.get(); }

private:
    void close();
    void answer_lists(RequestId request, ListsAnswered answer);

    const SeminarFolder folder_;
    const Seminar& seminar_;
    Inbox& inbox_;
    DeskRole role_;
    std::unique_ptr<Workers> workers_;
    std::unique_ptr<LivePage> page_;
    std::unique_ptr<RollCallWriter> roll_calls_;
    std::unique_ptr<LiveWorker> live_;
    std::unique_ptr<ImportWatcher> watcher_;
    bool is_closed_ = false;  ///< main thread: what is above may not be used any more
    std::atomic<bool> is_purging_ = false;
    std::jthread purging_;  ///< last, so that it ends before what it closes
};

}  // namespace entre
