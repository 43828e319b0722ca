// What spreadsheets, web pages and wrong encodings do to a cell, and what a cell holds that must not be kept.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace entre {

/// Without white space at its ends, no-break spaces and marks of no width among it.
std::string_view trim_cell(std::string_view cell);
/// "2,38202E+11", "1.2E19": a number that a spreadsheet has rounded.
bool is_rounded_number(std::string_view text);
/// "Ã¥", "Bj÷rn", "√ñ", U+FFFD: text that was decoded in another encoding.
bool looks_misdecoded(std::string_view text);
/// "Bj?rn", "?sa", "Bj_rn": signs that programs write for letters that they do not have.
bool has_lost_letters(std::string_view text);
/// A Swedish personal identity number (personnummer or samordningsnummer) with a valid check digit, YYMMDD-NNNN or YYYYMMDDNNNN;
/// or a Finnish one, DDMMYY-NNNC.
bool is_personal_number(std::string_view text);

/// "#N/A", "#REF!", "#SAKNAS!", "Err:502": a spreadsheet's error instead of a value.
bool is_spreadsheet_error(std::string_view text);
/// What a spreadsheet makes of codes: a time, a truth value or a number with decimals. Dates are found by is_date.
bool is_reformatted_code(std::string_view text);

/// The text without HTML's entities and tags ("&#039;", "&amp;amp;", "<b>") and the escapes of addresses, mails and programs
/// ("Sj%C3%B6", "=C3=85", "\u00f6", "O\'Dea"); nullopt if there are none. "H&M" has none.
std::optional<std::string> without_escapes_of_the_web(std::string_view text);
/// Decoded again: UTF-8 that was taken for Windows-1252, Mac Roman, CP437 or CP850; one of those that was taken for another, if
/// the result has the letters of Swedish names; ISO 646 ("Bj|rn"). nullopt if the text is none of that.
std::optional<std::string> redecoded(std::string_view text);
/// A code with ASCII's hyphens and quotes instead of typographic ones; nullopt if it has none.
std::optional<std::string> without_typography(std::string_view code);

struct PrivateParts {
    std::string text;  ///< the rest
    bool had_personal_number = false, had_email = false, had_phone = false;
};
/// Takes personal identity numbers, e-mail addresses and telephone numbers out of a text, with the brackets and words around
/// them; nullopt if there are none.
std::optional<PrivateParts> without_private_parts(std::string_view text);

}  // namespace entre
