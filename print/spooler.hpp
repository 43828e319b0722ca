// Takes badge orders to the printers, and says what became of each.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "core/attendance/badge_order.hpp"
#include "print/printer/printer.hpp"

namespace entre {

/// A badge order with its page.
struct PrintTask {
    OrderId order;
    Page page;  ///< its attempt is given when a printer takes it
};

/// An order that a printer had, or was about to get, when the program ended.
struct InterruptedTask {
    PrintTask task;       ///< with the attempt that was under way
    std::string printer;
    int job = 0;          ///< 0: its page had not gone out
};

/// What the spooler asks and tells. Called from the printers' threads.
struct SpoolerListener {
    /// Keeps that `order` is about to go to `printer`, as `submitted` with job 0, and says which attempt this is, once that is on disk.
    /// Nothing when it cannot be kept or is not wanted any more: then it is not printed.
    std::function<std::optional<int>(const OrderId& order, const std::string& printer)> begin;
    /// Whether what was told is on disk. Before a page goes out its job's number is told, and waited for; other news is not.
    std::function<bool(const OrderReport&, bool must_be_kept)> on_order;
    std::function<void(const std::string& printer, PrinterFault fault, const std::string& detail)> on_printer;
};

struct SpoolerTimes {
    /// How long an order waits, in the queue or at its printer. Then nobody stands there any more, and a person decides.
    Clock::duration max_wait = std::chrono::minutes{10};
    /// How often an idle printer is asked how it is; one that has a fault twice as often, one that orders wait for every second.
    Clock::duration poll_every = std::chrono::seconds{5};
    Clock::duration poll_when_needed = std::chrono::seconds{1};
};

/// One queue, and a thread for each printer: whichever is well and free takes the oldest order, so that one that is broken,
/// frozen or slow holds up nobody else's badge. An order is taken back into the queue when it is certain that it did not come
/// out, and goes to another printer; `printed`, `failed` and `in_doubt` are final, and nothing is printed twice. Orders that no
/// printer can take are reported `ordered` with the fault, and wait; after `max_wait` they are `failed` and left to a person.
class Spooler {
public:
    Spooler(std::vector<std::unique_ptr<Printer>> printers, SpoolerListener listener, SpoolerTimes times = {});
    ~Spooler();  ///< Stops within two seconds; what is under way stays as it was told last.
    Spooler(const Spooler&) = delete;
    Spooler& operator=(const Spooler&) = delete;

    /// Ends the threads, within two seconds; nothing is told after that.
    void stop();

    /// From any thread. An order already waiting, printing or printed is taken once.
    void print(PrintTask task);
    /// From any thread: finds out what became of it. Its printer's first business.
    void resume(InterruptedTask task);

private:
    struct Waiting {
        PrintTask task;
        Clock::time_point since;
        std::set<std::size_t> refused_by;           ///< lanes that cannot print it at all
        PrinterFault reported = PrinterFault::none;     ///< the fault that was told for it
    };
    /// A printer, its thread, and what was last told of it.
    struct PrinterWorker {
        std::unique_ptr<Printer> printer;
        PrinterFault fault = PrinterFault::none;
        std::string detail;
        bool is_reported = false;
        bool is_busy = false;
        Clock::time_point polled_at{};
        Clock::time_point poll_at{};
        std::deque<InterruptedTask> interrupted;
        std::jthread thread;
    };

    void run(std::size_t worker, const std::stop_token& stop);
    void take_turn(std::size_t worker, const std::stop_token& stop);
    [[nodiscard]] bool has_work(const PrinterWorker& worker, std::size_t index) const;
    [[nodiscard]] std::deque<Waiting>::iterator next_for(std::size_t index);
    [[nodiscard]] Clock::time_point poll_due(const PrinterWorker& worker) const;
    void poll(PrinterWorker& worker, const std::stop_token& stop);
    void note_fault(PrinterWorker& worker, PrinterFault fault, const std::string& detail);
    void print_one(PrinterWorker& worker, std::size_t index, Waiting waiting, const std::stop_token& stop);
    void resume_one(PrinterWorker& worker, std::size_t index, const InterruptedTask& interrupted, const std::stop_token& stop);
    void settle(PrinterWorker& worker, std::size_t index, Waiting waiting, OrderReport now, const Result<PrintedPage>& outcome, const std::stop_token& stop);
    void expire();
    void report_waiting();
    void forget(const OrderId& order);
    [[nodiscard]] OnProgress progress_recorder(PrinterWorker& worker, OrderReport& now);

    SpoolerListener listener_;
    SpoolerTimes times_;
    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::deque<Waiting> queue_;
    std::set<OrderId> taken_;  ///< waiting, printing or printed
    std::vector<std::unique_ptr<PrinterWorker>> workers_;  ///< last, so that its threads end before what they use
};

}  // namespace entre
