// A spreadsheet file, .xlsx or .ods, and the rows of its sheets.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hpp"
#include "core/import/formats/export_file.hpp"
#include "core/import/formats/rows.hpp"

namespace entre {

/// Holds the open file and, for an xlsx, the shared strings; a sheet is unpacked while it is read and never stored.
/// Cells contain what a person would have typed: "2026-05-20 09:30:00", "0.3", "TRUE". A number that the spreadsheet has already
/// rounded, from 1e15 on, is in scientific notation: "1.23456789012346E+19". Not thread-safe.
class Workbook {
public:
    /// Errors: export_invalid with the name of the file and what to do (password-protected, old .xls, incomplete, a zip that is
    /// not a workbook, a zip bomb, XML that declares entities).
    static Result<Workbook> open(const ExportFile& file);
    ~Workbook();
    Workbook(Workbook&&) noexcept;
    Workbook& operator=(Workbook&&) noexcept;

    /// "xlsx" or "ods".
    [[nodiscard]] std::string_view kind() const;
    /// Names in the workbook's order; at least one. Hidden sheets and charts are left out.
    [[nodiscard]] const std::vector<std::string>& sheets() const;
    /// Names of the hidden sheets, which cannot be read.
    [[nodiscard]] const std::vector<std::string>& hidden_sheets() const;

    /// Passes each row of one sheet to `sink`, including hidden rows, but not blank rows and empty cells at the end of a row.
    /// Lines are the sheet's row numbers. Errors: export_invalid (damaged, incomplete, too large), possibly after some rows were
    /// passed on, which must then be discarded. If the sink stops, the rest is not read; this is not an error. The lines of
    /// hidden and crossed-out rows are added to `marked` before the sink gets them.
    Result<void> read(std::size_t sheet, const RowSink& sink, MarkedRows* marked = nullptr) const;

private:
    struct Inside;
    explicit Workbook(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

/// Whether the first bytes of a file are those of a workbook: a zip, or OLE as in old and password-protected files.
bool is_workbook(std::string_view bytes);

}  // namespace entre
