// Reads the registrations of an export row by row. Rows that cannot be registrations are rejected; issues are reported with line
// and column.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "core/import/formats/export_file.hpp"
#include "core/import/headings.hpp"
#include "core/import/import_settings.hpp"
#include "core/import/row_issue.hpp"
#include "core/registration/exported_person.hpp"
#include "core/registration/registration.hpp"

namespace entre {

struct ColumnUse {
    std::string heading;
    Field field;
};

struct ExportReading {
    std::string file;
    std::string sha256;
    std::string system;
    std::string format;  ///< "csv, semicolon, UTF-8", "xlsx, sheet "Deltagare" of 3"
    std::vector<ColumnUse> columns;
    std::vector<std::string> unread;  ///< headings of the columns that Entré ignores
    ExportedPeople people;
    std::vector<RowIssue> rejected;       ///< rows that are not registrations
    std::vector<RowIssue> issues;         ///< of rows that were read nevertheless
    std::vector<ColumnReading> readings;  ///< what each column was taken for, and why
    /// What has to be answered before anything may be imported. Its people are then a preview.
    std::vector<ListQuestion> questions;
    std::vector<Registration> unreadable;    ///< code and key of the rejected rows, to find out whom they are about
    std::vector<std::string> foreign_codes;  ///< tickets of other events in the same export

    /// Headings without rows: a list without registrations yet, or an incomplete export.
    [[nodiscard]] bool is_blank() const {
        return people.empty() && rejected.empty() && foreign_codes.empty() && questions.empty();
    }
};

/// Reads the first sheet of a workbook that looks like registrations, and the others that have the same headings. The name of a
/// sheet, or of a list in JSON, may say that its people are not registered. The columns are understood from the first thousand
/// rows.
/// Errors: export_invalid if no headings are recognised, they occur twice, no row could be read, or all rows belong to another
/// event; also the errors of the format. With an `email_key`, e-mails become hashes under that key for people who have no
/// code, and are dropped for all others.
Result<ExportReading> read_export(const ExportFile& file, const RegistrationSettings& settings, std::string_view email_key = {});

}  // namespace entre
