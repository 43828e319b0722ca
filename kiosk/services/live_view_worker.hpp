// The thread that keeps the live view: it reads what the desk wrote and counts.
#pragma once

#include <functional>
#include <memory>
#include <thread>

#include "core/attendance/health.hpp"
#include "core/attendance/live.hpp"
#include "core/base/queue.hpp"
#include "core/seminar/seminar.hpp"

namespace entre {

/// What one look at the seminar's folder gave.
struct LiveNews {
    std::shared_ptr<const LiveView> view;
    std::optional<ImportHealth> last_import;
    std::optional<std::uint64_t> disk_free_mib;
    std::shared_ptr<const std::vector<TroubledBadge>> troubled;  ///< null when there are none
    std::vector<LabelRoll> rolls;
};

/// A thread with a reading connection of its own, so that no visitor waits for the counting. Looks four times a second whether
/// anything was written, by whatever process, and tells at once when it was; every quarter of a minute otherwise, since the
/// rate and the forecast move with the clock.
class LiveWorker {
public:
    /// `tell` is called from this thread. A database that does not exist yet, or cannot be read, is tried again.
    LiveWorker(SeminarFolder folder, Seminar seminar, std::function<void(LiveNews)> on_news);
    ~LiveWorker();
    LiveWorker(const LiveWorker&) = delete;
    LiveWorker& operator=(const LiveWorker&) = delete;

private:
    void run(const std::stop_token& stop);

    SeminarFolder folder_;
    Seminar seminar_;
    std::function<void(LiveNews)> on_news_;
    std::jthread thread_;
};

/// The mornings of earlier seminars, for the forecast. A folder that cannot be read is logged and left out.
std::vector<ArrivalCurve> earlier_curves(const SeminarFolder& folder, const Seminar& seminar);

}  // namespace entre
