// The organisations on the list, as suggestions while one is typed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/attendance/live.hpp"

namespace entre {

inline constexpr std::size_t max_suggestions = 6;

/// Organisations of people on the list in which a word begins with `typed`, those of most people first; with nothing typed, all.
/// At most `max_suggestions`. Empty if `typed` is one of them already.
std::vector<std::string> organisations_like(const LiveView& view, std::string_view typed);

}  // namespace entre
