#include "kiosk/app/camera_picture.hpp"

namespace entre {

CameraPicture show_preview(Texture& texture, const Preview& preview) {
    texture.show_grey({preview.width_px, preview.height_px}, preview.grey);
    CameraPicture picture{texture.id(), texture.size(), {}};
    if (preview.code) {
        picture.code.emplace();
        for (std::size_t i = 0; i < 4; ++i)
            (*picture.code)[i] = {static_cast<float>((*preview.code)[i].x), static_cast<float>((*preview.code)[i].y)};
    }
    return picture;
}

}  // namespace entre
