// Why a column was taken for what it was, in words.
#pragma once

#include <string>
#include <string_view>

#include "core/import/column_values.hpp"

namespace entre {

/// "the heading says so; 12 of 12 values are e-mail addresses": `why`, and what most values are, without any of them.
std::string with_evidence(std::string_view why, const ColumnValues& values);

}  // namespace entre
