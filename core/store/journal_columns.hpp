// The columns of the rows in the journal and in shared entries, as SQL. A row is a JSON object with a value for each column.
#pragma once

#include <fmt/format.h>

#include <span>
#include <string>
#include <string_view>

namespace entre {

inline constexpr std::string_view person_columns[] = {
    "id",        "ticket_code", "export_key",        "given",        "family",     "folded_name", "organisation",
    "title",     "category",    "language",          "status",       "note",       "protected",   "alias",
    "source",    "source_line", "flagged",           "walk_in",      "door_given", "door_family", "door_protected",
    "code_kind", "email_hash",  "door_organisation", "door_category"};
inline constexpr std::string_view record_columns[] = {"id",          "registration", "kind",   "at_ms",      "station",
                                                      "station_seq", "by",           "detail", "chain_hash", "turn"};
inline constexpr std::string_view order_columns[] = {"id",         "registration", "reason",  "name_shown", "print_number",
                                                     "state",      "fault",        "printer", "job",        "attempts",
                                                     "ordered_ms", "changed_ms",   "why",     "station"};
/// What the door decides about a person; the rest comes from the export.
inline constexpr std::string_view door_columns[] = {"door_given", "door_family",       "door_protected", "alias",
                                                    "walk_in",    "door_organisation", "door_category"};

using Columns = std::span<const std::string_view>;

/// The columns of attendance without `turn`, which older journals lack.
inline constexpr Columns old_record_columns = Columns(record_columns).first(std::size(record_columns) - 1);

template <class Piece>
inline std::string joined(Columns columns, std::string_view between, Piece piece) {
    std::string text;
    for (const auto column : columns) text += fmt::format("{}{}", text.empty() ? "" : between, piece(column));
    return text;
}

inline std::string list_of(Columns columns) {
    return joined(columns, ", ", [](auto column) { return fmt::format("\"{}\"", column); });
}
inline std::string json_of(Columns columns) {
    return "json_object(" + joined(columns, ", ", [](auto column) { return fmt::format("'{0}', \"{0}\"", column); }) + ")";
}
/// The value of a column in a row of json_each. Rows written by older versions have
/// no station (they are this kiosk's) and no chain hash.
inline std::string value_of(std::string_view column) {
    if (column == "station" || column == "chain_hash") return fmt::format("coalesce(value->>'$.{}', '')", column);
    return fmt::format("value->>'$.{}'", column);
}
inline std::string values_of(Columns columns) { return joined(columns, ", ", value_of); }

}  // namespace entre
