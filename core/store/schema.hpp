// The tables of entre.db and the steps that bring an older file forward.
#pragma once

#include <string_view>

namespace entre {

/// "ENTR" in the file's header (PRAGMA application_id), so that `file entre.db` knows it.
inline constexpr int application_id = 0x454e5452;

/// SQL that takes a file from version `from` to `from + 1`; "" when there is no such step.
std::string_view migration(int from);

/// Dropped before and made after a large import, since building an index once is cheaper than row by row.
std::string_view drop_roster_indexes();
std::string_view make_roster_indexes();

}  // namespace entre
