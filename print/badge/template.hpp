// A badge template: an SVG drawn in any editor, with boxes named by id. assets/badges/README.md tells its authors all of it.
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

/// What a text box holds.
enum class BoxField { name, event, organisation, title, category, place, number, free };

/// Where a text goes and how it may look. Sizes in points (1/72 inch).
struct TextBox {
    BoxField field = BoxField::name;
    FreeField free = FreeField::note;  ///< which, for BoxField::free
    BoxMm box;                 ///< on the page, upright
    int turns = 0;             ///< quarter turns clockwise of the text in it: 2 is upside down
    Rgb color;
    std::string family;        ///< tried before the house's own; may be empty
    int weight = 400;          ///< CSS font-weight
    double largest_pt = 12;
    double smallest_pt = 8;    ///< the floor: below this it is not readable on a person
    int max_lines = 1;
    Align align = Align::start;
    VAlign valign = VAlign::top;
};

/// A square for a QR code's dark modules; four modules around it are made white.
struct QrBox {
    BoxMm box;
    int turns = 0;
};

/// One side of a badge. Elements with these ids are boxes and are not drawn themselves: `name` (required on a front), `event`,
/// `organisation`, `title`, `category`, `place`, `number`, `ticket-qr`, and `free:<field>` (see FreeField). A box that is wanted
/// again has `:2`, `:3` … after its id. Transforms count, and a box that is turned by a quarter has its text turned. A box is a
/// shape, or a group of one shape and one sample text; the text's style is the box's. `data-…` attributes win: `data-size`,
/// `data-smallest`, `data-lines`, `data-weight`, `data-font`, `data-align` (start, middle, end), `data-valign` (top, middle,
/// bottom). Elements of class `category-color` are filled with the sector's colour, those of class `category-pattern` with its
/// pattern.
struct BadgeTemplate {
    double width_mm = 0;
    double height_mm = 0;
    std::vector<TextBox> texts;
    std::vector<QrBox> codes;
    std::string artwork;  ///< the SVG without its boxes
    std::shared_ptr<const BadgeTemplate> back;  ///< of the same size; most badges have none
    std::vector<std::string> notices;           ///< what the organiser should know: a font that is missing, a code that is small

    /// The first box of `field`; a front always has one for the name.
    [[nodiscard]] const TextBox* box(BoxField field) const;
};

/// A file with nothing near this size is a badge; what is larger is a photograph in disguise.
inline constexpr std::size_t max_template_bytes = 8'000'000;
/// Below this a module is not read reliably from a swinging badge, nor by a printer of 203 dots an inch.
inline constexpr double min_module_mm = 0.33;

/// Reads `file`, and `….back.svg` beside it when there is one.
/// Errors: file_missing, template_invalid with file, line, what is wrong and what to do.
Result<BadgeTemplate> read_template(const std::filesystem::path& file);

enum class BadgeSide { front, back };
/// One side from its text; `name` stands for the file in messages.
Result<BadgeTemplate> parse_template(std::string_view svg, std::string_view name, BadgeSide side = BadgeSide::front);

}  // namespace entre
