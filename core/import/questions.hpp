// What the program cannot decide about a list by itself, and must not pass over: a mistake there hurts somebody.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace entre {

enum class QuestionKind {
    status_column,     ///< may say who has cancelled, is waiting or has not paid
    code_column,       ///< may have the codes of the tickets that were sent
    protected_column,  ///< may mark protected identities
    name_column,       ///< may have the names
    status_word,       ///< a word in a status column that is not known
};

/// `word` may be shown to the person who answers, but never logged: a cell may contain anything.
struct ListQuestion {
    QuestionKind kind = QuestionKind::status_column;
    std::string column;  ///< heading; empty for the name of a sheet or the heading of a section
    std::string word{};  ///< of `status_word`
    std::size_t rows = 0;
    /// For a column: keys as in `[registrations.answers]`, the likeliest first, the last one "ignore". For a word: statuses, the
    /// one that is safest first.
    std::vector<std::string> answers{};
    friend bool operator==(const ListQuestion&, const ListQuestion&) = default;
};

/// The enumerator's name, for `--json`.
std::string_view to_string(QuestionKind kind);
/// One English sentence that ends in a question mark.
std::string describe(const ListQuestion& question);
/// What to write after `entre import FOLDER` to give this answer: `--column "Kommer du?=status"`.
std::string option_for(const ListQuestion& question, std::string_view answer);
/// Asks what a word of status means, or counts one more row with it. No more than twenty words are asked about.
void ask_about_word(std::vector<ListQuestion>& questions, const std::string& column, const std::string& word);
/// The status that a word suggests, for the first proposed answer. Never "registered".
std::string_view safe_status(std::string_view word);

}  // namespace entre
