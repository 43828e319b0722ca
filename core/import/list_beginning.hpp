// The first rows of a list, which are kept until its columns are understood.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/import/column_values.hpp"
#include "core/import/import_settings.hpp"

namespace entre {

struct KeptRow {
    std::int64_t line = 0;
    std::vector<std::string> cells;
};

/// The first row that reads as headings; without one, a row of words above a column of names. nullopt if there is neither.
std::optional<std::size_t> row_of_headings(std::span<const KeptRow> rows, const RegistrationSettings& settings);
/// What stands below `rows[headings]`, by column; rows of totals do not count.
std::vector<ColumnValues> values_below(std::span<const KeptRow> rows, std::size_t headings);
/// The same for rows of people below headings of so many columns.
std::vector<ColumnValues> values_of(std::span<const KeptRow> people, std::size_t columns);
/// "Ek Anna" of anna.ek@example.org, in nearly all of the rows whose addresses say so. `names`, `emails`: columns.
bool are_family_names_first(std::span<const KeptRow> people, std::size_t names, std::size_t emails);
/// "Ek" as the given name and "Anna" as the family name of anna.ek@example.org, likewise. All three are columns.
bool are_names_exchanged(std::span<const KeptRow> people, std::size_t given, std::size_t family, std::size_t emails);

}  // namespace entre
