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
    code_reformatted,      ///< "2012-03-01", "TRUE", "42.5": a spreadsheet made something else of the ticket code
    code_typography,       ///< typographic hyphens or quotes in a ticket code
    code_shared,           ///< several people have the same ticket code
    cell_error,            ///< "#N/A"
    escapes_decoded,       ///< "O&#039;Brien"
    name_redecoded,        ///< "BjÃ¶rn", read as Björn
    contact_removed,       ///< an e-mail address or a telephone number in a name, an organisation or a title
    several_people,        ///< "Anna och Bo Ek": one row, perhaps two people
    another_person,        ///< one more name in the row, read as a person of their own
    brings_more,           ///< "+1", "Antal: 3"
    comma_in_name,         ///< "Bo Al, rektor", "Ida Ek (Polisen)"
    placeholder_name,      ///< "TBA", "N.N."
    second_table,          ///< other headings below the list
    total_row,             ///< "Summa"
    section_row,           ///< "Polisen:" alone in a row
    above_headings,        ///< rows above the headings
    note_beside,           ///< a cell beside the table
    protected_by_text,     ///< "OBS! skyddad identitet" in another column
    cancelled_in_name,     ///< "Bo Ek (avbokad)"
    cancelled_in_text,     ///< "Avbokat 12/11" in a remark
    emoji_removed,         ///< "Anna 🎉"
    hidden_row,            ///< filtered out or hidden in the sheet
    other_list,            ///< the person is in another file too
    erased_person,         ///< somebody who was erased at their own request
    other_sheet,           ///< another sheet that seems to hold people; `column` is its name
    sheet_added,           ///< a further sheet with the same headings; `column` is its name
    hidden_sheet,          ///< `column` is its name
    several_codes,         ///< "A1B2, A1B3" in one cell
    many_protected,        ///< most people of the list have a protected identity
    protected_by_answer,   ///< neither yes nor no in the column of protected identities
    family_name_first,     ///< "Ek Anna" in a column of whole names
    struck_row,            ///< crossed out in the sheet
    red_row,               ///< a name in red, or on red
    status_repeated,       ///< an empty status, below the first row of an order
    no_answer,             ///< an empty cell among answers to an invitation
    no_places,             ///< "Antal platser: 0"
    code_with_words,       ///< "ABC123 (kopia)"
    resource_row,          ///< a room or a device that was invited to a meeting
    title_in_name,         ///< "Dr. Anna Ek"
    names_exchanged,       ///< family names in the column of the given names
    several_events,        ///< a column names more than one event
    organisation_above,    ///< "d:o"
    merged_cell,           ///< a status or an organisation in a cell that several rows share
};
inline constexpr RowIssueKind last_row_issue_kind = RowIssueKind::merged_cell;

/// `joined`: with an earlier row, as one person. `changed`: written as it was meant.
enum class RowIssueAction { rejected, left_out, kept, joined, changed };

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

}  // namespace entre
