#include "print/printer/cups_printer.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>

#include "core/base/thread.hpp"
#include "print/printer/media.hpp"
#include "print/printer/reasons.hpp"

namespace entre {

namespace {

using namespace std::chrono_literals;

/// CUPS refreshes its printer state at most once a second; polling more often brings nothing new.
/// How long an aborted job that the printer still works on is waited for.
constexpr auto max_stopping = std::chrono::seconds{5};
constexpr auto poll_direct = 100ms, poll_cups = 250ms;
constexpr auto poll_busy = 250ms;
/// Longer than CUPS takes to get an answer from a healthy printer.
constexpr auto device_poll_interval = 1500ms;
/// Every job starts with `connecting-to-device`; the printer is offline only if that reason persists.
constexpr auto offline_after = 2s;
/// A queue that keeps stopping is left for a person to resume.
constexpr std::size_t max_resumes = 3;
constexpr auto resumes_within = 10min;

struct Condition {
    PrinterFault fault = PrinterFault::none;
    std::string detail;
};

}  // namespace

/// The path to a printer: the printer or queue itself and, behind a queue, the physical printer, which reports faults
/// immediately.
class CupsPrinter::PrinterPath {
public:
    PrinterPath(const IppAddress& address, const std::stop_token& stop)
        : is_queue_(address.is_cups_queue()), stop_(stop), session_(address, stop) {}

    IppSession& session() { return session_; }
    /// The session with the printer behind a queue; null if there is none or it is not known yet.
    IppSession* device() { return device_.get(); }
    /// The printer's own address, if its queue works and the printer accepts our PDF directly.
    [[nodiscard]] std::optional<IppAddress> direct_address() const {
        if (!is_queue_ || !device_takes_pdf_ || answer_.is_stopped || !answer_.is_accepting) return std::nullopt;
        return ipp_address(answer_.device_uri);
    }
    /// The queue is stopped although the printer behind it is healthy: cupsd stopped it when its backend failed. A queue that a
    /// person paused has their message, or "Paused".
    [[nodiscard]] bool is_stopped_by_backend() const { return is_stopped_by_backend_; }
    [[nodiscard]] bool is_queue() const { return is_queue_; }
    [[nodiscard]] const PrinterAnswer& answer() const { return answer_; }
    /// Of the printer itself. A queue lists common sizes that its driver knows, whatever is in the printer.
    [[nodiscard]] const std::vector<std::string>& media_ready() const { return media_ready_; }

    /// Queries the queue and the printer behind it. Fails if either does not answer.
    Result<Condition> ask() {
        auto answer = session_.printer();
        if (!answer) return pass_on(answer);
        answer_ = std::move(*answer);
        media_ready_ = is_queue_ ? std::vector<std::string>{} : answer_.media_ready;
        if (is_queue_ && !device_)  // a printer must not send us elsewhere
            if (const auto behind = ipp_address(answer_.device_uri)) device_ = std::make_unique<IppSession>(*behind, stop_);
        const bool is_paused = answer_.is_stopped || !answer_.is_accepting;
        is_stopped_by_backend_ = false;
        Condition out = condition_of(answer_);
        if (device_) {
            auto device = device_->printer();
            if (!device) return pass_on(device);
            device_takes_pdf_ = device->takes_pdf && !device->is_stopped;
            media_ready_ = device->media_ready;
            // The queue's reasons date from its last job; the printer's own are current.
            const Condition queue = out;
            out = condition_of(*device);
            is_stopped_by_backend_ =
                is_paused && answer_.is_accepting && !stops_printing(out.fault) && mentions_backend(answer_.message);
            if (!stops_printing(out.fault) && queue.fault == PrinterFault::paused) out = queue;
        }
        if (is_paused && !stops_printing(out.fault)) out.fault = PrinterFault::paused;
        return out;
    }

private:
    static Condition condition_of(const PrinterAnswer& answer) {
        return {fault_of(answer.reasons), reasons_text(answer.reasons, answer.message)};
    }

