// Loads a picture file as the grey picture that the decoder needs.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "core/base/error.hpp"
#include "core/qr/barcode.hpp"

namespace entre {

struct GreyPicture {
    int width_px = 0;
    int height_px = 0;
    std::vector<std::uint8_t> grey;
    [[nodiscard]] GreyView view() const { return {grey.data(), width_px, height_px, width_px}; }
};

/// Reads PNG, JPEG and other formats supported by gdk-pixbuf. Errors: file_missing, file_unreadable.
Result<GreyPicture> read_picture(const std::filesystem::path& file);

}  // namespace entre
