// A printer that speaks IPP, or a CUPS queue in front of one.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <string>

#include "core/seminar/seminar.hpp"
#include "print/printer/ipp.hpp"
#include "print/printer/printer.hpp"

namespace entre {

/// Looks up the printer's address; called before each use, so that a printer plugged in later is found.
using FindAddress = std::function<Result<IppAddress>(const std::stop_token& stop)>;

struct CupsTimes {
    /// How long a printer may work on a badge without reporting a reason before the job is cancelled and its result is in doubt.
    Clock::duration max_silence = std::chrono::seconds{60};
};

class CupsPrinter : public Printer {
public:
    class PrinterPath;  ///< the connection to the printer for one page

    /// `media` is the label size to request (PWG 5101.1); if empty, it is chosen by the page's size.
    CupsPrinter(std::string name, FindAddress find, std::string media, PrintRoute route = PrintRoute::cups, CupsTimes times = {});

    [[nodiscard]] const std::string& name() const override { return name_; }
    Result<PrintedPage> print(const PrintPage& page, const OnProgress& on_progress, Clock::time_point until,
                              const std::stop_token& stop) override;
    Result<PrintedPage> resume(const PrintPage& page, int job, const OnProgress& on_progress, Clock::time_point until,
                               const std::stop_token& stop) override;
    Result<PrinterHealth> health(const std::stop_token& stop) override;

private:
    Result<PrintedPage> print_on(PrinterPath& line, const PrintPage& page, const OnProgress& on_progress, Clock::time_point until,
                                 const std::stop_token& stop) const;
    Result<PrintedPage> resume_on(PrinterPath& line, const PrintPage& page, int job, const OnProgress& on_progress,
                                  Clock::time_point until, const std::stop_token& stop) const;
    void resume_queue(IppSession& queue);

    std::string name_;
    FindAddress find_;
    std::string media_;
    PrintRoute route_;
    CupsTimes times_;
    std::deque<Clock::time_point> resumed_;  ///< when a stopped queue was resumed
};

}  // namespace entre
