// Writes one PDF per badge to a folder: for trials, and for printing elsewhere.
#pragma once

#include <filesystem>
#include <string>

#include "print/printer/printer.hpp"

namespace entre {

class FolderPrinter : public Printer {
public:
    /// The folder is created on first use.
    FolderPrinter(std::string name, std::filesystem::path folder);

    [[nodiscard]] const std::string& name() const override { return name_; }
    /// Writes `<job_name>.pdf` atomically. File and folder are on disk when it reports the page as printed.
    Result<PrintedPage> print(const PrintPage& page, const OnProgress& on_progress, Clock::time_point until,
                              const std::stop_token& stop) override;
    Result<PrintedPage> resume(const PrintPage& page, int job, const OnProgress& on_progress, Clock::time_point until,
                               const std::stop_token& stop) override;
    Result<PrinterHealth> health(const std::stop_token& stop) override;

private:
    std::string name_;
    std::filesystem::path folder_;
    int jobs_ = 0;
};

}  // namespace entre
