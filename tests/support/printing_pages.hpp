// What is on a printed page, found out with tools other than those that made it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace entre::test {

/// A page as grey pixels, 0 black to 255 white.
struct GreyPage {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> pixels;
};

/// What `command` (a shell line) prints.
std::string output_of(const std::string& command);

/// A file that is gone with the object.
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

/// pdftotext, lines as they stand.
std::string text_on(const std::filesystem::path& pdf);
/// pdftoppm at 300 dots per inch, as a label printer has them.
GreyPage raster_of(const std::filesystem::path& pdf);
/// The same in so many dots.
GreyPage raster_of(const std::filesystem::path& pdf, int width, int height);
/// The QR code on the page, read by ZXing; empty when there is none.
std::string qr_on(const GreyPage& page);

}  // namespace entre::test
