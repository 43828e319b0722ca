// The drawn part of a badge template, through librsvg. Files that an SVG points to are never opened.
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

/// What a template's reader leaves in the artwork for each sector's tile.
inline constexpr std::string_view category_pattern_id = "entre-category-pattern";
inline constexpr std::string_view category_tile_mark = "@entre-category-tile@";

/// Where the elements `ids` lie on the page, in mm, with every transform applied.
/// Errors: template_invalid (detail without the file's name).
Result<std::vector<BoxMm>> measure_elements(const std::string& svg, const std::vector<std::string>& ids, double width_mm,
                                            double height_mm);

/// The artwork for one sector: elements of class `category-color` are filled with its colour, patterned ones with its pattern.
/// Opened once and drawn as often as there are badges of the sector.
class Artwork {
public:
    /// Errors: template_invalid.
    static Result<Artwork> open(const std::string& svg, const CategoryLook& look);
    Artwork(Artwork&&) noexcept;
    Artwork& operator=(Artwork&&) noexcept;
    ~Artwork();

    /// Over 0, 0, `width`, `height` of `cairo`. Errors: template_invalid.
    [[nodiscard]] Result<void> draw(cairo_t* cairo, double width, double height) const;

private:
    struct Drawing;
    explicit Artwork(std::unique_ptr<Drawing> drawing);
    std::unique_ptr<Drawing> drawing_;
};

}  // namespace entre
