// Words of status, and yes and no, in Swedish, English, German, Norwegian, Danish and Finnish.
#pragma once

#include <optional>
#include <string_view>

#include "core/registration/registration.hpp"

namespace entre {

/// The meaning of a word in a column of status; nullopt for a word that is not known. An empty cell is registered.
std::optional<RegistrationStatus> status_of(std::string_view word);
/// Yes, Ja, true, 1, x.
bool is_yes(std::string_view word);
/// No, Nej, Nein, Ei, false, 0, -.
bool is_no(std::string_view word);

}  // namespace entre
