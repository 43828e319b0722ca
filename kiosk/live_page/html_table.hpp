// The live view for browsers without scripts: an HTML page with tables.
#pragma once

#include <string>
#include <string_view>

#include "core/attendance/health.hpp"
#include "core/attendance/live.hpp"
#include "core/seminar/seminar.hpp"

namespace entre {

/// HTML 5, in English for "en" and otherwise in Swedish. It has a link to reload it, but does not reload by itself while somebody
/// reads it (WCAG 2.2.1). External text is escaped. `view` may be null. Names only if `has_names`.
std::string html_table(const Seminar& seminar, const LiveView* view, const DoorHealth& health, std::string_view language,
                       bool has_names);

/// `text` with & < > " ' as character references.
std::string escaped_html(std::string_view text);

}  // namespace entre
