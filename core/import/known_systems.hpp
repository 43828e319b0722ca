// The registration systems whose exports are known, and which of their columns is what. A new system is one entry in systems.cpp and one
// test file in tests/core/import/systems.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "core/registration/registration.hpp"

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
    is_withdrawn,
    note,
    order,
    position,
    event,
    email,  ///< for telling people apart where there is no code; at most a keyed hash of it is kept
    protected_mark,
    notify,
};
inline constexpr std::size_t field_count = 18;

using Words = std::vector<std::string_view>;

struct FieldWords {
    Field field;
    Words headings;  ///< in the order in which their cells are asked; compared folded
};

struct System {
    std::string_view name;
    /// Recognised when of each of these one heading is there, and none of `absent`.
    std::vector<Words> marks;
    Words absent;
    std::vector<FieldWords> columns;
    Words not_ours;  ///< headings that mean something else here than in other lists
    /// What to do when the column with the ticket code is not there; empty where none can be: then Entré issues codes.
    std::string_view missing_code;
    CodeKind codes = CodeKind::exported;
};

/// In the order in which they are tried: the plain list is the last.
const std::vector<System>& known_systems();
/// Columns that any system may carry as the organiser's own questions.
const std::vector<FieldWords>& common_columns();

/// What lists call their column of ticket codes.
const Words& ticket_code_words();

/// A status word of the systems known, in English, Swedish and German; nothing for a word that is not known.
std::optional<RegistrationStatus> status_of(std::string_view word);
/// Yes, Ja, true, 1, x.
bool is_yes(std::string_view word);
/// No, Nej, Nein, false, 0, -.
bool is_no(std::string_view word);

/// "ticket code"; for people.
std::string_view to_string(Field field);
/// The key in [registrations.columns] of seminar.toml: "code", "given"; empty for those that cannot be named there.
std::string_view key_of(Field field);

}  // namespace entre
