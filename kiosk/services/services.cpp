#include "kiosk/services/services.hpp"

#include "core/base/log.hpp"
#include "core/base/thread.hpp"
#include "core/services/purge.hpp"
#include "kiosk/services/live_page_backend.hpp"
#include "print/printer/printers.hpp"

namespace entre {

namespace {

std::vector<std::unique_ptr<Printer>> printers_for(DeskRole role, const Seminar& seminar, const SeminarFolder& folder) {
    return role == DeskRole::writer ? make_printers(seminar, folder) : std::vector<std::unique_ptr<Printer>>{};
}

ListsAnswered purged(const SeminarFolder& folder, const Seminar& seminar) {
    const auto proof = [&]() -> Result<PurgeProof> {
        auto plan = plan_purge(folder, seminar);
        if (!plan) return pass_on(plan);
        return entre::purge(folder, *plan);
    }();
    if (!proof) {
        log_error("purge", proof.error());
        return {0, ListsNote::purge_failed, proof.error().detail, 0, 0, {}};
    }
    if (proof->traces.empty()) return {0, ListsNote::purged, {}, proof->marks, proof->files, {}};
    for (const auto& trace : proof->traces)
        log_warning("purge", "{}: {}", trace.file.string(),
                    trace.problem.empty() ? std::to_string(trace.places) + " places" : "not searched: " + trace.problem);
    return {0, ListsNote::traces, proof->traces.front().file.filename().string(), proof->marks, proof->traces.size(), {}};
}

}  // namespace

Services::Services(Database database, const SeminarFolder& folder, const Seminar& seminar, const BadgeTemplate& badge,
                   Inbox& inbox, DeskRole role)
    : folder_(folder),
      seminar_(seminar),
      inbox_(inbox),
      role_(role),
      workers_(std::make_unique<Workers>(std::move(database), seminar, badge, printers_for(role, seminar, folder), inbox, role)),
      page_(role == DeskRole::writer ? open_page(seminar, folder, live_page_backend(*workers_, [&inbox] { inbox.wake(); }))
                                     : nullptr),
      roll_calls_(std::make_unique<RollCallWriter>(folder, seminar)),
      live_(std::make_unique<LiveWorker>(folder, seminar, live_listener(inbox))) {
    ImportWatcherListener listener{[&inbox](auto review) { inbox.push(ImportReviewChanged{std::move(review), Clock::now()}); },
                                   {}};
    listener.on_sticks = [&inbox](bool has_stick) { inbox.push(SticksChanged{has_stick, Clock::now()}); };
    listener.on_upload = [&inbox](const auto& page) { inbox.push(ListUploadChanged{page, Clock::now()}); };
    if (role == DeskRole::writer)
        listener.apply = [workers = workers_.get()](auto plan, auto answer) {
            workers->take(PendingImportRequest{std::move(plan), std::move(answer)});
        };
    watcher_ = std::make_unique<ImportWatcher>(folder, seminar, std::move(listener));
    on_thread_failure([&inbox](const std::string& name) { inbox.push(ThreadRestarted{name, Clock::now()}); });
    if (role == DeskRole::reader) return;
    backups_ = std::make_unique<BackupWorker>(
        folder, seminar,
        BackupListener{
            [&inbox](const Error&) { inbox.push(DatabaseDamaged{Clock::now()}); },
            [&inbox](const MissingCheckIns& missing) { inbox.push(OldCopyFound{missing.count, missing.newest, Clock::now()}); },
            [&inbox](const std::string& problem) { inbox.push(BackupNoted{problem, Clock::now()}); }});
}

Services::~Services() {
    if (purging_.joinable()) purging_.join();
    close();
    on_thread_failure({});
}

void Services::request(DeskRequest request) {
    if (!is_closed_) workers_->take(std::move(request));
}

void Services::save_roll_call(RollCallRequest request) {
    if (is_closed_) return request.answer(fail(ErrorCode::stopped, "the seminar has been purged"));
    roll_calls_->write(std::move(request));
}

void Services::answer_lists(RequestId request, ListsAnswered answer) {
    answer.request = request;
    answer.at = Clock::now();
    inbox_.push(std::move(answer));
}

void Services::request_lists(ListsRequestKind kind, RequestId request, std::size_t choice) {
    if (is_closed_) return answer_lists(request, {0, ListsNote::failed, {}, 0, 0, {}});
    watcher_->request(
        kind, [this, request](const ImportWatcherAnswer& done) { answer_lists(request, {0, done.note, done.file, 0, 0, {}}); },
        choice);
}

void Services::purge(RequestId request) {
    if (role_ != DeskRole::writer) return answer_lists(request, {0, ListsNote::failed, {}, 0, 0, {}});
    if (is_purging_.exchange(true)) return;  // the running purge will answer
    log_warning("staff", "purging everything about people: requested twice at this screen");
    is_closed_ = true;
    purging_ = std::jthread([this, request] {
        name_this_thread("purge");
        close();
        const auto answer = purged(folder_, seminar_);
        is_purging_ = false;
        answer_lists(request, answer);
    });
}

/// In reverse order of dependency.
void Services::close() {
    backups_.reset();
    watcher_.reset();
    live_.reset();
    roll_calls_.reset();
    page_.reset();
    workers_.reset();
}

}  // namespace entre
