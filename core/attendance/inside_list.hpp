// Who is inside, in the order in which they are called: by sector and then by name. Values in, values out.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/attendance/live.hpp"

namespace entre {

struct InsideList {
    struct Group {
        std::string sector;               ///< empty: those without one, who come last
        std::vector<std::size_t> people;  ///< indices into the view's people
    };
    std::vector<Group> groups;
    std::vector<std::string> aliases;     ///< of the protected people, who stand in no group

    [[nodiscard]] std::size_t rows() const;  ///< groups and people, a line each
};

InsideList inside_list(const LiveView& view);

}  // namespace entre
