#include "print/badge/artwork.hpp"

#include <fmt/format.h>
#include <librsvg/rsvg.h>

#include <locale>
#include <memory>
#include <sstream>

namespace entre {

namespace {

struct Unref {
    void operator()(RsvgHandle* handle) const { g_object_unref(handle); }
};
using Handle = std::unique_ptr<RsvgHandle, Unref>;

std::string message_of(GError* error) {
    std::string out = error ? error->message : "librsvg cannot draw it";
    g_clear_error(&error);
    return out;
}

Result<Handle> open(const std::string& svg) {
    GError* error = nullptr;
    const auto* bytes = reinterpret_cast<const guint8*>(svg.data());
    Handle handle(rsvg_handle_new_from_data(bytes, svg.size(), &error));
    if (!handle) return fail(ErrorCode::template_invalid, message_of(error));
    rsvg_handle_set_dpi(handle.get(), 96);  // CSS pixels; librsvg's own default is 90
    return handle;
}

/// Puts the sector's pattern in place of the template reader's marks.
std::string with_pattern(std::string svg, const CategoryLook& look) {
    const std::string tile = pattern_svg(look);
    for (auto at = svg.find(category_tile_mark); at != std::string::npos; at = svg.find(category_tile_mark, at + tile.size()))
        svg.replace(at, category_tile_mark.size(), tile);
    for (auto at = svg.find(category_marks_mark); at != std::string::npos; at = svg.find(category_marks_mark, at)) {
        const auto numbers = at + category_marks_mark.size(), end = svg.find('@', numbers);
        PatternedBar bar;
        std::istringstream in(svg.substr(numbers, end - numbers));
        in.imbue(std::locale::classic());
        in >> bar.x >> bar.y >> bar.width >> bar.height >> bar.tile;
        svg.replace(at, end + 1 - at, pattern_paths(look, bar));
    }
    return svg;
}

}  // namespace

Result<std::vector<BoxMm>> measure_elements(const std::string& svg, const std::vector<std::string>& ids, double width_mm,
                                            double height_mm) {
    auto handle = open(svg);
    if (!handle) return pass_on(handle);
    // librsvg reports geometry in CSS pixels, because the document's own size takes precedence over the viewport.
    constexpr double px_per_mm = 96 / 25.4;
    const RsvgRectangle page{0, 0, width_mm * px_per_mm, height_mm * px_per_mm};
    std::vector<BoxMm> out;
    for (const std::string& id : ids) {
        RsvgRectangle ink{}, logical{};
        GError* error = nullptr;
        if (!rsvg_handle_get_geometry_for_layer(handle->get(), ("#" + id).c_str(), &page, &ink, &logical, &error))
            return fail(ErrorCode::template_invalid, fmt::format("`{}`: {}", id, message_of(error)));
        out.push_back({logical.x / px_per_mm, logical.y / px_per_mm, logical.width / px_per_mm, logical.height / px_per_mm});
    }
    return out;
}

struct Artwork::Drawing {
    Handle handle;
};

Artwork::Artwork(std::unique_ptr<Drawing> drawing) : drawing_(std::move(drawing)) {}
Artwork::Artwork(Artwork&&) noexcept = default;
Artwork& Artwork::operator=(Artwork&&) noexcept = default;
Artwork::~Artwork() = default;

Result<Artwork> Artwork::open(const std::string& svg, const CategoryLook& look) {
    auto handle = entre::open(with_pattern(svg, look));
    if (!handle) return pass_on(handle);
    // Without a pattern, also what a pattern would fill is plain: tiles of one colour would show their seams.
    const std::string css =
        fmt::format(".category-color{} {{ fill: #{:02x}{:02x}{:02x} !important; }}",
                    look.pattern < 0 ? ", .category-patterned" : "", look.color.red, look.color.green, look.color.blue);
    GError* error = nullptr;
    const auto* bytes = reinterpret_cast<const guint8*>(css.data());
    if (!rsvg_handle_set_stylesheet(handle->get(), bytes, css.size(), &error))
        return fail(ErrorCode::template_invalid, message_of(error));
    return Artwork(std::make_unique<Drawing>(Drawing{std::move(*handle)}));
}

Result<void> Artwork::draw(cairo_t* cairo, double width, double height) const {
    GError* error = nullptr;
    const RsvgRectangle page{0, 0, width, height};
    if (!rsvg_handle_render_document(drawing_->handle.get(), cairo, &page, &error))
        return fail(ErrorCode::template_invalid, message_of(error));
    return {};
}

}  // namespace entre
