#include "print/printer/folder_printer.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <system_error>

#include "core/base/atomic_file.hpp"

namespace entre {

namespace {

Result<void> make_folder(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error || access(folder.c_str(), W_OK | X_OK) != 0)
        return fail(
            ErrorCode::printer_missing,
            fmt::format("{}: cannot write badges there. Create the folder, or name another in seminar.toml.", folder.string()));
    return {};
}

/// True for a plain file name such as an order's id, without a path that leaves the folder.
bool is_file_name(const std::string& name) {
    return !name.empty() && name.front() != '.' && name.find('/') == std::string::npos && name.find('\0') == std::string::npos;
}

}  // namespace

FolderPrinter::FolderPrinter(std::string name, std::filesystem::path folder)
    : name_(std::move(name)), folder_(std::move(folder)) {}

Result<PrintedPage> FolderPrinter::print(const PrintPage& page, const OnProgress& on_progress, Clock::time_point,
                                         const std::stop_token& stop) {
    if (stop.stop_requested()) return fail(ErrorCode::stopped, "stopped before anything was written");
    if (!is_file_name(page.job_name)) return fail(ErrorCode::printer_refused, "the job name is not a valid file name");
    if (auto made = make_folder(folder_); !made) return pass_on(made);
    if (on_progress && !on_progress({OrderState::submitted, PrinterFault::none, ++jobs_, {}}))
        return fail(ErrorCode::printer_refused, "the order could not be stored");
    const auto file = folder_ / (page.job_name + ".pdf");
    if (!write_file_atomically(file, page.pdf))
        return fail(ErrorCode::printer_refused, fmt::format("{}: cannot be written. Is the disk full?", file.string()));
    return PrintedPage{jobs_};
}

Result<PrintedPage> FolderPrinter::resume(const PrintPage& page, int job, const OnProgress&, Clock::time_point,
                                          const std::stop_token&) {
    std::error_code ignored;
    if (is_file_name(page.job_name) && std::filesystem::exists(folder_ / (page.job_name + ".pdf"), ignored))
        return PrintedPage{job};
    return fail(ErrorCode::printer_refused, "the file was not written");
}

Result<PrinterHealth> FolderPrinter::health(const std::stop_token&) {
    if (auto made = make_folder(folder_); !made) return pass_on(made);
    return PrinterHealth{};
}

}  // namespace entre
