// Finds out what the columns of a list mean: from what seminar.toml says, from the known systems' headings, from words in the
// heading, and from the values below it. See known_systems.hpp, heading_meaning.hpp and column_values.hpp.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hpp"
#include "core/import/column_values.hpp"
#include "core/import/import_settings.hpp"
#include "core/import/known_systems.hpp"
#include "core/import/questions.hpp"

namespace entre {

/// `sure`: taken. `likely`: taken, and harmless if it is wrong. `asked`: see the questions. `none`: not read.
enum class Confidence { sure, likely, asked, none };
std::string_view to_string(Confidence confidence);

/// What one column was taken for, and why, without any of its values.
struct ColumnReading {
    std::string heading;
    std::optional<Field> role;
    Confidence confidence = Confidence::none;
    std::string evidence;  ///< "the heading says so; 12 of 12 values are e-mail addresses"
};

/// The columns of one table. A field may have several columns, in order of precedence (pretix has two "Company").
struct Columns {
    std::string system;  ///< "pretix order positions"
    CodeKind codes = CodeKind::exported;
    bool is_family_name_first = false;  ///< in the column of whole names: "Ek Anna"
    bool issues_codes = false;          ///< the export has no codes that Entré could use
    std::array<std::vector<std::size_t>, field_count> places;
    std::vector<std::size_t> unread;      ///< columns that Entré ignores
    std::vector<ColumnReading> readings;  ///< one for each column
    std::vector<ListQuestion> questions;  ///< while there are any, nothing may be imported

    [[nodiscard]] const std::vector<std::size_t>& of(Field field) const { return places[static_cast<std::size_t>(field)]; }
    [[nodiscard]] std::vector<std::size_t>& of(Field field) { return places[static_cast<std::size_t>(field)]; }
};

/// Whether a row could be the headings of a list of registrations. Distinguishes them from titles above them, and sheets from
/// each other.
bool are_headings(std::span<const std::string> cells, const RegistrationSettings& settings);

/// Finds the meaning of each column. `values` has one entry for each heading, from the rows below; it may be empty. Columns named
/// in `settings` take precedence over the known systems' names. `place` is "file:line". Errors: export_invalid, listing the
/// headings that were found and those that are needed; also if a heading occurs twice.
Result<Columns> recognise(std::span<const std::string> headings, std::span<const ColumnValues> values,
                          const RegistrationSettings& settings, std::string_view place);

}  // namespace entre
