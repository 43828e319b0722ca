// What is wrong with a row or a cell of an export, and what was done about it. Issues are reported, never corrected by guessing.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace entre {

enum class RowIssueKind {
    no_code,  ///< although the system writes codes
    no_name,
    nobody,        ///< neither name nor code
    code_rounded,  ///< "2,38202E+11": a spreadsheet treated it as a number
    code_too_long,
    code_twice,
    zeros_lost,        ///< shorter than the others of its column, which begin with zeros
    registered_twice,  ///< the same name and e-mail
    ambiguous,         ///< matches several people, or several rows match one
    email_twice,
    status_unknown,
    row_long,
    row_short,
    name_misdecoded,       ///< "Ã¥"
    letters_lost,          ///< "Bj?rn"
    particle_capitalised,  ///< "Von Essen"
    personal_number,       ///< in a column meant for something else
    code_issued,           ///< one row without a code among others that have one
};
inline constexpr RowIssueKind last_row_issue_kind = RowIssueKind::code_issued;

enum class RowIssueAction { rejected, left_out, kept };

/// Never contains text of the row: issues are written to terminals, logs, files and screens.
struct RowIssue {
    std::int64_t line = 0;
    RowIssueKind kind = RowIssueKind::no_name;
    RowIssueAction done = RowIssueAction::rejected;
    std::string column;           ///< heading; empty if the issue concerns the row
    std::int64_t other_line = 0;  ///< line of the other row involved; 0: none
    friend bool operator==(const RowIssue&, const RowIssue&) = default;
};

/// The enumerator's name, for `--json` and files.
std::string_view to_string(RowIssueKind kind);
std::string_view to_string(RowIssueAction done);
/// One English sentence without line and column: what is wrong, and what was done.
std::string describe(const RowIssue& issue);

/// "2,38202E+11", "1.2E19": a number that a spreadsheet has rounded.
bool is_rounded_number(std::string_view text);
/// "Ã¥", "Ã¶", "â€™", U+FFFD: UTF-8 that was decoded in another encoding, or letters that were lost.
bool looks_misdecoded(std::string_view text);
/// "Bj?rn": a question mark between letters, which Windows-1252 writes for letters that it does not have.
bool has_lost_letters(std::string_view text);
/// A Swedish personal identity number (personnummer or samordningsnummer) with a valid check digit: YYMMDD-NNNN, YYYYMMDDNNNN.
bool is_personal_number(std::string_view text);

}  // namespace entre
