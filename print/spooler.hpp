// Takes badge orders to a printer, one after the other, and says what became of each.
#pragma once

#include <functional>
#include <memory>
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

/// A thread of its own that owns the printers. Orders are printed in the order they came, on the first printer that is
/// healthy. An order that could not be printed is reported failed or in_doubt and left to the database; nothing is printed
/// twice. Idle printers are asked how they are every few seconds; a change is told.
class Spooler {
public:
    Spooler(std::vector<std::unique_ptr<Printer>> printers, SpoolerListener listener);
    ~Spooler();  ///< Stops within two seconds; orders not begun stay `ordered` in the database.
    Spooler(const Spooler&) = delete;
    Spooler& operator=(const Spooler&) = delete;

    /// From any thread. An order already waiting or printing is taken once.
    void print(PrintTask task);

private:
    void run(const std::stop_token& stop);

    std::vector<std::unique_ptr<Printer>> printers_;
    SpoolerListener listener_;
    Queue<PrintTask> tasks_;
    std::jthread thread_;
};

}  // namespace entre
