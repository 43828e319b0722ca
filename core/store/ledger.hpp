// Attendance records in entre.db.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/attendance/badge_order.hpp"
#include "core/attendance/live.hpp"
#include "core/attendance/record.hpp"
#include "core/store/database.hpp"

namespace entre {

/// How far the records were read. As made: nothing was.
struct LedgerPlace {
    std::int64_t row = 0;
    RecordId last;  ///< the record in that row
};

/// Records in the order in which they were written to this database, which is not the order in which they were made.
struct NewRecords {
    std::vector<AttendanceRecord> records;
    LedgerPlace place;  ///< the last one's
};

/// All functions throw DatabaseFailure; call them inside Database::guard or Database::transaction.
class Ledger {
public:
    explicit Ledger(Database& database) : database_(database) {}

    /// Adds `record` with the station's next number and the person's next turn; it continues the station's chain.
    void add(AttendanceRecord record);
    /// In the order of the person's history.
    [[nodiscard]] std::vector<AttendanceRecord> records_of(const RegistrationId& person) const;
    [[nodiscard]] std::vector<AttendanceRecord> all() const;
    /// At most `limit` of the records after `place`; its time does not depend on how many there are before.
    [[nodiscard]] NewRecords since(const LedgerPlace& place, std::size_t limit) const;
    /// Whether the record at `place` is still there; otherwise the file is another one, or a transaction was rolled back.
    [[nodiscard]] bool is_valid(const LedgerPlace& place) const;
    [[nodiscard]] std::optional<UtcTime> inside_since(const RegistrationId& person) const;
    /// The number of people who have ever been checked in.
    [[nodiscard]] std::int64_t came();
    /// The number of people inside now. Both counts read all records the first time, and later only what is new.
    [[nodiscard]] std::int64_t inside();

private:
    /// The number and the hash of every station's last record, as far as `place`.
    struct LastRecord {
        std::int64_t number = 0;
        std::string hash;
    };
    struct LastRecords {
        LedgerPlace place;
        std::map<std::string, LastRecord> of_station;
    };
    /// Numbers of people, as far as `place`.
    struct Counts {
        LedgerPlace place;
        std::int64_t inside = 0;
        std::int64_t came = 0;
    };
    /// One person's part in the counts, as far as a row.
    struct PersonCount {
        std::int64_t entries = 0;
        bool is_inside = false;
    };
    LastRecord last_record(const std::string& station);
    [[nodiscard]] std::int64_t next_turn(const RegistrationId& person) const;
    void update_counts();
    [[nodiscard]] Counts count_all() const;
    [[nodiscard]] PersonCount count_of(const std::string& person, std::int64_t last_row) const;

    Database& database_;
    LastRecords last_records_;
    Counts counts_;
};

}  // namespace entre
