// A table -> registrations, row by row; what cannot be one is rejected with line and reason.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "core/registrations/headings.hpp"
#include "core/registrations/registration.hpp"
#include "core/registrations/table.hpp"
#include "core/seminar/seminar.hpp"

namespace entre {

struct ExportedPerson {
    Registration registration;  ///< without id and alias
    std::int64_t line = 0;
    bool speaks_of_protection = true;  ///< the export has a column that marks protected identities
};

/// Never holds what stood in the row: reasons go to terminals and logs.
struct RejectedRow {
    std::int64_t line = 0;
    std::string reason;
};

struct ColumnUse {
    std::string heading;
    Field field;
};

struct ExportReading {
    std::string file;
    std::string sha256;
    std::string system;
    std::string format;
    std::vector<ColumnUse> columns;
    std::vector<ExportedPerson> people;
    std::vector<RejectedRow> rejected;
    std::vector<Registration> unreadable;    ///< code and key of the rejected rows, for telling whom they are about
    std::vector<std::string> foreign_codes;  ///< tickets of other events in the same export
};

/// Errors: export_invalid when the headings are not recognised, or nobody could be read.
Result<ExportReading> read_export(const Table& table, const RegistrationSettings& settings);

}  // namespace entre
