// Attendance records in entre.db.
#pragma once

#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/attendance/badge_order.hpp"
#include "core/attendance/live.hpp"
#include "core/attendance/record.hpp"
#include "core/store/database.hpp"

namespace entre {

/// All functions throw DatabaseFailure; call them inside Database::guard or Database::transaction.
class Ledger {
public:
    explicit Ledger(Database& database) : database_(database) {}

    /// Adds `record` with the station's next number.
    void add(AttendanceRecord record);
    [[nodiscard]] std::vector<AttendanceRecord> records_of(const RegistrationId& person) const;
    [[nodiscard]] std::vector<AttendanceRecord> all() const;
    [[nodiscard]] std::optional<UtcTime> inside_since(const RegistrationId& person) const;
    /// The number of people who have ever been checked in.
    [[nodiscard]] std::int64_t came() const;
    /// The number of people inside now.
    [[nodiscard]] std::int64_t inside() const;

private:
    Database& database_;
    // There is one writer, so the last number can be cached. A rolled-back record leaves a gap, which is harmless.
    std::string station_;
    std::int64_t last_seq_ = 0;
};

}  // namespace entre
