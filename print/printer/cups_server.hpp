// Administration of a CUPS server: which printers it sees, which drivers it has, and its queues
// (https://www.cups.org/doc/spec-ipp.html, operations CUPS-Get-Devices, CUPS-Get-PPDs, CUPS-Add-Modify-Printer).
#pragma once

#include <chrono>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "print/printer/ipp.hpp"

namespace entre {

/// What a queue is made with. An empty text is left as it is.
struct QueueSettings {
    std::string device_uri;
    std::string driver;  ///< "everywhere", or the name of a driver
    std::string description;
    std::string location;
};

/// The CUPS server of this machine (or CUPS_SERVER). For use from one thread; every wait ends within seconds and soon after
/// `stop`. Errors of all calls: printer_offline (no server), printer_missing (no such queue), printer_refused; is_denied tells
/// whether that is for want of rights.
class CupsServer {
public:
    explicit CupsServer(std::stop_token stop);
    ~CupsServer();
    CupsServer(const CupsServer&) = delete;
    CupsServer& operator=(const CupsServer&) = delete;

    /// The printers that its backends see, in `time` at most. Errors also: printer_refused where the part of CUPS that looks for
    /// them is not installed.
    Result<std::vector<DeviceAnswer>> devices(std::chrono::seconds time);
    Result<std::vector<DriverAnswer>> drivers();
    Result<std::vector<QueueAnswer>> queues();
    Result<PrinterAnswer> queue(const std::string& name);
    /// Makes the queue or changes it. It takes jobs, gives a failed one up at once instead of keeping it for later, and is not
    /// shared on the network.
    Result<void> set_queue(const std::string& name, const QueueSettings& settings);
    /// What jobs without a size of their own are printed on.
    Result<void> set_media(const std::string& name, const std::string& media);
    Result<void> remove_queue(const std::string& name);
    [[nodiscard]] bool is_denied() const;

private:
    std::stop_token stop_;
    std::unique_ptr<IppConnection> connection_;
};

}  // namespace entre
