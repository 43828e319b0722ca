#include "kiosk/services/import_watcher.hpp"

#include <poll.h>

#include <map>
#include <set>

#include "core/base/atomic_file.hpp"
#include "core/base/log.hpp"
#include "core/base/queue.hpp"
#include "core/base/thread.hpp"
#include "core/seminar/answers.hpp"
#include "core/store/roster.hpp"
#include "kiosk/process/wake_event.hpp"
#include "kiosk/services/attendance_file.hpp"
#include "kiosk/services/export_download.hpp"
#include "kiosk/services/folder_watch.hpp"
#include "kiosk/services/incoming_lists.hpp"
#include "kiosk/services/stick_mounts.hpp"

namespace entre {

namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

/// How often a plan is renewed because the roster changed meanwhile; after that, staff decide.
constexpr int max_retries = 3;
constexpr auto look_for_sticks_every = 200ms;  // only in tests; the kernel reports real ones
constexpr auto look_for_partitions_every = 2s;

}  // namespace

/// Messages to the watcher's thread, which wake its poll. Outlives the watcher while an answer is outstanding.
class ImportWatcher::Mailbox {
public:
    void put(Message news) {
        news_.push(std::move(news));
        wake();
    }
    void wake() const { woken_.signal(); }
    [[nodiscard]] int handle() const { return woken_.handle(); }
    std::vector<Message> take() {
        woken_.clear();
        return news_.drain();
    }

private:
    Queue<Message> news_;
    WakeEvent woken_;
};

/// The state of the watcher's thread.
class ImportWatcher::Work {
public:
    explicit Work(ImportWatcher& import_watcher)
        : watcher_(import_watcher),
          watch_(import_watcher.folder_.path, import_watcher.seminar_.registrations.files),
          incoming_(import_watcher.folder_.path, import_watcher.places_.sticks),
          receiver_(import_watcher.places_.address,
                    {watcher_.listener_.on_upload,
                     [box = watcher_.mailbox_](ListReceiver::Progress news) { box->put(std::move(news)); },
                     [box = watcher_.mailbox_](PhoneTransfer::Arrived file) { box->put(std::move(file)); }}) {
        if (watcher_.listener_.on_upload)
            watcher_.listener_.on_upload(std::nullopt);  // this thread may have failed with one open
    }

    FolderWatch& watch() { return watch_; }
    ListReceiver& receiver() { return receiver_; }
    int sticks_handle() { return incoming_.watch().handle(); }

    /// Reports that a stick came or went, and reads what is on it.
    void look_for_sticks(bool is_watching) {
        if (!incoming_.watch().has_changed()) return;
        if (watcher_.listener_.on_sticks) watcher_.listener_.on_sticks(!incoming_.watch().sticks().empty());
        if (is_watching && watcher_.listener_.apply) look_at_sticks();
    }

    void consider_all() {
        for (const auto& name : watcher_.seminar_.registrations.files) consider(name);
    }

    /// Reads the file `name` if it has changed. With `needs_person` it waits for an answer also in automatic mode.
    void consider(const std::string& name, bool needs_person = false) {
        std::error_code ignored;
        if (!fs::exists(watcher_.folder_.path / name, ignored)) return;
        auto plan = plan_of(name);
        if (!plan) {
            unread_.insert(name);
            return;
        }
        if (!*plan) return show_problem(name, plan->error());
        auto fresh = std::make_shared<const ImportPlan>(std::move(**plan));
        problems_.erase(name);
        const bool has_news = !fresh->is_known && !declined_.contains(fresh->reading.sha256);
        // What came in from a stick or a phone waits on, unless the folder has something newer.
        const auto before = waiting_.find(name);
        if (!has_news && before != waiting_.end() && incoming_.is_incoming(before->second)) return show();
        incoming_.forget(name);
        waiting_.erase(name);
        if (!has_news) return show();
        const bool is_automatic =
            watcher_.seminar_.registrations.sync == SyncMode::automatic && !fresh->is_suspicious && !fresh->has_questions();
        if (watcher_.listener_.apply && !needs_person &&
            (is_automatic || (fresh->changes.is_empty() && !fresh->has_questions()))) {
            apply(fresh, [](const ImportWatcherAnswer&) {}, 0);
        } else {
            log_info("sync", "{}: {} new, {} changed, {} withdrawn; waiting for an answer", name, fresh->review.added,
                     fresh->review.changed, fresh->review.withdrawn);
            waiting_[name] = std::move(fresh);
        }
        show();
    }

    /// Files that could not be compared because the database was busy or unavailable.
    void try_again() {
        for (const auto& name : std::exchange(unread_, {})) consider(name);
    }

