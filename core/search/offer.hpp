// Looking oneself up by name at a public screen, without telling anybody who else is coming.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/registration/registration.hpp"

namespace entre {

/// At min_scale two letters of both names; no wildcards, since names are compared whole.
bool is_name_enough(std::string_view given, std::string_view family);

struct NameOffer {
    RegistrationId person;
    std::string masked;  ///< “Åsa Ö., Linköpings kommun”
};

/// Exactly one person is offered. None and several are the same answer: nothing.
std::optional<NameOffer> offer_of(std::span<const Registration> found);

}  // namespace entre
