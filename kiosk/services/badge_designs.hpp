// The badge templates that a seminar can choose from, and how the names on its list fit them.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "core/seminar/seminar.hpp"
#include "core/setup/events.hpp"
#include "print/badge/template.hpp"

namespace entre {

struct BadgeDesigns {
    Seminar seminar;
    std::vector<std::optional<BadgeTemplate>> templates;  ///< nullopt: it cannot be read
    setup::BadgesRead news;                               ///< in the same order
};

/// The shipped templates, then the .svg files of the seminar's folder. Measures up to a thousand names, which takes some tenths
/// of a second. From any thread. Errors: those of read_seminar.
Result<BadgeDesigns> read_badge_designs(const std::filesystem::path& folder);

}  // namespace entre