    void carry_out(const Request& request) {
        switch (request.kind) {
            case ListsRequestKind::look:
                declined_.clear();
                consider_all();
                if (watcher_.listener_.apply) look_at_sticks();
                return request.answer({waiting_.empty() && problems_.empty() ? ListsNote::nothing_new : ListsNote::none, {}});
            case ListsRequestKind::take:
                return take(request);
            case ListsRequestKind::leave:
                if (waiting_.empty()) return request.answer({ListsNote::failed, {}});
                declined_.insert(waiting_.begin()->second->reading.sha256);
                incoming_.forget(waiting_.begin()->first);
                waiting_.erase(waiting_.begin());
                show();
                return request.answer({ListsNote::declined, {}});
            case ListsRequestKind::save:
            case ListsRequestKind::save_on_stick:
                return save(request);
            case ListsRequestKind::answer:
                return answer_question(request);
            case ListsRequestKind::receive:
                if (watcher_.listener_.apply) receiver_.open(watcher_.folder_.path);
                return request.answer({watcher_.listener_.apply ? ListsNote::none : ListsNote::failed, {}});
            case ListsRequestKind::stop_receiving:
                receiver_.close();
                return request.answer({ListsNote::none, {}});
            case ListsRequestKind::purge:
            case ListsRequestKind::print:
                break;  // others carry these out
        }
        request.answer({ListsNote::failed, {}});
    }

    void carry_out(const Applied& applied) {
        if (!applied.outcome) {
            log_error("sync", applied.outcome.error());
            if (applied.outcome.error().code != ErrorCode::kiosks_apart) return applied.answer({ListsNote::failed, {}});
            waiting_.try_emplace(applied.plan->source, applied.plan);  // for staff, once the kiosks reach each other
            show();
            return applied.answer({ListsNote::out_of_touch, {}});
        }
        if (*applied.outcome) {
            if (const auto report = write_import_report(watcher_.folder_, *applied.plan, utc_now()); !report)
                log_error("sync", report.error());
            const auto waiting = waiting_.find(applied.plan->source);
            if (waiting != waiting_.end() && waiting->second == applied.plan)
                waiting_.erase(waiting);
            else if (waiting != waiting_.end())
                consider(name_of_source(applied.plan->source));  // noticed in the folder before it was applied
            show();
            applied.answer({ListsNote::applied, {}});
            // A person who was withdrawn may be in another file too.
            if (withdraws(applied.plan->changes))
                for (const auto& name : watcher_.seminar_.registrations.files)
                    if (fs::path(name).filename() != applied.plan->source) consider(name);
            return;
        }
        replan(applied);
    }

    void carry_out(const ListReceiver::Progress& news) { receiver_.note(news); }

    void carry_out(const PhoneTransfer::Arrived& arrived) {
        if (!receiver_.is_expected(arrived)) return;
        const auto found = incoming_.offer(watcher_.seminar_.registrations, arrived.file, plan_of_copy());
        receiver_.answer(found ? std::nullopt : std::optional(found.error()));
        if (found) wait_for_answer(*found);
    }

    void carry_out(const Downloaded& downloaded) {
        const bool is_trouble = !downloaded.outcome && downloaded.outcome.error().code != ErrorCode::stopped;
        if (is_trouble) {
            log_error("sync", downloaded.outcome.error());
            return show_problem(downloaded.file, downloaded.outcome.error(), true);
        }
        if (downloaded.outcome && undownloaded_.erase(downloaded.file) > 0) {
            problems_.erase(downloaded.file);
            consider(downloaded.file);
            show();
        }
    }

private:
    [[nodiscard]] std::string name_of_source(const std::string& source) const {
        for (const auto& name : watcher_.seminar_.registrations.files)
            if (fs::path(name).filename() == source) return name;
        return source;
    }

    /// For lists on sticks and from phones.
    [[nodiscard]] IncomingLists::PlanOf plan_of_copy() {
        return [this](const fs::path& file) -> Result<ImportPlan> {
            auto plan = plan_at(file);
            if (plan) return std::move(*plan);
            return fail(ErrorCode::database_in_use,
                        sentence("The list cannot be compared with the door at the moment. Try again."));
        };
    }

    void look_at_sticks() {
        const auto found =
            incoming_.find(watcher_.seminar_.registrations, plan_of_copy(), [this](const IncomingLists::Found& one) {
                return waiting_.contains(one.name) || declined_.contains(one.plan->reading.sha256);
            });
        if (found) wait_for_answer(*found);
    }

    void wait_for_answer(const IncomingLists::Found& found) {
        const auto& review = found.plan->review;
        log_info("sync", "a list from a {}: {} new, {} changed, {} withdrawn; waiting for an answer",
                 review.on_stick_ms == 0 ? "phone" : "stick", review.added, review.changed, review.withdrawn);
        waiting_[found.name] = found.plan;
        show();
    }

