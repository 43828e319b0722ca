// The clerk: minds the seminar's folder while the door is open. Sees a fresh export, says what it would change, has it applied
// when staff says yes, and writes the attendance list when staff asks for it.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <variant>

#include "core/import/review.hpp"
#include "core/seminar/seminar.hpp"
#include "core/services/import_service.hpp"
#include "core/visit/staff_pages.hpp"

namespace entre {

struct ImportWatcherListener {
    /// What waits for a yes; null when nothing does. From the clerk's thread.
    std::function<void(std::shared_ptr<const ImportReview>)> on_review;
    /// Has `plan` applied by whoever may write; `answer` may be called from any thread. Empty where nobody here may.
    std::function<void(std::shared_ptr<const ImportPlan> plan, std::function<void(const Result<bool>&)> answer)> apply;
};

/// What came of something that staff asked for.
struct ImportWatcherAnswer {
    ListsNote note = ListsNote::none;
    std::string file;
};

/// A thread with a reading connection of its own. It is woken by the kernel when a file of `[registrations] files` was written,
/// moved into the folder or replaced, and reads it once nothing has happened to it for a while; where the kernel does not tell (a
/// network's folder), it looks every few seconds. A file that cannot be read, or fetched, is told as a review with a problem.
class ImportWatcher {
public:
    ImportWatcher(SeminarFolder folder, Seminar seminar, ImportWatcherListener listener);
    ~ImportWatcher();
    ImportWatcher(const ImportWatcher&) = delete;
    ImportWatcher& operator=(const ImportWatcher&) = delete;

    /// `take`, `leave`, `look` and `save`; from any thread. `answer` is called from the clerk's thread, or from whoever applied.
    void request(ListsRequestKind what, std::function<void(const ImportWatcherAnswer&)> answer);

private:
    class Work;
    class Mailbox;
    struct Request {
        ListsRequestKind what;
        std::function<void(const ImportWatcherAnswer&)> answer;
    };
    /// An applied plan's outcome comes back to this thread.
    struct Applied {
        std::shared_ptr<const ImportPlan> plan;
        Result<bool> outcome;
        std::function<void(const ImportWatcherAnswer&)> answer;
    };
    /// What came of asking for a fresh export; a file that came is seen by the watch.
    struct Fetched {
        std::string file;
        Result<bool> outcome;
    };
    using News = std::variant<Request, Applied, Fetched>;

    void run(const std::stop_token& stop);
    void fetch(const std::stop_token& stop);

    SeminarFolder folder_;
    Seminar seminar_;
    ImportWatcherListener listener_;
    std::shared_ptr<Mailbox> mailbox_;
    std::jthread thread_;
    std::jthread fetching_;  ///< asks where `[registrations] url` says, every few minutes; waits on a network, so it is not the clerk's own
};

}  // namespace entre
