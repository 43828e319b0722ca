#include "kiosk/input/demo_camera.hpp"

#include <cairo.h>
#include <fmt/format.h>

#include <cmath>
#include <fstream>
#include <memory>

#include "core/base/atomic_file.hpp"
#include "core/qr/barcode.hpp"

namespace entre {

namespace {

struct Destroy {
    void operator()(cairo_t* context) const { cairo_destroy(context); }
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
    void operator()(cairo_pattern_t* pattern) const { cairo_pattern_destroy(pattern); }
};
using Context = std::unique_ptr<cairo_t, Destroy>;
using Surface = std::unique_ptr<cairo_surface_t, Destroy>;
using Pattern = std::unique_ptr<cairo_pattern_t, Destroy>;

void grey(cairo_t* context, double level) { cairo_set_source_rgb(context, level, level, level); }

void rounded(cairo_t* context, double x, double y, double width, double height, double radius) {
    constexpr double quarter = M_PI / 2;
    cairo_new_sub_path(context);
    cairo_arc(context, x + width - radius, y + radius, radius, -quarter, 0);
    cairo_arc(context, x + width - radius, y + height - radius, radius, 0, quarter);
    cairo_arc(context, x + radius, y + height - radius, radius, quarter, 2 * quarter);
    cairo_arc(context, x + radius, y + radius, radius, 2 * quarter, 3 * quarter);
    cairo_close_path(context);
}

/// Draws an out-of-focus church hall: soft light from a window, a darker floor.
void draw_hall(cairo_t* context) {
    const Pattern light(cairo_pattern_create_radial(760, 240, 40, 700, 320, 820));
    cairo_pattern_add_color_stop_rgb(light.get(), 0, 0.56, 0.56, 0.56);
    cairo_pattern_add_color_stop_rgb(light.get(), 0.55, 0.34, 0.34, 0.34);
    cairo_pattern_add_color_stop_rgb(light.get(), 1, 0.22, 0.22, 0.22);
    cairo_set_source(context, light.get());
    cairo_paint(context);
}

void draw_phone(cairo_t* context, const QrSymbol& modules) {
    cairo_translate(context, demo_width_px / 2.0, demo_height_px / 2.0 + 30);
    cairo_rotate(context, -0.08);
    grey(context, 0.06);
    rounded(context, -160, -300, 320, 640, 46);
    cairo_fill(context);
    grey(context, 0.94);
    rounded(context, -146, -286, 292, 612, 34);
    cairo_fill(context);

    constexpr double side = 220;
    const double module = side / modules.size;
    grey(context, 0.08);
    for (int y = 0; y < modules.size; ++y)
        for (int x = 0; x < modules.size; ++x)
            if (modules.is_dark(x, y))
                cairo_rectangle(context, -side / 2 + x * module, -side / 2 - 40 + y * module, module + 0.4, module + 0.4);
    cairo_fill(context);
    // Lines of text on the phone, as on a ticket.
    grey(context, 0.72);
    for (const double y : {130.0, 160.0, 190.0}) {
        rounded(context, -100, y, y > 180 ? 120 : 200, 12, 6);
        cairo_fill(context);
    }
}

}  // namespace

std::vector<std::uint8_t> picture_of_ticket(std::string_view payload) {
    const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, demo_width_px, demo_height_px));
    {
        const Context context(cairo_create(surface.get()));
        draw_hall(context.get());
        const QrSymbol modules = payload.empty() ? QrSymbol{} : qr_symbol(payload);
        if (modules.size > 0) draw_phone(context.get(), modules);
    }
    cairo_surface_flush(surface.get());
    const auto* pixels = cairo_image_surface_get_data(surface.get());
    const int stride = cairo_image_surface_get_stride(surface.get());
    std::vector<std::uint8_t> out;
    out.reserve(static_cast<std::size_t>(demo_width_px) * demo_height_px);
    for (int y = 0; y < demo_height_px; ++y)
        for (int x = 0; x < demo_width_px; ++x) out.push_back(pixels[static_cast<std::ptrdiff_t>(y) * stride + x * 4 + 1]);
    return out;
}

Result<DemoCamera> DemoCamera::in(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    DemoCamera camera(std::filesystem::absolute(folder, error) / "camera.grey");
    if (const auto shown = camera.show(""); !shown) return pass_on(shown);
    return camera;
}

std::string DemoCamera::source() const {
    return fmt::format(
        "multifilesrc location=\"{}\" loop=true caps=\"video/x-raw,format=GRAY8,width={},height={},framerate=15/1\" ! identity "
        "sync=true",
        file_.string(), demo_width_px, demo_height_px);
}

Result<void> DemoCamera::show(std::string_view payload) {
    const auto pixels = picture_of_ticket(payload);
    return write_file_atomically(file_, {reinterpret_cast<const char*>(pixels.data()), pixels.size()});
}

}  // namespace entre