    bool is_queue_;
    std::stop_token stop_;
    IppSession session_;
    std::unique_ptr<IppSession> device_;
    PrinterAnswer answer_;
    std::vector<std::string> media_ready_;
    bool is_stopped_by_backend_ = false;
    bool device_takes_pdf_ = false;
};

namespace {

using PrinterPath = CupsPrinter::PrinterPath;

/// Our name for a job. Job numbers are not unique: they start again when a printer or cupsd restarts.
std::string name_of_job(const PrintPage& page) { return fmt::format("{}-{}", page.job_name, page.attempt); }

Result<JobOptions> options_for(const PrintPage& page, const PrinterAnswer& printer, const std::string& media) {
    JobOptions out{name_of_job(page), media, {}, {}};
    // The back is turned over the page's vertical edge, which is the short edge in landscape format.
    if (page.is_two_sided) out.sides = page.width_mm > page.height_mm ? "two-sided-short-edge" : "two-sided-long-edge";
    if (media.empty() && !printer.media.empty()) {
        auto found = find_media(printer.media, page.width_mm, page.height_mm);
        // Some printers print a job without a size on US Letter; refuse it instead.
        if (!found)
            return fail(ErrorCode::printer_refused, fmt::format("it has no labels of {:g} x {:g} mm but: {}. Name one as `media` "
                                                                "in seminar.toml, or choose a badge template of another size.",
                                                                page.width_mm, page.height_mm, fmt::join(printer.media, " ")));
        out.media = std::move(*found);
    }
    if (std::find(printer.scaling.begin(), printer.scaling.end(), "none") != printer.scaling.end()) out.scaling = "none";
    return out;
}

constexpr int number_unknown = -1;  ///< the number is not known in advance if the job is created and sent in one request

/// Sends the page once; retries while the printer is busy. `on_progress` stores the job before the page is sent.
Result<int> submit(PrinterPath& line, const JobOptions& options, const PrintPage& page, const OnProgress& on_progress,
                   Clock::time_point until, const std::stop_token& stop) {
    IppSession& session = line.session();
    const bool in_two_steps = line.answer().creates_jobs;
    const auto keep = [&](int job) { return !on_progress || on_progress({OrderState::submitted, PrinterFault::none, job, {}}); };
    const auto not_kept = [] { return fail(ErrorCode::printer_refused, "the order could not be stored, so nothing was sent"); };
    if (!in_two_steps && !keep(number_unknown)) return not_kept();
    while (true) {
        auto job = in_two_steps ? session.create_job(options) : session.print_job(options, page.pdf);
        if (!job) return pass_on(job);
        if (!job->is_busy && !in_two_steps) return job->id;
        if (!job->is_busy) {
            if (!keep(job->id)) {
                static_cast<void>(session.cancel_job(job->id));
                return not_kept();
            }
            auto sent = session.send_document(job->id, page.pdf);
            // In doubt is not final: the printer may recognise the job when it answers again.
            if (sent || sent.error().code == ErrorCode::print_in_doubt) return job->id;
            static_cast<void>(session.cancel_job(job->id));
            return pass_on(sent);
        }
        if (Clock::now() + poll_busy >= until)
            return fail(ErrorCode::printer_timed_out, "the printer was busy with other jobs the whole time; nothing was sent");
        if (sleep_or_stop(poll_busy, stop)) return fail(ErrorCode::stopped, "stopped before anything was sent");
    }
}

/// Follows one job to its end.
class Watch {
public:
    Watch(PrinterPath& line, int job, const PrintPage& page, const OnProgress& on_progress, Clock::duration max_silence)
        : line_(line),
          job_name_(name_of_job(page)),
          on_progress_(on_progress),
          max_silence_(max_silence),
          last_{OrderState::submitted, PrinterFault::none, job, {}} {
        quiet_since_ = Clock::now();
    }

