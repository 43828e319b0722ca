// The live view as JSON for the live page, and the differences between two such views.
#pragma once

#include <string>
#include <string_view>

#include "core/attendance/health.hpp"
#include "core/attendance/live.hpp"

namespace entre {

/// One object with times in RFC 3339 UTC: {"at", "inside", "expected", "come", "still_to_come", "walk_ins", "protected_inside",
/// "full", "capacity", "sectors": [{"sector", "inside", "expected"}], "curve": {"begins", "minutes": […]},
/// "arrivals_a_minute", "forecast": {"low", "likely", "high"} | null, "latest": [{"id", "name", "organisation", "sector", "at",
/// "station", "protected"}], "flagged": […], "conflicts": [{"kind", "id", "name", "first": {"station", "at"}, "second": {…}}],
/// "badges": {…}, "health": {…}}. See Conflict for `first` and `second`.
/// Protected people appear only by alias. Never contains ticket codes.
std::string live_json(const LiveView& view, const DoorHealth& health);

/// A live_json without anybody's name, for viewers, who are shown numbers only.
std::string without_names(std::string_view live);

/// The members of `after` that differ from `before`, both made by live_json; each replaces the receiver's member completely. "{}"
/// when only the time has changed; all of `after` when one of them is not a JSON object.
std::string live_changes(std::string_view before, std::string_view after);

/// All people as an array, for staff: [{"id", "name", "organisation", "sector", "status", "inside_since", "first_in", "walk_in",
/// "protected", "note"}].
std::string people_json(const LiveView& view);

}  // namespace entre
