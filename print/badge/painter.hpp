// Draws a series of badges from one template and reuses what they share.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "core/base/error.hpp"
#include "print/badge/artwork.hpp"
#include "print/badge/content.hpp"
#include "print/badge/fit.hpp"
#include "print/badge/lettering.hpp"
#include "print/badge/template.hpp"

typedef struct _cairo cairo_t;
typedef struct _cairo_surface cairo_surface_t;

namespace entre {

inline constexpr double pt_per_mm = 72 / 25.4;

/// Findings from drawing a badge. If there are several boxes for the name, the worst result counts.
struct BadgeNotes {
    double name_pt = 0;  ///< font size of the name
    int name_lines = 0;
    int missing_glyphs = 0;       ///< characters without a glyph in any installed font
    bool is_at_floor = false;     ///< the name is at the template's minimum size or below
    bool is_below_floor = false;  ///< the name had to be smaller than the minimum size to fit
    double module_mm = 0;         ///< of the QR code; 0 without one
};

/// For use from one thread. Positions and sizes are in points; no personal data is kept after a badge is drawn.
class BadgePainter {
public:
    /// `shares_artwork`: embed each sector's artwork once per document and reference it from every page, where the format allows.
    explicit BadgePainter(const BadgeTemplate& side, bool shares_artwork = false);
    ~BadgePainter();

    /// Draws one badge from (0, 0) to the template's size; tagged for screen readers if `is_tagged`, with the name as its
    /// heading. Errors: template_invalid.
    Result<BadgeNotes> paint(cairo_t* cairo, const BadgeContent& content, bool is_tagged = false);
    /// The notes that paint would return, without drawing.
    [[nodiscard]] BadgeNotes measure(const BadgeContent& content) const;
    /// The characters on the badge that no installed font can draw, without duplicates.
    [[nodiscard]] std::vector<std::string> missing_in(const BadgeContent& content) const;

private:
    struct Fitting;
    struct Recording {
        void operator()(cairo_surface_t* surface) const;
    };
    struct Shared {
        Artwork artwork;
        std::unique_ptr<cairo_surface_t, Recording> recording;
    };

    Result<void> paint_parts(cairo_t* cairo, const BadgeContent& content, bool is_tagged, BadgeNotes& notes);
    Result<void> paint_artwork(cairo_t* cairo, const CategoryLook& look);
    [[nodiscard]] std::string text_for(const TextBox& box, const BadgeContent& content) const;
    [[nodiscard]] Fitting fitted(const TextBox& box, const BadgeContent& content) const;
    static void note(const TextBox& box, const Fitting& fitting, BadgeNotes& notes);
    int paint_text(cairo_t* cairo, const TextBox& box, const Fitting& fitting, const BadgeContent& content) const;
    void paint_stamp(cairo_t* cairo, const std::string& stamp) const;
    void paint_code(cairo_t* cairo, const QrBox& box, const std::string& code, BadgeNotes& notes) const;

    const BadgeTemplate& side_;
    bool shares_artwork_;
    Lettering lettering_;
    std::map<CategoryLook, Shared> artworks_;
};

}  // namespace entre
