// A list as the assistant shows it before it is taken.
#pragma once

#include <filesystem>

#include "core/seminar/seminar.hpp"
#include "core/setup/setup.hpp"

namespace entre {

/// Reads `file` with the seminar's settings. Rows of protected people are not among those that are shown.
/// Errors: those of plan_import.
Result<setup::ListPreview> preview_of(const Seminar& seminar, const std::filesystem::path& file);

}  // namespace entre
