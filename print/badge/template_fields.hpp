// What the ids of a badge template's boxes mean, and the style that a box has unless the template sets another.
#pragma once

#include <string>
#include <string_view>

#include "print/badge/template.hpp"

namespace entre {

inline constexpr std::string_view qr_field = "ticket-qr", free_prefix = "free:";

/// The field of an id: "name:2" is another box for "name".
std::string field_of_id(std::string_view id);
/// Whether this is the field of a box: of a text, of the QR code, or one that begins with `free_prefix`.
bool is_box_field(std::string_view field);
/// The field that the author of a wrong id probably meant: "name" for "Namn". Empty for any other id.
std::string meant_id(std::string_view id);
/// A box of this field with its default style.
TextBox default_box(std::string_view field);

}  // namespace entre
