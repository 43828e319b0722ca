// From what a payload may mean to the one registration it leads to, and by which rule.
#pragma once

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "core/registration/registration.hpp"
#include "core/ticket/payload.hpp"

namespace entre {

/// How the roster is asked. `alike` answers only when exactly one registration fits.
struct CodeLookUp {
    std::function<std::optional<Registration>(std::string_view)> exact;
    std::function<std::optional<Registration>(std::string_view)> alike;
    /// Whose code is the beginning of this one, for systems that export no more of it; may be empty.
    std::function<std::optional<Registration>(std::string_view)> beginning{};
};

struct TicketMatch {
    std::optional<Registration> who;
    CodeRule rule = CodeRule::plain;   ///< what matched; meaningless without `who`
    std::vector<CodeRule> tried;       ///< in order, the matching one last
};

/// Exact matches first, then codes that differ in letter case, uuid dashes or leading zeros, then those that a known code begins, then
/// keyboard-layout repair.
TicketMatch match(const PayloadReading& reading, const CodeLookUp& roster);

}  // namespace entre