    /// A list from a stick or a phone that was accepted goes into the folder first: if the power goes now, it is offered from
    /// there. False if it cannot be written; true also for a list that is in the folder already.
    bool put_in_folder(const std::string& name, const std::shared_ptr<const ImportPlan>& plan) {
        if (!incoming_.is_incoming(plan)) return true;
        const auto written = incoming_.put_in_folder(name);
        if (!written) log_error("sync", written.error());
        return written.has_value();
    }

    /// The plan, or why the file cannot be read; nullopt when the database itself is unavailable.
    std::optional<Result<ImportPlan>> plan_of(const std::string& name) { return plan_at(watcher_.folder_.path / name); }

    std::optional<Result<ImportPlan>> plan_at(const fs::path& file) {
        if (!has_database()) return std::nullopt;
        auto plan = plan_import(&*database_, watcher_.seminar_, file, utc_now());
        if (plan) return plan;
        log_error("sync", plan.error());
        const bool is_ours = plan.error().code == ErrorCode::database_failed || plan.error().code == ErrorCode::database_in_use ||
                             plan.error().code == ErrorCode::database_damaged;
        if (!is_ours) return plan;
        database_.reset();
        return std::nullopt;
    }

    bool has_database() {
        if (database_) return true;
        auto opened = Database::open(watcher_.folder_, Access::read, "the import watcher");
        if (!opened) log_error("sync", opened.error());
        if (opened) database_.emplace(std::move(*opened));
        return database_.has_value();
    }

    void apply(std::shared_ptr<const ImportPlan> plan, std::function<void(const ImportWatcherAnswer&)> answer, int retries) {
        watcher_.listener_.apply(plan, [box = watcher_.mailbox_, plan, answer = std::move(answer), retries](
                                           const Result<bool>& outcome) { box->put(Applied{plan, outcome, answer, retries}); });
    }

    /// The roster changed after the file was compared with it. If the file would still change what was accepted, it is applied;
    /// if not, or after `max_retries`, a person decides.
    void replan(const Applied& applied) {
        const auto agreed = applied.plan->review;
        const std::string name = applied.plan->source;
        const bool is_automatic = watcher_.seminar_.registrations.sync == SyncMode::automatic;
        auto plan = applied.retries < max_retries ? plan_of(name) : std::nullopt;
        if (plan && *plan) {
            (*plan)->review.file = agreed.file;  // where the list came from, before it was put into the folder
            (*plan)->review.on_stick_ms = agreed.on_stick_ms;
        }
        if (plan && *plan && ((*plan)->review == agreed || (is_automatic && !(*plan)->is_suspicious)))
            return apply(std::make_shared<const ImportPlan>(std::move(**plan)), applied.answer, applied.retries + 1);
        consider(name, true);
        applied.answer({ListsNote::stale, {}});
    }

    /// Keeps the answer in seminar.toml, and reads the file again with it.
    void answer_question(const Request& request) {
        const auto waiting = waiting_.begin();
        if (waiting == waiting_.end() || !waiting->second->has_questions() || !watcher_.listener_.apply)
            return request.answer({ListsNote::failed, {}});
        const auto question = waiting->second->reading.questions.front();
        if (request.choice >= question.answers.size()) return request.answer({ListsNote::failed, {}});
        const bool is_word = question.kind == QuestionKind::status_word;
        const std::vector<ListAnswer> given{
            {is_word, is_word ? question.word : question.column, question.answers[request.choice]}};
        const auto saved = save_answers(watcher_.folder_.path, given);
        if (!saved) log_error("sync", saved.error());
        if (!saved || !add_answers(watcher_.seminar_.registrations, given)) return request.answer({ListsNote::failed, {}});
        const std::string name = waiting->first;
        log_info("sync", "{}: staff answered a question ({})", name, to_string(question.kind));
        const auto again = incoming_.is_incoming(waiting->second) ? incoming_.plan_again(name, plan_of_copy()) : nullptr;
        if (again == nullptr) {
            consider(name, true);
        } else {
            waiting->second = again;
            show();
        }
        request.answer({ListsNote::none, {}});
    }

    void take(const Request& request) {
        if (waiting_.empty() || !watcher_.listener_.apply) return request.answer({ListsNote::failed, {}});
        const auto [name, plan] = *waiting_.begin();
        if (plan->has_questions() || !put_in_folder(name, plan)) return request.answer({ListsNote::failed, {}});
        apply(plan, request.answer, 0);
    }

    void save(const Request& request) {
        if (!has_database()) return request.answer({ListsNote::failed, {}});
        const bool is_for_stick = request.kind == ListsRequestKind::save_on_stick;
        const auto file = write_attendance(*database_, watcher_.folder_, watcher_.seminar_, utc_now(),
                                           is_for_stick ? std::optional(watcher_.places_.sticks) : std::nullopt);
        if (!file) log_error("sync", file.error());
        if (!file) return request.answer({note_of(file.error(), is_for_stick), {}});
        request.answer({is_for_stick ? ListsNote::stick_saved : ListsNote::saved, *file});
    }

