// Lists for paper and screen, by sector and then by name: the people inside (the evacuation list), and everybody who came.
// Protected people are listed by their aliases. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/attendance/live.hpp"

namespace entre {

struct PeopleBySector {
    struct Group {
        std::string sector;               ///< empty for protected people and those without a sector, who are last
        std::vector<std::size_t> people;  ///< indices into the view's people
    };
    std::vector<Group> groups;

    [[nodiscard]] std::size_t rows() const;  ///< one for each group and for each person in a group
};

PeopleBySector inside_list(const LiveView& view);
/// Everybody who has been inside.
PeopleBySector came_list(const LiveView& view);

}  // namespace entre
