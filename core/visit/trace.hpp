// Events as lines of JSON, so that a visit can be replayed. Ids instead of names, codes as hashes, typed
// letters as "x" and digits as "0".
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "core/visit/visit.hpp"

namespace entre {

/// One JSON object on one line, without the line break. Times are milliseconds since `start`, when the trace began.
/// Empty for LiveViewChanged and VisitsMeasured, which hold names and need no replay.
std::string to_trace(const Event& event, Clock::time_point start);

/// Finds a person by id in the roster of the seminar where the trace was made.
using PersonLookUp = std::function<std::optional<Registration>(const RegistrationId&)>;

/// The event on one line; nullopt for any other text. A person unknown to `person` has no name.
std::optional<Event> from_trace(std::string_view line, Clock::time_point start, const PersonLookUp& person);

}  // namespace entre
