// Something that puts a page on paper.
#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/attendance/badge_order.hpp"
#include "core/base/clock.hpp"
#include "core/base/error.hpp"

namespace entre {

/// One page ready for paper.
struct Page {
    std::string pdf;  ///< vector PDF, fonts embedded, one page; two where it is two-sided
    double width_mm = 0;
    double height_mm = 0;
    std::string job_name;  ///< opaque and unique (the order's id): never a person's name, since spoolers keep it
    int attempt = 1;       ///< which try to print this order: a second job of an order is another job
    bool is_two_sided = false;  ///< the second page is the back, turned over the page's upright edge
};

/// What a printer said on the way.
struct PrintProgress {
    OrderState state = OrderState::submitted;  ///< submitted once accepted, printing once it works on it
    PrinterFault fault = PrinterFault::none;   ///< what holds it up right now
    int job = 0;
    std::string detail;  ///< raw reasons, for staff and log
};

/// Keeps what a printer told; false when it could not be kept, and then nothing more is sent.
using OnProgress = std::function<bool(const PrintProgress&)>;

struct PrintedPage {
    int job = 0;
};

/// A printer's health, asked without a job.
struct PrinterHealth {
    PrinterFault fault = PrinterFault::none;
    std::string detail;              ///< raw printer-state-reasons and message
    std::vector<std::string> media;  ///< media keywords it takes (PWG 5101.1); empty when it does not say
};

/// A badge printer. Owned by the spooler; no call is safe from another thread.
class Printer {
public:
    virtual ~Printer() = default;

    /// What visitors and staff call it.
    [[nodiscard]] virtual const std::string& name() const = 0;

    /// Sends `page` and waits until the printer reports it printed, but not past `until` nor `stop`. Calls `tell` on the way,
    /// from this thread: with `submitted` and the job's number before the page itself is sent. Never throws.
    /// Errors with nothing on paper, now or later: printer_missing, printer_offline, printer_refused, printer_timed_out (busy with
    /// other jobs until `until`). stopped: `stop` was asked; what was told last is where it stands. print_given_up: the printer
    /// took it and gave it up. print_in_doubt: something may have come out, or may still: not known to be printed when `until`
    /// passed, or the printer forgot the job. One call sends the page once at most.
    virtual Result<PrintedPage> print(const Page& page, const OnProgress& on_progress, Clock::time_point until, const std::stop_token& stop) = 0;

    /// What became of a page that an earlier run of the program sent, or was about to: looked for by name and followed to its
    /// end. `job` is the number told before the page was sent; 0: it was not told yet, so the page never went out.
    /// Errors: as of print; printer_refused says that the page never went out.
    virtual Result<PrintedPage> resume(const Page& page, int job, const OnProgress& on_progress, Clock::time_point until, const std::stop_token& stop) = 0;

    /// KioskRequests the printer how it is; bounded to a few seconds, about one once `stop` is asked.
    /// Errors: printer_missing, printer_offline.
    virtual Result<PrinterHealth> health(const std::stop_token& stop = {}) = 0;
};

}  // namespace entre
