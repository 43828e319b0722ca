#include "kiosk/input/picture_file.hpp"

#include <fmt/format.h>
#include <gdk-pixbuf/gdk-pixbuf.h>

#include <memory>

namespace entre {

namespace {

struct Unref {
    void operator()(GdkPixbuf* pixbuf) const { g_object_unref(pixbuf); }
};

constexpr int max_pixels = 100'000'000;

}  // namespace

Result<GreyPicture> read_picture(const std::filesystem::path& file) {
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored))
        return fail(ErrorCode::file_missing, fmt::format("{} does not exist", file.string()));
    int width = 0, height = 0;
    if (gdk_pixbuf_get_file_info(file.c_str(), &width, &height) == nullptr || width <= 0 || height <= 0 ||
        width > max_pixels / height)
        return fail(ErrorCode::file_unreadable, fmt::format("{} is not a readable picture; use PNG or JPEG", file.string()));
    GError* error = nullptr;
    const std::unique_ptr<GdkPixbuf, Unref> pixbuf(gdk_pixbuf_new_from_file(file.c_str(), &error));
    if (!pixbuf) {
        const std::string why = error != nullptr ? error->message : "unknown error";
        g_clear_error(&error);
        return fail(ErrorCode::file_unreadable, fmt::format("{}: {}", file.string(), why));
    }
    GreyPicture picture{gdk_pixbuf_get_width(pixbuf.get()), gdk_pixbuf_get_height(pixbuf.get()), {}};
    const int channels = gdk_pixbuf_get_n_channels(pixbuf.get());
    const bool has_alpha = gdk_pixbuf_get_has_alpha(pixbuf.get()) != FALSE;
    picture.grey.reserve(static_cast<std::size_t>(picture.width_px) * static_cast<std::size_t>(picture.height_px));
    for (int y = 0; y < picture.height_px; ++y) {
        const auto* row =
            gdk_pixbuf_read_pixels(pixbuf.get()) + static_cast<std::ptrdiff_t>(y) * gdk_pixbuf_get_rowstride(pixbuf.get());
        for (int x = 0; x < picture.width_px; ++x) {
            const auto* pixel = row + static_cast<std::ptrdiff_t>(x) * channels;
            const int grey = (299 * pixel[0] + 587 * pixel[1] + 114 * pixel[2]) / 1000;
            const int alpha = has_alpha ? pixel[3] : 255;  // composited on white, as a screen shows it
            picture.grey.push_back(static_cast<std::uint8_t>((grey * alpha + 255 * (255 - alpha)) / 255));
        }
    }
    return picture;
}

}  // namespace entre
