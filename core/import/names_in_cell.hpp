// The people in a name cell: usually one, sometimes "Jan Iu & Kim Ju" or "Gun Fu +1".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/registration/registration.hpp"

namespace entre {

struct NamesInCell {
    std::vector<std::string> names;  ///< whole names; never empty
    bool is_parted = false;          ///< several names that are plainly whole ones
    bool may_be_several = false;     ///< "Anna och Bo Ek": not parted
    bool is_placeholder = false;     ///< "TBA", "N.N.", "-"
    bool brings_more = false;        ///< "+1", "with guests": taken out of the name
};
NamesInCell names_in(std::string_view cell);

/// What follows a name after a comma, if it is no given name: "rektor", "Linköpings kommun".
struct SplitName {
    std::string after_comma;
    bool aside = false;      ///< something in brackets behind the name was left out
    bool is_unsure = false;  ///< "Ek Svensson, Anna" is taken for a family name first; it may be otherwise
};

/// Splits a full name: the last word is the family name, together with the particles before it; "af Ek, Bo" is reversed, and so
/// is "af Ek Bo" in a list that `is_family_name_first`.
SplitName split_name(std::string_view full, Registration& person, bool is_family_name_first = false);
/// Whether the first word alone is in capitals, "EK Anna", or the last one, "Anna EK"; nullopt for other names.
std::optional<bool> has_family_name_in_capitals(std::string_view name);
/// Whether `name` is "Ek Anna" or "Anna Ek", of one whose address is anna.ek@example.org; nullopt if the address does not say.
std::optional<bool> is_family_name_first(std::string_view name, std::string_view email);

}  // namespace entre
