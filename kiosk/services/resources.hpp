// Where the files that ship with Entré are.
#pragma once

#include <filesystem>

#include "core/base/error.hpp"
#include "core/seminar/seminar.hpp"
#include "print/badge/template.hpp"

namespace entre {

/// The folder `assets`: next to the program when installed, otherwise in the source tree.
std::filesystem::path assets_folder();

/// The seminar's badge template: a file in its folder, or one that ships with Entré. Errors: file_missing, template_invalid.
Result<BadgeTemplate> find_template(const Seminar& seminar, const SeminarFolder& folder);

}  // namespace entre
