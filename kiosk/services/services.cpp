#include "kiosk/services/services.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <future>

#include "core/base/log.hpp"
#include "core/base/thread.hpp"
#include "core/services/occupancy_file.hpp"
#include "core/services/purge.hpp"
#include "kiosk/live_page/page_address.hpp"
#include "kiosk/services/live_page_backend.hpp"
#include "kiosk/share/kiosk_inviter.hpp"
#include "kiosk/share/shared_purge.hpp"
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

/// With the name that the other kiosks know this one by: another than in its settings if that was taken.
Seminar with_own_name(Seminar seminar, Database& database) {
    const auto own = database.guard([&]() -> Result<std::optional<OwnKiosk>> { return SharedEntries(database).own(); });
    if (own && *own) seminar.kiosk.station = (*own)->name;
    return seminar;
}

/// With what the other kiosks know of the purge.
ListsAnswered with_others(ListsAnswered answer, SharedPurge& shared) {
    const bool has_traces = answer.note == ListsNote::traces;
    if (answer.note != ListsNote::purged && !has_traces) {
        shared.resume();
        return answer;
    }
    const auto others = shared.end({answer.marks, has_traces ? answer.places : 0});
    if (has_traces) return answer;
    if (!others.were_told) answer.note = ListsNote::purged_here_only;
    answer.file = fmt::format("{}", fmt::join(others.unconfirmed, ", "));
    return answer;
}

/// Waits until `work` has run on the desk's thread; false if the desk has stopped before.
bool run_on_desk(Workers& workers, const std::function<void(Database&)>& work) {
    auto promise = std::make_shared<std::promise<void>>();
    auto done = promise->get_future();
    workers.take(DatabaseTask{[&work, promise = std::move(promise)](Database& database) {
        work(database);
        promise->set_value();
    }});
    try {
        done.get();
        return true;
    } catch (const std::future_error&) {  // the request was thrown away
        return false;
    }
}

}  // namespace

Services::Services(Database database, const SeminarFolder& folder, const Seminar& seminar, const BadgeTemplate& badge,
                   Inbox& inbox, DeskRole role)
    : folder_(folder),
      seminar_(seminar),
      inbox_(inbox),
      role_(role),
      workers_([&] {
          const Seminar own = with_own_name(seminar, database);
          return std::make_unique<Workers>(std::move(database), own, badge, printers_for(role, own, folder), inbox, role);
      }()),
      page_(role == DeskRole::writer ? open_page(seminar, folder, live_page_backend(*workers_, [&inbox] { inbox.wake(); }))
                                     : nullptr),
      roll_calls_(std::make_unique<RollCallWriter>(folder, seminar)),
      live_(std::make_unique<LiveViewWorker>(folder, seminar, live_listener(inbox))) {
    ImportWatcherListener listener{[&inbox](auto review) { inbox.push(ImportReviewChanged{std::move(review), Clock::now()}); },
                                   {}};
    listener.on_sticks = [&inbox](bool has_stick) { inbox.push(SticksChanged{has_stick, Clock::now()}); };
    listener.on_upload = [&inbox](const auto& page) { inbox.push(ListUploadChanged{page, Clock::now()}); };
    if (role == DeskRole::writer) {
        begin_sharing();
        listener.apply = [this, workers = workers_.get()](auto plan, auto answer) {
            const auto others = others_.load();
            if (!others) return workers->take(PendingImportRequest{std::move(plan), std::move(answer)});
            others->import([plan](Database& own) { return apply_import(own, *plan, utc_now(), ListTurn::held); }, answer);
        };
    }
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

void Services::invite_kiosk() {
    if (is_closed_ || role_ != DeskRole::writer || is_inviting_.exchange(true)) return;
    inviting_ = std::jthread([this] {
        name_this_thread("invite");
        auto invitation = entre::invite_kiosk(folder_, network_address());
        is_inviting_ = false;
        inbox_.push(KioskInvited{std::move(invitation), Clock::now()});
    });
}

void Services::begin_sharing() {
    if (is_closed_ || role_ != DeskRole::writer) return;
    const auto key = read_share_key(folder_);
    if (!key && key.error().code != ErrorCode::file_missing) log_error("share", key.error());
    if (!key || (sharer_ && engine_hosts_ == key->hosts)) return;
    sharer_.reset();  // the private server has moved to another address
    engine_hosts_ = key->hosts;
    SharerListener listener;
    listener.run_on_desk = [workers = workers_.get()](const auto& work) { return run_on_desk(*workers, work); };
    listener.on_view = [&inbox = inbox_](SharingView view) { inbox.push(SharingChanged{std::move(view), Clock::now()}); };
    listener.on_purged = [&inbox = inbox_] { inbox.push(PurgedElsewhere{Clock::now()}); };
    sharer_ = std::make_unique<Sharer>(folder_, *key, seminar_.kiosk.station, std::move(listener));
    const auto others = sharer_->requests();
    others_ = others;
    workers_->take(ToOthers{[others] { others->wake(); },
                            [others](const RegistrationId& person, auto answer) {
                                return others->claim(person, [=](const std::optional<ClaimedBy>& claimed) {
                                    if (!claimed) return answer(std::nullopt);
                                    answer(ServedElsewhere{person, claimed->kiosk, Clock::now()});
                                });
                            }});
}

Services::~Services() {
    if (purging_.joinable()) purging_.join();
    close();
    on_thread_failure({});
}

void Services::request(DeskRequest request) {
    if (!is_closed_) workers_->take(std::move(request));
}

void Services::save_occupancy(const Occupancy& visits, bool is_last) {
    if (is_closed_ || role_ != DeskRole::writer || visits == Occupancy{}) return;
    const auto save = [folder = folder_, visits] {
        if (const auto saved = add_occupancy(folder, visits); !saved) log_error("occupancy", saved.error());
    };
    if (is_last) return save();
    workers_->take(DatabaseTask{[save](Database&) { save(); }});
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
        auto shared = SharedPurge::of(folder_);
        close();
        if (shared) shared->begin();
        auto answer = purged(folder_, seminar_);
        if (shared) answer = with_others(std::move(answer), *shared);
        is_purging_ = false;
        answer_lists(request, answer);
    });
}

/// In reverse order of dependency.
void Services::close() {
    backups_.reset();
    watcher_.reset();
    if (inviting_.joinable()) inviting_.join();
    sharer_.reset();
    live_.reset();
    roll_calls_.reset();
    page_.reset();
    workers_.reset();
}

}  // namespace entre
