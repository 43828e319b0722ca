// The rows that entre.db and the journal have in common: copied at each commit, compared when the database is opened, and
// written back by a repair.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/base/clock.hpp"
#include "core/base/id.hpp"
#include "core/store/journal.hpp"

namespace entre {

class Database;

/// The keys of rows that a transaction wrote.
struct WrittenRows {
    std::set<std::string> people;
    std::vector<std::pair<std::string, std::string>> records;  ///< person and record
    std::set<std::string> orders;
    /// Orders whose state changed on the way through a printer: not acknowledged to anybody, so not worth waiting for the disk.
    std::set<std::string> progress;
    bool has_result = false;      ///< one of `progress` has come to its end, which the other kiosks are told
    bool is_from_others = false;  ///< other kiosks told these rows: they know them

    [[nodiscard]] bool is_empty() const { return people.empty() && records.empty() && orders.empty() && progress.empty(); }
    [[nodiscard]] bool is_acknowledged() const { return !people.empty() || !records.empty() || !orders.empty(); }
    [[nodiscard]] bool is_to_be_told() const { return !is_from_others && (is_acknowledged() || has_result); }
};

/// How a database compares with a journal. A visit is a check-in or a walk-in.
struct JournalCheck {
    std::size_t visits = 0;                       ///< in the journal
    std::size_t missing_visits = 0;               ///< of those, not in the database
    std::size_t missing = 0;                      ///< people, attendance records and badge orders, the visits included
    std::optional<UtcTime> last_missing;          ///< when the last record that is missing was made
    std::vector<std::string> only_in_database{};  ///< entries that the journal lacks
    std::size_t unreadable = 0;                   ///< lines of the journal
};

// All functions throw DatabaseFailure; call them inside Database::guard or Database::transaction.

/// The journal's entry for these rows as they are now.
std::string journal_entry(Database& database, const WrittenRows& rows);
/// Everything that belongs into the journal, in one entry for each person.
std::vector<std::string> whole_journal(Database& database);
JournalCheck compare_with_journal(Database& database, const JournalContent& journal);

/// Adds what the entry holds and the database lacks. People who were imported anew get back the ids that the journal knows
/// them by: found by ticket code, then by key in the export, then by name.
void restore(Database& database, const std::string& entry);
/// To be called after the last `restore`: orders that may be with a printer are in doubt, so that no badge is printed twice.
void doubt_unfinished_orders(Database& database, UtcTime now);

}  // namespace entre
