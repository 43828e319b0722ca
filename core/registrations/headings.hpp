// Which system an export came from, and which of its columns is what. A new system is one entry in headings.cpp and one test.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hpp"
#include "core/registrations/registration.hpp"
#include "core/registrations/table.hpp"

namespace entre {

/// What a column can be to Entré. Columns that are none of these never enter the database.
enum class Field {
    ticket_code,
    full_name,
    given,
    family,
    organisation,
    title,
    category,
    language,
    status,
    is_paid,
    note,
    order,
    position,
    event,
    protected_mark,
    notify,
};
inline constexpr std::size_t field_count = 16;

/// The columns of one table: for each field, where it stands; several for organisation (pretix has two "Company").
struct Columns {
    std::string system;  ///< "pretix order positions"
    std::array<std::vector<std::size_t>, field_count> places;

    [[nodiscard]] const std::vector<std::size_t>& of(Field field) const { return places[static_cast<std::size_t>(field)]; }
};

/// Recognises `table` by its headings. `protected_heading` is the column seminar.toml names, if any.
/// Errors: export_invalid, saying which headings were found and which are needed.
Result<Columns> recognise(const Table& table, std::string_view protected_heading);

/// A status word of the systems known, in English and Swedish; nothing for a word that is not known.
std::optional<RegistrationStatus> status_of(std::string_view word);
/// Yes, Ja, true, 1, x.
bool is_yes(std::string_view word);

std::string_view to_string(Field field);

}  // namespace entre
