// A badge template: an SVG drawn in any editor, with boxes named by id.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/error.hpp"
#include "core/seminar/seminar.hpp"

namespace entre {

struct BoxMm {
    double x = 0, y = 0, width = 0, height = 0;
};

enum class Align { start, middle, end };

/// Where a text goes and how it may look. Sizes in points (1/72 inch).
struct TextBox {
    BoxMm box;
    Rgb color;
    int weight = 400;          ///< CSS font-weight
    double largest_pt = 12;
    double smallest_pt = 8;    ///< the floor: below this it is not readable on a person
    int most_lines = 1;
    Align align = Align::start;
    bool is_bottom_aligned = false;
};

/// An SVG with `width` and `height` in mm. Elements with these ids are boxes and are not drawn themselves:
/// `name` (required), `event`, `organisation`, `category`, `number`, and `ticket-qr` (a square for the dark modules; four
/// modules around it are made white). Transforms count. An element with class `category-color` is filled with the sector's
/// colour. Text boxes read `data-size`, `data-smallest`, `data-lines`, `data-weight`, `data-align` (start, middle, end),
/// `data-valign` (top, bottom) and `fill`. The category's words are in the sector's colour where that can be read on white,
/// else in `fill`.
struct BadgeTemplate {
    double width_mm = 0;
    double height_mm = 0;
    TextBox name;
    std::optional<TextBox> event;
    std::optional<TextBox> organisation;
    std::optional<TextBox> category;
    std::optional<TextBox> number;
    std::optional<BoxMm> ticket_qr;
    std::string artwork;  ///< the SVG without its boxes
};

/// Errors: file_missing, template_invalid with what is wrong and what to do.
Result<BadgeTemplate> read_template(const std::filesystem::path& file);
Result<BadgeTemplate> parse_template(std::string_view svg, std::string_view name);

}  // namespace entre
