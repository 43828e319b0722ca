// What the words of a heading say about its column, in Swedish, English, German, Norwegian, Danish and Finnish.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/import/known_systems.hpp"

namespace entre {

/// "First name", "Firstname" and "first_name" give the same key. Numbers before it ("1. "), stars, colons and question marks are
/// left out, and so are brackets with a hint such as "(obligatorisk)".
std::string heading_key(std::string_view heading);

/// `exactly`: the heading says this and nothing else ("1. Förnamn *"). `partly`: it says more ("Avbokad av", "Kod till porten").
enum class HeadingFit { partly, exactly };

struct HeadingMeaning {
    Field field;
    HeadingFit fit;
    std::size_t rank = 0;   ///< the smaller, the better: "Organisation" comes before "Avdelning"
    bool is_weak = false;   ///< counts only if no other column has the meaning
    std::size_t words = 1;  ///< of the heading that say it: "Namn på gäst" is a guest rather than a name
    bool is_loose = false;  ///< misspelt, negated, or only the beginning of a longer word
    friend bool operator==(const HeadingMeaning&, const HeadingMeaning&) = default;
};

/// The words of a heading, and what they may mean.
struct HeadingWords {
    std::string key;
    std::vector<HeadingMeaning> meanings;  ///< the likeliest first; a field at most once
    [[nodiscard]] const HeadingMeaning* of(Field field) const;
    /// It speaks of money, places, dates, food and the like: its values are never codes or answers to an invitation.
    bool is_about_other_things = false;
    /// Another question that is answered by yes or no: "Första gången?", "Behöver du tolk?".
    bool is_other_question = false;
    /// It is about somebody else than the person of the row: a buyer, a contact.
    bool is_of_others = false;
    /// "Godkänd av chef", "Manager approval": whether somebody has let the person go. Not "Foto godkänt".
    bool is_approval = false;
    /// It asks whether the name may be seen, or is to be hidden.
    bool asks_about_showing = false;
    /// "Efternamn Förnamn"
    bool is_family_name_first = false;
    /// A number of another kind, such as "Bokningsnummer" or "ID", that may be in the QR code if it is unique.
    bool is_reference = false;
    /// "Namn 2", "Deltagare 3": a further person in the row.
    bool is_numbered = false;
};

HeadingWords words_of_heading(std::string_view heading);

}  // namespace entre
