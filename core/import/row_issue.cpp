#include "core/import/row_issue.hpp"

#include <fmt/format.h>

namespace entre {

namespace {

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
            return fmt::format("the same person as on line {}", issue.other_line);
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
        case RowIssueKind::code_reformatted:
            return "the ticket code was turned into a date, a time, a number or a truth value by a spreadsheet; export it again "
                   "as text";
        case RowIssueKind::code_typography:
            return "hyphens or quotation marks in the ticket code are those of a word processor; plain ones were put in their "
                   "place";
        case RowIssueKind::code_shared:
            return fmt::format("the same ticket code as another person on line {}; Entré issues one of their own",
                               issue.other_line);
        case RowIssueKind::cell_error:
            return "a spreadsheet's error instead of a value";
        case RowIssueKind::escapes_decoded:
            return "had a web page's escapes, such as &amp;, which were decoded";
        case RowIssueKind::name_redecoded:
            return "had been read in the wrong encoding, which was undone";
        case RowIssueKind::contact_removed:
            return "an e-mail address or a telephone number, which Entré does not put on badges";
        case RowIssueKind::several_people:
            return "may be several people; give each a row of their own";
        case RowIssueKind::another_person:
            return "one more person in the row, read as a person of their own";
        case RowIssueKind::brings_more:
            return "registered for more people than are named; those are not in the list";
        case RowIssueKind::comma_in_name:
            return "more than a name: what follows the comma, or stands in brackets, may be something else";
        case RowIssueKind::placeholder_name:
            return "no real name; correct it when the name is known";
        case RowIssueKind::second_table:
            return "another table begins here, which is not read";
        case RowIssueKind::total_row:
            return "a total or a remark, no person";
        case RowIssueKind::section_row:
            return "a heading of a section, no person";
        case RowIssueKind::above_headings:
            return "text above the headings";
        case RowIssueKind::note_beside:
            return "a cell beside the table, which is not read";
        case RowIssueKind::protected_by_text:
            return "a remark says that the identity is protected; the name is hidden";
        case RowIssueKind::cancelled_in_name:
            return "the name says that the person has cancelled; read as cancelled";
        case RowIssueKind::cancelled_in_text:
            return "speaks of a cancellation, a waiting list or a missing payment; the person is let in all the same, unless the "
                   "status says otherwise";
        case RowIssueKind::emoji_removed:
            return "had emoji, which no badge can show; they were left out";
        case RowIssueKind::hidden_row:
            return "the row is hidden or filtered out in the sheet, and was read like the others; delete it there if it is to "
                   "count "
                   "for nothing";
        case RowIssueKind::other_list:
            return "the person is in another list too; the registration that lets in counts";
        case RowIssueKind::erased_person:
            return "a person who was erased at their own request";
        case RowIssueKind::other_sheet:
            return "another sheet that seems to hold people and was not read; export each sheet as a file of its own";
        case RowIssueKind::sheet_added:
            return "another sheet with the same headings, whose people were read as well";
        case RowIssueKind::hidden_sheet:
            return "a hidden sheet, which was not read; show it in the spreadsheet program if its people belong to the list";
        case RowIssueKind::several_codes:
            return "several ticket codes in one cell; only the first one was read";
        case RowIssueKind::many_protected:
            return "most people of the list have a protected identity, and their names are hidden; check that column";
        case RowIssueKind::protected_by_answer:
            return "neither a yes nor a no in the column of protected identities; the name is hidden";
        case RowIssueKind::family_name_first:
            return "the names are written with the family name first, and were read that way";
        case RowIssueKind::struck_row:
            return "the row is crossed out in the sheet, and was read like the others; delete it there if the person has "
                   "cancelled";
        case RowIssueKind::red_row:
            return "a cell of the row is red in the sheet, and was read like the others; if that means cancelled, write it into "
                   "a "
                   "column Status";
        case RowIssueKind::status_repeated:
            return "no status of its own, as in an order of several people; that of the row above was taken";
        case RowIssueKind::no_answer:
            return "no answer where others answered yes or no; counts as waiting";
        case RowIssueKind::no_places:
            return "a booking of no places; the person was read all the same";
        case RowIssueKind::code_with_words:
            return "words beside the ticket code, which were left out";
        case RowIssueKind::resource_row:
            return "a room or a device that was invited, no person";
        case RowIssueKind::title_in_name:
            return "a title before the name, which was put into the title";
        case RowIssueKind::names_exchanged:
            return "the e-mail addresses say that given names and family names stand in each other's columns; they were "
                   "exchanged";
        case RowIssueKind::several_events:
            return "the list names several events in this column, and all of its people were read; export only the one that "
                   "this door is for";
        case RowIssueKind::organisation_above:
            return "a mark that repeats the cell above it; the organisation of that row was taken";
        case RowIssueKind::merged_cell:
            return "a cell that is merged with the one above it; its text counts for this row, too";
    }
    return {};
}

