// What a CUPS filter made for a printer that takes dots and nothing else.
#pragma once

#include <filesystem>

#include "tests/support/printing_pages.hpp"

namespace entre::test {

/// The first page of a PWG raster file (PWG 5102.4) with one or eight bits of grey or black, read by libcups; its dots an inch.
GreyPage page_of_pwg(const std::filesystem::path& raster, int& dpi);

}  // namespace entre::test
