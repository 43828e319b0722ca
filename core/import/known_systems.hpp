// The registration systems whose exports are known, and the meaning of their columns. A new system is one entry in
// known_systems.cpp and one test file in tests/core/import/systems.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "core/registration/registration.hpp"

namespace entre {

/// The meaning of a column. Columns with any other meaning never enter the database.
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
    is_withdrawn,
    note,
    order,
    position,
    event,
    email,  ///< identifies people who have no code; at most a keyed hash of it is stored
    protected_mark,
    notify,
    is_waiting,    ///< "Väntelista: Ja"
    is_attending,  ///< "Kommer du?": a no withdraws
    may_be_shown,  ///< "Får namnet visas?": everybody without a yes is protected
    group_size,    ///< "Antal": told if it is more than one, since only one person is read
    guest,         ///< "Deltagare 2": the name of another person in the same row
    is_unpaid,     ///< "Obetald: x", "Att betala: 500"
    middle,        ///< "Mellannamn", "Tussenvoegsel": belongs to the given name, or as a particle to the family name
};
inline constexpr std::size_t field_count = 25;

using Words = std::vector<std::string_view>;

struct FieldWords {
    Field field;
    Words headings;  ///< in order of precedence; compared folded
};

struct System {
    std::string_view name;
    /// The system is recognised if one heading of each group is there, and none of `absent`.
    std::vector<Words> marks{};
    Words absent{};
    std::vector<FieldWords> columns{};
    Words not_ours{};  ///< headings that mean something else here than in other lists
    /// What to do when the ticket-code column is missing; empty if the system has no such column: then Entré issues codes.
    std::string_view missing_code{};
    CodeKind codes = CodeKind::exported;
};

/// In the order in which they are tried. Plain lists are in no table: their headings and values are understood, see headings.hpp.
const std::vector<System>& known_systems();
/// Columns that any system's export may have as the organiser's own questions.
const std::vector<FieldWords>& common_columns();

/// "ticket code", for messages.
std::string_view to_string(Field field);
/// The key in [registrations.columns] of seminar.toml: "code", "given"; empty for fields that cannot be set there.
std::string_view key_of(Field field);

}  // namespace entre
