// Name search at a public screen that does not reveal who else is coming.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/registration/registration.hpp"

namespace entre {

/// Whether the typed name is worth a search: each field has at least two letters, or one is empty, for people with a single name
/// or who type all of it into one field. There are no wildcards: complete names are compared.
bool is_name_enough(std::string_view given, std::string_view family);

struct NameOffer {
    RegistrationId person;
    std::string masked;  ///< “Åsa Ö., Linköpings kommun”
};

/// The offer if exactly one person was found; nullopt for none, for several and for a protected person.
std::optional<NameOffer> offer_of(std::span<const Registration> found);

}  // namespace entre
