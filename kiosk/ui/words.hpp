// Screen texts, loaded from assets/languages/*.po. Screens refer to them by Msg.
#pragma once

#include <array>
#include <initializer_list>
#include <locale>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/attendance/badge_order.hpp"
#include "core/base/clock.hpp"
#include "core/base/error.hpp"
#include "core/base/sentence.hpp"
#include "core/import/questions.hpp"
#include "core/import/row_issue.hpp"
#include "core/visit/screens.hpp"

namespace entre {

enum class Msg {
#define ENTRE_MSG(name, key) name,
#include "kiosk/ui/words.def"
#undef ENTRE_MSG
};

/// The msgid of a message: Msg::confirm_yes is "confirm.yes".
std::string_view key_of(Msg msg);
/// Every msgid that a language must have: those of Msg, error codes, printer faults and row issues.
std::vector<std::string> all_keys();

/// Replaces `{1}`, `{2}` … in `pattern` by the arguments. All other text is kept, so that braces in names do no harm.
std::string fill(std::string_view pattern, std::initializer_list<std::string_view> arguments);

/// The texts of one language. Immutable after loading; safe from any thread.
class Language {
public:
    /// `sentences` has the translations of sentences, if any.
    Language(std::string code, std::unordered_map<std::string, std::string> texts, const std::locale& sentences = {})
        : code_(std::move(code)), texts_(std::move(texts)), sentences_(sentences) {}

    [[nodiscard]] const std::string& code() const { return code_; }                        ///< "sv"
    [[nodiscard]] const std::string& name() const { return (*this)[Msg::language_name]; }  ///< "Svenska"

    /// The text; “…” if the language lacks it (a test ensures that none is missing).
    [[nodiscard]] const std::string& operator[](Msg msg) const;
    [[nodiscard]] const std::string& of_key(const std::string& key) const;
    [[nodiscard]] bool has(const std::string& key) const { return texts_.contains(key); }
    [[nodiscard]] std::string filled(Msg msg, std::initializer_list<std::string_view> arguments) const {
        return fill((*this)[msg], arguments);
    }

    /// The text for the visitor, and the instruction for staff.
    [[nodiscard]] const std::string& visitor_line(ErrorCode code) const;
    [[nodiscard]] const std::string& staff_line(ErrorCode code) const;
    [[nodiscard]] const std::string& visitor_line(PrinterFault fault) const;
    [[nodiscard]] const std::string& staff_line(PrinterFault fault) const;

    /// The sentence in this language; in English if it has no translation.
    [[nodiscard]] std::string say(const Sentence& sentence) const;
    /// The detail of an error in this language; in English where it is written for the log.
    [[nodiscard]] std::string say(const Error& error) const { return error.said.empty() ? error.detail : say(error.said); }

    /// The description of a row's issue in an export.
    [[nodiscard]] std::string row_issue_line(const RowIssue& issue) const;
    /// A question about a list, and what one of its answers means.
    [[nodiscard]] std::string question_line(const ListQuestion& question) const;
    [[nodiscard]] std::string answer_line(const ListQuestion& question, std::string_view answer) const;
    [[nodiscard]] std::string status_line(std::string_view status) const;

    /// “Torsdag 20 maj”, “Thursday 20 May”.
    [[nodiscard]] std::string day(LocalTime time) const;
    /// “20 maj”, within a sentence.
    [[nodiscard]] std::string date(LocalTime time) const;
    /// “09.00”, “9:00”.
    [[nodiscard]] std::string time(LocalTime time) const;
    /// “09.00–12.30”.
    [[nodiscard]] std::string time_span(LocalTime from, LocalTime to) const;

private:
    std::string code_;
    std::unordered_map<std::string, std::string> texts_;
    std::locale sentences_;
    std::string gap_ = "…";
};

/// Loads the languages `codes` in order: from ../share/entre/languages relative to the program if installed, otherwise from the
/// build folder. Errors: file_missing, naming the language without a translation.
Result<std::vector<Language>> read_languages(const std::vector<std::string>& codes);

/// The language of the environment (LC_ALL, LC_MESSAGES, LANG) if there is a translation, otherwise English.
const Language& terminal_language();

}  // namespace entre
