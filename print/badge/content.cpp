#include "print/badge/content.hpp"

#include <unicode/datefmt.h>
#include <unicode/locid.h>
#include <unicode/timezone.h>

#include <memory>

namespace entre {

namespace {

std::string joined(const std::string& first, const std::string& second) {
    if (first.empty() || second.empty()) return first + second;
    return first + " · " + second;
}

/// "20 maj", "20 May": the day as the place's calendar says it, in `language`.
std::string day_and_month(LocalTime time, std::string_view language) {
    // The day comes before the month in English too, as everywhere else in Europe.
    const std::string tag = language == "en" ? "en_GB" : std::string(language);
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::DateFormat> format(
        icu::DateFormat::createInstanceForSkeleton("dMMMM", icu::Locale::createCanonical(tag.c_str()), status));
    if (!format || U_FAILURE(status)) return {};
    format->setTimeZone(*icu::TimeZone::getGMT());
    const auto at_place = time.utc.time_since_epoch() + time.offset;
    icu::UnicodeString text;
    format->format(static_cast<UDate>(at_place.count()), text);
    std::string out;
    return text.toUTF8String(out);
}

/// Somebody is always somebody: a protected person whose alias is missing, a row without a name.
std::string nameless(std::string_view language) { return language == "sv" ? "Deltagare" : "Participant"; }

}  // namespace

BadgeContent badge_content(const Seminar& seminar, const Registration& person, BadgeName name_shown, int print_number,
                           std::string_view language) {
    BadgeContent out;
    out.event = joined(seminar.name.in(language), day_and_month(seminar.starts, language));
    out.name = name_shown == BadgeName::given_only ? greeting_name(person) : display_name(person);
    if (out.name.empty()) out.name = nameless(language);
    out.print_number = print_number;
    if (person.is_protected) {
        // The colour too would tell a sector; the quiet default belongs to none.
        out.category_color = style_of(Seminar{}, "").color;
        return out;
    }
    const CategoryStyle style = style_of(seminar, person.category);
    out.organisation = person.organisation;
    out.category = joined(person.category.empty() ? "" : style.label.in(language), person.title);
    out.category_color = style.color;
    out.ticket_code = person.ticket_code;
    return out;
}

}  // namespace entre
