// Workbooks of LibreOffice and its like: OpenDocument 1.2 and 1.3, part 3 (ISO/IEC 26300).
#pragma once

#include <string>
#include <vector>

#include "core/import/formats/zip_package.hpp"
#include "core/import/formats/rows.hpp"

namespace entre {

struct Ods {
    std::vector<std::string> sheets;  ///< the names of those that a person can see
    std::vector<std::size_t> tables;  ///< which table of the document each of them is, the first being 0
};

/// Whether the package is one, by its own word. Errors: export_invalid.
Result<bool> is_ods(const Package& package);
/// Errors: export_invalid (password-protected, damaged, a text document).
Result<Ods> open_ods(const Package& package);
/// Errors: export_invalid.
Result<void> read_ods_sheet(const Package& package, const Ods& workbook, std::size_t sheet, const RowSink& sink);

}  // namespace entre
