// Finds the registration that a payload belongs to, and by which rule it matched.
#pragma once

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "core/registration/registration.hpp"
#include "core/ticket/payload.hpp"

namespace entre {

/// Roster queries. `alike` returns a registration only when exactly one fits.
struct CodeLookUp {
    std::function<std::optional<Registration>(std::string_view)> exact;
    std::function<std::optional<Registration>(std::string_view)> alike;
    /// The registration whose code is a prefix of this one, for systems that export only that; the function may be empty.
    std::function<std::optional<Registration>(std::string_view)> beginning{};
    /// The people whose code is a link that `comparable_link` makes equal to this one; the function may be empty.
    std::function<std::vector<Registration>(std::string_view)> link{};
};

struct TicketMatch {
    std::optional<Registration> who;
    CodeRule rule = CodeRule::plain;  ///< what matched; meaningless without `who`
    std::vector<CodeRule> tried;      ///< in order; the matching one is last
};

/// Tries exact matches first, then codes that differ in letter case, UUID dashes or leading zeros, then known codes that are a
/// prefix, then keyboard-layout repair. After these it tries the payload's other parts, which count only if all that match belong
/// to one person: nobody is checked in by a guess.
TicketMatch match(const PayloadReading& reading, const CodeLookUp& roster);

}  // namespace entre
