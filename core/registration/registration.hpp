// One person who registered, as the roster keeps them.
#pragma once

#include <string>
#include <string_view>

#include "core/base/id.hpp"

namespace entre {

enum class RegistrationStatus { registered, unpaid, withdrawn, waiting_list };

/// Where a ticket code comes from. `prefix`: it is only the beginning of what the QR code holds (Eventbrite's attendee number).
enum class CodeKind { exported, prefix, issued };

/// Names and words are clean_text; empty means that the export did not say.
struct Registration {
    RegistrationId id;
    std::string ticket_code;   ///< What the QR code leads to; unique in the roster; empty for lists without codes.
    CodeKind code_kind = CodeKind::exported;
    std::string export_key;    ///< The export's own id for the row (order and position, row id), for matching; may be empty.
    std::string given;         ///< "Ann-Cathrine"
    std::string family;        ///< "af Hjortsberg"; empty for a mononym
    std::string organisation;  ///< "Linköpings kommun"
    std::string title;         ///< "kommunalråd"
    std::string category;      ///< sector, as the seminar writes it: "Kommun"
    std::string language;      ///< BCP 47 primary tag, "sv"; empty when unknown
    RegistrationStatus status = RegistrationStatus::registered;
    std::string note;          ///< for the door, staff only
    bool is_protected = false; ///< protected identity: never found by name, alias on the badge
    std::string alias;         ///< what a protected person is called: "Deltagare 07"
    bool is_flagged = false;   ///< staff wants to know when this person comes
    bool is_walk_in = false;   ///< written in at the door; in no export
    std::string email_hash;    ///< keyed; only where the export has nothing better to tell people apart by

    friend bool operator==(const Registration&, const Registration&) = default;
};

/// "Ann-Cathrine af Hjortsberg"; the alias for a protected person. What a screen or a badge may show.
std::string display_name(const Registration& person);
/// What to greet with: the given name, or the whole of a mononym; the alias for a protected person.
std::string greeting_name(const Registration& person);
/// "Åsa Ö., Linköpings kommun": enough to know oneself by, too little to find others by.
std::string masked_name(const Registration& person);

/// "von", "de", "la", "bin": a small word before a family name, in small letters.
bool is_name_particle(std::string_view word);
/// For the order of lists and of badges on a table, see sort_key: by family name without the small words before it, as Swedish lists have
/// it ("von Essen" under E), then by given name. A protected person stands where the alias belongs: a place tells a name.
std::string name_sort_key(const Registration& person);

/// "Deltagare 07", and the number of such an alias; 0 for any other text.
std::string alias_of(int number);
int alias_number(std::string_view alias);

std::string_view to_string(RegistrationStatus status);
std::string_view to_string(CodeKind kind);

}  // namespace entre
