// Workbooks of LibreOffice and similar programs: OpenDocument 1.2 and 1.3, part 3 (ISO/IEC 26300).
#pragma once

#include <string>
#include <vector>

#include "core/import/formats/rows.hpp"
#include "core/import/formats/zip_package.hpp"

namespace entre {

struct Ods {
    std::vector<std::string> sheets;  ///< the names of the visible ones
    std::vector<std::string> hidden_sheets;
    std::vector<std::size_t> tables;  ///< the index of each sheet among the tables of the document
};

/// Whether the package claims to be an ods. Errors: export_invalid.
Result<bool> is_ods(const Package& package);
/// Errors: export_invalid (password-protected, damaged, a text document).
Result<Ods> open_ods(const Package& package);
/// Adds the lines of hidden and crossed-out rows to `marked`. Errors: export_invalid.
Result<void> read_ods_sheet(const Package& package, const Ods& workbook, std::size_t sheet, const RowSink& sink,
                            MarkedRows& marked);

}  // namespace entre
