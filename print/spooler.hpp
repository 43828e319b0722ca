// Takes badge orders to the printers and reports what became of each.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "core/attendance/badge_order.hpp"
#include "core/base/mutex.hpp"
#include "print/printer/printer.hpp"

namespace entre {

/// A badge order with its page.
struct PrintTask {
    OrderId order;
    PrintPage page;  ///< its attempt is set when a printer takes it
};

/// An order that a printer had, or was about to get, when the program ended.
struct InterruptedTask {
    PrintTask task;  ///< with the attempt that was under way
    std::string printer;
    int job = 0;  ///< 0: its page had not been sent
};

/// Callbacks of the spooler, called from the printers' threads.
struct SpoolerListener {
    /// Stores that `order` is about to go to `printer`, as `submitted` with job 0, and returns which attempt this is once that is
    /// on disk. Nullopt when it cannot be stored or is no longer wanted: then it is not printed.
    std::function<std::optional<int>(const OrderId& order, const std::string& printer)> begin;
    /// A report about an order. `must_be_stored`: wait until it is on disk, and return whether it is; a page is sent only after
    /// its job's number was stored. Other reports are not waited for.
    std::function<bool(const OrderReport&, bool must_be_stored)> on_order;
    std::function<void(const std::string& printer, PrinterFault fault, const std::string& detail)> on_printer;
};

struct SpoolerTimes {
    /// How long an order waits, in the queue or at its printer; after that a person decides.
    Clock::duration max_wait = std::chrono::minutes{10};
    /// How often an idle printer is polled; twice as often with a fault, and every `poll_when_needed` while orders wait for it.
    Clock::duration poll_every = std::chrono::seconds{5};
    Clock::duration poll_when_needed = std::chrono::seconds{1};
};

/// One queue and one thread per printer ("printer-1", "printer-2" …): the first working, idle printer takes the oldest order, so
/// a printer that is broken, frozen or slow delays nobody else's badge. An order returns to the queue and goes to another printer
/// only if it is certain that nothing was printed; `printed`, `failed` and `in_doubt` are final, and nothing is printed twice.
/// Orders that no printer can take are reported `ordered` with the fault, and wait; after `max_wait` they are `failed`.
class Spooler {
public:
    Spooler(std::vector<std::unique_ptr<Printer>> printers, SpoolerListener listener, SpoolerTimes times = {});
    ~Spooler();  ///< Stops within two seconds; orders in hand stay as last reported.
    Spooler(const Spooler&) = delete;
    Spooler& operator=(const Spooler&) = delete;

    /// Ends the threads, within two seconds; nothing is reported after that.
    void stop();

    /// From any thread. An order that is already waiting, printing or printed is ignored.
    void print(PrintTask task);
    /// From any thread: finds out what became of the order, before its printer does anything else.
    void resume(InterruptedTask task);

private:
    struct Waiting {
        PrintTask task;
        Clock::time_point since;
        std::set<std::size_t> refused_by;            ///< indexes of the printers that cannot print it at all
        PrinterFault reported = PrinterFault::none;  ///< the fault last reported for it
    };
    /// A printer, its thread, and what was last reported of it.
    struct PrinterWorker {
        std::unique_ptr<Printer> printer;  ///< its own thread's
        PrinterFault fault = PrinterFault::none;
        std::string detail;
        bool is_reported = false;
        Clock::time_point polled_at{};
        Clock::time_point poll_at{};
        std::deque<InterruptedTask> interrupted;
        std::jthread thread;
    };

    void run(std::size_t worker, const std::stop_token& stop);
    void take_turn(std::size_t worker, const std::stop_token& stop);
    [[nodiscard]] bool has_work(const PrinterWorker& worker, std::size_t index) const REQUIRES(mutex_);
    [[nodiscard]] std::deque<Waiting>::iterator next_for(std::size_t index) REQUIRES(mutex_);
    [[nodiscard]] Clock::time_point poll_due(const PrinterWorker& worker) const REQUIRES(mutex_);
    void poll(PrinterWorker& worker, const std::stop_token& stop);
    void note_fault(PrinterWorker& worker, PrinterFault fault, const std::string& detail);
    void print_one(PrinterWorker& worker, std::size_t index, Waiting waiting, const std::stop_token& stop);
    void resume_one(PrinterWorker& worker, std::size_t index, const InterruptedTask& interrupted, const std::stop_token& stop);
    void settle(PrinterWorker& worker, std::size_t index, Waiting waiting, OrderReport now, const Result<PrintedPage>& result,
                const std::stop_token& stop);
    void expire();
    void report_waiting();
    void forget(const OrderId& order);
    [[nodiscard]] OnProgress progress_recorder(PrinterWorker& worker, OrderReport& now);

    SpoolerListener listener_;
    SpoolerTimes times_;
    Mutex mutex_;  ///< also of every worker's fields but `printer` and `thread`
    std::condition_variable_any changed_;
    std::deque<Waiting> queue_ GUARDED_BY(mutex_);
    std::set<OrderId> taken_ GUARDED_BY(mutex_);           ///< waiting, printing or printed
    std::vector<std::unique_ptr<PrinterWorker>> workers_;  ///< last, so that the threads end before what they use
};

}  // namespace entre
