// IPP (RFC 8011) to a printer or a CUPS queue, through libcups. No call waits for more than a few seconds.
#pragma once

#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hpp"
#include "print/printer/job.hpp"

namespace entre {

struct IppAddress {
    std::string host;  ///< name, number, or the path of a local socket
    int port = 631;
    std::string resource;  ///< "/ipp/print", "/printers/badge"
    bool is_encrypted = false;
    std::string uri;  ///< how the printer calls itself

    [[nodiscard]] bool is_cups_queue() const { return resource.starts_with("/printers/") || resource.starts_with("/classes/"); }
};

/// "ipp://host:port/ipp/print" and ipps://; nothing for anything else.
std::optional<IppAddress> ipp_address(std::string_view uri);
/// A queue of this machine's CUPS server (or of CUPS_SERVER).
IppAddress cups_queue(std::string_view queue);

struct PrinterAnswer {
    bool is_stopped = false;
    bool is_accepting = true;
    bool creates_jobs = true;  ///< takes Create-Job and Send-Document, not only Print-Job
    std::vector<std::string> reasons;
    std::vector<std::string> media;
    std::vector<std::string> scaling;
    bool takes_pdf = false;
    std::string message;
    std::string device_uri;  ///< of a CUPS queue, when the server tells
};

/// How a job is to be printed.
struct JobOptions {
    std::string name;
    std::string media;    ///< empty: not said
    std::string scaling;  ///< empty: not said
    std::string sides{};  ///< "two-sided-long-edge", "two-sided-short-edge" (RFC 8011, 5.2.8); empty: not said
};

struct CreatedJob {
    bool is_busy = false;  ///< it takes one job at a time and has one: ask again later
    int id = 0;
};

/// One conversation with one printer, kept open between questions. For one thread. Ends every wait soon after `stop`.
/// Errors everywhere: printer_offline (nobody answered), printer_missing (no such printer there), printer_refused.
class IppSession {
public:
    IppSession(IppAddress address, std::stop_token stop);
    ~IppSession();
    IppSession(const IppSession&) = delete;
    IppSession& operator=(const IppSession&) = delete;

    Result<PrinterAnswer> printer();
    /// A job without its document: nothing is printed yet, whatever becomes of the answer.
    Result<CreatedJob> create_job(const JobOptions& options);
    /// Errors also: print_in_doubt, when the page went out and nobody answered.
    Result<void> send_document(int job, std::string_view pdf);
    /// Both in one, for printers that cannot do it in two. Errors also: print_in_doubt.
    Result<CreatedJob> print_job(const JobOptions& options, std::string_view pdf);
    /// Nothing when the printer does not know the job (any more).
    Result<std::optional<JobAnswer>> job(int id);
    /// The newest job of this name among all that the printer remembers; nothing when it knows none.
    Result<std::optional<int>> find_job(std::string_view name);
    /// KioskRequests for the job to end. What became of it is for `job` to tell.
    Result<void> cancel_job(int id);
    /// Sets a paused queue going again; printer_refused where this user may not.
    Result<void> resume_printer();
    /// The default queue of a CUPS server, else its first. Errors also: printer_missing.
    Result<std::string> default_queue();

private:
    class Connection;
    IppAddress address_;
    std::unique_ptr<Connection> connection_;
};

}  // namespace entre
