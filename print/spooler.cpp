#include "print/spooler.hpp"

#include <algorithm>

#include "print/printer/printers.hpp"

namespace entre {

namespace {

/// With nothing on paper, now or later.
bool is_certain(ErrorCode code) {
    return code == ErrorCode::printer_missing || code == ErrorCode::printer_offline || code == ErrorCode::printer_refused ||
           code == ErrorCode::printer_timed_out;
}

}  // namespace

Spooler::Spooler(std::vector<std::unique_ptr<Printer>> printers, SpoolerListener listener, SpoolerTimes times)
    : listener_(std::move(listener)), times_(times) {
    for (auto& printer : printers) {
        lanes_.push_back(std::make_unique<Lane>());
        lanes_.back()->printer = std::move(printer);
    }
    for (std::size_t i = 0; i < lanes_.size(); ++i)
        lanes_[i]->thread = std::jthread([this, i](const std::stop_token& stop) { run(i, stop); });
}

Spooler::~Spooler() { stop(); }

void Spooler::stop() {
    for (auto& lane : lanes_) lane->thread.request_stop();
    for (auto& lane : lanes_)
        if (lane->thread.joinable()) lane->thread.join();
}

void Spooler::print(PrintTask task) {
    const OrderId order = task.order;
    {
        const std::lock_guard lock(mutex_);
        if (!taken_.insert(order).second) return;
        if (!lanes_.empty()) queue_.push_back({std::move(task), Clock::now(), {}, PrinterFault::none});
    }
    changed_.notify_all();
    if (!lanes_.empty()) return tell_waiting();
    forget(order);
    listener_.on_order({order, OrderState::failed, PrinterFault::missing, {}, 0, "the seminar has no printer"}, false);
}

void Spooler::resume(InterruptedTask task) {
    const OrderId order = task.task.order;
    {
        const std::lock_guard lock(mutex_);
        if (!taken_.insert(order).second) return;
        const auto lane = std::find_if(lanes_.begin(), lanes_.end(), [&](const auto& l) { return l->printer->name() == task.printer; });
        if (lane != lanes_.end()) {
            (*lane)->interrupted.push_back(std::move(task));
            changed_.notify_all();
            return;
        }
        taken_.erase(order);
    }
    listener_.on_order({order, OrderState::in_doubt, PrinterFault::missing, task.printer, 0, "its printer is not among the seminar's any more"}, false);
}

void Spooler::run(std::size_t lane, const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        // Printers promise not to throw; memory may still run out, and the door has to stay open.
        try {
            take_turn(lane, stop);
        } catch (const std::exception&) {
            continue;  // whoever was in hand has been reported
        }
    }
}

bool Spooler::has_work(const Lane& lane, std::size_t index) const {
    if (!lane.interrupted.empty()) return true;
    if (lane.is_told && stops_printing(lane.fault)) return false;
    return std::any_of(queue_.begin(), queue_.end(), [&](const Waiting& waiting) { return !waiting.refused_by.contains(index); });
}

std::deque<Spooler::Waiting>::iterator Spooler::next_for(std::size_t index) {
    return std::find_if(queue_.begin(), queue_.end(), [&](const Waiting& waiting) { return !waiting.refused_by.contains(index); });
}

Clock::time_point Spooler::ask_due(const Lane& lane) const {
    return queue_.empty() ? lane.ask_at : std::min(lane.ask_at, lane.asked_at + times_.ask_when_wanted);
}