    /// For a job of an earlier run, which may have finished long ago: check the printer immediately.
    Watch& of_earlier_run() {
        device_polled_ = {};
        return *this;
    }

    Result<PrintedPage> follow(Clock::time_point until, const std::stop_token& stop) {
        while (true) {
            if (auto end = look()) return *end;
            if (Clock::now() >= until) {
                take_back();
                return in_doubt("not printed in time; the job was cancelled, but may still come out");
            }
            if (last_.fault == PrinterFault::none && Clock::now() - quiet_since_ >= max_silence_) {
                take_back();
                return in_doubt("the printer worked on it for too long without reporting a reason, so the job was cancelled");
            }
            if (sleep_or_stop(line_.is_queue() ? poll_cups : poll_direct, stop))
                return fail(ErrorCode::stopped, "stopped while the printer had the job");
        }
    }

private:
    using End = std::optional<Result<PrintedPage>>;

    End look() {
        auto job = line_.session().job(last_.job);
        if (!job) {
            device_polled_ = {};  // the server may have been restarted when it answers again
            was_cut_off_ = true;
            report(last_.state, {PrinterFault::offline, job.error().detail});
            return std::nullopt;
        }
        // The number is unknown or belongs to another job: the printer or cupsd was restarted. The job may still be found by
        // name.
        if (!*job || (!(*job)->name.empty() && (*job)->name != job_name_)) return look_by_name();
        const JobAnswer& answer = **job;
        switch (phase_of(answer, job_name_)) {
            case JobPhase::printed:
                return really_printed();
            case JobPhase::refused:
                // A CUPS that is being ended says so, too: then the connection is lost a moment later.
                if (is_still_stopping(answer)) break;
                if (is_printed_at_device()) return PrintedPage{last_.job};
                if (reports_sent_before(answer.message) || reports_sent_before(answer.printer_message))
                    return in_doubt("CUPS was restarted during the job and was prevented from printing it again");
                // Then the end of the old server may have aborted it, and the page may be out.
                if (was_cut_off_ && last_.state == OrderState::printing)
                    return in_doubt("the connection was lost while it printed, and the job was aborted meanwhile");
                return fail(ErrorCode::print_given_up, "the printer aborted it: " + reasons_text(answer.reasons, answer.message));
            case JobPhase::in_doubt:
                return in_doubt("the spooler lost track of the job: " + reasons_text(answer.printer_reasons, ""));
            case JobPhase::waiting:
            case JobPhase::working:
                if (is_long_out()) return PrintedPage{last_.job};
                report(phase_of(answer, job_name_) == JobPhase::waiting ? OrderState::submitted : OrderState::printing,
                       condition(answer));
                break;
        }
        return std::nullopt;
    }

    /// Cancels the job. The result is reported as in doubt from here on; a spooler must not print the badge an hour later.
    void take_back() { static_cast<void>(line_.session().cancel_job(last_.job)); }

    /// After a restart, cupsd keeps jobs that the printer has already finished, and prints them again with the next job or at the
    /// next start. Such a job is cancelled before anything else is sent.
    bool is_long_out() {
        if (!line_.is_queue() || Clock::now() - device_polled_ < device_poll_interval) return false;
        device_polled_ = Clock::now();
        if (!is_printed_at_device()) return false;
        // cupsd may be about to report completion itself.
        const auto again = line_.session().job(last_.job);
        if (again && *again && phase_of(**again, job_name_) == JobPhase::printed) return true;
        take_back();
        return true;
    }

    /// RFC 8011, 5.3.8: the job is aborted, but the printer still works on it. Some printers never take that back.
    bool is_still_stopping(const JobAnswer& answer) {
        if (std::ranges::find(answer.reasons, "processing-to-stop-point") == answer.reasons.end()) return false;
        if (!stopping_since_) stopping_since_ = Clock::now();
        return Clock::now() - *stopping_since_ < max_stopping;
    }

