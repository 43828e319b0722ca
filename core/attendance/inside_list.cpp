#include "core/attendance/inside_list.hpp"

#include <algorithm>
#include <map>

#include "core/base/text.hpp"

namespace entre {

std::size_t PeopleBySector::rows() const {
    std::size_t rows = groups.size();
    for (const auto& group : groups) rows += group.people.size();
    return rows;
}

namespace {

PeopleBySector list_of(const LiveView& view, std::optional<UtcTime> Presence::* time) {
    PeopleBySector list;
    std::map<std::string, PeopleBySector::Group> by_key;
    for (std::size_t i = 0; i < view.people->size(); ++i) {
        if (!(view.presence[i].*time)) continue;
        const auto& person = (*view.people)[i];
        const std::string sector = person.is_protected ? "" : person.sector;
        auto& group = by_key[sort_key(sector)];
        group.sector = sector;
        group.people.push_back(i);
    }
    for (auto& [key, group] : by_key)
        if (!group.sector.empty()) list.groups.push_back(std::move(group));
    if (const auto none = by_key.find(sort_key("")); none != by_key.end()) list.groups.push_back(std::move(none->second));
    return list;
}

}  // namespace

PeopleBySector inside_list(const LiveView& view) { return list_of(view, &Presence::inside_since); }

PeopleBySector came_list(const LiveView& view) { return list_of(view, &Presence::first_in); }

}  // namespace entre
