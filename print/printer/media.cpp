#include "print/printer/media.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace entre {

namespace {

constexpr double mm_per_inch = 25.4;
/// Sizes in media names are rounded to whole millimetres or hundredths of an inch.
constexpr double slack_mm = 0.6;

std::optional<double> number_of(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !(value > 0)) return std::nullopt;
    return value;
}

bool is_size(const MediaSize& size, double width_mm, double height_mm) {
    return std::abs(size.width_mm - width_mm) <= slack_mm && std::abs(size.height_mm - height_mm) <= slack_mm;
}

bool is_range_end(std::string_view name) { return name.starts_with("custom_min_") || name.starts_with("custom_max_"); }

std::optional<std::string> with_size(const std::vector<std::string>& media, double width_mm, double height_mm) {
    for (const std::string& name : media) {
        if (is_range_end(name)) continue;
        if (const auto size = size_of_media(name); size && is_size(*size, width_mm, height_mm)) return name;
    }
    return std::nullopt;
}

bool holds_custom(const std::vector<std::string>& media, double width_mm, double height_mm) {
    bool is_over_least = false, is_under_most = false;
    for (const std::string& name : media) {
        const auto size = is_range_end(name) ? size_of_media(name) : std::nullopt;
        if (!size) continue;
        if (name.starts_with("custom_min_"))
            is_over_least |= width_mm >= size->width_mm - slack_mm && height_mm >= size->height_mm - slack_mm;
        else
            is_under_most |= width_mm <= size->width_mm + slack_mm && height_mm <= size->height_mm + slack_mm;
    }
    return is_over_least && is_under_most;
}

}  // namespace

std::optional<MediaSize> size_of_media(std::string_view name) {
    const std::size_t last = name.rfind('_');
    if (last == std::string_view::npos) return std::nullopt;
    std::string_view size = name.substr(last + 1);
    const double unit = size.ends_with("mm") ? 1 : size.ends_with("in") ? mm_per_inch : 0;
    if (unit == 0) return std::nullopt;
    size.remove_suffix(2);
    const std::size_t by = size.find('x');
    if (by == std::string_view::npos) return std::nullopt;
    const auto width = number_of(size.substr(0, by)), height = number_of(size.substr(by + 1));
    if (!width || !height) return std::nullopt;
    return MediaSize{*width * unit, *height * unit};
}

std::optional<std::string> find_media(const std::vector<std::string>& media, double width_mm, double height_mm) {
    if (auto upright = with_size(media, width_mm, height_mm)) return upright;
    if (auto turned = with_size(media, height_mm, width_mm)) return turned;
    if (holds_custom(media, width_mm, height_mm)) return fmt::format("custom_{0:g}x{1:g}mm_{0:g}x{1:g}mm", width_mm, height_mm);
    return std::nullopt;
}

bool fits_labels(std::string_view media, double width_mm, double height_mm) {
    constexpr double tolerance_mm = 2;
    const auto size = size_of_media(media);
    if (!size) return false;
    const auto alike = [](double a, double b) { return std::abs(a - b) <= tolerance_mm; };
    if (alike(size->width_mm, width_mm) && alike(size->height_mm, height_mm)) return true;
    if (alike(size->width_mm, height_mm) && alike(size->height_mm, width_mm)) return true;
    const bool is_roll = media.starts_with("custom_") || media.find("roll") != std::string_view::npos;
    return is_roll && size->width_mm + tolerance_mm >= std::min(width_mm, height_mm);
}

std::optional<std::string> labels_for(const std::vector<std::string>& ready, double width_mm, double height_mm) {
    for (const auto& media : ready)
        if (fits_labels(media, width_mm, height_mm)) return media;
    return std::nullopt;
}

}  // namespace entre
