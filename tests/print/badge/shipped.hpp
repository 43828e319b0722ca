// The templates in assets/badges.
#pragma once

#include <filesystem>
#include <string>

#include "print/badge/template.hpp"
#include "tests/support/catch.hpp"

namespace entre::test {

/// "landscape", "a6", "a7", "card" or "fold".
inline BadgeTemplate shipped_template(const std::string& name) {
    const auto badge = read_template(std::filesystem::path(ENTRE_SOURCE_DIR) / "assets/badges" / (name + ".svg"));
    REQUIRE(badge);
    return *badge;
}

}  // namespace entre::test
