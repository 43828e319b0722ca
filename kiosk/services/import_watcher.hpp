// Watches the seminar's folder while the door is open: reviews a fresh export, has it applied when staff accepts it, and writes
// the attendance list on request.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <variant>

#include "core/import/review.hpp"
#include "core/seminar/seminar.hpp"
#include "core/services/import_service.hpp"
#include "core/visit/staff_pages.hpp"
#include "kiosk/services/list_receiver.hpp"

namespace entre {

struct ImportWatcherListener {
    /// The review that waits for an answer; null when none does. Called from the watcher's thread.
    std::function<void(std::shared_ptr<const ImportReview>)> on_review;
    /// Applies `plan` through the writing connection; `answer` may be called from any thread, with false if the roster has
    /// changed since the plan was made. Empty in a process that only reads.
    std::function<void(std::shared_ptr<const ImportPlan> plan, std::function<void(const Result<bool>&)> answer)> apply;
    /// Whether a memory stick is plugged in; at first, and whenever that changes. Called from the watcher's thread.
    std::function<void(bool has_stick)> on_sticks = {};
    /// The page for newer lists; nullopt once it is closed. Called from the watcher's thread.
    std::function<void(const std::optional<ListUploadPage>& page)> on_upload = {};
};

/// Other places than this computer's own, for tests.
struct ImportWatcherPlaces {
    std::filesystem::path sticks{};  ///< its folders are taken for sticks; empty: those that are mounted
    std::string address{};           ///< for the page on which newer lists are sent
};

/// The outcome of a request.
struct ImportWatcherAnswer {
    ListsNote note = ListsNote::none;
    std::string file;
};

/// Thread "import" with a read-only connection of its own, woken by inotify when a file of `[registrations] files` was written,
/// moved into the folder or replaced; it reads the file once it has been unchanged for a while. On network file systems, which
/// send no events, it polls every few seconds. A list on a stick that is newer is offered in the same way, and so is
/// one that a phone or a laptop sends to a page of its own, which is opened on request, for ten minutes and one list; both are
/// put into the folder when staff accept them. A file that cannot be read or downloaded is reported as a review with a problem. A
/// second thread, "download", waits for the server of `[registrations] url`.
class ImportWatcher {
public:
    ImportWatcher(SeminarFolder folder, Seminar seminar, ImportWatcherListener listener, ImportWatcherPlaces places = {});
    ~ImportWatcher();
    ImportWatcher(const ImportWatcher&) = delete;
    ImportWatcher& operator=(const ImportWatcher&) = delete;

    /// All kinds but `purge`; `choice` is the number of the answer for `answer`. From any thread. `answer` is
    /// called from the watcher's thread or from the one that applied.
    void request(ListsRequestKind kind, std::function<void(const ImportWatcherAnswer&)> answer, std::size_t choice = 0);

private:
    class Work;
    class Mailbox;
    struct Request {
        ListsRequestKind kind;
        std::function<void(const ImportWatcherAnswer&)> answer;
        std::size_t choice = 0;
    };
    /// The outcome of applying a plan, back on this thread.
    struct Applied {
        std::shared_ptr<const ImportPlan> plan;
        Result<bool> outcome;
        std::function<void(const ImportWatcherAnswer&)> answer;
        int retries = 0;  ///< how often the file was planned again because the roster had changed
    };
    /// The outcome of a download; a file that arrived is noticed by the folder watch.
    struct Downloaded {
        std::string file;
        Result<bool> outcome;
    };
    using Message = std::variant<Request, Applied, Downloaded, ListReceiver::Progress, PhoneTransfer::Arrived>;

    void run(const std::stop_token& stop);
    void download(const std::stop_token& stop);

    SeminarFolder folder_;
    Seminar seminar_;
    ImportWatcherListener listener_;
    ImportWatcherPlaces places_;
    std::shared_ptr<Mailbox> mailbox_;
    std::jthread thread_;
    std::jthread downloading_;
};

}  // namespace entre
