#include "kiosk/services/services.hpp"

#include "core/base/log.hpp"
#include "core/services/purge.hpp"
#include "kiosk/commands/common.hpp"
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
        return {0, ListsNote::failed, {}, 0, 0, {}};
    }
    const auto traces = proof->traces.size();
    return {0, traces > 0 ? ListsNote::traces : ListsNote::purged, {}, proof->marks, traces > 0 ? traces : proof->files, {}};
}

}  // namespace

Services::Services(Database database, const SeminarFolder& folder, const Seminar& seminar, const BadgeTemplate& badge, Inbox& inbox,
                   DeskRole role)
    : folder_(folder),
      seminar_(seminar),
      role_(role),
      workers_(std::make_unique<Workers>(std::move(database), seminar, badge, printers_for(role, seminar, folder), inbox, role)),
      page_(role == DeskRole::writer ? open_page(seminar, folder, live_page_backend(*workers_, [&inbox] { inbox.wake(); })) : nullptr),
      roll_calls_(std::make_unique<RollCallWriter>(folder, seminar)),
      live_(std::make_unique<LiveWorker>(folder, seminar, live_listener(inbox))) {
    ImportWatcherListener listener{[&inbox](auto review) { inbox.push(ImportReviewChanged{std::move(review), Clock::now()}); }, {}};
    if (role == DeskRole::writer)
        listener.apply = [workers = workers_.get()](auto plan, auto answer) { workers->take(PendingImportRequest{std::move(plan), std::move(answer)}); };
    watcher_ = std::make_unique<ImportWatcher>(folder, seminar, std::move(listener));
}

Services::~Services() {
    if (purging_.joinable()) purging_.join();
    close();
}

void Services::serve(AppContext& context) {
    context.workers = workers_.get();
    context.live_page = page_.get();
    context.roll_calls = roll_calls_.get();
    context.import_watcher = watcher_.get();
    if (page_)
        context.on_live = [page = page_.get()](auto view, const DoorHealth& health, auto troubled) { page->show(std::move(view), health, std::move(troubled)); };
    if (role_ == DeskRole::writer) context.purge = [this](auto answer) { purge(answer); };
}

void Services::purge(const std::function<void(const ListsAnswered&)>& answer) {
    if (purging_.joinable()) return;
    log_warning("staff", "everything about people is removed: staff asked for it twice, at this screen");
    purging_ = std::jthread([this, answer] {
        close();
        answer(purged(folder_, seminar_));
    });
}

/// Whoever asks others goes before them.
void Services::close() {
    watcher_.reset();
    live_.reset();
    roll_calls_.reset();
    page_.reset();
    workers_.reset();
}

}  // namespace entre
