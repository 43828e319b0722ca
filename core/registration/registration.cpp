#include "core/registration/registration.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "core/base/text.hpp"

namespace entre {

namespace {

constexpr std::string_view alias_prefix = "Deltagare ";

/// Whether all of `text` is Chinese, Japanese or Korean: U+3040 to U+D7FF in UTF-8.
bool is_east_asian(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const bool is_continuation = (byte & 0xC0U) == 0x80U;
        if (!is_continuation && (byte < 0xE3 || byte > 0xED)) return false;
    }
    return !text.empty();
}

}  // namespace

std::string display_name(const Registration& person) {
    if (person.is_protected) return person.alias;
    if (person.given.empty()) return person.family;
    if (person.family.empty()) return person.given;
    if (is_east_asian(person.given) && is_east_asian(person.family)) return person.family + person.given;
    return person.given + " " + person.family;
}

std::string greeting_name(const Registration& person) {
    if (person.is_protected) return person.alias;
    return person.given.empty() ? person.family : person.given;
}

std::string masked_name(const Registration& person) {
    if (person.is_protected) return person.alias;
    std::string masked = greeting_name(person);
    if (!person.given.empty() && !person.family.empty()) masked += " " + first_grapheme(person.family) + ".";
    if (!person.organisation.empty()) masked += ", " + person.organisation;
    return masked;
}

bool is_name_particle(std::string_view word) {
    constexpr std::array<std::string_view, 29> particles{"af",    "av", "von", "van", "vom", "zu",  "zum", "zur", "de", "del",
                                                         "della", "di", "da",  "do",  "dos", "das", "du",  "la",  "le", "les",
                                                         "el",    "al", "der", "den", "des", "ten", "ter", "bin", "ibn"};
    return std::find(particles.begin(), particles.end(), word) != particles.end();
}

std::string name_sort_key(const Registration& person) {
    if (person.is_protected) return sort_key(person.alias);
    std::string_view family = person.family.empty() ? person.given : person.family;
    for (auto space = family.find(' '); space != std::string_view::npos && is_name_particle(family.substr(0, space));
         space = family.find(' '))
        family.remove_prefix(space + 1);
    return sort_key(std::string(family) + ", " + person.given);
}

std::string alias_of(int number) { return fmt::format("{}{:02}", alias_prefix, number); }

int alias_number(std::string_view alias) {
    if (!alias.starts_with(alias_prefix)) return 0;
    int number = 0;
    std::from_chars(alias.data() + alias_prefix.size(), alias.data() + alias.size(), number);
    return number;
}

int distance_from_door(RegistrationStatus status) {
    switch (status) {
        case RegistrationStatus::registered:
            return 0;
        case RegistrationStatus::unpaid:
            return 1;
        case RegistrationStatus::waiting_list:
            return 2;
        case RegistrationStatus::withdrawn:
            return 3;
    }
    return 3;
}

std::string_view to_string(RegistrationStatus status) {
    switch (status) {
        case RegistrationStatus::registered:
            return "registered";
        case RegistrationStatus::unpaid:
            return "unpaid";
        case RegistrationStatus::withdrawn:
            return "withdrawn";
        case RegistrationStatus::waiting_list:
            return "waiting_list";
    }
    return "";
}

std::string_view to_string(CodeKind kind) {
    switch (kind) {
        case CodeKind::exported:
            return "exported";
        case CodeKind::prefix:
            return "prefix";
        case CodeKind::issued:
            return "issued";
    }
    return "";
}

}  // namespace entre
