// What stands on a badge.
#pragma once

#include <string>
#include <string_view>

#include "core/attendance/badge_order.hpp"
#include "core/registrations/registration.hpp"
#include "core/seminar/seminar.hpp"

namespace entre {

/// All texts are ready to be drawn; empty ones are left out.
struct BadgeContent {
    std::string event;         ///< “Att förebygga social oro · 20 maj”
    std::string name;          ///< as it should be read: “Ann-Cathrine af Hjortsberg”
    std::string organisation;
    std::string category;      ///< sector in words, with the title: “Kommun · kommunalråd”
    Rgb category_color;
    std::string ticket_code;   ///< drawn as QR; empty: none
    int print_number = 1;      ///< 2 and up are told discreetly
};

/// The badge of `person`. A protected person gets the alias, and no organisation, title or sector.
/// `language` is the one the badge's own words are in.
BadgeContent badge_content(const Seminar& seminar, const Registration& person, BadgeName name_shown, int print_number,
                           std::string_view language);

}  // namespace entre
