#include "print/spooler.hpp"

#include <algorithm>

#include "print/printer/printers.hpp"

namespace entre {

namespace {

/// Faults that a person mends at the printer; a page sent there comes out afterwards.
bool is_mended_by_hand(PrinterFault fault) {
    switch (fault) {
        case PrinterFault::out_of_labels:
        case PrinterFault::jam:
        case PrinterFault::cover_open:
        case PrinterFault::supply_empty:
        case PrinterFault::output_full:
        case PrinterFault::other:
            return true;
        case PrinterFault::none:
        case PrinterFault::labels_low:
        case PrinterFault::paused:
        case PrinterFault::offline:
        case PrinterFault::missing:
            return false;
    }
    return false;
}

}  // namespace

Spooler::Spooler(std::vector<std::unique_ptr<Printer>> printers, SpoolerListener listener, SpoolerTimes times)
    : listener_(std::move(listener)), times_(times) {
    for (auto& printer : printers) printers_.push_back({std::move(printer), PrinterFault::none, {}, false, Clock::now()});
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

Spooler::~Spooler() = default;

void Spooler::stop() {
    thread_.request_stop();
    if (thread_.joinable()) thread_.join();
}

void Spooler::print(PrintTask task) {
    {
        const std::lock_guard lock(taken_mutex_);
        if (!taken_.insert(task.order).second) return;
    }
    tasks_.push(std::move(task));
}

void Spooler::run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        // Printers promise not to throw; memory may still run out, and the door has to stay open.
        try {
            take_turn(stop);
        } catch (const std::exception&) {
            continue;  // whoever was in hand has been reported
        }
    }
}

void Spooler::take_turn(const std::stop_token& stop) {
    // One printer at a turn, so that an order never waits for more than one that does not answer.
    ask_one_due(stop);
    auto next = Clock::now() + times_.ask_every;
    for (const Known& known : printers_) next = std::min(next, known.ask_at);
    const auto task = tasks_.pop_until(stop, next);
    if (!task) return;
    try {
        print_one(*task, stop);
    } catch (const std::exception& thrown) {
        forget(task->order);
        report({task->order, OrderState::in_doubt, PrinterFault::other, {}, 0, thrown.what()});
    }
}

void Spooler::forget(const OrderId& order) {
    const std::lock_guard lock(taken_mutex_);
    taken_.erase(order);
}

void Spooler::ask_one_due(const std::stop_token& stop) {
    const auto due =
        std::min_element(printers_.begin(), printers_.end(), [](const Known& a, const Known& b) { return a.ask_at < b.ask_at; });
    if (due != printers_.end() && due->ask_at <= Clock::now()) ask(*due, stop);
}

PrinterFault Spooler::ask(Known& known, const std::stop_token& stop) {
    known.ask_at = Clock::now() + times_.ask_every;
    const auto health = known.printer->health(stop);
    known.ask_at = Clock::now() + times_.ask_every;
    const PrinterFault fault = health ? health->fault : fault_of(health.error());
    // An answer that `stop` cut short says nothing about the printer.
    if (!stop.stop_requested()) tell_printer(known, fault, health ? health->detail : health.error().detail);
    return fault;
}

void Spooler::tell_printer(Known& known, PrinterFault fault, const std::string& detail) {
    const bool is_news = !known.is_told || known.fault != fault || (fault != PrinterFault::none && known.detail != detail);
    known.is_told = true;
    known.fault = fault;
    known.detail = detail;
    if (is_news && listener_.on_printer) listener_.on_printer(known.printer->name(), fault, detail);
}

/// The first printer without a fault, else the first that somebody can see to, else none.
Spooler::Known* Spooler::choose(const std::stop_token& stop) {
    Known* waiting = nullptr;
    for (Known& known : printers_) {
        const PrinterFault fault = ask(known, stop);
        if (!stops_printing(fault)) return &known;
        if (!waiting && is_mended_by_hand(fault)) waiting = &known;
    }
    return waiting;
}

void Spooler::print_one(const PrintTask& task, const std::stop_token& stop) {
    OrderReport end{task.order, OrderState::failed, PrinterFault::missing, {}, 0, "the seminar has no printer"};
    if (Known* known = choose(stop)) {
        end = print_on(*known, task, stop);
    } else if (!printers_.empty()) {
        const Known& first = printers_.front();
        end = {task.order, OrderState::failed, first.fault, first.printer->name(), 0, first.detail};
    }
    // Stopped before anything was sent: the order stays as it is in the database.
    if (end.state == OrderState::ordered || (stop.stop_requested() && end.state == OrderState::failed)) return;
    if (end.state != OrderState::printed) forget(task.order);
    report(end);
}

OrderReport Spooler::print_on(Known& known, const PrintTask& task, const std::stop_token& stop) {
    OrderReport now{task.order, OrderState::submitted, PrinterFault::none, known.printer->name(), 0, {}};
    const auto tell = [&](const PrintProgress& progress) {
        now.state = progress.state;
        now.fault = progress.fault;
        now.job = progress.job;
        now.detail = progress.detail;
        report(now);
        tell_printer(known, progress.fault, progress.detail);
    };
    const auto printed = known.printer->print(task.page, tell, Clock::now() + times_.longest_wait, stop);
    known.ask_at = Clock::now() + times_.ask_every;
    if (printed) {
        now.state = OrderState::printed;
        now.fault = PrinterFault::none;
        now.job = printed->job;
        now.detail.clear();
        tell_printer(known, PrinterFault::none, {});
        return now;
    }
    now.detail = printed.error().detail;
    const ErrorCode code = printed.error().code;
    if (code == ErrorCode::stopped) {
        now.state = OrderState::ordered;
    } else if (code == ErrorCode::print_in_doubt) {
        now.state = OrderState::in_doubt;
    } else {
        now.state = OrderState::failed;
        if (now.fault == PrinterFault::none) now.fault = fault_of(printed.error());
        if (now.fault == PrinterFault::offline || now.fault == PrinterFault::missing) tell_printer(known, now.fault, now.detail);
    }
    return now;
}

void Spooler::report(const OrderReport& report) {
    if (listener_.on_order) listener_.on_order(report);
}

}  // namespace entre
