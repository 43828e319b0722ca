#include "core/search/offer.hpp"

#include "core/base/text.hpp"

namespace entre {

bool is_name_enough(std::string_view given, std::string_view family) {
    constexpr std::size_t min_letters = 2;
    const auto is_enough = [](std::string_view name) { return letter_count(name) >= min_letters; };
    return (is_enough(given) || trim(given).empty()) && (is_enough(family) || trim(family).empty()) &&
           (is_enough(given) || is_enough(family));
}

std::optional<NameOffer> offer_of(std::span<const Registration> found) {
    if (found.size() != 1 || found.front().is_protected) return std::nullopt;
    return NameOffer{found.front().id, masked_name(found.front())};
}

}  // namespace entre
