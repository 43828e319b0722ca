// The assistant's checklist before the door opens.
#pragma once

#include <filesystem>
#include <vector>

#include "core/setup/screens.hpp"

namespace entre {

/// The rows of the checklist. Asks printers, which may take some seconds.
std::vector<setup::CheckRow> check_seminar(const std::filesystem::path& folder);

}  // namespace entre
