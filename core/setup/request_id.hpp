// Pairs the assistant's effects with their answers.
#pragma once

#include <cstdint>

namespace entre::setup {

using RequestId = std::uint64_t;  ///< 0: none

}  // namespace entre::setup
