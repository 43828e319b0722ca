// The engine's tables and functions, in PostgreSQL's SQL (15 and later).
#pragma once

#include <string>

namespace entre {

/// Raised when a table or function changes, together with the two numbers in engine_tables.cpp (a test compares them).
inline constexpr int engine_schema_number = 2;
/// What this program and the functions say to each other. A kiosk with a lower number than the seminar asks for is refused.
inline constexpr int engine_wire_version = 1;

/// Makes schema `entre` in the current database, or brings it up to date; repeating it changes nothing. One transaction's
/// statements, for the owner of the database, who may create roles. SQLSTATE EN007 if a newer program has been here.
std::string engine_schema();

}  // namespace entre
