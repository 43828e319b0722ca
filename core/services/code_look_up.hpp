// The roster's queries for matching ticket codes.
#pragma once

#include "core/store/roster.hpp"
#include "core/ticket/match.hpp"

namespace entre {

/// `roster` outlives the result. The functions throw DatabaseFailure; call `match` inside Database::guard.
inline CodeLookUp code_look_up(const Roster& roster) {
    return {[&roster](std::string_view code) { return roster.with_code(code); },
            [&roster](std::string_view code) { return roster.with_code_alike(code); },
            [&roster](std::string_view code) { return roster.with_code_beginning(code); }};
}

}  // namespace entre
