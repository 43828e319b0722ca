// The live view for browsers without scripts: one page of tables.
#pragma once

#include <string>
#include <string_view>

#include "core/attendance/health.hpp"
#include "core/attendance/live.hpp"
#include "core/seminar/seminar.hpp"

namespace entre {

/// HTML 5, Swedish or English by `language`; reloads itself every fifteen seconds. Every text from outside is escaped.
std::string html_table(const Seminar& seminar, const LiveView* view, const DoorHealth& health, std::string_view language);

/// `text` with & < > " ' as character references.
std::string escaped_html(std::string_view text);

}  // namespace entre
