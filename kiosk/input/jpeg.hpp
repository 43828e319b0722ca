// The brightness of a JPEG picture, without its colours: half the work, and all that a decoder of codes wants. By libjpeg-turbo.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "kiosk/input/picture_file.hpp"

namespace entre {

/// Keeps its tables from picture to picture. One thread.
class JpegReader {
public:
    JpegReader();
    ~JpegReader();
    JpegReader(const JpegReader&) = delete;
    JpegReader& operator=(const JpegReader&) = delete;

    /// False for what is no JPEG, is cut short, or is larger than 64 megapixels; `into` is then of no use. Never throws.
    bool read(std::span<const std::uint8_t> jpeg, GreyPicture& into);

private:
    struct Handle;
    std::unique_ptr<Handle> handle_;
};

}  // namespace entre
