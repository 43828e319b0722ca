#include "print/badge/content.hpp"

#include <fmt/format.h>
#include <unicode/datefmt.h>
#include <unicode/locid.h>
#include <unicode/timezone.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "core/base/digest.hpp"
#include "core/base/text.hpp"

namespace entre {

namespace {

std::string joined(const std::string& first, const std::string& second, std::string_view between = " · ") {
    if (first.empty() || second.empty()) return first + second;
    return first + std::string(between) + second;
}

/// "20 maj", "20 May": the date in local time, formatted for `language`.
std::string day_and_month(LocalTime time, std::string_view language) {
    // Plain "en" is US English in ICU, with the month first; en_GB puts the day first, as in the rest of Europe.
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

/// The name used when there is none: a protected person without an alias, or a row without a name.
std::string nameless(std::string_view language) { return language == "sv" ? "Deltagare" : "Participant"; }

/// The first entry of each field is its canonical name. Editors want ASCII ids, so Swedish names are also accepted without
/// diacritics.
constexpr std::array<std::pair<std::string_view, FreeField>, 16> free_words{{{"given", FreeField::given},
                                                                             {"family", FreeField::family},
                                                                             {"title", FreeField::title},
                                                                             {"sector", FreeField::sector},
                                                                             {"language", FreeField::language},
                                                                             {"note", FreeField::note},
                                                                             {"fornamn", FreeField::given},
                                                                             {"efternamn", FreeField::family},
                                                                             {"titel", FreeField::title},
                                                                             {"roll", FreeField::title},
                                                                             {"sektor", FreeField::sector},
                                                                             {"category", FreeField::sector},
                                                                             {"kategori", FreeField::sector},
                                                                             {"sprak", FreeField::language},
                                                                             {"anteckning", FreeField::note},
                                                                             {"notering", FreeField::note}}};

int pattern_of(const Seminar& seminar, std::string_view category) {
    const std::string wanted = fold(category);
    const auto style = std::find_if(seminar.categories.begin(), seminar.categories.end(),
                                    [&](const CategoryStyle& one) { return fold(one.name) == wanted; });
    return style == seminar.categories.end() ? -1 : static_cast<int>(style - seminar.categories.begin());
}

}  // namespace

std::optional<FreeField> free_field_of(std::string_view column) {
    const std::string wanted = fold(column);
    const auto word = std::find_if(free_words.begin(), free_words.end(), [&](const auto& one) { return one.first == wanted; });
    return word == free_words.end() ? std::nullopt : std::optional(word->second);
}

std::string free_field_names() {
    std::string out;
    for (std::size_t i = 0; i < free_field_count; ++i) out += (i == 0 ? "" : ", ") + std::string(free_words[i].first);
    return out;
}

BadgeContent badge_content(const Seminar& seminar, const Registration& person) {
    return badge_content(seminar, person, BadgeName::full, 1, seminar.languages.front());
}

std::string fingerprint(const BadgeContent& content) {
    std::string all;
    const auto add = [&](std::string_view text) { all += fmt::format("{}:{}", text.size(), text); };
    for (const std::string* text : {&content.event, &content.name, &content.organisation, &content.category, &content.ticket_code,
                                    &content.title, &content.place})
        add(*text);
    for (const auto& text : content.free) add(text);
    if (!content.stamp.empty()) add(content.stamp);
    return sha256_hex(all);
}

BadgeContent badge_content(const Seminar& seminar, const Registration& person, BadgeName name_shown, int print_number,
                           std::string_view language) {
    BadgeContent out;
    out.event = joined(seminar.name.in(language), day_and_month(seminar.starts, language));
    out.name = name_shown == BadgeName::given_only ? greeting_name(person) : display_name(person);
    if (out.name.empty()) out.name = nameless(language);
    if (!person.is_protected && out.name.starts_with(person.given + " ")) out.first_part = person.given;
    out.place = joined(seminar.venue.in(language), seminar.address.in(language), ", ");
    out.print_number = print_number;
    out.ink = seminar.badge_ink;
    if (seminar.is_rehearsal) out.stamp = language == "sv" ? "ÖVNING" : "REHEARSAL";
    if (person.is_protected) {
        // The colour would reveal the sector, so use the neutral default that belongs to no sector. Everything else is where
        // every badge has it: an empty place would single the person out across the room.
        out.category_color = style_of(Seminar{}, "").color;
        out.category = nameless(language);
        // As long as the ticket's own code, but nobody's.
        out.ticket_code = sha256_hex(person.id.value).substr(0, person.ticket_code.size());
        return out;
    }
    const CategoryStyle style = style_of(seminar, person.category);
    out.organisation = person.organisation;
    out.category = person.category.empty() ? "" : style.label.in(language);
    out.title = person.title;
    out.category_color = style.color;
    out.category_pattern = pattern_of(seminar, person.category);
    out.ticket_code = person.ticket_code;
    // If only the given name is to be shown, the family name must not appear through a free box either.
    const bool is_full = name_shown == BadgeName::full;
    out.free = {person.given, is_full ? person.family : "", person.title, out.category, person.language, person.note};
    return out;
}

}  // namespace entre
