// Events as lines of text, so that what happened at the door can be played back. Ids, never names; codes as hashes; typed
// letters as "x" and digits as "0".
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "core/visit/visit.hpp"

namespace entre {

/// One JSON object in one line, without the line break. `start` is when the trace began: times are milliseconds since then.
/// Empty for what is counted (LiveViewChanged, VisitsMeasured): it comes by itself and holds names.
std::string to_trace(const Event& event, Clock::time_point start);

/// Who an id belongs to, from the roster of the seminar the trace was made in.
using PersonLookUp = std::function<std::optional<Registration>(const RegistrationId&)>;

/// The event of one line; nothing for a line that is none. Somebody whom `person` does not know stays without a name.
std::optional<Event> from_trace(std::string_view line, Clock::time_point start, const PersonLookUp& person);

}  // namespace entre
