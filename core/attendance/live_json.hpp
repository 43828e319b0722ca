// The live view as JSON, for pages on phones and laptops; and what changed between two of them.
#pragma once

#include <string>
#include <string_view>

#include "core/attendance/health.hpp"
#include "core/attendance/live.hpp"

namespace entre {

/// One object, times in RFC 3339 UTC: {"at", "inside", "expected", "come", "still_to_come", "walk_ins", "protected_inside",
/// "full", "capacity", "sectors": [{"sector", "inside", "expected"}], "curve": {"begins", "minutes": […]},
/// "arrivals_a_minute", "forecast": {"low", "likely", "high"} | null, "latest": [{"id", "name", "organisation", "sector", "at",
/// "station", "protected"}], "flagged": […], "conflicts": [{"kind", "id", "name"}], "badges": {…}, "health": {…}}.
/// Protected people are aliases throughout. Never contains ticket codes.
std::string live_json(const LiveView& view, const DoorHealth& health);

/// The members of `after` that differ from those of `before`, both from live_json: a page replaces its own by them, whole, each.
/// "{}" when nothing changed but the time; all of `after` when the two cannot be compared.
std::string live_changes(std::string_view before, std::string_view after);

/// Everybody as an array, for staff: [{"id", "name", "organisation", "sector", "status", "inside_since", "first_in", "walk_in",
/// "protected", "note"}].
std::string people_json(const LiveView& view);

}  // namespace entre
