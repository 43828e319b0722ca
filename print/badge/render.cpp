#include "print/badge/render.hpp"

#include <cairo-pdf.h>
#include <cairo.h>

#include <algorithm>
#include <cmath>
#include <memory>

namespace entre {

namespace {

struct SurfaceEnd {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct CairoEnd {
    void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
};
using Surface = std::unique_ptr<cairo_surface_t, SurfaceEnd>;
using Cairo = std::unique_ptr<cairo_t, CairoEnd>;

cairo_status_t append_bytes(void* to, const unsigned char* bytes, unsigned count) {
    static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), count);
    return CAIRO_STATUS_SUCCESS;
}

Result<BadgeNotes> draw_on(cairo_surface_t* surface, double scale, const BadgeTemplate& side, const BadgeContent& content) {
    const Cairo cairo(cairo_create(surface));
    cairo_scale(cairo.get(), scale, scale);
    return BadgePainter(side).paint(cairo.get(), content);
}

}  // namespace

Result<RenderedBadge> render_pdf(const BadgeTemplate& badge, const BadgeContent& content, bool has_back) {
    RenderedBadge out;
    const Surface surface(
        cairo_pdf_surface_create_for_stream(append_bytes, &out.pdf, badge.width_mm * pt_per_mm, badge.height_mm * pt_per_mm));
    // A fixed date makes the output reproducible and does not reveal when the badge was made.
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
    auto notes = draw_on(surface.get(), 1, badge, content);
    if (!notes) return pass_on(notes);
    out.notes = *notes;
    if (badge.back && has_back) {
        cairo_surface_show_page(surface.get());
        if (auto back = draw_on(surface.get(), 1, *badge.back, content); !back) return pass_on(back);
    }
    cairo_surface_finish(surface.get());
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
