// Makes CUPS queues for badge printers as Entré wants them, and removes them. May be called from any thread; every call ends
// within some seconds, at the latest after half a minute, and soon after `stop`.
#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "print/printer/ipp.hpp"
#include "print/printer/media.hpp"

namespace entre {

/// The printers that CUPS sees and that have no queue yet.
struct DeviceSearch {
    std::vector<DeviceAnswer> devices;
    bool is_denied = false;  ///< CUPS shows them to its administrators only
};
/// Errors: printer_offline where there is no CUPS server; printer_refused where CUPS cannot look for printers.
Result<DeviceSearch> find_devices(const std::stop_token& stop = {});

struct NewQueue {
    std::string device;                ///< the address of a printer that find_devices lists
    std::string name;                  ///< of the queue; empty: "badge", or "badge-2" … if there is one
    std::optional<MediaSize> label{};  ///< of the badge; becomes the queue's default if the printer has it
};

enum class MakingQueue { made, denied, unknown_device, name_taken, bad_name, no_driver, no_backend, no_answer };
struct MadeQueue {
    MakingQueue how = MakingQueue::made;
    std::string name{};     ///< of the queue, or of the printer that has none
    std::string driver{};   ///< "everywhere", or the driver's name
    std::string media{};    ///< the default that was set; empty if the printer has no labels of that size
    std::string package{};  ///< no_driver: the Debian package that brings one; may be empty
};
/// A printer that speaks IPP Everywhere needs no driver; any other gets the driver for its model, and the backend `once` in front
/// of its own, which is installed if it is missing (that takes root). Errors: as for find_devices; file_unwritable.
Result<MadeQueue> make_queue(const NewQueue& wanted, const std::stop_token& stop = {});
/// What became of it, and what to do.
Sentence said(const MadeQueue& made);

enum class RemovingQueue { removed, denied, unknown, not_ours };
/// Removes a queue that make_queue made, and the backend `once` after the last one that uses it.
Result<RemovingQueue> remove_queue(const std::string& name, const std::stop_token& stop = {});

/// Only [A-Za-z0-9_-], 1 to 40 of them, and no "-" in front.
bool is_queue_name(std::string_view name);
/// The printer behind a queue's address: without the backend `once` and without waiting times.
std::string device_behind(std::string_view queue_uri);

}  // namespace entre