void Spooler::take_turn(std::size_t index, const std::stop_token& stop) {
    Lane& lane = *lanes_[index];
    std::optional<InterruptedTask> interrupted;
    std::optional<Waiting> waiting;
    {
        std::unique_lock lock(mutex_);
        while (!stop.stop_requested() && Clock::now() < ask_due(lane) && !has_work(lane, index)) {
            const auto due = ask_due(lane);
            changed_.wait_until(lock, stop, due, [&] { return has_work(lane, index) || ask_due(lane) < due; });
        }
        if (stop.stop_requested()) return;
        // What a printer said a moment ago still holds; after a rest it is asked first (PRN-4).
        const bool is_fresh = lane.is_told && Clock::now() - lane.asked_at < times_.ask_when_wanted;
        if (!lane.interrupted.empty()) {
            interrupted = std::move(lane.interrupted.front());
            lane.interrupted.pop_front();
        } else if (is_fresh && !stops_printing(lane.fault)) {
            if (const auto next = next_for(index); next != queue_.end()) {
                waiting = std::move(*next);
                queue_.erase(next);
            }
        }
        lane.is_busy = interrupted || waiting;
    }
    const OrderId order = interrupted ? interrupted->task.order : waiting ? waiting->task.order : OrderId{};
    try {
        if (interrupted) resume_one(lane, index, *interrupted, stop);
        else if (waiting) print_one(lane, index, std::move(*waiting), stop);
        else ask(lane, stop);
    } catch (const std::exception& thrown) {
        if (!order.is_empty()) {
            forget(order);
            listener_.on_order({order, OrderState::in_doubt, PrinterFault::other, lane.printer->name(), 0, thrown.what()}, false);
        }
    }
    const std::lock_guard lock(mutex_);
    lane.is_busy = false;
}

void Spooler::forget(const OrderId& order) {
    const std::lock_guard lock(mutex_);
    taken_.erase(order);
}

void Spooler::ask(Lane& lane, const std::stop_token& stop) {
    const auto health = lane.printer->health(stop);
    // An answer that `stop` cut short says nothing about the printer.
    if (stop.stop_requested()) return;
    note_fault(lane, health ? health->fault : fault_of(health.error()), health ? health->detail : health.error().detail);
    expire();
    tell_waiting();
}

void Spooler::note_fault(Lane& lane, PrinterFault fault, const std::string& detail) {
    bool is_news = false;
    {
        const std::lock_guard lock(mutex_);
        is_news = !lane.is_told || lane.fault != fault || (fault != PrinterFault::none && lane.detail != detail);
        lane.is_told = true;
        lane.fault = fault;
        lane.detail = detail;
        lane.asked_at = Clock::now();
        lane.ask_at = lane.asked_at + (fault == PrinterFault::none ? times_.ask_every : times_.ask_every / 2);
    }
    if (is_news && listener_.on_printer) listener_.on_printer(lane.printer->name(), fault, detail);
}

/// Nobody stands there any more: what waited for too long is not printed by itself.
void Spooler::expire() {
    std::vector<OrderReport> late;
    {
        const std::lock_guard lock(mutex_);
        const Lane& first = *lanes_.front();
        while (!queue_.empty() && Clock::now() - queue_.front().since >= times_.max_wait) {
            late.push_back({queue_.front().task.order, OrderState::failed, first.fault, first.printer->name(), 0, first.detail});
            taken_.erase(queue_.front().task.order);
            queue_.pop_front();
        }
    }
    for (const auto& report : late) listener_.on_order(report, false);
}

/// Once every printer was asked and none can print, whoever waits is told why, once for each reason.
void Spooler::tell_waiting() {
    std::vector<OrderReport> news;
    {
        const std::lock_guard lock(mutex_);
        const bool is_known = std::all_of(lanes_.begin(), lanes_.end(), [](const auto& lane) { return lane->is_told; });
        const bool can_print = std::any_of(lanes_.begin(), lanes_.end(), [](const auto& lane) { return !stops_printing(lane->fault); });
        if (!is_known) return;
        const Lane& first = *lanes_.front();
        for (auto& waiting : queue_) {
            const auto fault = can_print ? PrinterFault::none : first.fault;
            if (waiting.told == fault) continue;
            waiting.told = fault;
            news.push_back({waiting.task.order, OrderState::ordered, fault, can_print ? "" : first.printer->name(), 0, can_print ? "" : first.detail});
        }
    }
    for (const auto& report : news) listener_.on_order(report, false);
}

