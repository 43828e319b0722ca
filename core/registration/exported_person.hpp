// People as an export or the roster lists them, for comparing the two.
#pragma once

#include <cstdint>
#include <deque>
#include <string>

#include "core/registration/registration.hpp"

namespace entre {

struct ExportedPerson {
    Registration registration;  ///< without id and alias; without code where Entré is to issue one
    std::int64_t line = 0;
    bool speaks_of_protection = true;  ///< the export has a column that marks protected identities
    std::string email{};               ///< in lower case; for matching only, and never stored
};

/// A deque, so that a million people can be moved from one list to another without needing memory for both.
using ExportedPeople = std::deque<ExportedPerson>;

/// Which file a registration in the roster came from most recently.
enum class Origin : unsigned char {
    elsewhere,   ///< registered at the door, or from a file that seminar.toml no longer names
    this_file,   ///< withdrawn if it is missing from the new export
    other_file,  ///< matched by ticket code, or by e-mail and name
};

/// A registration in the roster as it was exported, without corrections made at the door.
struct KnownPerson {
    Registration registration;
    Origin origin = Origin::elsewhere;
};

}  // namespace entre
