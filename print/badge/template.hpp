// A badge template: an SVG drawn in any editor, with boxes identified by id. The guide for authors is assets/badges/README.md.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hpp"
#include "core/seminar/seminar.hpp"
#include "print/badge/content.hpp"

namespace entre {

struct BoxMm {
    double x = 0, y = 0, width = 0, height = 0;
};

enum class Align { start, middle, end };
enum class VAlign { top, middle, bottom };

/// What a text box shows.
enum class BoxField { name, event, organisation, title, category, place, number, free };

/// Position and style of a text. Sizes are in points (1/72 inch).
struct TextBox {
    BoxField field = BoxField::name;
    FreeField free = FreeField::note;  ///< which field, for BoxField::free
    BoxMm box;                         ///< on the page, not rotated
    int turns = 0;                     ///< rotation of the text in quarter turns clockwise: 2 is upside down
    Rgb color;
    std::string family;  ///< tried before the default typeface; may be empty
    int weight = 400;    ///< CSS font-weight
    double largest_pt = 12;
    double smallest_pt = 8;  ///< minimum size: smaller text is not readable on a badge
    int max_lines = 1;
    Align align = Align::start;
    VAlign valign = VAlign::top;
};

/// A square for a QR code's dark modules; a quiet zone of four modules around it is painted white.
struct QrBox {
    BoxMm box;
    int turns = 0;
};

/// One side of a badge. Elements with these ids are boxes and are not drawn themselves: `name` (required on a front), `event`,
/// `organisation`, `title`, `category`, `place`, `number`, `ticket-qr`, and `free:<field>` (see FreeField). Further boxes for the
/// same field have `:2`, `:3` … after the id. Transforms are applied; a box rotated by quarter turns has its text rotated. A box
/// is a shape, or a group of one shape and one sample text whose style the box takes. `data-…` attributes override it:
/// `data-size`, `data-smallest`, `data-lines`, `data-weight`, `data-font`, `data-align` (start, middle, end), `data-valign` (top,
/// middle, bottom). Elements of class `category-color` are filled with the sector's colour, those of class `category-pattern`
/// with its pattern.
struct BadgeTemplate {
    double width_mm = 0;
    double height_mm = 0;
    std::vector<TextBox> texts;
    std::vector<QrBox> codes;
    std::string artwork;                        ///< the SVG without its boxes
    std::shared_ptr<const BadgeTemplate> back;  ///< the back, of the same size; null for most badges
    std::vector<std::string> notices;           ///< warnings for the organiser: a missing font, a small QR code

    /// The first box of `field`; a front always has one for the name.
    [[nodiscard]] const TextBox* box(BoxField field) const;
};

/// Badge templates are far smaller than this; a larger file contains embedded photographs.
inline constexpr std::size_t max_template_bytes = 8'000'000;
/// Smaller modules are not read reliably from a swinging badge, nor printed reliably at 203 dots per inch.
inline constexpr double min_module_mm = 0.33;

/// Reads `file`, and `….back.svg` in the same folder if it exists.
/// Errors: file_missing; template_invalid, with the file, the line, the problem and its remedy.
Result<BadgeTemplate> read_template(const std::filesystem::path& file);

enum class BadgeSide { front, back };
/// Parses one side; `name` is the file name used in messages.
Result<BadgeTemplate> parse_template(std::string_view svg, std::string_view name, BadgeSide side = BadgeSide::front);

}  // namespace entre
