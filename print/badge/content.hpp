// The texts and colours on a badge.
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

/// Roster fields that a template can show in addition to the standard ones, for example with a box `free:note`.
enum class FreeField { given, family, title, sector, language, note };
inline constexpr std::size_t free_field_count = 6;

/// The field named by `free:<column>`, in English or Swedish; nullopt for a column that the roster does not store.
std::optional<FreeField> free_field_of(std::string_view column);
/// All field names for messages: "given, family, title, sector, language, note".
std::string free_field_names();

/// Texts are in their final form; empty ones are not drawn.
struct BadgeContent {
    std::string event;  ///< “Att förebygga social oro · 20 maj”
    std::string name;   ///< as it should be read: “Ann-Cathrine af Hjortsberg”
    std::string organisation;
    std::string category;  ///< sector name: “Kommun”
    Rgb category_color;
    std::string ticket_code;    ///< drawn as a QR code; none when empty
    int print_number = 1;       ///< 2 and higher (reprints) are marked discreetly
    std::string title{};        ///< shown with the sector name when the template has no box for it
    std::string place{};        ///< “Missionskyrkan, Drottninggatan 22”
    int category_pattern = -1;  ///< see pattern.hpp
    std::array<std::string, free_field_count> free{};
    BadgeInk ink = BadgeInk::color;
    std::string stamp{};       ///< across the lower edge: “ÖVNING”; none when empty
    std::string first_part{};  ///< of the name: on two lines it is best broken after the given name
};

/// The badge of `person`. For a protected person only the alias is shown: no organisation, title, sector, ticket code or other
/// data. `language` is the language of the badge's own words.
BadgeContent badge_content(const Seminar& seminar, const Registration& person, BadgeName name_shown, int print_number,
                           std::string_view language);

/// The first badge of `person`, with the full name, in the seminar's first language.
BadgeContent badge_content(const Seminar& seminar, const Registration& person);

/// A digest of everything printed on the badge; it reveals none of the data.
std::string fingerprint(const BadgeContent& content);

}  // namespace entre
