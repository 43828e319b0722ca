// An export -> registrations, row by row. What cannot be one is rejected, and what looks damaged is told of, with line and column.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "core/import/row_issue.hpp"
#include "core/import/formats/export_file.hpp"
#include "core/import/headings.hpp"
#include "core/registration/exported_person.hpp"
#include "core/registration/registration.hpp"
#include "core/import/import_settings.hpp"

namespace entre {

struct ColumnUse {
    std::string heading;
    Field field;
};

/// A status that nobody has explained. Shown to whoever imports, and in no log: a cell may hold anything.
struct UnknownStatus {
    std::string word;
    std::size_t rows = 0;
};

struct ExportReading {
    std::string file;
    std::string sha256;
    std::string system;
    std::string format;  ///< "csv, semicolon, UTF-8", "xlsx, sheet "Deltagare" of 3"
    std::vector<ColumnUse> columns;
    std::vector<std::string> unread;  ///< headings of the columns that are nothing to Entré
    ExportedPeople people;
    std::vector<RowIssue> rejected;  ///< rows that are nobody
    std::vector<RowIssue> issues;   ///< rows that were read all the same
    std::vector<UnknownStatus> unknown_statuses;
    std::vector<Registration> unreadable;    ///< code and key of the rejected rows, for telling whom they are about
    std::vector<std::string> foreign_codes;  ///< tickets of other events in the same export

    /// Headings and nobody below them: a list that waits for its first registration, or half an export.
    [[nodiscard]] bool is_blank() const { return people.empty() && rejected.empty() && foreign_codes.empty(); }
};

/// Of a workbook's sheets the first is read that looks like registrations.
/// Errors: export_invalid when no headings are recognised or other rows stand above them, when they come twice, when nobody could be
/// read, when all are of another event; those of the format.
/// With an `email_key` e-mails become hashes under it where there is neither a code nor a key to know somebody by, and are left out
/// elsewhere.
Result<ExportReading> read_export(const ExportFile& file, const RegistrationSettings& settings, std::string_view email_key = {});

}  // namespace entre
