// The thread that computes the live view from the database.
#pragma once

#include <functional>
#include <memory>
#include <thread>

#include "core/attendance/health.hpp"
#include "core/attendance/live.hpp"
#include "core/seminar/seminar.hpp"
#include "core/store/help_calls.hpp"
#include "kiosk/services/inbox.hpp"

namespace entre {

/// One reading of the seminar's folder.
struct LiveNews {
    std::shared_ptr<const LiveView> view;
    std::optional<ImportHealth> last_import;
    std::optional<std::uint64_t> disk_free_mib;
    std::shared_ptr<const std::vector<TroubledBadge>> troubled;  ///< null when there are none
    std::vector<LabelRoll> rolls;
    std::vector<StoredHelpCall> help;
    bool have_visitors_codes = true;  ///< see core/services/visitor_codes.hpp
};

/// Thread "live-view" with a read-only connection of its own, so that no visitor waits for the counting. Checks four times a
/// second whether any process wrote to the database, and reports at once if so; otherwise every 15 seconds, because rate and
/// forecast depend on the time. Each record is read once: only a database file that was replaced is read from the start.
class LiveViewWorker {
public:
    /// `on_news` is called from the worker's thread. A database that is missing or unreadable is retried.
    LiveViewWorker(SeminarFolder folder, Seminar seminar, std::function<void(LiveNews)> on_news);
    ~LiveViewWorker();
    LiveViewWorker(const LiveViewWorker&) = delete;
    LiveViewWorker& operator=(const LiveViewWorker&) = delete;

private:
    void run(const std::stop_token& stop);

    SeminarFolder folder_;
    Seminar seminar_;
    std::function<void(LiveNews)> on_news_;
    std::jthread thread_;
};

/// Posts the worker's views to the main loop's inbox.
std::function<void(LiveNews)> live_listener(Inbox& inbox);

/// The arrivals of earlier seminars, for the forecast. An unreadable folder is logged and skipped.
std::vector<ArrivalCurve> earlier_curves(const SeminarFolder& folder, const Seminar& seminar);

}  // namespace entre
