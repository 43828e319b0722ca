#include "core/qr/symbology.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace entre {

namespace {

constexpr std::array<std::pair<Symbology, std::string_view>, 4> names{{
    {Symbology::data_matrix, "data_matrix"},
    {Symbology::aztec, "aztec"},
    {Symbology::pdf417, "pdf417"},
    {Symbology::code_128, "code_128"},
}};

}  // namespace

std::string_view to_string(Symbology symbology) {
    const auto* found = std::find_if(names.begin(), names.end(), [&](const auto& name) { return name.first == symbology; });
    return found == names.end() ? "" : found->second;
}

std::optional<Symbology> symbology_of(std::string_view name) {
    const auto* found = std::find_if(names.begin(), names.end(), [&](const auto& known) { return known.second == name; });
    return found == names.end() ? std::nullopt : std::optional(found->first);
}

}  // namespace entre
