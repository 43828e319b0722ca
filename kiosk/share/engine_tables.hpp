// The engine's tables: the first part of engine_schema().
#pragma once

#include <string_view>

namespace entre {

/// With the lock that lets one administrator at a time set the engine up, and the refusal of a schema of a newer program.
std::string_view engine_tables();

}  // namespace entre
