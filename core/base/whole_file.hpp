// A file that is there whole or not at all.
#pragma once

#include <filesystem>
#include <string_view>

#include "core/base/error.hpp"

namespace entre {

/// Writes `bytes` beside `file` and puts it in place by a rename, so that whoever reads it meanwhile finds the old one or the new
/// one. Errors: file_unwritable, with the file and what to look at; then the old file stands.
Result<void> write_whole_file(const std::filesystem::path& file, std::string_view bytes);

}  // namespace entre
