// What the values of a column look like: the second half of the evidence for its meaning, beside its heading.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_set>

namespace entre {

/// Counts over the cells of one column. Keeps no cell, except folded copies for counting different values.
class ColumnValues {
public:
    void add(std::string_view cell);

    std::size_t filled = 0;
    std::size_t emails = 0, phones = 0, personal_numbers = 0, dates = 0, numbers = 0, links = 0;
    std::size_t yes_or_no = 0;              ///< Ja, No, x, TRUE
    std::size_t yeses = 0;                  ///< of those
    std::size_t words_of_answer = 0;        ///< of those, the ones that are words: Ja, but not x or 1
    std::size_t declining = 0;              ///< "Jag kan tyvärr inte komma", "Maybe"
    std::size_t zeros = 0;                  ///< 0, 0.00
    std::size_t long_answers = 0;           ///< "Ja, på plats", "Nej, jag kan inte"
    std::size_t status_words = 0;           ///< words of known_systems' statuses, other than yes and no
    std::size_t keeping_out = 0;            ///< of the status words, those that do not let in: "Avbokad", "Reserv 3"
    std::size_t elsewhere = 0;              ///< "Digitalt", "Online", "Via länk": takes part, but not at the door
    std::size_t negations = 0;              ///< "Ej OK", "Not selected", beside which the same word without a negation may stand
    std::size_t tentative = 0;              ///< "OK", "(OK)", "Om det behövs": marks of polls, apart from yes and no
    std::size_t full_names = 0;             ///< two to five words that begin with capitals
    std::size_t codes = 0;                  ///< letters with digits, long numbers, UUIDs and links
    std::size_t different = 0;              ///< values, up to `max_different`
    std::size_t long_numbers = 0;           ///< four digits or more, and nothing else
    std::size_t years = 0;                  ///< of those, 1900 to 2099
    std::size_t shortest = 0, longest = 0;  ///< bytes of a value
    std::size_t single_words = 0;           ///< without a space
    std::size_t short_codes = 0;            ///< "X-1", "B12": a letter and a digit, without spaces
    std::size_t empty = 0;                  ///< cells without anything
    std::size_t protected_words = 0;        ///< "Skyddad identitet", wherever it stands in the cell
    std::size_t denying = 0;                ///< of those, "Jag har inte skyddad identitet"

    /// Whether `part` is at least `percent` per cent of the filled cells, and there is one.
    [[nodiscard]] bool are_mostly(std::size_t part, std::size_t percent = 80) const {
        return filled > 0 && part * 100 >= filled * percent;
    }
    [[nodiscard]] bool are_all_different() const { return filled > 0 && different == filled; }

private:
    std::unordered_set<std::string> seen_;
};

bool is_email(std::string_view text);
/// Seven to fifteen digits in groups: "070-123 45 67", "+46 (0)13 20 60 00".
bool is_phone(std::string_view text);
/// "2026-05-07", "05/07/2026 10:00", "Nov 01, 2026", "mar-12".
bool is_date(std::string_view text);
/// A code's look: without spaces, and letters with digits, eight digits or more, or a link.
bool is_code_like(std::string_view text);
/// "Åsa Öström": two to five words of letters that begin with capitals.
bool is_full_name(std::string_view text);

}  // namespace entre
