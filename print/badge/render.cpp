#include "print/badge/render.hpp"

#include <cairo-pdf.h>
#include <cairo.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "core/ticket/qr.hpp"
#include "print/badge/artwork.hpp"
#include "print/badge/fit.hpp"
#include "print/badge/lettering.hpp"

namespace entre {

namespace {

constexpr double pt_per_mm = 72 / 25.4;
constexpr double name_tracking_em = -0.02;

struct SurfaceEnd {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct CairoEnd {
    void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
};
using Surface = std::unique_ptr<cairo_surface_t, SurfaceEnd>;
using Cairo = std::unique_ptr<cairo_t, CairoEnd>;

struct BoxPt {
    double x, y, width, height;
};

BoxPt in_points(const BoxMm& box) {
    return {box.x * pt_per_mm, box.y * pt_per_mm, box.width * pt_per_mm, box.height * pt_per_mm};
}

void set_color(cairo_t* cairo, Rgb color) {
    cairo_set_source_rgb(cairo, color.red / 255.0, color.green / 255.0, color.blue / 255.0);
}

/// Words in the category's colour as long as they can be read on white.
Rgb readable(Rgb color, Rgb otherwise) { return contrast_ratio(color, {255, 255, 255}) >= 4.5 ? color : otherwise; }

/// Draws one badge; places and sizes in points.
class BadgePainter {
public:
    BadgePainter(cairo_t* cairo, const BadgeTemplate& badge, const BadgeContent& content)
        : cairo_(cairo), badge_(badge), content_(content) {}

    Result<BadgeNotes> paint() {
        set_color(cairo_, {255, 255, 255});
        cairo_paint(cairo_);
        cairo_save(cairo_);
        auto drawn = draw_artwork(cairo_, badge_.artwork, badge_.width_mm * pt_per_mm, badge_.height_mm * pt_per_mm,
                                  content_.category_color);
        cairo_restore(cairo_);
        if (!drawn) return pass_on(drawn);
        if (badge_.ticket_qr) paint_qr(in_points(*badge_.ticket_qr));
        const FittedText name = paint_text(badge_.name, in_points(badge_.name.box), content_.name, name_tracking_em);
        notes_.name_pt = name.size;
        notes_.name_lines = static_cast<int>(name.lines.size());
        notes_.is_at_floor = name.is_at_floor;
        if (badge_.event) paint_text(*badge_.event, in_points(badge_.event->box), content_.event);
        if (badge_.organisation) paint_text(*badge_.organisation, in_points(badge_.organisation->box), content_.organisation);
        if (badge_.category) paint_category(*badge_.category);
        if (badge_.number && content_.print_number > 1)
            paint_text(*badge_.number, in_points(badge_.number->box), std::to_string(content_.print_number));
        return notes_;
    }

private:
    FitRules rules_for(const TextBox& look, const BoxPt& box, const std::string& text) const {
        FitRules rules{box.width, box.height, look.largest_pt, look.smallest_pt, look.most_lines};
        // Words are read, a name is seen; Arabic and Hebrew reach further above and below.
        if (look.weight < 700 || lettering_.is_right_to_left(text)) rules.line_height = 1.2;
        return rules;
    }

    FittedText fit(const TextBox& look, const BoxPt& box, const std::string& text, const LetterStyle& style) const {
        return fit_text(text, rules_for(look, box, text), [&](std::string_view line) { return lettering_.width(line, style); });
    }

    static double top_of(const TextBox& look, const BoxPt& box, const FittedText& fitted, double line_height) {
        return look.is_bottom_aligned ? box.y + box.height - block_height(fitted.lines.size(), fitted.size, line_height) : box.y;
    }

    FittedText paint_text(const TextBox& look, const BoxPt& box, const std::string& text, double tracking_em = 0) {
        const LetterStyle style{look.weight, tracking_em};
        FittedText fitted = fit(look, box, text, style);
        const double line_height = rules_for(look, box, text).line_height;
        double baseline = top_of(look, box, fitted, line_height) + first_baseline * fitted.size;
        const double right_to_left = lettering_.is_right_to_left(text) ? 1 : 0;
        const double share = look.align == Align::middle ? 0.5 : look.align == Align::end ? 1 - right_to_left : right_to_left;
        set_color(cairo_, look.color);
        for (const std::string& line : fitted.lines) {
            const double free = box.width - lettering_.width(line, style) * fitted.size;
            notes_.missing_glyphs += lettering_.draw(cairo_, line, style, fitted.size, box.x + share * free, baseline);
            baseline += line_height * fitted.size;
        }
        return fitted;
    }

    void paint_category(TextBox look) {
        if (content_.category.empty()) return;
        look.color = readable(content_.category_color, look.color);
        constexpr double indent_em = 1.5;
        BoxPt box = in_points(look.box);
        const auto indented = [&](double size) {
            return BoxPt{box.x + indent_em * size, box.y, box.width - indent_em * size, box.height};
        };
        // The icon is as large as the words, which have to be fitted beside it.
        const double size = fit(look, indented(look.largest_pt), content_.category, {look.weight, 0}).size;
        const FittedText fitted = paint_text(look, indented(size), content_.category);
        const double top = top_of(look, box, fitted, rules_for(look, box, content_.category).line_height);
        // The icon's middle is the middle of the capitals in the first line (0.73 em high).
        paint_pattern(box.x, top + (first_baseline - 0.86) * fitted.size, fitted.size, look.color);
    }

