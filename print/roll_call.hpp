// Who is inside, on A4: to be carried into the yard and read aloud.
#pragma once

#include <string>
#include <vector>

#include "core/base/error.hpp"

namespace entre {

/// All in words that are ready to be read; what is empty is left out.
struct RollCall {
    struct Line {
        std::string name;
        std::string organisation;
        std::string since;  ///< “08.47”
    };
    struct Group {
        std::string title;  ///< “Polis · 31”
        std::vector<Line> people;
    };
    std::string seminar;          ///< “Att förebygga social oro”
    std::string title;            ///< “Upprop torsdag 20 maj kl. 08.47”
    std::string total;            ///< “126 är inne”
    std::string protected_people; ///< “Skyddade: 2 (Deltagare 01, Deltagare 02)”
    std::string page;             ///< “Sida {1} av {2}”
    std::vector<Group> groups;    ///< in the order they are read
};

/// A PDF: A4, upright, a box to tick before each name, page numbers at the foot. Fonts embedded; no name in the metadata.
/// Errors: file_unwritable when Cairo cannot make it (out of memory).
Result<std::string> roll_call_pdf(const RollCall& call);

}  // namespace entre
