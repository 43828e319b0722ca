// Everything that works behind a window: desk and printers, the live count, the live page, the clerk. Opened together, closed together.
#pragma once

#include <functional>
#include <memory>
#include <thread>

#include "kiosk/app/app.hpp"
#include "kiosk/services/import_watcher.hpp"
#include "kiosk/live_page/live_page.hpp"
#include "kiosk/services/inbox.hpp"
#include "kiosk/services/live_view_worker.hpp"
#include "kiosk/services/roll_call_writer.hpp"
#include "kiosk/services/desk_worker.hpp"

namespace entre {

/// `seminar` and `inbox` outlive it. A reader looks and saves lists, and has neither printers nor a live page: those are the writer's.
class Services {
public:
    Services(Database database, const SeminarFolder& folder, const Seminar& seminar, const BadgeTemplate& badge, Inbox& inbox,
             DeskRole role = DeskRole::writer);
    ~Services();
    Services(const Services&) = delete;
    Services& operator=(const Services&) = delete;

    /// Puts what is here into `parts`, for the window's loop. The loop ends before the backroom does.
    void serve(AppContext& parts);

    /// Closes all that is here, then removes everything about people and searches what is left; `answer` is called from a thread
    /// of its own. Once.
    void purge(const std::function<void(const ListsAnswered&)>& answer);

private:
    void close();

    const SeminarFolder folder_;
    const Seminar& seminar_;
    DeskRole role_;
    std::unique_ptr<Workers> workers_;
    std::unique_ptr<LivePage> page_;
    std::unique_ptr<RollCallWriter> roll_calls_;
    std::unique_ptr<LiveWorker> live_;
    std::unique_ptr<ImportWatcher> watcher_;
    std::jthread purging_;  ///< last, so that it ends before what it closes
};

}  // namespace entre
