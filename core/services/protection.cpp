#include "core/services/protection.hpp"

#include <algorithm>
#include <string>

#include "core/store/roster.hpp"
#include "core/store/shared_entries.hpp"

namespace entre {

namespace {

/// Where several kiosks share the door each has a hundred numbers of its own, by the number in its name ("Kiosk 2"): two that do
/// not reach each other never give the same one.
int next_alias_number(Database& database) {
    const Roster roster(database);
    const auto own = SharedEntries(database).own();
    if (!own) return roster.last_alias_number() + 1;
    const auto digits = own->name.find_last_not_of("0123456789");
    const auto text = digits == std::string::npos ? own->name : own->name.substr(digits + 1);
    const int block = text.empty() || text.size() > 3 ? 0 : 100 * std::stoi(text);
    return std::max(roster.last_alias_number(block, block + 99), block) + 1;
}

}  // namespace

Registration set_protection(Database& database, const Registration& person, bool is_protected) {
    Registration changed = person;
    if (changed.alias.empty()) changed.alias = alias_of(next_alias_number(database));
    changed.is_protected = is_protected;
    Roster roster(database);
    roster.protect(person.id, is_protected, changed.alias);
    roster.count_up();
    return changed;
}

}  // namespace entre
