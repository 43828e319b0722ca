#include "core/import/row_issue.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace entre {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80; }

std::string what(const RowIssue& issue) {
    switch (issue.kind) {
        case RowIssueKind::no_code:
            return "no ticket code";
        case RowIssueKind::no_name:
            return "no name";
        case RowIssueKind::nobody:
            return "neither a name nor a ticket code";
        case RowIssueKind::code_rounded:
            return "the ticket code was turned into a rounded number by a spreadsheet; export it again as text";
        case RowIssueKind::code_too_long:
            return "the ticket code is longer than 256 characters";
        case RowIssueKind::code_twice:
            return fmt::format("the same ticket code as on line {}", issue.other_line);
        case RowIssueKind::zeros_lost:
            return "the ticket code is shorter than the others: a spreadsheet seems to have taken its leading zeros";
        case RowIssueKind::registered_twice:
            return fmt::format("the same name and e-mail as on line {}", issue.other_line);
        case RowIssueKind::ambiguous:
            return issue.other_line > 0
                       ? fmt::format("cannot be told apart from line {}; give both a ticket code or an e-mail", issue.other_line)
                       : "matches several people who are registered; give the row a ticket code or an e-mail";
        case RowIssueKind::email_twice:
            return fmt::format("the same e-mail as on line {}", issue.other_line);
        case RowIssueKind::status_unknown:
            return "the status is a word that is not known; say what it means in seminar.toml under [registrations.status_words]";
        case RowIssueKind::row_long:
            return "more cells than headings; is there a delimiter inside a cell?";
        case RowIssueKind::row_short:
            return "fewer cells than headings";
        case RowIssueKind::name_misdecoded:
            return "looks read in the wrong encoding; export it again as UTF-8";
        case RowIssueKind::letters_lost:
            return "seems to have lost letters; export it again as UTF-8";
        case RowIssueKind::particle_capitalised:
            return "a small word before the family name is written with a capital letter";
        case RowIssueKind::personal_number:
            return "a personal identity number, which Entré does not keep";
        case RowIssueKind::code_issued:
            return "no ticket code; Entré issues one";
    }
    return {};
}

}  // namespace

std::string_view to_string(RowIssueKind kind) {
    switch (kind) {
        case RowIssueKind::no_code:
            return "no_code";
        case RowIssueKind::no_name:
            return "no_name";
        case RowIssueKind::nobody:
            return "nobody";
        case RowIssueKind::code_rounded:
            return "code_rounded";
        case RowIssueKind::code_too_long:
            return "code_too_long";
        case RowIssueKind::code_twice:
            return "code_twice";
        case RowIssueKind::zeros_lost:
            return "zeros_lost";
        case RowIssueKind::registered_twice:
            return "registered_twice";
        case RowIssueKind::ambiguous:
            return "ambiguous";
        case RowIssueKind::email_twice:
            return "email_twice";
        case RowIssueKind::status_unknown:
            return "status_unknown";
        case RowIssueKind::row_long:
            return "row_long";
        case RowIssueKind::row_short:
            return "row_short";
        case RowIssueKind::name_misdecoded:
            return "name_misdecoded";
        case RowIssueKind::letters_lost:
            return "letters_lost";
        case RowIssueKind::particle_capitalised:
            return "particle_capitalised";
        case RowIssueKind::personal_number:
            return "personal_number";
        case RowIssueKind::code_issued:
            return "code_issued";
    }
    return {};
}

std::string_view to_string(RowIssueAction done) {
    switch (done) {
        case RowIssueAction::rejected:
            return "rejected";
        case RowIssueAction::left_out:
            return "left_out";
        case RowIssueAction::kept:
            return "kept";
    }
    return {};
}

std::string describe(const RowIssue& issue) {
    switch (issue.done) {
        case RowIssueAction::rejected:
            return what(issue) + "; the row was left out";
        case RowIssueAction::left_out:
            return what(issue) + "; the cell was left out";
        case RowIssueAction::kept:
            return issue.kind == RowIssueKind::code_issued ? what(issue) : what(issue) + "; kept as it stands";
    }
    return {};
}

bool is_rounded_number(std::string_view text) {
    const auto e = text.find_first_of("eE");
    if (e == std::string_view::npos || e == 0 || text.substr(0, e).find_first_not_of("0123456789.,") != std::string_view::npos)
        return false;
    auto exponent = text.substr(e + 1);
    const bool is_signed = exponent.starts_with('+');
    if (is_signed) exponent.remove_prefix(1);
    // Without a sign "12E4567" may well be a code; with a comma or a point it is not.
    if (!is_signed && text.substr(0, e).find_first_of(".,") == std::string_view::npos) return false;
    return !exponent.empty() && exponent.size() <= 3 && std::all_of(exponent.begin(), exponent.end(), is_digit);
}

bool looks_misdecoded(std::string_view text) {
    constexpr std::string_view quote_or_dash = "\xc3\xa2\xe2\x82\xac", replacement = "\xef\xbf\xbd";  // "â€", U+FFFD
    for (std::size_t i = 0; i + 2 < text.size(); ++i) {
        if (static_cast<unsigned char>(text[i]) < 0xc3) continue;
        const auto rest = text.substr(i);
        if (rest.starts_with(replacement) || rest.starts_with(quote_or_dash)) return true;
        // Names may contain these letters too (João in capitals, Ângela), but a misread letter is followed by characters that
        // names do not have there: U+0080 to U+00BF, or the signs that Windows-1252 has in their place.
        if (!rest.starts_with("\xc3\x83") && !rest.starts_with("\xc3\x82")) continue;
        const auto next = rest.substr(2);
        for (const std::string_view sign : {"\xc2", "\xe2\x80", "\xe2\x82", "\xe2\x84", "\xc5", "\xcb", "\xc6"})
            if (next.starts_with(sign)) return true;
    }
    return false;
}

bool has_lost_letters(std::string_view text) {
    for (std::size_t i = 1; i + 1 < text.size(); ++i)
        if (text[i] == '?' && is_letter(text[i - 1]) && is_letter(text[i + 1])) return true;
    return false;
}

bool is_personal_number(std::string_view text) {
    std::string digits;
    for (const char c : text) {
        if (is_digit(c))
            digits += c;
        else if ((c != '-' && c != '+' && c != ' ') || digits.empty())
            return false;
    }
    if (digits.size() == 12) {
        if (!digits.starts_with("18") && !digits.starts_with("19") && !digits.starts_with("20")) return false;
        digits.erase(0, 2);
    }
    if (digits.size() != 10) return false;
    const int month = (digits[2] - '0') * 10 + digits[3] - '0', day = (digits[4] - '0') * 10 + digits[5] - '0';
    if (month < 1 || month > 12 || day < 1 || day > 91 || (day > 31 && day < 61))
        return false;  // 60 more for a samordningsnummer
    int sum = 0;
    for (std::size_t i = 0; i < 10; ++i) {
        const int doubled = (digits[i] - '0') * (i % 2 == 0 ? 2 : 1);
        sum += doubled / 10 + doubled % 10;
    }
    return sum % 10 == 0;
}

}  // namespace entre
