// IPP client (RFC 8011) for printers and CUPS queues, on libcups. No call blocks for more than some seconds.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hpp"
#include "print/printer/job.hpp"

namespace entre {

class IppConnection;

struct IppAddress {
    std::string host;  ///< host name, IP address, or path of a local socket
    int port = 631;
    std::string resource;  ///< "/ipp/print", "/printers/badge"
    bool is_encrypted = false;
    std::string uri;  ///< the printer's printer-uri

    [[nodiscard]] bool is_cups_queue() const { return resource.starts_with("/printers/") || resource.starts_with("/classes/"); }
};

/// Parses "ipp://host:port/ipp/print" and ipps:// addresses, without options for CUPS behind "?"; nullopt for anything else.
std::optional<IppAddress> ipp_address(std::string_view uri);
/// The address of a queue on the local CUPS server (or on CUPS_SERVER).
IppAddress cups_queue(std::string_view queue);

struct PrinterAnswer {
    bool is_stopped = false;
    bool is_accepting = true;
    bool creates_jobs = true;  ///< supports Create-Job and Send-Document, not only Print-Job
    std::vector<std::string> reasons;
    std::vector<std::string> media;
    std::vector<std::string> media_ready;  ///< the labels that are in the printer
    std::string media_default{};           ///< the labels that a job without a size is for
    std::string make_and_model{};
    std::string location{};
    std::vector<std::string> scaling;
    bool takes_pdf = false;
    std::string message;
    std::string device_uri;  ///< of a CUPS queue, if the server reports it
};

/// A queue of a CUPS server.
struct QueueAnswer {
    std::string name;         ///< "badge": the queue's own
    std::string description;  ///< what the person who set it up wrote, or the make and model; may be empty
    std::string make_and_model;
    std::string device_uri;  ///< "usb://Brother/QL-820NWB"; empty if the server does not tell
    friend bool operator==(const QueueAnswer&, const QueueAnswer&) = default;
};

/// A printer that a CUPS server sees, with or without a queue.
struct DeviceAnswer {
    std::string uri;             ///< "usb://Brother/QL-820NWB?serial=000M9Z123456"
    std::string make_and_model;  ///< "Brother QL-820NWB"; empty if it does not tell
    std::string info;            ///< "Brother QL-820NWB (USB)"
    std::string device_id;       ///< IEEE 1284: "MFG:Brother;MDL:QL-820NWB;CMD:PT-CBP;"; empty if it does not tell
    bool is_network = false;
    friend bool operator==(const DeviceAnswer&, const DeviceAnswer&) = default;
};

/// A printer driver of a CUPS server, by the name that a queue is made with.
struct DriverAnswer {
    std::string name;  ///< "ptouch:0/ppd/ptouch-driver/Brother-QL-820NWB-ptouch-ql.ppd"
    std::string make_and_model;
    std::string device_id;
    friend bool operator==(const DriverAnswer&, const DriverAnswer&) = default;
};

/// Attributes of a job.
struct JobOptions {
    std::string name;
    std::string media;    ///< empty: not sent
    std::string scaling;  ///< empty: not sent
    std::string sides{};  ///< "two-sided-long-edge", "two-sided-short-edge" (RFC 8011, 5.2.8); empty: not sent
};

struct CreatedJob {
    bool is_busy = false;  ///< the printer takes one job at a time and has one: retry later
    int id = 0;
};

/// What one request may cost, whatever the printer sends.
struct IppLimits {
    /// Without any byte. A printer that is awake answers in milliseconds; one that has to wake up needs up to this long.
    std::chrono::milliseconds silence{2'000};
    std::chrono::milliseconds exchange{10'000};  ///< from connecting to the end of the answer
    std::chrono::milliseconds document{30'000};  ///< the same with a document, which a slow printer takes piece by piece
    std::size_t answer_bytes = std::size_t{4} << 20;
};

/// A session with one printer; the connection is kept open between requests. For use from one thread. Every wait ends soon after
/// `stop`. Errors of all calls: printer_offline (no answer, or one that is invalid or exceeds the limits), printer_missing (no
/// such printer there), printer_refused.
class IppSession {
public:
    IppSession(IppAddress address, std::stop_token stop, IppLimits limits = {});
    ~IppSession();
    IppSession(const IppSession&) = delete;
    IppSession& operator=(const IppSession&) = delete;

    Result<PrinterAnswer> printer();
    /// Creates a job without its document. Even if the response is lost, nothing is printed. Errors also: printer_refused if
    /// the answer has no job number.
    Result<CreatedJob> create_job(const JobOptions& options);
    /// Errors also: print_in_doubt, if the document was sent but there was no response.
    Result<void> send_document(int job, std::string_view pdf);
    /// Creates and sends in one request, for printers without Create-Job. The number is 0 if the printer does not report
    /// it. Errors also: print_in_doubt.
    Result<CreatedJob> print_job(const JobOptions& options, std::string_view pdf);
    /// nullopt if the printer does not know the job (any more), which is not an error.
    Result<std::optional<JobAnswer>> job(int id);
    /// The newest job with this name that the printer remembers; nullopt if there is none, which is not an error.
    Result<std::optional<int>> find_job(std::string_view name);
    /// Requests cancellation of the job; `job` reports the outcome.
    Result<void> cancel_job(int id);
    /// Resumes a stopped queue; printer_refused if this user is not allowed to.
    Result<void> resume_printer();
    /// The default queue of a CUPS server, otherwise its first queue. Errors also: printer_missing (no queue).
    Result<std::string> default_queue();
    /// All queues of a CUPS server, at most 100; none is no error.
    Result<std::vector<QueueAnswer>> queues();

private:
    IppAddress address_;
    std::unique_ptr<IppConnection> connection_;
};

}  // namespace entre