    void show_problem(const std::string& name, const Error& error, bool is_of_fetching = false) {
        // The file that is in the folder can still be accepted.
        if (is_of_fetching)
            undownloaded_.insert(name);
        else
            waiting_.erase(name);
        ImportReview review;
        review.file = name;
        review.problem = error.said.empty() ? sentence("{}", error.detail) : error.said;
        problems_[name] = std::make_shared<const ImportReview>(std::move(review));
        show();
    }

    /// Shows a review that can be accepted, or else a problem.
    void show() {
        std::shared_ptr<const ImportReview> review;
        if (!problems_.empty()) review = problems_.begin()->second;
        if (!waiting_.empty()) review = {waiting_.begin()->second, &waiting_.begin()->second->review};
        if (review == shown_ || (review != nullptr && shown_ != nullptr && *review == *shown_)) return;
        shown_ = review;
        watcher_.listener_.on_review(shown_);
    }

    ImportWatcher& watcher_;
    FolderWatch watch_;
    IncomingLists incoming_;
    ListReceiver receiver_;
    std::optional<Database> database_;
    std::map<std::string, std::shared_ptr<const ImportPlan>> waiting_;
    std::map<std::string, std::shared_ptr<const ImportReview>> problems_;
    std::set<std::string> declined_;  ///< SHA-256 of the files that staff declined
    std::set<std::string> unread_;
    std::set<std::string> undownloaded_;
    std::shared_ptr<const ImportReview> shown_;
};

ImportWatcher::ImportWatcher(SeminarFolder folder, Seminar seminar, ImportWatcherListener listener, ImportWatcherPlaces places)
    : folder_(std::move(folder)),
      seminar_(std::move(seminar)),
      listener_(std::move(listener)),
      places_(std::move(places)),
      mailbox_(std::make_shared<Mailbox>()),
      thread_([this](const std::stop_token& stop) { run_thread("import", stop, [&] { run(stop); }); }) {
    if (!seminar_.registrations.url.empty() && seminar_.registrations.sync != SyncMode::off)
        downloading_ =
            std::jthread([this](const std::stop_token& stop) { run_thread("download", stop, [&] { download(stop); }); });
}

ImportWatcher::~ImportWatcher() = default;

void ImportWatcher::request(ListsRequestKind kind, std::function<void(const ImportWatcherAnswer&)> answer, std::size_t choice) {
    mailbox_->put(Request{kind, std::move(answer), choice});
}

void ImportWatcher::download(const std::stop_token& stop) {
    ExportFetch from(folder_, seminar_.registrations);
    do mailbox_->put(Downloaded{from.file(), from.fetch(stop)});
    while (!sleep_or_stop(std::chrono::minutes{seminar_.registrations.every_minutes}, stop));
}

void ImportWatcher::run(const std::stop_token& stop) {
    const std::stop_callback wake(stop, [this] { mailbox_->wake(); });
    Work work(*this);
    StickMounter mounter;
    const bool is_watching = seminar_.registrations.sync != SyncMode::off;
    if (is_watching) work.consider_all();
    work.look_for_sticks(is_watching);
    while (!stop.stop_requested()) {
        const auto due = is_watching ? work.watch().due() : Clock::now() + 1h;
        auto next = std::min(
            due, Clock::now() + (work.sticks_handle() < 0 ? Clock::duration{look_for_sticks_every} : look_for_partitions_every));
        if (work.receiver().is_busy()) next = std::min(next, Clock::now() + 1s);
        const auto wait = std::chrono::ceil<std::chrono::milliseconds>(next - Clock::now()).count();
        pollfd poll_fds[] = {
            {mailbox_->handle(), POLLIN, 0}, {work.watch().handle(), POLLIN, 0}, {work.sticks_handle(), POLLPRI, 0}};
        ::poll(poll_fds, 3, static_cast<int>(std::max<std::int64_t>(0, wait)));
        if (work.sticks_handle() < 0 || poll_fds[2].revents != 0) work.look_for_sticks(is_watching);
        if (work.sticks_handle() >= 0) mounter.look(stop);
        work.receiver().look();
        for (const auto& message : mailbox_->take()) std::visit([&](const auto& item) { work.carry_out(item); }, message);
        if (!is_watching) continue;
        if ((poll_fds[1].revents & POLLIN) != 0) work.watch().listen(Clock::now());
        if (Clock::now() >= work.watch().due()) work.try_again();
        for (const auto& name : work.watch().ready(Clock::now())) work.consider(name);
    }
}

}  // namespace entre
