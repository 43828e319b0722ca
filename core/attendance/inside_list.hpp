// The roll call list: the people inside, by sector and then by name. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/attendance/live.hpp"

namespace entre {

struct InsideList {
    struct Group {
        std::string sector;               ///< empty for the people without a sector, who are last
        std::vector<std::size_t> people;  ///< indices into the view's people
    };
    std::vector<Group> groups;
    std::vector<std::string> aliases;  ///< of the protected people, who are in no group

    [[nodiscard]] std::size_t rows() const;  ///< one for each group and for each person in a group
};

InsideList inside_list(const LiveView& view);

}  // namespace entre
