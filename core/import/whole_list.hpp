// What shows only when a whole list has been read.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/import/reader.hpp"

namespace entre {

/// What is wrong with the rows of a list of which none can be read: a pattern for file, rows and the first such line.
std::string_view not_one_read(RowIssueKind kind);
/// Reports codes that seem to be numbers of a fixed length from which a spreadsheet removed leading zeros.
void report_lost_zeros(ExportReading& reading, const std::string& heading);
/// Reports a column that names the event of each row, where it names more than one.
void report_several_events(ExportReading& reading, std::span<const std::string> headings, std::span<const ColumnValues> values);
/// Reports a list that hides most of its people, as a column does that was misunderstood.
void report_many_protected(ExportReading& reading, const std::string& heading);

}  // namespace entre
