// Test picture for template authors: how a template handles difficult names.
#pragma once

#include <vector>

#include "core/base/error.hpp"
#include "core/registration/registration.hpp"
#include "core/seminar/seminar.hpp"
#include "print/badge/render.hpp"
#include "print/badge/template.hpp"

namespace entre {

/// Fictitious people: a common name, a very long one, a mononym, Arabic, Chinese, and a protected person.
std::vector<Registration> sample_people();

/// Badges for `people`, three per row on grey (four if each front is followed by its back); badges are `badge_px` wide.
/// Errors: template_invalid.
Result<Picture> preview(const BadgeTemplate& badge, const Seminar& seminar, const std::vector<Registration>& people,
                        int badge_px);

}  // namespace entre
