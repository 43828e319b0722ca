// Takes what another kiosk recorded into this kiosk's database.
//
// An entry is one of the journal's (core/store/journal.hpp). One that belongs to an import says so: {"list":3,"is_complete":true,
// "registrations":[…],…} is the end of version 3 of the list. The rules for what two kiosks did without knowing of each other:
// - Attendance records are only added; who is inside is computed from all of them (core/attendance/record.hpp).
// - A correction (name, organisation, protection) counts if it has the highest turn of its kind; at the same turn protection
//   wins, then the earlier one.
// - What the list says about a person changes with a newer version of the list only.
// - A badge belongs to the kiosk that ordered it, and is printed by no other.
#pragma once

#include <cstdint>
#include <string>

#include "core/store/database.hpp"

namespace entre {

struct OthersEntry {
    std::string kiosk;  ///< the id of the kiosk that told it
    std::int64_t number = 0;
    std::string json;
    bool is_excluded = false;  ///< staff decided that it does not count: it is kept only
};

enum class Merged {
    done,
    skipped,    ///< it was read before, or belongs to a version of the list that is here already
    too_early,  ///< an earlier entry of this kiosk, or of the list, is still missing: ask again later
    set_aside,  ///< this program does not understand it: kept as it is, for a newer one
};

/// Merges one entry, to be called in a transaction; several may be merged in one. Throws DatabaseFailure.
Merged merge(Database& database, const OthersEntry& entry);

/// The number of entries that were set aside. Throws DatabaseFailure.
std::int64_t entries_set_aside(Database& database);

}  // namespace entre
