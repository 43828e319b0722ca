#include "core/seminar/seminar.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/text.hpp"

namespace entre {

namespace {

double luminance(Rgb color) {
    const auto linear = [](unsigned char value) {
        const double part = value / 255.0;
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue);
}

}  // namespace

const std::string& LocalText::in(std::string_view language) const {
    static const std::string nothing;
    const auto said_in = [&](std::string_view wanted) {
        return std::find_if(texts_.begin(), texts_.end(), [&](const auto& text) { return text.first == wanted; });
    };
    if (const auto own = said_in(language); own != texts_.end()) return own->second;
    if (const auto everywhere = said_in(""); everywhere != texts_.end()) return everywhere->second;
    return texts_.empty() ? nothing : texts_.front().second;
}

CategoryStyle style_of(const Seminar& seminar, std::string_view category) {
    const std::string wanted = fold(category);
    for (const auto& style : seminar.categories)
        if (fold(style.name) == wanted) return style;
    return {std::string(category), LocalText(std::string(category)), Rgb{0x4a, 0x55, 0x63}};
}

double contrast_ratio(Rgb a, Rgb b) {
    const double first = luminance(a), second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

}  // namespace entre
