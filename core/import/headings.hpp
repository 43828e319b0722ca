// Recognises by its headings which system an export came from and what its columns mean; see known_systems.hpp.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hpp"
#include "core/import/import_settings.hpp"
#include "core/import/known_systems.hpp"

namespace entre {

/// The columns of one table. A field may have several columns, in order of precedence (pretix has two "Company").
struct Columns {
    std::string system;  ///< "pretix order positions"
    CodeKind codes = CodeKind::exported;
    bool issues_codes = false;  ///< the export has no codes that Entré could use
    std::array<std::vector<std::size_t>, field_count> places;
    std::vector<std::size_t> unread;  ///< columns that Entré ignores

    [[nodiscard]] const std::vector<std::size_t>& of(Field field) const { return places[static_cast<std::size_t>(field)]; }
    [[nodiscard]] std::vector<std::size_t>& of(Field field) { return places[static_cast<std::size_t>(field)]; }
};

/// Whether a row could be the headings of a list of registrations. Distinguishes them from titles above them, and sheets from
/// each other.
bool are_headings(std::span<const std::string> cells, const RegistrationSettings& settings);

/// Recognises a table by its headings. Columns named in `settings` take precedence over the known systems' names. `place` is
/// "file:line". Errors: export_invalid, listing the headings that were found and those that are needed; also if a heading occurs
/// twice or the heading of the ticket codes is misspelt.
Result<Columns> recognise(std::span<const std::string> headings, const RegistrationSettings& settings, std::string_view place);

}  // namespace entre
