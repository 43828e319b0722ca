// A printer that speaks IPP, or a CUPS queue in front of one.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "print/printer/ipp.hpp"
#include "print/printer/printer.hpp"

namespace entre {

/// Where the printer is, looked up before each use, so that a printer plugged in later is found.
using FindAddress = std::function<Result<IppAddress>(const std::stop_token& stop)>;

class CupsPrinter : public Printer {
public:
    /// `media` is the label to ask for (PWG 5101.1); empty: found by the page's size.
    CupsPrinter(std::string name, FindAddress find, std::string media);

    [[nodiscard]] const std::string& name() const override { return name_; }
    Result<PrintedPage> print(const Page& page, const std::function<void(const PrintProgress&)>& tell, Clock::time_point until,
                              const std::stop_token& stop) override;
    Result<PrinterHealth> health(const std::stop_token& stop) override;

private:
    std::string name_;
    FindAddress find_;
    std::string media_;
};

}  // namespace entre
