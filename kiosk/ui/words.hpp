// Every sentence on the screen, from assets/languages/*.po. Screens name sentences; languages hold them.
#pragma once

#include <array>
#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/attendance/badge_order.hpp"
#include "core/base/clock.hpp"
#include "core/base/error.hpp"
#include "core/import/row_issue.hpp"
#include "core/visit/screens.hpp"

namespace entre {

enum class Msg {
#define ENTRE_MSG(name, key) name,
#include "kiosk/ui/words.def"
#undef ENTRE_MSG
};

/// The msgid: Msg::confirm_yes is "confirm.yes".
std::string_view key_of(Msg msg);
/// Every msgid that a language must have: those of Msg, of error codes, of printer faults and of damages.
std::vector<std::string> all_keys();

/// `{1}`, `{2}` … in `pattern` become the arguments; anything else stays, so that a name with braces does no harm.
std::string fill(std::string_view pattern, std::initializer_list<std::string_view> arguments);

/// One language, read once. Plain lookups afterwards; safe from any thread.
class Language {
public:
    Language(std::string code, std::unordered_map<std::string, std::string> texts)
        : code_(std::move(code)), texts_(std::move(texts)) {}

    [[nodiscard]] const std::string& code() const { return code_; }                        ///< "sv"
    [[nodiscard]] const std::string& name() const { return (*this)[Msg::language_name]; }  ///< "Svenska"

    /// The sentence; “…” when the language lacks it, which a test keeps from happening.
    [[nodiscard]] const std::string& operator[](Msg msg) const;
    [[nodiscard]] const std::string& of_key(const std::string& key) const;
    [[nodiscard]] bool has(const std::string& key) const { return texts_.contains(key); }
    [[nodiscard]] std::string filled(Msg msg, std::initializer_list<std::string_view> arguments) const {
        return fill((*this)[msg], arguments);
    }

    /// What a visitor is told, and what the staff is told to do.
    [[nodiscard]] const std::string& visitor_line(ErrorCode code) const;
    [[nodiscard]] const std::string& staff_line(ErrorCode code) const;
    [[nodiscard]] const std::string& visitor_line(PrinterFault fault) const;
    [[nodiscard]] const std::string& staff_line(PrinterFault fault) const;

    /// What is wrong with a row of an export.
    [[nodiscard]] std::string row_issue_line(const RowIssue& damage) const;

    /// “Torsdag 20 maj”, “Thursday 20 May”.
    [[nodiscard]] std::string day(LocalTime time) const;
    /// “09.00”, “9:00”.
    [[nodiscard]] std::string time(LocalTime time) const;
    /// “09.00–12.30”.
    [[nodiscard]] std::string time_span(LocalTime from, LocalTime to) const;

private:
    std::string code_;
    std::unordered_map<std::string, std::string> texts_;
    std::string gap_ = "…";
};

/// Reads `codes` in order: from ../share/entre/languages beside the program when installed, else from the build.
/// Errors: file_missing with the language that has no words.
Result<std::vector<Language>> read_languages(const std::vector<std::string>& codes);

}  // namespace entre