    /// A rounded square with white diagonals: told apart from the background without seeing colours.
    void paint_pattern(double x, double y, double size, Rgb color) {
        cairo_save(cairo_);
        cairo_translate(cairo_, x, y);
        cairo_scale(cairo_, size / 26, size / 26);
        constexpr double side = 26, radius = 5, quarter = 1.5707963267948966;
        cairo_new_sub_path(cairo_);
        cairo_arc(cairo_, side - radius, radius, radius, -quarter, 0);
        cairo_arc(cairo_, side - radius, side - radius, radius, 0, quarter);
        cairo_arc(cairo_, radius, side - radius, radius, quarter, 2 * quarter);
        cairo_arc(cairo_, radius, radius, radius, 2 * quarter, 3 * quarter);
        cairo_close_path(cairo_);
        set_color(cairo_, color);
        cairo_fill_preserve(cairo_);
        cairo_clip(cairo_);
        set_color(cairo_, {255, 255, 255});
        cairo_set_line_width(cairo_, 4);
        cairo_move_to(cairo_, -1, 19);
        cairo_line_to(cairo_, 19, -1);
        cairo_move_to(cairo_, 7, 27);
        cairo_line_to(cairo_, 27, 7);
        cairo_stroke(cairo_);
        cairo_restore(cairo_);
    }

    /// Dark modules fill `box`; the quiet zone around it is made white whatever the artwork put there.
    void paint_qr(const BoxPt& box) {
        const QrSymbol qr = qr_symbol(content_.ticket_code);
        if (qr.size == 0) return;
        const double module = box.width / qr.size, quiet = qr_quiet_zone * module;
        cairo_save(cairo_);
        cairo_set_antialias(cairo_, CAIRO_ANTIALIAS_NONE);  // a grey edge is a module that readers doubt
        set_color(cairo_, {255, 255, 255});
        cairo_rectangle(cairo_, box.x - quiet, box.y - quiet, box.width + 2 * quiet, box.height + 2 * quiet);
        cairo_fill(cairo_);
        set_color(cairo_, {0, 0, 0});
        for (int y = 0; y < qr.size; ++y) {
            for (int x = 0; x < qr.size;) {
                int run = 0;
                while (x + run < qr.size && qr.is_dark(x + run, y)) ++run;
                if (run > 0) cairo_rectangle(cairo_, box.x + x * module, box.y + y * module, run * module, module);
                x += std::max(run, 1);
            }
        }
        cairo_fill(cairo_);  // in one path, so that no hairline shows between rows
        cairo_restore(cairo_);
    }

    cairo_t* cairo_;
    const BadgeTemplate& badge_;
    const BadgeContent& content_;
    Lettering lettering_;
    BadgeNotes notes_;
};

cairo_status_t append_bytes(void* to, const unsigned char* bytes, unsigned count) {
    static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), count);
    return CAIRO_STATUS_SUCCESS;
}

Result<BadgeNotes> draw_on(cairo_surface_t* surface, double scale, const BadgeTemplate& badge, const BadgeContent& content) {
    const Cairo cairo(cairo_create(surface));
    cairo_scale(cairo.get(), scale, scale);
    auto notes = BadgePainter(cairo.get(), badge, content).paint();
    if (notes && cairo_status(cairo.get()) != CAIRO_STATUS_SUCCESS)
        return fail(ErrorCode::template_invalid, cairo_status_to_string(cairo_status(cairo.get())));
    return notes;
}

}  // namespace

Result<RenderedBadge> render_pdf(const BadgeTemplate& badge, const BadgeContent& content) {
    RenderedBadge out;
    const Surface surface(
        cairo_pdf_surface_create_for_stream(append_bytes, &out.pdf, badge.width_mm * pt_per_mm, badge.height_mm * pt_per_mm));
    // The same badge is the same bytes, and says nothing of when and for whom it was made.
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
    auto notes = draw_on(surface.get(), 1, badge, content);
    if (!notes) return pass_on(notes);
    cairo_surface_finish(surface.get());
    out.notes = *notes;
    return out;
}

Result<Picture> render_picture(const BadgeTemplate& badge, const BadgeContent& content, int width_px) {
    Picture out;
    out.width_px = std::max(width_px, 1);
    out.height_px = std::max(static_cast<int>(std::lround(out.width_px * badge.height_mm / badge.width_mm)), 1);
    const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, out.width_px, out.height_px));
    const double scale = out.width_px / (badge.width_mm * pt_per_mm);
    if (auto notes = draw_on(surface.get(), scale, badge, content); !notes) return pass_on(notes);
    cairo_surface_flush(surface.get());
    const unsigned char* rows = cairo_image_surface_get_data(surface.get());
    const int stride = cairo_image_surface_get_stride(surface.get());
    for (int y = 0; y < out.height_px; ++y)
        out.bgra.insert(out.bgra.end(), rows + std::ptrdiff_t{y} * stride, rows + std::ptrdiff_t{y} * stride + out.width_px * 4);
    return out;
}

std::string to_png(const Picture& picture) {
    std::string out;
    auto pixels = picture.bgra;  // cairo wants to own writable rows
    const Surface surface(cairo_image_surface_create_for_data(pixels.data(), CAIRO_FORMAT_ARGB32, picture.width_px,
                                                              picture.height_px, picture.width_px * 4));
    cairo_surface_write_to_png_stream(surface.get(), append_bytes, &out);
    return out;
}

}  // namespace entre
