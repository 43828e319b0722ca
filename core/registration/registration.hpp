// One registered person, as stored in the roster.
#pragma once

#include <string>
#include <string_view>

#include "core/base/id.hpp"

namespace entre {

enum class RegistrationStatus { registered, unpaid, withdrawn, waiting_list };

/// Where a ticket code comes from. `prefix`: it is only the beginning of the QR code's text (Eventbrite's attendee number).
enum class CodeKind { exported, prefix, issued };

/// Names and other texts have passed clean_text; empty means that the export has no value.
struct Registration {
    RegistrationId id;
    std::string ticket_code;  ///< the code in the ticket's QR code; unique in the roster; empty for lists without codes
    CodeKind code_kind = CodeKind::exported;
    std::string export_key;    ///< the export's own id for the row (order and position, row id), for matching; may be empty
    std::string given;         ///< "Ann-Cathrine"
    std::string family;        ///< "af Hjortsberg"; empty for a mononym
    std::string organisation;  ///< "Linköpings kommun"
    std::string title;         ///< "kommunalråd"
    std::string category;      ///< sector, in the seminar's wording: "Kommun"
    std::string language;      ///< BCP 47 primary tag, "sv"; empty when unknown
    RegistrationStatus status = RegistrationStatus::registered;
    std::string note;           ///< for the staff at the door only
    bool is_protected = false;  ///< protected identity: never found by name, and the badge shows the alias
    std::string alias;          ///< shown instead of a protected person's name: "Deltagare 07"
    bool is_flagged = false;    ///< staff is alerted when this person arrives
    bool is_walk_in = false;    ///< registered at the door; not in any export
    std::string email_hash;     ///< keyed hash; only where the export has nothing better to identify people by

    friend bool operator==(const Registration&, const Registration&) = default;
};

/// "Ann-Cathrine af Hjortsberg", "王小明"; the alias for a protected person. This is what screens and badges may show.
std::string display_name(const Registration& person);
/// The name in a greeting: the given name, or a mononym; the alias for a protected person.
std::string greeting_name(const Registration& person);
/// "Åsa Ö., Linköpings kommun": enough to recognise oneself, too little to find others.
std::string masked_name(const Registration& person);

/// Whether `word` is a lower-case particle before a family name: "von", "de", "la", "bin".
bool is_name_particle(std::string_view word);
/// The sort key for lists and for badges on a table, see sort_key: by family name without particles, as in Swedish lists ("von
/// Essen" under E), then by given name. A protected person is sorted by alias, because a position would reveal the name.
std::string name_sort_key(const Registration& person);

/// An alias that has no number yet.
inline constexpr std::string_view alias_word = "Deltagare";
/// alias_of(7) is "Deltagare 07"; alias_number is the inverse, 0 for any other text.
std::string alias_of(int number);
int alias_number(std::string_view alias);

/// How far a status keeps somebody out: 0 for registered, then unpaid, waiting list and withdrawn.
int distance_from_door(RegistrationStatus status);

std::string_view to_string(RegistrationStatus status);
std::string_view to_string(CodeKind kind);

}  // namespace entre
