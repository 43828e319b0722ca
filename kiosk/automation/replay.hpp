// Replays a trace: the events of an earlier run, at their own times.
#pragma once

#include <filesystem>
#include <memory>

#include "core/visit/trace.hpp"
#include "kiosk/automation/driver.hpp"

namespace entre {

/// `person` finds the registration that an id in the trace refers to. Effects are not carried out during a replay.
/// Errors: file_missing.
Result<std::unique_ptr<AutomationDriver>> read_replay(const std::filesystem::path& file, const PersonLookUp& person);

}  // namespace entre
