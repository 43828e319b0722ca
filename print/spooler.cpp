#include "print/spooler.hpp"

#include <algorithm>

#include "core/base/log.hpp"
#include "core/base/thread.hpp"
#include "print/printer/outcome.hpp"

namespace entre {

Spooler::Spooler(std::vector<std::unique_ptr<Printer>> printers, SpoolerListener listener, SpoolerTimes times)
    : listener_(std::move(listener)), times_(times) {
    for (auto& printer : printers) {
        workers_.push_back(std::make_unique<PrinterWorker>());
        workers_.back()->printer = std::move(printer);
    }
    for (std::size_t i = 0; i < workers_.size(); ++i)
        workers_[i]->thread = std::jthread([this, i](const std::stop_token& stop) { run(i, stop); });
}

Spooler::~Spooler() { stop(); }

void Spooler::stop() {
    for (auto& worker : workers_) worker->thread.request_stop();
    for (auto& worker : workers_)
        if (worker->thread.joinable()) worker->thread.join();
}

void Spooler::print(PrintTask task) {
    const OrderId order = task.order;
    {
        const MutexLock lock(mutex_);
        if (!taken_.insert(order).second) return;
        if (!workers_.empty()) queue_.push_back({std::move(task), Clock::now(), {}, PrinterFault::none});
    }
    changed_.notify_all();
    if (!workers_.empty()) return report_waiting();
    forget(order);
    listener_.on_order({order, OrderState::failed, PrinterFault::missing, {}, 0, "the seminar has no printer"}, false);
}

void Spooler::resume(InterruptedTask task) {
    const OrderId order = task.task.order;
    {
        const MutexLock lock(mutex_);
        if (!taken_.insert(order).second) return;
        const auto worker =
            std::find_if(workers_.begin(), workers_.end(), [&](const auto& l) { return l->printer->name() == task.printer; });
        if (worker != workers_.end()) {
            (*worker)->interrupted.push_back(std::move(task));
            changed_.notify_all();
            return;
        }
        taken_.erase(order);
    }
    listener_.on_order(
        {order, OrderState::in_doubt, PrinterFault::missing, task.printer, 0, "its printer is no longer one of the seminar's"},
        false);
}

void Spooler::run(std::size_t worker, const std::stop_token& stop) {
    name_this_thread(("printer-" + std::to_string(worker + 1)).c_str());
    while (!stop.stop_requested()) {
        // Printers promise not to throw; memory may still run out, and the door has to stay open.
        try {
            take_turn(worker, stop);
        } catch (const std::exception& thrown) {
            log_error("spooler", {ErrorCode::print_in_doubt, thrown.what()});  // the order in hand was reported by take_turn
        }
    }
}

bool Spooler::has_work(const PrinterWorker& worker, std::size_t index) const {
    if (!worker.interrupted.empty()) return true;
    if (worker.is_reported && stops_printing(worker.fault)) return false;
    return std::any_of(queue_.begin(), queue_.end(), [&](const Waiting& waiting) { return !waiting.refused_by.contains(index); });
}

std::deque<Spooler::Waiting>::iterator Spooler::next_for(std::size_t index) {
    return std::find_if(queue_.begin(), queue_.end(),
                        [&](const Waiting& waiting) { return !waiting.refused_by.contains(index); });
}

Clock::time_point Spooler::poll_due(const PrinterWorker& worker) const {
    return queue_.empty() ? worker.poll_at : std::min(worker.poll_at, worker.polled_at + times_.poll_when_needed);
}

void Spooler::take_turn(std::size_t index, const std::stop_token& stop) {
    PrinterWorker& worker = *workers_[index];
    std::optional<InterruptedTask> interrupted;
    std::optional<Waiting> waiting;
    {
        MutexLock lock(mutex_);
        while (!stop.stop_requested() && Clock::now() < poll_due(worker) && !has_work(worker, index)) {
            const auto due = poll_due(worker);
            changed_.wait_until(lock, stop, due,
                                [&]() REQUIRES(mutex_) { return has_work(worker, index) || poll_due(worker) < due; });
        }
        if (stop.stop_requested()) return;
        // A state polled a moment ago still holds; after a rest the printer is polled first.
        const bool is_fresh = worker.is_reported && Clock::now() - worker.polled_at < times_.poll_when_needed;
        if (!worker.interrupted.empty()) {
            interrupted = std::move(worker.interrupted.front());
            worker.interrupted.pop_front();
        } else if (is_fresh && !stops_printing(worker.fault)) {
            if (const auto next = next_for(index); next != queue_.end()) {
                waiting = std::move(*next);
                queue_.erase(next);
            }
        }
    }
    const OrderId order = interrupted ? interrupted->task.order : waiting ? waiting->task.order : OrderId{};
    try {
        if (interrupted)
            resume_one(worker, index, *interrupted, stop);
        else if (waiting)
            print_one(worker, index, std::move(*waiting), stop);
        else
            poll(worker, stop);
    } catch (const std::exception& thrown) {
        log_error("spooler", {ErrorCode::print_in_doubt, thrown.what()});
        if (!order.is_empty()) {
            forget(order);
            listener_.on_order({order, OrderState::in_doubt, PrinterFault::other, worker.printer->name(), 0, thrown.what()},
                               false);
        }
    }
}

void Spooler::forget(const OrderId& order) {
    const MutexLock lock(mutex_);
    taken_.erase(order);
}

void Spooler::poll(PrinterWorker& worker, const std::stop_token& stop) {
    const auto health = worker.printer->health(stop);
    // An answer cut short by `stop` says nothing about the printer.
    if (stop.stop_requested()) return;
    note_fault(worker, health ? health->fault : fault_of(health.error()), health ? health->detail : health.error().detail);
    expire();
    report_waiting();
}

void Spooler::note_fault(PrinterWorker& worker, PrinterFault fault, const std::string& detail) {
    bool is_news = false;
    {
        const MutexLock lock(mutex_);
        is_news = !worker.is_reported || worker.fault != fault || (fault != PrinterFault::none && worker.detail != detail);
        worker.is_reported = true;
        worker.fault = fault;
        worker.detail = detail;
        worker.polled_at = Clock::now();
        worker.poll_at = worker.polled_at + (fault == PrinterFault::none ? times_.poll_every : times_.poll_every / 2);
    }
    if (is_news && listener_.on_printer) listener_.on_printer(worker.printer->name(), fault, detail);
}

/// What waited for too long is no longer printed by itself: nobody is waiting for it any more. Every order is looked at, since
/// one that came back from a printer is first in the queue whatever its age.
void Spooler::expire() {
    std::vector<OrderReport> late;
    {
        const MutexLock lock(mutex_);
        const PrinterWorker& first = *workers_.front();
        std::erase_if(queue_, [&](const Waiting& waiting) REQUIRES(mutex_) {
            if (Clock::now() - waiting.since < times_.max_wait) return false;
            late.push_back({waiting.task.order, OrderState::failed, first.fault, first.printer->name(), 0, first.detail});
            taken_.erase(waiting.task.order);
            return true;
        });
    }
    for (const auto& report : late) listener_.on_order(report, false);
}

/// Once every printer was polled and none can print, each waiting order is reported with the fault, once per fault.
void Spooler::report_waiting() {
    std::vector<OrderReport> news;
    {
        const MutexLock lock(mutex_);
        const bool is_known =
            std::all_of(workers_.begin(), workers_.end(), [](const auto& worker) { return worker->is_reported; });
        const bool can_print =
            std::any_of(workers_.begin(), workers_.end(), [](const auto& worker) { return !stops_printing(worker->fault); });
        if (!is_known) return;
        const PrinterWorker& first = *workers_.front();
        for (auto& waiting : queue_) {
            const auto fault = can_print ? PrinterFault::none : first.fault;
            if (waiting.reported == fault) continue;
            waiting.reported = fault;
            news.push_back({waiting.task.order, OrderState::ordered, fault, can_print ? "" : first.printer->name(), 0,
                            can_print ? "" : first.detail});
        }
    }
    for (const auto& report : news) listener_.on_order(report, false);
}

OnProgress Spooler::progress_recorder(PrinterWorker& worker, OrderReport& now) {
    return [this, &worker, &now](const PrintProgress& progress) {
        const bool is_before_sending = now.job == 0 && progress.job != 0;
        now.state = progress.state;
        now.fault = progress.fault;
        now.job = progress.job;
        now.detail = progress.detail;
        const bool is_kept = listener_.on_order(now, is_before_sending);
        note_fault(worker, progress.fault, progress.detail);
        return is_kept;
    };
}

void Spooler::print_one(PrinterWorker& worker, std::size_t index, Waiting waiting, const std::stop_token& stop) {
    const auto attempt = listener_.begin(waiting.task.order, worker.printer->name());
    if (!attempt) return forget(waiting.task.order);
    waiting.task.page.attempt = *attempt;
    OrderReport now{waiting.task.order, OrderState::submitted, PrinterFault::none, worker.printer->name(), 0, {}};
    const auto outcome =
        worker.printer->print(waiting.task.page, progress_recorder(worker, now), waiting.since + times_.max_wait, stop);
    settle(worker, index, std::move(waiting), std::move(now), outcome, stop);
}

void Spooler::resume_one(PrinterWorker& worker, std::size_t index, const InterruptedTask& interrupted,
                         const std::stop_token& stop) {
    OrderReport now{interrupted.task.order, OrderState::submitted, PrinterFault::none,
                    worker.printer->name(), interrupted.job,       {}};
    const auto until = Clock::now() + times_.max_wait;
    const auto outcome =
        worker.printer->resume(interrupted.task.page, interrupted.job, progress_recorder(worker, now), until, stop);
    const bool is_silent =
        !outcome && (outcome.error().code == ErrorCode::printer_offline || outcome.error().code == ErrorCode::printer_missing);
    if (!is_silent || stop.stop_requested())
        return settle(worker, index, {interrupted.task, Clock::now(), {}, PrinterFault::none}, std::move(now), outcome, stop);
    // No answer says nothing about the job: it is looked up again when the printer answers.
    note_fault(worker, fault_of(outcome.error()), outcome.error().detail);
    MutexLock lock(mutex_);
    worker.interrupted.push_back(interrupted);
    changed_.wait_for(lock, stop, times_.poll_when_needed, [] { return false; });
}

/// Ends the order, puts it back into the queue, or leaves it as last reported because the program stops.
void Spooler::settle(PrinterWorker& worker, std::size_t index, Waiting waiting, OrderReport now,
                     const Result<PrintedPage>& result, const std::stop_token& stop) {
    const auto end = [&](OrderState state, PrinterFault fault) {
        now.state = state;
        now.fault = fault;
        listener_.on_order(now, false);
    };
    if (result) {
        now.job = result->job;
        now.detail.clear();
        end(OrderState::printed, PrinterFault::none);
        return note_fault(worker, PrinterFault::none, {});
    }
    const ErrorCode code = result.error().code;
    const auto outcome = outcome_of(result);
    now.detail = result.error().detail;
    if (code == ErrorCode::stopped && now.job != 0) return;
    if (code == ErrorCode::stopped || (outcome.may_try_elsewhere && stop.stop_requested()))
        return end(OrderState::ordered, PrinterFault::none);
    if (!outcome.may_try_elsewhere) {
        forget(waiting.task.order);
        return end(outcome.state, now.fault == PrinterFault::none ? PrinterFault::other : now.fault);
    }
    // A printer that answers and refuses this page always will; one that is off or busy may take it later.
    if (code == ErrorCode::printer_refused)
        waiting.refused_by.insert(index);
    else
        note_fault(worker, outcome.fault, now.detail);
    const bool has_nobody = waiting.refused_by.size() == workers_.size();
    if (has_nobody || Clock::now() - waiting.since >= times_.max_wait) {
        forget(waiting.task.order);
        return end(OrderState::failed, outcome.fault);
    }
    now.job = 0;
    end(OrderState::ordered, PrinterFault::none);
    {
        const MutexLock lock(mutex_);
        waiting.reported = PrinterFault::none;
        queue_.push_front(std::move(waiting));
    }
    changed_.notify_all();
    report_waiting();
}

}  // namespace entre
