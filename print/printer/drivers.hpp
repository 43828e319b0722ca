// Which of CUPS's drivers fits a printer, by make, model and IEEE 1284 device id ("MFG:Brother;MDL:QL-820NWB;CMD:PT-CBP;"). Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "print/printer/ipp.hpp"

namespace entre {

/// A value of a device id by the short or the long name of its key: MFG or MANUFACTURER, MDL or MODEL, CMD or COMMAND SET. Empty
/// if it has none.
std::string device_id_value(std::string_view device_id, std::string_view short_key, std::string_view long_key);

/// A printer that needs no driver (IPP Everywhere): its address is ipp:// or ipps://, or that of a service with such a name.
bool needs_no_driver(const DeviceAnswer& device);

/// The driver for exactly this model; for a printer of labels in ZPL, EPL or CPCL otherwise CUPS's driver for that language.
/// nullopt if there is none: a driver of a similar model prints at another resolution or not at all.
std::optional<DriverAnswer> best_driver(const DeviceAnswer& device, const std::vector<DriverAnswer>& drivers);

/// The Debian package with drivers for printers of this make; empty if none is known, or if its drivers are among `drivers`
/// already and none of them was right.
std::string driver_package(const DeviceAnswer& device, const std::vector<DriverAnswer>& drivers);

}  // namespace entre
