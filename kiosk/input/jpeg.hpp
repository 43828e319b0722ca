// Decodes only the luminance of a JPEG picture, with libjpeg-turbo: half the work, and all that decoding codes needs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "kiosk/input/picture_file.hpp"

namespace entre {

/// Reuses its decoder state between pictures. For use from one thread.
class JpegReader {
public:
    JpegReader();
    ~JpegReader();
    JpegReader(const JpegReader&) = delete;
    JpegReader& operator=(const JpegReader&) = delete;

    /// False if the data is not a JPEG, is truncated, or has more than 64 megapixels; `into` is then undefined. Never throws.
    bool read(std::span<const std::uint8_t> jpeg, GreyPicture& into);

private:
    struct Handle;
    std::unique_ptr<Handle> handle_;
};

}  // namespace entre
