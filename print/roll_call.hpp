// A list of people on A4: the roll call, to be read aloud and ticked at the assembly point, or the attendance list.
#pragma once

#include <string>
#include <vector>

#include "core/base/error.hpp"

namespace entre {

/// All texts are in their final form; empty ones are not drawn.
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
    std::string seminar;        ///< “Att förebygga social oro”
    std::string title;          ///< “Upprop torsdag 20 maj kl. 08.47”
    std::string total;          ///< “126 är inne”
    std::string page;           ///< “Sida {1} av {2}”
    std::vector<Group> groups;  ///< in reading order
    std::string language{};     ///< of the texts: “sv”
    bool has_boxes = true;      ///< to tick, before each name
};

/// A PDF: A4 portrait, page numbers in the footer. Fonts are embedded. Tagged for screen
/// readers: a table for each group, a row for each person. The metadata contains no person's name.
/// Errors: file_unwritable if Cairo cannot create it (out of memory).
Result<std::string> roll_call_pdf(const RollCall& call);

}  // namespace entre
