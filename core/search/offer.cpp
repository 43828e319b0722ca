#include "core/search/offer.hpp"

#include "core/base/text.hpp"

namespace entre {

bool is_name_enough(std::string_view given, std::string_view family) {
    constexpr std::size_t min_letters = 2;
    return letter_count(given) >= min_letters && letter_count(family) >= min_letters;
}

std::optional<NameOffer> offer_of(std::span<const Registration> found) {
    if (found.size() != 1 || found.front().is_protected) return std::nullopt;
    return NameOffer{found.front().id, masked_name(found.front())};
}

}  // namespace entre