    End look_by_name() {
        const auto found = line_.session().find_job(job_name_);
        if (!found) {
            report(last_.state, {PrinterFault::offline, found.error().detail});
            return std::nullopt;
        }
        if (!*found || **found == last_.job) return in_doubt("the printer does not know the job any more");
        last_.job = **found;
        if (on_progress_) on_progress_(last_);
        return std::nullopt;
    }

    /// After a restart, cupsd aborts jobs that the printer has finished; there, too, the printer's own state counts.
    bool is_printed_at_device() {
        IppSession* device = line_.device();
        const auto found = device != nullptr ? device->find_job(job_name_) : Result<std::optional<int>>{};
        if (!found || !*found) return false;
        const auto job = device->job(**found);
        return job && *job && phase_of(**job, job_name_) == JobPhase::printed;
    }

    /// cupsd reports jobs as completed even if the printer behind it aborted them; if the printer still knows the job, its state
    /// counts.
    End really_printed() {
        if (IppSession* device = line_.device()) {
            const auto found = device->find_job(job_name_);
            const auto job = found && *found ? device->job(**found) : Result<std::optional<JobAnswer>>{};
            if (job && *job && phase_of(**job, job_name_) == JobPhase::refused)
                return in_doubt("CUPS says completed, the printer says it gave it up: " +
                                reasons_text((*job)->reasons, (*job)->message));
        }
        return PrintedPage{last_.job};
    }

    /// The printer's current condition; for a printer that is not queried separately, what it reported with the job.
    Condition condition(const JobAnswer& job) {
        auto asked = line_.ask();
        Condition out = asked ? *asked : Condition{PrinterFault::offline, asked.error().detail};
        if (asked && !stops_printing(out.fault) && stops_printing(fault_of(job.printer_reasons)))
            out = {fault_of(job.printer_reasons), reasons_text(job.printer_reasons, job.printer_message)};
        if (out.fault != PrinterFault::offline) offline_since_.reset();
        if (out.fault == PrinterFault::offline && asked) {
            if (!offline_since_) offline_since_ = Clock::now();
            if (Clock::now() - *offline_since_ < offline_after) return {};
        }
        return out;
    }

    void report(OrderState state, Condition now) {
        if (last_.state == OrderState::printing || stops_printing(now.fault)) state = OrderState::printing;
        if (state == last_.state && now.fault == last_.fault) return;
        if (now.fault != last_.fault) quiet_since_ = Clock::now();
        last_ = {state, now.fault, last_.job, std::move(now.detail)};
        if (on_progress_) on_progress_(last_);
    }

    [[nodiscard]] static tl::unexpected<Error> in_doubt(std::string detail) {
        return fail(ErrorCode::print_in_doubt, std::move(detail));
    }

