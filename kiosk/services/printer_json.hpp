// What `entre printer --json` says, for scripts and for the assistant, which runs it as root.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "print/printer/print_queues.hpp"

namespace entre {

nlohmann::ordered_json printers_to_json(const std::vector<QueueAnswer>& queues, const DeviceSearch& found);
nlohmann::ordered_json made_to_json(const MadeQueue& made);
/// A command that failed.
nlohmann::ordered_json failed_to_json(const Error& error);

/// Errors: printer_refused, with the detail that the command reported; also for JSON of another form.
Result<DeviceSearch> devices_from_json(const nlohmann::json& answer);
Result<MadeQueue> made_from_json(const nlohmann::json& answer);

}  // namespace entre
