#include "tests/support/pwg_raster.hpp"

#include <cups/raster.h>
#include <fcntl.h>
#include <unistd.h>

#include <memory>
#include <stdexcept>

namespace entre::test {

GreyPage page_of_pwg(const std::filesystem::path& raster, int& dpi) {
    const int file = open(raster.c_str(), O_RDONLY | O_CLOEXEC);
    const std::unique_ptr<cups_raster_t, void (*)(cups_raster_t*)> reader(cupsRasterOpen(file, CUPS_RASTER_READ),
                                                                          cupsRasterClose);
    cups_page_header2_t header{};
    const bool has_page = reader && cupsRasterReadHeader2(reader.get(), &header) != 0;
    if (!has_page || (header.cupsBitsPerPixel != 1 && header.cupsBitsPerPixel != 8))
        throw std::runtime_error("not a page: " + raster.string());
    dpi = static_cast<int>(header.HWResolution[0]);
    GreyPage out{static_cast<int>(header.cupsWidth), static_cast<int>(header.cupsHeight), {}};
    const bool is_black = header.cupsColorSpace == CUPS_CSPACE_K;
    std::vector<unsigned char> line(header.cupsBytesPerLine);
    for (int y = 0; y < out.height; ++y) {
        cupsRasterReadPixels(reader.get(), line.data(), header.cupsBytesPerLine);
        for (int x = 0; x < out.width; ++x) {
            const unsigned char byte = line[static_cast<std::size_t>(header.cupsBitsPerPixel == 1 ? x / 8 : x)];
            const int value = header.cupsBitsPerPixel == 1 ? ((byte >> (7 - x % 8)) & 1) * 255 : byte;
            out.pixels.push_back(static_cast<std::uint8_t>(is_black ? 255 - value : value));
        }
    }
    close(file);
    return out;
}

}  // namespace entre::test