    PrinterPath& line_;
    std::string job_name_;
    const OnProgress& on_progress_;
    Clock::duration max_silence_;
    PrintProgress last_;
    Clock::time_point quiet_since_;
    Clock::time_point device_polled_ = Clock::now();
    std::optional<Clock::time_point> stopping_since_;
    bool was_cut_off_ = false;  ///< the server did not answer at some time: it may have been restarted
    std::optional<Clock::time_point> offline_since_;
};

/// Cancels a job whose page was never sent: it prints nothing and would only block the printer.
Result<PrintedPage> cancel_unsent(IppSession& session, std::optional<int> job) {
    if (job) static_cast<void>(session.cancel_job(*job));
    return fail(ErrorCode::printer_refused, "the page had not been sent");
}

}  // namespace

CupsPrinter::CupsPrinter(std::string name, FindAddress find, std::string media, PrintRoute route, CupsTimes times)
    : name_(std::move(name)), find_(std::move(find)), media_(std::move(media)), route_(route), times_(times) {}

Result<PrintedPage> CupsPrinter::print(const PrintPage& page, const OnProgress& on_progress, Clock::time_point until,
                                       const std::stop_token& stop) {
    auto address = find_(stop);
    if (!address) return pass_on(address);
    PrinterPath line(*address, stop);
    // CUPS would accept the page for a printer that is off and print it when the printer comes back.
    const auto condition = line.ask();
    if (!condition) return pass_on(condition);
    if (!line.answer().is_accepting) return fail(ErrorCode::printer_refused, "it takes no jobs now: " + condition->detail);
    const auto past = route_ == PrintRoute::direct ? line.direct_address() : std::nullopt;
    if (!past) return print_on(line, page, on_progress, until, stop);
    PrinterPath straight(*past, stop);
    if (const auto there = straight.ask(); !there) return pass_on(there);
    return print_on(straight, page, on_progress, until, stop);
}

Result<PrintedPage> CupsPrinter::print_on(PrinterPath& line, const PrintPage& page, const OnProgress& on_progress,
                                          Clock::time_point until, const std::stop_token& stop) const {
    auto options = options_for(page, line.answer(), media_);
    if (!options) return pass_on(options);
    if (stop.stop_requested()) return fail(ErrorCode::stopped, "stopped before anything was sent");
    auto job = submit(line, *options, page, on_progress, until, stop);
    if (!job) return pass_on(job);
    return Watch(line, *job, page, on_progress, times_.max_silence).follow(until, stop);
}

Result<PrintedPage> CupsPrinter::resume(const PrintPage& page, int job, const OnProgress& on_progress, Clock::time_point until,
                                        const std::stop_token& stop) {
    auto address = find_(stop);
    if (!address) return pass_on(address);
    PrinterPath line(*address, stop);
    if (const auto condition = line.ask(); !condition) return pass_on(condition);
    // The earlier run may have used either route. A job sent through the queue is known both to the queue and to the printer.
    const auto at_queue = line.session().find_job(name_of_job(page));
    if (!at_queue) return pass_on(at_queue);
    const auto past = *at_queue ? std::nullopt : line.direct_address();
    if (!past) return resume_on(line, page, job, on_progress, until, stop);
    PrinterPath straight(*past, stop);
    if (const auto there = straight.ask(); !there) return pass_on(there);
    return resume_on(straight, page, job, on_progress, until, stop);
}

Result<PrintedPage> CupsPrinter::resume_on(PrinterPath& line, const PrintPage& page, int job, const OnProgress& on_progress,
                                           Clock::time_point until, const std::stop_token& stop) const {
    const auto found = line.session().find_job(name_of_job(page));
    if (!found) return pass_on(found);
    if (job == 0) return cancel_unsent(line.session(), *found);
    if (!*found) return fail(ErrorCode::print_in_doubt, "the printer does not know the job any more");
    const auto known = line.session().job(**found);
    if (!known) return pass_on(known);
    if (*known && waits_for_page(**known)) return cancel_unsent(line.session(), *found);
    return Watch(line, **found, page, on_progress, times_.max_silence).of_earlier_run().follow(until, stop);
}

Result<PrinterHealth> CupsPrinter::health(const std::stop_token& stop) {
    auto address = find_(stop);
    if (!address) return pass_on(address);
    PrinterPath line(*address, stop);
    auto condition = line.ask();
    if (!condition) return pass_on(condition);
    if (line.is_stopped_by_backend()) resume_queue(line.session());
    return PrinterHealth{condition->fault, condition->detail, line.answer().media, line.media_ready(),
                         line.answer().media_default};
}

/// The result shows in the next query.
void CupsPrinter::resume_queue(IppSession& queue) {
    const auto now = Clock::now();
    while (!resumed_.empty() && now - resumed_.front() > resumes_within) resumed_.pop_front();
    if (resumed_.size() >= max_resumes) return;
    resumed_.push_back(now);
    static_cast<void>(queue.resume_printer());
}

}  // namespace entre
