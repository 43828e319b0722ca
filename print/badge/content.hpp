// What stands on a badge.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "core/attendance/badge_order.hpp"
#include "core/registration/registration.hpp"
#include "core/seminar/seminar.hpp"
#include "print/badge/pattern.hpp"

namespace entre {

/// What the roster keeps of a person besides what every badge has; `free:note` in a template asks for one.
enum class FreeField { given, family, title, sector, language, note };
inline constexpr std::size_t free_field_count = 6;

/// The field a template means by `free:<column>`, in English or Swedish; nothing for a column that is not kept.
std::optional<FreeField> free_field_of(std::string_view column);
/// "given, family, title, sector, language, note".
std::string free_field_names();

/// All texts are ready to be drawn; empty ones are left out.
struct BadgeContent {
    std::string event;         ///< “Att förebygga social oro · 20 maj”
    std::string name;          ///< as it should be read: “Ann-Cathrine af Hjortsberg”
    std::string organisation;
    std::string category;      ///< sector in words: “Kommun”
    Rgb category_color;
    std::string ticket_code;   ///< drawn as QR; empty: none
    int print_number = 1;      ///< 2 and up are told discreetly
    std::string title{};       ///< “kommunalråd”; joins the sector's words where the template has no box for it
    std::string place{};       ///< “Missionskyrkan, Drottninggatan 22”
    int category_pattern = -1; ///< see pattern.hpp
    std::array<std::string, free_field_count> free{};
    BadgeInk ink = BadgeInk::color;
};

/// The badge of `person`. A protected person gets the alias, and no organisation, title, sector, code or anything else of theirs.
/// `language` is the one the badge's own words are in.
BadgeContent badge_content(const Seminar& seminar, const Registration& person, BadgeName name_shown, int print_number,
                           std::string_view language);

/// The first badge of `person`, with the whole name, in the seminar's first language.
BadgeContent badge_content(const Seminar& seminar, const Registration& person);

/// Changes with anything that the badge says, and tells none of it.
std::string fingerprint(const BadgeContent& content);

}  // namespace entre
