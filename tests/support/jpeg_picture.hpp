// Encodes pictures as a webcam does.
#pragma once

#include <turbojpeg.h>

#include "tests/support/ticket_picture.hpp"

namespace entre::test {

/// Motion JPEG at quality 85, in colour (4:2:2, as webcams do) or grey.
inline std::vector<std::uint8_t> jpeg_of(const TicketPicture& picture, bool is_coloured = true) {
    std::vector<std::uint8_t> rgb;
    for (const auto level : picture.grey) rgb.insert(rgb.end(), is_coloured ? 3 : 1, level);
    const tjhandle writer = tjInitCompress();
    unsigned char* out = nullptr;
    unsigned long size = 0;
    tjCompress2(writer, rgb.data(), picture.width_px, 0, picture.height_px, is_coloured ? TJPF_RGB : TJPF_GRAY, &out, &size,
                is_coloured ? TJSAMP_422 : TJSAMP_GRAY, 85, TJFLAG_FASTDCT);
    std::vector<std::uint8_t> jpeg(out, out + size);
    tjFree(out);
    tjDestroy(writer);
    return jpeg;
}

}  // namespace entre::test
