// Reads PWG raster, the output of CUPS filters for raster-only printers.
#pragma once

#include <filesystem>

#include "tests/support/printing_pages.hpp"

namespace entre::test {

/// The first page of a PWG raster file (PWG 5102.4), read by libcups: 1 or 8 bits per pixel, grey or black. Sets `dpi`.
GreyPage page_of_pwg(const std::filesystem::path& raster, int& dpi);

}  // namespace entre::test
