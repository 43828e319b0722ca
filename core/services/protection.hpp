// Protecting a person's identity, for staff and for visitors who do not want their name to be shown.
#pragma once

#include "core/registration/registration.hpp"
#include "core/store/database.hpp"

namespace entre {

/// Sets or removes the protection, and gives the person an alias if there is none yet. Returns the person as changed. The caller
/// records it. Throws DatabaseFailure; call it inside a transaction.
Registration set_protection(Database& database, const Registration& person, bool is_protected);

}  // namespace entre
