// Label sizes from self-describing media names (PWG 5101.1, section 5: "class_name_WxHunit").
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entre {

struct MediaSize {
    double width_mm = 0;
    double height_mm = 0;
};

/// 105 x 148 for "iso_a6_105x148mm", 101.6 x 50.8 for "na_label_4x2in"; nullopt for a name without a size.
std::optional<MediaSize> size_of_media(std::string_view name);

/// The name in `media` for a page of this size: in the same orientation, otherwise rotated, otherwise a custom size if the
/// printer lists a range that includes it (custom_min_…, custom_max_…). nullopt if none matches.
std::optional<std::string> find_media(const std::vector<std::string>& media, double width_mm, double height_mm);

/// Whether a badge of this size fits on these labels: of its size within 2 mm, upright or turned, or a continuous roll, which is
/// cut to any length and as wide as one side of the badge.
bool fits_labels(std::string_view media, double width_mm, double height_mm);
/// The first of `ready` that it fits on.
std::optional<std::string> labels_for(const std::vector<std::string>& ready, double width_mm, double height_mm);

}  // namespace entre
