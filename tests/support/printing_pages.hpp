// Reads printed pages with tools independent of those that made them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace entre::test {

/// A page in grey, 0 black to 255 white.
struct GreyPage {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> pixels;
};

/// The standard output of a shell command.
std::string output_of(const std::string& command);

/// A temporary file, removed by the destructor.
class TemporaryFile {
public:
    explicit TemporaryFile(const std::string& content);
    ~TemporaryFile();
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

/// The text by pdftotext, with its layout preserved.
std::string text_on(const std::filesystem::path& pdf);
/// Renders with pdftoppm at 300 dpi, the resolution of a label printer.
GreyPage raster_of(const std::filesystem::path& pdf);
/// The same, scaled to `width` × `height` pixels.
GreyPage raster_of(const std::filesystem::path& pdf, int width, int height);
/// The QR code on the page, read by ZXing; empty when there is none.
std::string qr_on(const GreyPage& page);

}  // namespace entre::test
