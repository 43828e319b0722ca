// Which system an export came from, and which of its columns is what: see systems.hpp.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hpp"
#include "core/import/known_systems.hpp"
#include "core/import/import_settings.hpp"

namespace entre {

/// The columns of one table: for each field where it stands, in the order in which their cells are asked (pretix has two "Company").
struct Columns {
    std::string system;  ///< "pretix order positions"
    CodeKind codes = CodeKind::exported;
    bool issues_codes = false;  ///< the system writes none that Entré could go by
    std::array<std::vector<std::size_t>, field_count> places;
    std::vector<std::size_t> unread;  ///< columns that are nothing to Entré

    [[nodiscard]] const std::vector<std::size_t>& of(Field field) const { return places[static_cast<std::size_t>(field)]; }
    [[nodiscard]] std::vector<std::size_t>& of(Field field) { return places[static_cast<std::size_t>(field)]; }
};

/// Whether a row could be the headings of a list of registrations: for telling them from titles above them, and sheets apart.
bool are_headings(std::span<const std::string> cells, const RegistrationSettings& settings);

/// Recognises a table by its headings. `settings` may name columns, which wins over what a system's are called. `place` is "file:line".
/// Errors: export_invalid, saying which headings were found and which are needed; the same heading twice; ticket codes under a heading
/// that is misspelt.
Result<Columns> recognise(std::span<const std::string> headings, const RegistrationSettings& settings, std::string_view place);

}  // namespace entre
