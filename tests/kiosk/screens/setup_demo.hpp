// Every screen of the assistant and its variants, for tests and for visual inspection.
#pragma once

#include <string>
#include <vector>

#include "core/setup/setup.hpp"

namespace entre::demo {

struct NamedSetup {
    std::string name;
    setup::State state;
};

std::vector<NamedSetup> setup_states();

}  // namespace entre::demo
