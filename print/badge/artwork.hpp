// The drawn part of a badge template, through librsvg. Files that an SVG points to are never opened.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hpp"
#include "core/seminar/seminar.hpp"
#include "print/badge/template.hpp"

typedef struct _cairo cairo_t;

namespace entre {

/// Where the elements `ids` lie on the page, in mm, with every transform applied.
/// Errors: template_invalid (detail without the file's name).
Result<std::vector<BoxMm>> measure_elements(const std::string& svg, const std::vector<std::string>& ids, double width_mm,
                                            double height_mm);

/// Draws `svg` over 0, 0, `width`, `height` of `cairo`, elements of class `category-color` filled with `category`.
/// Errors: template_invalid.
Result<void> draw_artwork(cairo_t* cairo, const std::string& svg, double width, double height, Rgb category);

}  // namespace entre
