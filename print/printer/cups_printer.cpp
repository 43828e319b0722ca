#include "print/printer/cups_printer.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <optional>

#include "print/printer/media.hpp"
#include "print/printer/reasons.hpp"

namespace entre {

namespace {

using namespace std::chrono_literals;

/// CUPS learns of the printer once a second at best; asking it more often finds nothing new.
constexpr auto poll_direct = 100ms, poll_cups = 250ms;
constexpr auto poll_busy = 250ms;
/// Every job begins with `connecting-to-device`; only when it stays is the printer off.
constexpr auto offline_after = 2s;

struct Condition {
    PrinterFault fault = PrinterFault::none;
    std::string detail;
    friend bool operator==(const Condition&, const Condition&) = default;
};

/// True when `stop` cut the wait short.
bool wait(const std::stop_token& stop, Clock::duration time) {
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    never.wait_for(lock, stop, time, [] { return false; });
    return stop.stop_requested();
}

/// A queue or printer and, behind a queue, the printer itself, which tells faults at once.
class Line {
public:
    Line(const IppAddress& address, const std::stop_token& stop)
        : is_queue_(address.is_cups_queue()), stop_(stop), session_(address, stop) {}

    IppSession& session() { return session_; }
    [[nodiscard]] bool is_queue() const { return is_queue_; }
    [[nodiscard]] const PrinterAnswer& answer() const { return answer_; }

    /// How the whole line is. Fails when any part of it does not answer.
    Result<Condition> ask() {
        auto answer = session_.printer();
        if (!answer) return pass_on(answer);
        answer_ = std::move(*answer);
        if (!device_)
            if (const auto behind = ipp_address(answer_.device_uri)) device_ = std::make_unique<IppSession>(*behind, stop_);
        const bool is_paused = answer_.is_stopped || !answer_.is_accepting;
        Condition out = condition_of(answer_);
        if (device_) {
            auto device = device_->printer();
            if (!device) return pass_on(device);
            // The queue's reasons are those of its last job; the printer's own are from now.
            const Condition queue = out;
            out = condition_of(*device);
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
};

Result<JobWishes> wishes_for(const Page& page, const PrinterAnswer& printer, const std::string& media) {
    JobWishes out{page.job_name, media, {}};
    if (media.empty() && !printer.media.empty()) {
        auto found = find_media(printer.media, page.width_mm, page.height_mm);
        // A job without a size comes out as US Letter on some printers: better not at all.
        if (!found)
            return fail(ErrorCode::printer_refused, fmt::format("it has no labels of {:g} x {:g} mm but: {}. Name one as `media` "
                                                                "in seminar.toml, or choose a badge template of another size.",
                                                                page.width_mm, page.height_mm, fmt::join(printer.media, " ")));
        out.media = std::move(*found);
    }
    if (std::find(printer.scaling.begin(), printer.scaling.end(), "none") != printer.scaling.end()) out.scaling = "none";
    return out;
}

/// Sends the page once. A printer that is busy is asked again until it takes a job.
Result<int> submit(Line& line, const JobWishes& wishes, const Page& page, Clock::time_point until, const std::stop_token& stop) {
    IppSession& session = line.session();
    const bool in_two_steps = line.answer().creates_jobs;
    while (true) {
        auto job = in_two_steps ? session.create_job(wishes) : session.print_job(wishes, page.pdf);
        if (!job) return pass_on(job);
        if (!job->is_busy && !in_two_steps) return job->id;
        if (!job->is_busy) {
            auto sent = session.send_document(job->id, page.pdf);
            // In doubt is not the end: the printer may well know the job when it answers again.
            if (!sent && sent.error().code != ErrorCode::print_in_doubt) return pass_on(sent);
            return job->id;
        }
        if (Clock::now() + poll_busy >= until)
            return fail(ErrorCode::printer_timed_out, "it was busy with other jobs all the time; nothing was sent");
        if (wait(stop, poll_busy)) return fail(ErrorCode::stopped, "stopped before anything was sent");
    }
}

/// Watches one job to its end.
class Watch {
public:
    Watch(Line& line, int job, const Page& page, const std::function<void(const PrintProgress&)>& tell)
        : line_(line), page_(page), tell_(tell), last_{OrderState::submitted, PrinterFault::none, job, {}} {
        if (tell_) tell_(last_);
    }

    Result<PrintedPage> follow(Clock::time_point until, const std::stop_token& stop) {
        while (true) {
            if (auto end = look()) return *end;
            if (Clock::now() >= until) return in_doubt("still not out when time was up; it may come yet");
            if (wait(stop, line_.is_queue() ? poll_cups : poll_direct)) return in_doubt("stopped while it was at the printer");
        }
    }

private:
    using End = std::optional<Result<PrintedPage>>;

    End look() {
        auto job = line_.session().job(last_.job);
        if (!job) {
            report(last_.state, {PrinterFault::offline, job.error().detail});
            return std::nullopt;
        }
        if (!*job) return in_doubt("the printer does not know the job any more");
        const JobAnswer& answer = **job;
        switch (phase_of(answer, page_.job_name)) {
            case JobPhase::printed:
                return PrintedPage{last_.job};
            case JobPhase::refused:
                return fail(ErrorCode::printer_refused,
                            "the printer gave it up: " + reasons_text(answer.reasons, answer.message));
            case JobPhase::in_doubt:
                return in_doubt("the spooler lost track of the job: " + reasons_text(answer.printer_reasons, ""));
            case JobPhase::waiting:
                report(OrderState::submitted, condition(answer));
                break;
            case JobPhase::working:
                report(OrderState::printing, condition(answer));
                break;
        }
        return std::nullopt;
    }

    /// What the printer says now; what it said with the job, where it does not answer in its own name.
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
        last_ = {state, now.fault, last_.job, std::move(now.detail)};
        if (tell_) tell_(last_);
    }

    [[nodiscard]] static tl::unexpected<Error> in_doubt(std::string detail) {
        return fail(ErrorCode::print_in_doubt, std::move(detail));
    }

    Line& line_;
    const Page& page_;
    const std::function<void(const PrintProgress&)>& tell_;
    PrintProgress last_;
    std::optional<Clock::time_point> offline_since_;
};

}  // namespace

CupsPrinter::CupsPrinter(std::string name, FindAddress find, std::string media)
    : name_(std::move(name)), find_(std::move(find)), media_(std::move(media)) {}

Result<PrintedPage> CupsPrinter::print(const Page& page, const std::function<void(const PrintProgress&)>& tell,
                                       Clock::time_point until, const std::stop_token& stop) {
    auto address = find_(stop);
    if (!address) return pass_on(address);
    Line line(*address, stop);
    // CUPS would take the page for a printer that is off, and print it whenever it comes back.
    auto condition = line.ask();
    if (!condition) return pass_on(condition);
    if (!line.answer().is_accepting) return fail(ErrorCode::printer_refused, "it takes no jobs now: " + condition->detail);
    auto wishes = wishes_for(page, line.answer(), media_);
    if (!wishes) return pass_on(wishes);
    if (stop.stop_requested()) return fail(ErrorCode::stopped, "stopped before anything was sent");
    auto job = submit(line, *wishes, page, until, stop);
    if (!job) return pass_on(job);
    return Watch(line, *job, page, tell).follow(until, stop);
}

Result<PrinterHealth> CupsPrinter::health(const std::stop_token& stop) {
    auto address = find_(stop);
    if (!address) return pass_on(address);
    Line line(*address, stop);
    auto condition = line.ask();
    if (!condition) return pass_on(condition);
    return PrinterHealth{condition->fault, condition->detail, line.answer().media};
}

}  // namespace entre