/// The sentence needs no "kept as it stands".
bool says_what_was_done(RowIssueKind kind) {
    using enum RowIssueKind;
    return kind == code_issued || kind == code_shared || kind == another_person || kind == brings_more ||
           kind == several_people || kind == note_beside || kind == hidden_row || kind == cancelled_in_name ||
           kind == cancelled_in_text || kind == other_list || kind == protected_by_text || kind == other_sheet ||
           kind == sheet_added || kind == hidden_sheet || kind == several_codes || kind == many_protected ||
           kind == protected_by_answer || kind == family_name_first || kind == struck_row || kind == red_row ||
           kind == status_repeated || kind == no_answer || kind == no_places || kind == several_events ||
           kind == organisation_above || kind == merged_cell;
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
        case RowIssueKind::code_reformatted:
            return "code_reformatted";
        case RowIssueKind::code_typography:
            return "code_typography";
        case RowIssueKind::code_shared:
            return "code_shared";
        case RowIssueKind::cell_error:
            return "cell_error";
        case RowIssueKind::escapes_decoded:
            return "escapes_decoded";
        case RowIssueKind::name_redecoded:
            return "name_redecoded";
        case RowIssueKind::contact_removed:
            return "contact_removed";
        case RowIssueKind::several_people:
            return "several_people";
        case RowIssueKind::another_person:
            return "another_person";
        case RowIssueKind::brings_more:
            return "brings_more";
        case RowIssueKind::comma_in_name:
            return "comma_in_name";
        case RowIssueKind::placeholder_name:
            return "placeholder_name";
        case RowIssueKind::second_table:
            return "second_table";
        case RowIssueKind::total_row:
            return "total_row";
        case RowIssueKind::section_row:
            return "section_row";
        case RowIssueKind::above_headings:
            return "above_headings";
        case RowIssueKind::note_beside:
            return "note_beside";
        case RowIssueKind::protected_by_text:
            return "protected_by_text";
        case RowIssueKind::cancelled_in_name:
            return "cancelled_in_name";
        case RowIssueKind::cancelled_in_text:
            return "cancelled_in_text";
        case RowIssueKind::emoji_removed:
            return "emoji_removed";
        case RowIssueKind::hidden_row:
            return "hidden_row";
        case RowIssueKind::other_list:
            return "other_list";
        case RowIssueKind::erased_person:
            return "erased_person";
        case RowIssueKind::other_sheet:
            return "other_sheet";
        case RowIssueKind::sheet_added:
            return "sheet_added";
        case RowIssueKind::hidden_sheet:
            return "hidden_sheet";
        case RowIssueKind::several_codes:
            return "several_codes";
        case RowIssueKind::many_protected:
            return "many_protected";
        case RowIssueKind::protected_by_answer:
            return "protected_by_answer";
        case RowIssueKind::family_name_first:
            return "family_name_first";
        case RowIssueKind::struck_row:
            return "struck_row";
        case RowIssueKind::red_row:
            return "red_row";
        case RowIssueKind::status_repeated:
            return "status_repeated";
        case RowIssueKind::no_answer:
            return "no_answer";
        case RowIssueKind::no_places:
            return "no_places";
        case RowIssueKind::code_with_words:
            return "code_with_words";
        case RowIssueKind::resource_row:
            return "resource_row";
        case RowIssueKind::title_in_name:
            return "title_in_name";
        case RowIssueKind::names_exchanged:
            return "names_exchanged";
        case RowIssueKind::several_events:
            return "several_events";
        case RowIssueKind::organisation_above:
            return "organisation_above";
        case RowIssueKind::merged_cell:
            return "merged_cell";
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
        case RowIssueAction::joined:
            return "joined";
        case RowIssueAction::changed:
            return "changed";
    }
    return {};
}

std::string describe(const RowIssue& issue) {
    switch (issue.done) {
        case RowIssueAction::rejected:
            return what(issue) + "; the row was left out";
        case RowIssueAction::left_out:
            return what(issue) + (issue.column.empty() ? "; left out" : "; the cell was left out");
        case RowIssueAction::joined:
            return what(issue) + "; the two rows are one registration, and the one that lets in counts";
        case RowIssueAction::changed:
            return what(issue);
        case RowIssueAction::kept:
            return says_what_was_done(issue.kind) ? what(issue) : what(issue) + "; kept as it stands";
    }
    return {};
}

}  // namespace entre
