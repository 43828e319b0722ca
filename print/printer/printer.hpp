// Interface of badge printers.
#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/attendance/badge_order.hpp"
#include "core/base/clock.hpp"
#include "core/base/error.hpp"

namespace entre {

/// A page to print.
struct PrintPage {
    std::string pdf;  ///< vector PDF, fonts embedded, one page; two if it is two-sided
    double width_mm = 0;
    double height_mm = 0;
    std::string job_name;       ///< opaque and unique (the order's id); never a person's name, because spoolers keep it
    int attempt = 1;            ///< number of the attempt to print this order; each attempt is a separate job
    bool is_two_sided = false;  ///< the second page is the back, turned over the page's vertical edge
};

/// A progress report about a job.
struct PrintProgress {
    OrderState state = OrderState::submitted;  ///< submitted once the printer accepted it, printing once it works on it
    PrinterFault fault = PrinterFault::none;   ///< what currently blocks it
    int job = 0;
    std::string detail;  ///< raw reasons, for staff and log
};

/// Stores a progress report. Returns false if it could not be stored; then nothing more is sent.
using OnProgress = std::function<bool(const PrintProgress&)>;

struct PrintedPage {
    int job = 0;
};

/// A printer's health, queried without a job.
struct PrinterHealth {
    PrinterFault fault = PrinterFault::none;
    std::string detail;                      ///< raw printer-state-reasons and message
    std::vector<std::string> media;          ///< supported media keywords (PWG 5101.1); empty if the printer does not list them
    std::vector<std::string> media_ready{};  ///< the labels that are in it, as it says itself; empty if it does not tell
    std::string media_default{};             ///< the labels that it is set to; empty if it does not tell
};

/// A badge printer. Owned by the spooler; no call is safe from another thread.
class Printer {
public:
    virtual ~Printer() = default;

    /// The name shown to visitors and staff.
    [[nodiscard]] virtual const std::string& name() const = 0;

    /// Sends `page` and waits until the printer reports it printed, but not beyond `until` or `stop`. Calls `on_progress` on the
    /// calling thread: first with `submitted` and the job's number, before the page itself is sent. Sends the page at most once.
    /// Never throws.
    /// Errors where nothing is or will be printed: printer_missing, printer_offline, printer_refused, printer_timed_out (busy
    /// with other jobs until `until`).
    /// Other errors: stopped (`stop` was requested; the last report to `on_progress` is the current state), print_given_up (the
    /// printer accepted the job and then aborted it), print_in_doubt (the page may have been printed or may still be: the printer
    /// had not confirmed it by `until`, or it no longer knows the job).
    virtual Result<PrintedPage> print(const PrintPage& page, const OnProgress& on_progress, Clock::time_point until,
                                      const std::stop_token& stop) = 0;

    /// Finds out what became of a page that an earlier run of the program sent or was about to send: looks up its job by name and
    /// follows it to the end. `job` is the number reported before the page was sent; 0 if it was not reported, so that the page
    /// was never sent. Errors: as for print; printer_refused means that the page was never sent.
    virtual Result<PrintedPage> resume(const PrintPage& page, int job, const OnProgress& on_progress, Clock::time_point until,
                                       const std::stop_token& stop) = 0;

    /// Queries the printer's state. Takes a few seconds at most, about one after `stop` is requested.
    /// Errors: printer_missing, printer_offline.
    virtual Result<PrinterHealth> health(const std::stop_token& stop = {}) = 0;
};

}  // namespace entre
