// The camera's preview as a texture that screens can draw.
#pragma once

#include "kiosk/input/camera.hpp"
#include "kiosk/ui/frame.hpp"
#include "kiosk/ui/texture.hpp"

namespace entre {

/// Main thread. The picture is valid until `texture` shows another.
CameraPicture show_preview(Texture& texture, const Preview& preview);

}  // namespace entre
