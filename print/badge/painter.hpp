// Draws badges of one template, one after the other, keeping what they share.
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

/// What drawing found out about a badge. About the name where there are several boxes for it: the worst of them.
struct BadgeNotes {
    double name_pt = 0;        ///< size the name got
    int name_lines = 0;
    int missing_glyphs = 0;    ///< characters that no installed font has
    bool is_at_floor = false;  ///< the name went to the template's smallest size
    bool is_below_floor = false;  ///< and further, for the box to hold it
    double module_mm = 0;      ///< of the QR code; 0 without one
};

/// For one thread. Places and sizes in points; nothing is kept of a person once a badge is drawn.
class BadgePainter {
public:
    /// `shares_artwork`: each sector's artwork is drawn once for all pages of a document, where the document can refer to it.
    explicit BadgePainter(const BadgeTemplate& side, bool shares_artwork = false);
    ~BadgePainter();

    /// One badge over 0, 0 to the template's size. Errors: template_invalid.
    Result<BadgeNotes> paint(cairo_t* cairo, const BadgeContent& content);
    /// What paint would find out, without drawing.
    [[nodiscard]] BadgeNotes measure(const BadgeContent& content) const;
    /// What the badge would say that no font has, each character once.
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

    Result<void> paint_artwork(cairo_t* cairo, const CategoryLook& look);
    [[nodiscard]] std::string text_for(const TextBox& box, const BadgeContent& content) const;
    [[nodiscard]] Fitting fitted(const TextBox& box, const BadgeContent& content) const;
    static void note(const TextBox& box, const Fitting& fitting, BadgeNotes& notes);
    int paint_text(cairo_t* cairo, const TextBox& box, const Fitting& fitting, const BadgeContent& content) const;
    void paint_code(cairo_t* cairo, const QrBox& box, const std::string& code, BadgeNotes& notes) const;

    const BadgeTemplate& side_;
    bool shares_artwork_;
    Lettering lettering_;
    std::map<CategoryLook, Shared> artworks_;
};

}  // namespace entre
