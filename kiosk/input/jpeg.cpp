#include "kiosk/input/jpeg.hpp"

#include <turbojpeg.h>

#include <string_view>

namespace entre {

namespace {

constexpr std::int64_t max_pixels = std::int64_t{64} << 20;

}  // namespace

struct JpegReader::Handle {
    tjhandle reader = tjInitDecompress();
    ~Handle() {
        if (reader != nullptr) tjDestroy(reader);
    }
};

JpegReader::JpegReader() : handle_(std::make_unique<Handle>()) {}
JpegReader::~JpegReader() = default;

bool JpegReader::read(std::span<const std::uint8_t> jpeg, GreyPicture& into) {
    const tjhandle reader = handle_->reader;
    int width = 0, height = 0, subsampling = 0, colors = 0;
    const auto size = static_cast<unsigned long>(jpeg.size());
    if (reader == nullptr || tjDecompressHeader3(reader, jpeg.data(), size, &width, &height, &subsampling, &colors) != 0)
        return false;
    if (width <= 0 || height <= 0 || std::int64_t{width} * height > max_pixels) return false;
    into.width_px = width;
    into.height_px = height;
    into.grey.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    if (tjDecompress2(reader, jpeg.data(), size, into.grey.data(), width, 0, height, TJPF_GRAY, TJFLAG_FASTDCT) == 0) return true;
    // Webcams often write malformed markers, which is harmless. A truncated picture is not.
    return tjGetErrorCode(reader) == TJERR_WARNING &&
           std::string_view(tjGetErrorStr2(reader)).find("remature") == std::string_view::npos;
}

}  // namespace entre
