// A file with an export: its bytes, and the rows they hold, whatever the format.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "core/registrations/rows.hpp"

namespace entre {

struct ExportFile {
    std::string name;  ///< for messages
    std::string bytes;
};

/// Reads `file` whole, and again if it changes meanwhile.
/// Errors: file_missing, file_unreadable (also: it kept changing), export_invalid (no file, or over 100 MB).
Result<ExportFile> read_export_file(const std::filesystem::path& file);

/// One table of a file.
struct Sheet {
    std::string name;                ///< empty where the format knows no sheets
    bool leaves_out_empties = false;  ///< a row ends with its last cell that says something
    /// Hands its rows to a sink, the first one first, until that has enough. Answers what it was read as: "csv, semicolon, UTF-8". To be called
    /// once. Errors: those of the format; export_invalid with line and remedy.
    std::function<Result<std::string>(const RowSink&)> read;
};

/// Csv, xlsx, ods and json, told apart by their bytes and not by the file's name. Good as long as `file`.
/// Errors: export_invalid with what to do, for a workbook that cannot be opened.
Result<std::vector<Sheet>> sheets_of(const ExportFile& file);

}  // namespace entre
