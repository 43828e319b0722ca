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

/// Holds the open file and, of an xlsx, the texts its sheets share; a sheet is unpacked while it is read and never kept.
/// Cells are what a person would have typed: "2026-05-20 09:30:00", "0.3", "TRUE". A number that the spreadsheet has already
/// rounded, from 1e15 on, is scientific: "1.23456789012346E+19". Not to be used by two threads at once.
class Workbook {
public:
    /// Errors: export_invalid with the name of the file and what to do (password-protected, old .xls, cut off, a zip that is no workbook, a
    /// bomb, XML that declares entities).
    static Result<Workbook> open(const ExportFile& file);
    ~Workbook();
    Workbook(Workbook&&) noexcept;
    Workbook& operator=(Workbook&&) noexcept;

    /// "xlsx" or "ods".
    [[nodiscard]] std::string_view kind() const;
    /// Names in the workbook's order; at least one. Hidden sheets and sheets that are charts are left out.
    [[nodiscard]] const std::vector<std::string>& sheets() const;

    /// Hands each row of one sheet to `sink`. Blank rows are left out, and empty cells at the end of a row; hidden rows are
    /// not. Lines are the sheet's own row numbers.
    /// Errors: export_invalid (damaged, cut off, too large), which may come after rows have been handed out; none of them
    /// counts then. When the sink has enough, the rest is not looked at, and that is no error.
    Result<void> read(std::size_t sheet, const RowSink& sink) const;

private:
    struct Inside;
    explicit Workbook(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

/// Whether a file is a spreadsheet, or claims to be, by its first bytes: a zip, or OLE as old and password-protected files are.
bool is_workbook(std::string_view bytes);

}  // namespace entre
