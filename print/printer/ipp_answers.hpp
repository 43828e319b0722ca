// Parses IPP answers (RFC 8010) and reads their values (RFC 8011). A printer may send anything: a value of the wrong type, an
// out-of-band value such as `no-value`, or none at all counts as not reported. Only this file reads values; all functions are
// pure.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "print/printer/ipp.hpp"

struct _ipp_s;

namespace entre {

using IppData = _ipp_s;  ///< libcups' ipp_t

struct IppDelete {
    void operator()(IppData* message) const;
};
using IppMessage = std::unique_ptr<IppData, IppDelete>;

/// Finds the end of an IPP message as its bytes arrive. A value, for use from one thread.
class IppScanner {
public:
    enum class Found { nothing_yet, end, invalid };
    /// `bytes` holds everything received so far; it begins with what it held in the call before. Invalid also if collections
    /// are nested more deeply than any printer needs: libcups parses them by recursion and overflows the stack.
    Found scan(std::string_view bytes);
    /// The message's length once its end is found.
    [[nodiscard]] std::size_t length() const { return at_; }

private:
    std::size_t at_ = 0;  ///< everything before is complete
    int depth_ = 0;
};

/// Null if `bytes` is not one complete message, possibly followed by other bytes.
IppMessage parse_ipp_message(std::string_view bytes);

/// The answer to Get-Printer-Attributes.
PrinterAnswer printer_in(IppData* answer);
/// The answer to Get-Job-Attributes for the job `id`.
JobAnswer job_in(IppData* answer, int id);
/// The number of the job that was created; nullopt if there is none or it is not positive.
std::optional<int> job_number_in(IppData* answer);
/// The highest number of a job with this name in the answer to Get-Jobs.
std::optional<int> newest_job_in(IppData* answer, std::string_view name);
/// The first queue's name in the answer to CUPS-Get-Default or CUPS-Get-Printers; empty if there is none.
std::string queue_in(IppData* answer);

/// All queues in the answer to CUPS-Get-Printers, at most 100, without those that have no name.
std::vector<QueueAnswer> queues_in(IppData* answer);

/// The printers in the answer to CUPS-Get-Devices, at most 100, without those that only name a way to connect ("socket") or have
/// an address with other than printable ASCII letters.
std::vector<DeviceAnswer> devices_in(IppData* answer);
/// The drivers in the answer to CUPS-Get-PPDs.
std::vector<DriverAnswer> drivers_in(IppData* answer);

bool is_failure(IppData* answer);
/// This user may not do that.
bool is_denied(IppData* answer);
bool is_busy(IppData* answer);
bool is_not_found(IppData* answer);
/// The status and the printer's message, for staff and log.
std::string failure_text(IppData* answer);

}  // namespace entre
