// The tables of entre.db and the migrations from older versions.
#pragma once

#include <string_view>

namespace entre {

/// "ENTR" in the file's header (PRAGMA application_id), which `file entre.db` shows.
inline constexpr int application_id = 0x454e5452;

/// SQL that migrates a file from version `from` to `from + 1`; "" when there is none.
std::string_view migration(int from);

/// Indexes that a large import drops and rebuilds: building an index once is cheaper than updating it row by row.
std::string_view drop_roster_indexes();
std::string_view make_roster_indexes();

}  // namespace entre
