// Renders badges to PDF and to pictures with the same code, so that the screen shows what is printed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "print/badge/content.hpp"
#include "print/badge/painter.hpp"
#include "print/badge/template.hpp"

namespace entre {

/// A picture in memory: premultiplied BGRA, 4 bytes per pixel, rows without padding, top row first.
struct Picture {
    int width_px = 0;
    int height_px = 0;
    std::vector<std::uint8_t> bgra;
};

struct RenderedBadge {
    std::string pdf;
    BadgeNotes notes;
};

/// Vector PDF with embedded font subsets: one page, and a second one for the back if the template has one and `has_back` is set.
/// The metadata contains no name. Errors: template_invalid.
Result<RenderedBadge> render_pdf(const BadgeTemplate& badge, const BadgeContent& content, bool has_back = false);

/// Renders one side, `width_px` pixels wide. Errors: template_invalid.
Result<Picture> render_picture(const BadgeTemplate& badge, const BadgeContent& content, int width_px);

/// `picture` as PNG bytes.
std::string to_png(const Picture& picture);

}  // namespace entre
