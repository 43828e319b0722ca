// The roll call list: the people inside, by sector and then by name. Protected people are listed by their aliases, so that each
// of them is ticked off as well. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/attendance/live.hpp"

namespace entre {

struct InsideList {
    struct Group {
        std::string sector;               ///< empty for protected people and those without a sector, who are last
        std::vector<std::size_t> people;  ///< indices into the view's people
    };
    std::vector<Group> groups;

    [[nodiscard]] std::size_t rows() const;  ///< one for each group and for each person in a group
};

InsideList inside_list(const LiveView& view);

}  // namespace entre
