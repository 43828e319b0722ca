// All background services: desk and printers, live view, live page, import watcher. Opened and closed
// together.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <thread>

#include "core/attendance/occupancy.hpp"
#include "kiosk/live_page/live_page.hpp"
#include "kiosk/services/backup_worker.hpp"
#include "kiosk/services/desk_worker.hpp"
#include "kiosk/services/import_watcher.hpp"
#include "kiosk/services/inbox.hpp"
#include "kiosk/services/live_view_worker.hpp"
#include "kiosk/services/roll_call_writer.hpp"
#include "kiosk/share/sharer.hpp"

namespace entre {

/// Called from the main thread; `seminar` and `inbox` outlive it. A read-only instance reviews and saves lists, but has neither
/// printers nor a live page: those belong to the writing process. After a call of `purge`, all other requests are ignored.
class Services {
public:
    Services(Database database, const SeminarFolder& folder, const Seminar& seminar, const BadgeTemplate& badge, Inbox& inbox,
             DeskRole role = DeskRole::writer);
    ~Services();
    Services(const Services&) = delete;
    Services& operator=(const Services&) = delete;

    void request(DeskRequest request);
    void save_roll_call(RollCallRequest request);
    /// All kinds but `purge`; the answer is posted as ListsAnswered with the number `request`.
    void request_lists(ListsRequestKind kind, RequestId request, std::size_t choice);
    /// Closes all services, then purges the folder in a thread of its own. The answer
    /// is posted as ListsAnswered. May be called again after a failure.
    void purge(RequestId request);

    /// Makes a code that lets one more kiosk join, after sharing the seminar if it is not shared yet. The answer is posted as
    /// KioskInvited. Takes some seconds; a call before that does nothing.
    void invite_kiosk();
    /// Begins to share with the other kiosks, if the seminar is shared and this has not happened, or the engine's address has
    /// changed.
    void begin_sharing();

    /// Adds to the times that were measured at this kiosk (core/services/occupancy_file.hpp). `is_last`: the program ends, so
    /// that this call waits for the disk.
    void save_occupancy(const Occupancy& visits, bool is_last);

    /// Null when no live page is served.
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
    std::unique_ptr<LiveViewWorker> live_;
    std::string engine_hosts_;                              ///< where `sharer_` connects
    std::unique_ptr<Sharer> sharer_;                        ///< null while the seminar has one kiosk
    std::atomic<std::shared_ptr<ShareRequests>> others_{};  ///< of `sharer_`, for other threads
    std::unique_ptr<ImportWatcher> watcher_;
    std::unique_ptr<BackupWorker> backups_;  ///< null in a read-only instance
    bool is_closed_ = false;                 ///< main thread: the members above must not be used any more
    std::atomic<bool> is_inviting_ = false;
    std::jthread inviting_;
    std::atomic<bool> is_purging_ = false;
    std::jthread purging_;  ///< last, so that it ends before the members it closes
};

}  // namespace entre