Tell Spooler::teller(Lane& lane, OrderReport& now) {
    return [this, &lane, &now](const PrintProgress& progress) {
        const bool is_before_sending = now.job == 0 && progress.job != 0;
        now.state = progress.state;
        now.fault = progress.fault;
        now.job = progress.job;
        now.detail = progress.detail;
        const bool is_kept = listener_.on_order(now, is_before_sending);
        note_fault(lane, progress.fault, progress.detail);
        return is_kept;
    };
}

void Spooler::print_one(Lane& lane, std::size_t index, Waiting waiting, const std::stop_token& stop) {
    const auto attempt = listener_.begin(waiting.task.order, lane.printer->name());
    if (!attempt) return forget(waiting.task.order);
    waiting.task.page.attempt = *attempt;
    OrderReport now{waiting.task.order, OrderState::submitted, PrinterFault::none, lane.printer->name(), 0, {}};
    const auto outcome = lane.printer->print(waiting.task.page, teller(lane, now), waiting.since + times_.max_wait, stop);
    settle(lane, index, std::move(waiting), std::move(now), outcome, stop);
}

void Spooler::resume_one(Lane& lane, std::size_t index, const InterruptedTask& interrupted, const std::stop_token& stop) {
    OrderReport now{interrupted.task.order, OrderState::submitted, PrinterFault::none, lane.printer->name(), interrupted.job, {}};
    const auto until = Clock::now() + times_.max_wait;
    const auto outcome = lane.printer->resume(interrupted.task.page, interrupted.job, teller(lane, now), until, stop);
    const bool is_silent = !outcome && (outcome.error().code == ErrorCode::printer_offline || outcome.error().code == ErrorCode::printer_missing);
    if (!is_silent || stop.stop_requested())
        return settle(lane, index, {interrupted.task, Clock::now(), {}, PrinterFault::none}, std::move(now), outcome, stop);
    // Not a word about the job, only that nobody answered: it is asked again when the printer answers.
    note_fault(lane, fault_of(outcome.error()), outcome.error().detail);
    std::unique_lock lock(mutex_);
    lane.interrupted.push_back(interrupted);
    changed_.wait_for(lock, stop, times_.ask_when_wanted, [] { return false; });
}

/// What the outcome means for the order: final, back into the queue, or left as it was told last because the program ends.
void Spooler::settle(Lane& lane, std::size_t index, Waiting waiting, OrderReport now, const Result<PrintedPage>& outcome, const std::stop_token& stop) {
    const auto end = [&](OrderState state, PrinterFault fault) {
        now.state = state;
        now.fault = fault;
        listener_.on_order(now, false);
    };
    if (outcome) {
        now.job = outcome->job;
        now.detail.clear();
        end(OrderState::printed, PrinterFault::none);
        return note_fault(lane, PrinterFault::none, {});
    }
    const ErrorCode code = outcome.error().code;
    now.detail = outcome.error().detail;
    if (code == ErrorCode::stopped && now.job != 0) return;
    if (code == ErrorCode::stopped || (is_certain(code) && stop.stop_requested())) return end(OrderState::ordered, PrinterFault::none);
    if (!is_certain(code)) {
        forget(waiting.task.order);
        return end(code == ErrorCode::print_in_doubt ? OrderState::in_doubt : OrderState::failed, now.fault == PrinterFault::none ? PrinterFault::other : now.fault);
    }
    const auto fault = fault_of(outcome.error());
    // A printer that is there and will not have this page never will; one that is off or busy may later.
    if (code == ErrorCode::printer_refused) waiting.refused_by.insert(index);
    else note_fault(lane, fault, now.detail);
    const bool has_nobody = waiting.refused_by.size() == lanes_.size();
    if (has_nobody || Clock::now() - waiting.since >= times_.max_wait) {
        forget(waiting.task.order);
        return end(OrderState::failed, fault);
    }
    now.job = 0;
    end(OrderState::ordered, PrinterFault::none);
    {
        const std::lock_guard lock(mutex_);
        waiting.told = PrinterFault::none;
        queue_.push_front(std::move(waiting));
    }
    changed_.notify_all();
    tell_waiting();
}

}  // namespace entre
