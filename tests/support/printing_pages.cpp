#include "tests/support/printing_pages.hpp"

#define ZX_USE_UTF8 1  // without it, ZXing 1.4's text() is a wstring
#include <ZXing/ReadBarcode.h>
#include <stdlib.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <memory>
#include <sstream>
#include <stdexcept>

namespace entre::test {

std::string output_of(const std::string& command) {
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
    if (!pipe) throw std::runtime_error("cannot run " + command);
    std::string out;
    std::array<char, 65536> buffer{};
    for (std::size_t count = 0; (count = fread(buffer.data(), 1, buffer.size(), pipe.get())) > 0;)
        out.append(buffer.data(), count);
    return out;
}

TemporaryFile::TemporaryFile(const std::string& content) {
    std::string name = (std::filesystem::temp_directory_path() / "entre-page-XXXXXX").string();
    close(mkstemp(name.data()));
    path_ = name;
    std::ofstream(path_, std::ios::binary) << content;
}

TemporaryFile::~TemporaryFile() { std::filesystem::remove(path_); }

std::string text_on(const std::filesystem::path& pdf) { return output_of("pdftotext -layout '" + pdf.string() + "' -"); }

namespace {

GreyPage raster_with(const std::string& options, const std::filesystem::path& pdf) {
    std::istringstream pgm(output_of("pdftoppm -gray -singlefile " + options + " '" + pdf.string() + "'"));
    GreyPage out;
    std::string magic;
    int limit = 0;
    pgm >> magic >> out.width >> out.height >> limit;
    if (magic != "P5" || limit != 255) throw std::runtime_error("not a page: " + pdf.string());
    pgm.get();
    out.pixels.resize(static_cast<std::size_t>(out.width) * static_cast<std::size_t>(out.height));
    pgm.read(reinterpret_cast<char*>(out.pixels.data()), static_cast<std::streamsize>(out.pixels.size()));
    return out;
}

}  // namespace

GreyPage raster_of(const std::filesystem::path& pdf) { return raster_with("-r 300", pdf); }

GreyPage raster_of(const std::filesystem::path& pdf, int width, int height) {
    return raster_with("-scale-to-x " + std::to_string(width) + " -scale-to-y " + std::to_string(height), pdf);
}

std::string qr_on(const GreyPage& page) {
    const ZXing::ImageView view(page.pixels.data(), page.width, page.height, ZXing::ImageFormat::Lum);
    const auto found = ZXing::ReadBarcode(view);
    return found.isValid() ? found.text() : std::string();
}

}  // namespace entre::test
