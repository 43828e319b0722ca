#include "core/import/column_values.hpp"

#include <algorithm>
#include <array>

#include "core/base/text.hpp"
#include "core/import/cell_damage.hpp"
#include "core/import/status_phrases.hpp"
#include "core/import/status_words.hpp"

namespace entre {

namespace {

constexpr std::size_t max_different = 2000;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80; }

std::size_t digits_in(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_digit));
}

bool is_month(std::string_view word) {
    static constexpr std::array<std::string_view, 22> months{"jan", "feb", "mar", "apr", "maj", "may", "jun", "jul",
                                                             "aug", "sep", "okt", "oct", "nov", "dec", "mai", "mrz",
                                                             "dez", "des", "maa", "kes", "hei", "elo"};
    return std::find(months.begin(), months.end(), fold(word).substr(0, 3)) != months.end();
}

/// A yes or no that is explained.
bool is_long_answer(std::string_view text) {
    const auto end = text.find_first_of(" ,.!(;:");
    return end != std::string_view::npos && end > 1 && (is_yes(text.substr(0, end)) || is_no(text.substr(0, end)));
}

/// "0", "0,00", "0.00 kr"
bool is_zero(std::string_view text) {
    return text[0] == '0' && text.find_first_of("123456789") == std::string_view::npos && text.size() <= 8;
}

/// "Reserv 3", "Ej antagen"
bool is_label_that_keeps_out(std::string_view text) {
    const auto label = meaning_of_label(text.substr(0, 60));
    return label.is_whole && (label.is_unclear || (label.status && *label.status != RegistrationStatus::registered));
}

/// "Ej OK", "Inte kallad", "Not selected"
bool is_negated_word(std::string_view text) {
    static constexpr std::array<std::string_view, 8> negations{"ej ", "inte ", "icke ", "not ", "nicht ", "ikke ", "ei ", "non "};
    if (text.size() > 40) return false;
    const std::string folded = fold(text);
    return std::any_of(negations.begin(), negations.end(),
                       [&](std::string_view one) { return folded.starts_with(one) && folded.size() > one.size(); });
}

/// "Anna Ek <anna@example.org>"
bool is_name_with_address(std::string_view text) {
    const auto sign = text.find_first_of("<(");
    if (sign == std::string_view::npos || text.find('@', sign) == std::string_view::npos) return false;
    return is_full_name(trim(text.substr(0, sign)));
}

bool is_year(std::string_view text) { return text.size() == 4 && (text.starts_with("19") || text.starts_with("20")); }

/// "OK", "(OK)", "Om det behövs"
bool is_mark_of_poll(std::string_view text) {
    static constexpr std::array<std::string_view, 8> marks{"ok",         "(ok)",      "(ja)", "(yes)", "om det behovs",
                                                           "if need be", "if needed", "(x)"};
    return text.size() < 16 && std::find(marks.begin(), marks.end(), fold(text)) != marks.end();
}

/// "å" begins a word like "är", "Å" a name; letters of other scripts may be either.
bool is_capital(std::string_view word) {
    const auto first = static_cast<unsigned char>(word[0]);
    if (first < 0x80) return word[0] >= 'A' && word[0] <= 'Z';
    return first > 0xc3 || (word.size() > 1 && static_cast<unsigned char>(word[1]) < 0xa0);
}

}  // namespace

bool is_email(std::string_view text) {
    const auto at = text.find('@');
    return at != std::string_view::npos && at > 0 && text.find('.', at) != std::string_view::npos &&
           text.find_first_of(" \t") == std::string_view::npos && text.find('@', at + 1) == std::string_view::npos;
}

bool is_phone(std::string_view text) {
    const auto digits = digits_in(text);
    if (digits < 7 || digits > 15 || text.find_first_not_of("0123456789+-() /.\xc2\xa0") != std::string_view::npos) return false;
    if (is_date(text)) return false;
    return text.starts_with('+') || text.starts_with("00") || text.starts_with('0') || text.starts_with("(0") ||
           text.find_first_of(" -()/") != std::string_view::npos;
}

