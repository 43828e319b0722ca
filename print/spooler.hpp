// Takes badge orders to a printer, one after the other, and says what became of each.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "core/attendance/badge_order.hpp"
#include "core/base/queue.hpp"
#include "print/printer/printer.hpp"

namespace entre {

/// A badge order with its page.
struct PrintTask {
    OrderId order;
    Page page;
};

/// What the spooler tells. Called from the spooler's thread.
struct SpoolerListener {
    std::function<void(const OrderReport&)> on_order;
    std::function<void(const std::string& printer, PrinterFault fault, const std::string& detail)> on_printer;
};

struct SpoolerTimes {
    /// How long an order waits for labels, a lid or a jam before it counts as in doubt and the next one has its turn.
    Clock::duration longest_wait = std::chrono::minutes{10};
    /// How often an idle printer is asked how it is.
    Clock::duration ask_every = std::chrono::seconds{5};
};

/// A thread of its own that owns the printers. Orders are printed in the order they came, on the first printer that is
/// healthy. An order that could not be printed is reported failed or in_doubt and left to the database; nothing is printed
/// twice. An order that finds only printers that somebody has to see to (out of labels, jam, open lid) waits at the first of
/// them, reported `printing` with the fault. Idle printers are asked how they are every few seconds; a change is told.
class Spooler {
public:
    Spooler(std::vector<std::unique_ptr<Printer>> printers, SpoolerListener listener, SpoolerTimes times = {});
    ~Spooler();  ///< Stops within two seconds; orders not begun stay `ordered` in the database.
    Spooler(const Spooler&) = delete;
    Spooler& operator=(const Spooler&) = delete;

    /// Ends the thread, within two seconds; what is printed after that stays in the queue for ever. Orders not begun stay `ordered`.
    void stop();

    /// From any thread. An order already waiting, printing or printed is taken once.
    void print(PrintTask task);

private:
    /// A printer and what was last told of it.
    struct Known {
        std::unique_ptr<Printer> printer;
        PrinterFault fault = PrinterFault::none;
        std::string detail;
        bool is_told = false;
        Clock::time_point ask_at{};
    };

    void run(const std::stop_token& stop);
    void take_turn(const std::stop_token& stop);
    void forget(const OrderId& order);
    void ask_one_due(const std::stop_token& stop);
    PrinterFault ask(Known& known, const std::stop_token& stop);
    void tell_printer(Known& known, PrinterFault fault, const std::string& detail);
    Known* choose(const std::stop_token& stop);
    void print_one(const PrintTask& task, const std::stop_token& stop);
    OrderReport print_on(Known& known, const PrintTask& task, const std::stop_token& stop);
    void report(const OrderReport& report);

    std::vector<Known> printers_;
    SpoolerListener listener_;
    SpoolerTimes times_;
    Queue<PrintTask> tasks_;
    std::mutex taken_mutex_;
    std::set<OrderId> taken_;  ///< waiting, printing or printed
    std::jthread thread_;      ///< last, so that it ends before what it uses
};

}  // namespace entre
