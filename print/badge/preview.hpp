// One picture of what a template makes of names that are hard on it, for whoever draws templates.
#pragma once

#include <vector>

#include "core/base/error.hpp"
#include "core/registration/registration.hpp"
#include "core/seminar/seminar.hpp"
#include "print/badge/render.hpp"
#include "print/badge/template.hpp"

namespace entre {

/// Invented people: a common name, a very long one, a mononym, Arabic, Chinese, and a protected person.
std::vector<Registration> sample_people();

/// `people` on `badge`, three beside each other on grey; four where each is followed by its back; badges `badge_px` wide.
/// Errors: template_invalid.
Result<Picture> preview(const BadgeTemplate& badge, const Seminar& seminar, const std::vector<Registration>& people, int badge_px);

}  // namespace entre
