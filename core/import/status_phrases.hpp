// What sentences and labels say about coming, and about a protected identity: remarks, answers in the person's own words, names
// of sheets, headings of sections.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/registration/registration.hpp"

namespace entre {

/// Whether the text says that somebody does not come, waits or has not paid: "Avbokad 12/11", "Bo Ek (återbud)", "ej betalt".
/// "Avbokningsskydd" does not.
bool speaks_of_cancellation(std::string_view text);
/// Whether an answer is anything but a yes to an invitation: "Jag kan tyvärr inte komma", "No, sorry", "Maybe", "Ej svarat".
bool declines(std::string_view answer);
/// Whether an answer is about taking part by other ways than the door: "Digitalt", "Online", "Via Teams", "Etänä".
bool takes_part_elsewhere(std::string_view answer);
/// Whether the text says that somebody's identity is protected: "Skyddad identitet", "Min identitet är skyddad", "visa inte mitt
/// namn". "Jag har inte skyddad identitet" does, too: see denies_protection.
bool speaks_of_protection(std::string_view text);
/// "Jag har inte skyddade personuppgifter", "Nej, det har jag inte".
bool denies_protection(std::string_view text);
/// "Bo Al (skyddad identitet)" without the words in brackets or behind a dash; the text itself if it has none.
std::string without_mention_of_protection(std::string_view text);

/// What the name of a sheet, the heading of a section or the name of a list says about the people in it.
struct LabelMeaning {
    std::optional<RegistrationStatus> status{};
    bool is_protected = false;
    bool is_template = false;  ///< "Mall": examples, nobody who comes
    bool is_unclear = false;   ///< "Ej klara", "2025": has to be asked
    bool is_whole = false;     ///< there are no other words in it, so that it is no name: "Avbokade (2)", not "Bo Reserv"
};
LabelMeaning meaning_of_label(std::string_view label);

}  // namespace entre
