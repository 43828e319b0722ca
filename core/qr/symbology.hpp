// The symbologies of other ticket systems, in addition to QR.
#pragma once

#include <optional>
#include <string_view>

namespace entre {

enum class Symbology {
    data_matrix,  ///< ISO/IEC 16022
    aztec,        ///< ISO/IEC 24778
    pdf417,       ///< ISO/IEC 15438
    code_128,     ///< ISO/IEC 15417; used by Odoo and Attendize
};

std::string_view to_string(Symbology symbology);
/// The inverse of `to_string`; nullopt for any other text.
std::optional<Symbology> symbology_of(std::string_view name);

}  // namespace entre
