// What a repair of the database would bring back; see core/services/repair.hpp.
#pragma once

#include <cstddef>
#include <string>

namespace entre {

/// What the repaired database is based on. The journal's entries are added to each.
enum class RepairBase {
    none,      ///< nothing is damaged
    database,  ///< entre.db itself: it is sound, but lacks something
    backup,    ///< the latest backup that is sound
    list,      ///< the exported registrations, imported anew
};

struct RepairPlan {
    RepairBase base = RepairBase::none;
    std::string damage;          ///< one sentence for terminal and log: what is damaged
    std::size_t visits = 0;      ///< check-ins and walk-ins that were acknowledged, as far as known
    std::size_t restorable = 0;  ///< of those, in the repaired database
    std::size_t unreadable = 0;  ///< lines of the journal that are damaged

    friend bool operator==(const RepairPlan&, const RepairPlan&) = default;
};

}  // namespace entre