bool is_date(std::string_view text) {
    text = text.substr(0, 40);
    const auto first = text.find_first_of("-/.");
    const auto digits = digits_in(text);
    // 2026-05-07, 7/5/2026, 07.05.2026 10:00
    if (first != std::string_view::npos && first > 0 && digits >= 4 &&
        std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(first), is_digit)) {
        const auto second = text.find(text[first], first + 1);
        if (second != std::string_view::npos && second - first <= 3 && second - first > 1 && first <= 4) {
            const auto end = text.find_first_not_of("0123456789", second + 1);
            const auto size = (end == std::string_view::npos ? text.size() : end) - second - 1;
            const bool is_year_first = first == 4 && size <= 2 && size > 0;
            const bool is_year_last = first <= 2 && (size == 2 || size == 4);
            const bool ends_well = end == std::string_view::npos || text[end] == ' ' || text[end] == 'T' || text[end] == ',';
            if ((is_year_first || is_year_last) && ends_well) return true;
        }
    }
    // mar-12, 05-dec, Nov 01, 2026
    const auto letters = std::find_if(text.begin(), text.end(), is_letter);
    if (letters == text.end() || digits == 0) return false;
    const auto begin = static_cast<std::size_t>(letters - text.begin());
    auto end = begin;
    while (end < text.size() && is_letter(text[end])) ++end;
    if (end - begin < 3 || end - begin > 10 || !is_month(text.substr(begin, end - begin))) return false;
    const auto rest = std::string(text.substr(0, begin)) + std::string(text.substr(end));
    return rest.find_first_not_of("0123456789-., :APMapm") == std::string::npos && digits <= 12 &&
           (text.find_first_of("- .,") != std::string_view::npos);
}

bool is_code_like(std::string_view text) {
    if (text.starts_with("http://") || text.starts_with("https://") || text.starts_with("www.")) return true;
    if (text.size() < 4 || text.size() > 256 || text.find_first_of(" \t@,") != std::string_view::npos) return false;
    const auto digits = digits_in(text);
    const auto letters = static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_letter));
    if (digits == text.size()) return digits >= 8;
    if (is_date(text) || is_phone(text)) return false;
    if (digits > 0 && letters > 0)
        return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; }) ||
               letters < text.size() / 2;
    // ABCDE, without any digits
    return letters == text.size() && text.size() >= 5 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool is_full_name(std::string_view text) {
    if (text.size() > 80 || digits_in(text) > 0 || text.find_first_of("@/&;:()+=_?!") != std::string_view::npos) return false;
    std::size_t words = 0, capitals = 0;
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        const auto word = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (word.empty()) continue;
        ++words;
        capitals += is_capital(word) ? 1U : 0U;
    }
    return words >= 2 && words <= 5 && capitals >= 2;
}

void ColumnValues::add(std::string_view cell) {
    const auto text = trim_cell(cell);
    if (text.empty()) {
        ++empty;
        return;
    }
    ++filled;
    if (seen_.size() < max_different && text.size() <= 300) {
        if (seen_.insert(fold(text).empty() ? std::string(text) : fold(text)).second) ++different;
    } else {
        ++different;
    }
    if (text.size() > 300) return;
    if (is_email(text)) ++emails;
    if (is_personal_number(text)) ++personal_numbers;
    if (is_phone(text)) ++phones;
    if (is_date(text)) ++dates;
    if (text.find_first_not_of("0123456789.,- ") == std::string_view::npos && digits_in(text) > 0) ++numbers;
    if (text.starts_with("http://") || text.starts_with("https://")) ++links;
    const bool is_answer = is_yes(text) || is_no(text);
    if (is_answer) ++yes_or_no;
    if (is_yes(text)) ++yeses;
    if (is_answer && is_letter(text[0]) && fold(text) != "x") ++words_of_answer;
    if (!is_answer && is_long_answer(text)) ++long_answers;
    if (!is_answer && (declines(text) || speaks_of_cancellation(text))) ++declining;
    if (!is_answer && takes_part_elsewhere(text)) ++elsewhere;
    if (!is_answer && is_negated_word(text)) ++negations;
    if (is_mark_of_poll(text)) ++tentative;
    if (is_zero(text)) ++zeros;
    if (!is_answer && text != "-" && !is_digit(text[0])) {
        const auto status = status_of(text);
        if (status && text.size() > 1) {
            ++status_words;
            if (*status != RegistrationStatus::registered) ++keeping_out;
        } else if (!status && is_label_that_keeps_out(text)) {
            ++keeping_out;
        }
    }
    if (is_full_name(text) || is_name_with_address(text)) ++full_names;
    if (is_code_like(text)) ++codes;
    if (text.size() >= 4 && digits_in(text) == text.size()) {
        ++long_numbers;
        if (is_year(text)) ++years;
    }
    if (text.find(' ') == std::string_view::npos) ++single_words;
    shortest = shortest == 0 ? text.size() : std::min(shortest, text.size());
    longest = std::max(longest, text.size());
    if (text.size() < 12 && text.find_first_of(" ,@/") == std::string_view::npos && digits_in(text) > 0 && !is_date(text) &&
        std::any_of(text.begin(), text.end(), is_letter))
        ++short_codes;
    if (speaks_of_protection(text)) {
        ++protected_words;
        if (denies_protection(text)) ++denying;
    }
}

}  // namespace entre
