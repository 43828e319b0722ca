// The roster's queries for matching ticket codes, and what a code in view means.
#pragma once

#include "core/qr/codes_in_view.hpp"
#include "core/store/roster.hpp"
#include "core/ticket/match.hpp"

namespace entre {

/// `roster` outlives the result. The functions throw DatabaseFailure; call `match` inside Database::guard.
inline CodeLookUp code_look_up(const Roster& roster) {
    return {[&roster](std::string_view code) { return roster.with_code(code); },
            [&roster](std::string_view code) { return roster.with_code_alike(code); },
            [&roster](std::string_view code) { return roster.with_code_beginning(code); },
            [&roster](std::string_view link) { return roster.with_code_as_link(link); }};
}

/// Which of several codes in view is meant, at the door and for `entre find --image`: what a payload with this reading is when it
/// belongs to `who`.
inline CodeMeaning code_meaning(const PayloadReading& reading, const std::optional<Registration>& who) {
    using Kind = CodeMeaning::Kind;
    if (who) return {Kind::ticket, who->id.value};
    return {reading.why_not || reading.is_link ? Kind::other : Kind::unknown, {}};
}

}  // namespace entre
