// The static artwork of a badge template, rendered by librsvg. Files that the SVG references are never opened.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hpp"
#include "print/badge/pattern.hpp"
#include "print/badge/template.hpp"

typedef struct _cairo cairo_t;

namespace entre {

/// Placeholders that the template reader puts into the artwork; Artwork::open replaces them for each sector.
inline constexpr std::string_view category_pattern_id = "entre-category-pattern";
inline constexpr std::string_view category_tile_mark = "@entre-category-tile@";
/// Followed by x, y, width, height and tile of a PatternedBar, and another "@".
inline constexpr std::string_view category_marks_mark = "@entre-category-marks ";

/// Bounding boxes of the elements `ids` on the page, in mm, with all transforms applied.
/// Errors: template_invalid (the detail does not contain the file name).
Result<std::vector<BoxMm>> measure_elements(const std::string& svg, const std::vector<std::string>& ids, double width_mm,
                                            double height_mm);

/// The artwork for one sector: elements of class `category-color` get its colour, `category-pattern` ones its pattern.
/// Opened once and drawn for every badge of the sector.
class Artwork {
public:
    /// Errors: template_invalid.
    static Result<Artwork> open(const std::string& svg, const CategoryLook& look);
    Artwork(Artwork&&) noexcept;
    Artwork& operator=(Artwork&&) noexcept;
    ~Artwork();

    /// Draws into the rectangle (0, 0) to (`width`, `height`) of `cairo`. Errors: template_invalid.
    [[nodiscard]] Result<void> draw(cairo_t* cairo, double width, double height) const;

private:
    struct Drawing;
    explicit Artwork(std::unique_ptr<Drawing> drawing);
    std::unique_ptr<Drawing> drawing_;
};

}  // namespace entre
