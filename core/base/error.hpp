// External failures: a missing file, a full disk, a printer that is off. Answers to a visitor (already checked in, unknown
// ticket) are not errors, and bugs are asserts.
#pragma once

#include <source_location>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "core/base/sentence.hpp"

namespace entre {

/// The code to branch on. Every code has a line for the staff and advice for the visitor in assets/languages.
enum class ErrorCode {
    wrong_usage,
    file_missing,
    file_unreadable,
    file_unwritable,
    disk_full,
    settings_invalid,
    export_invalid,
    database_in_use,
    database_newer,
    database_damaged,
    database_failed,
    template_invalid,
    printer_missing,
    printer_offline,
    printer_refused,
    printer_timed_out,
    print_in_doubt,
    print_given_up,
    camera_missing,
    camera_lost,
    display_missing,
    address_taken,
    kiosks_apart,  ///< the kiosks at one door do not reach each other, which only importing a list needs
    stopped,
};

struct Error {
    ErrorCode code;
    std::string detail;  ///< one line for the log and the terminal: what happened, where, and what to do; no names of people
    std::source_location where = std::source_location::current();
    Sentence said{};  ///< the same as `detail`, to be said in another language; empty where there is only English
};

template <class T>
using Result = tl::expected<T, Error>;

/// `return fail(ErrorCode::disk_full, "…");` from any function that returns a Result.
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, std::string detail,
                                                std::source_location where = std::source_location::current()) {
    return tl::unexpected<Error>(Error{code, std::move(detail), where});
}

/// The same with a sentence that is translated for screens and terminals.
[[nodiscard]] inline Error error_of(ErrorCode code, Sentence said, std::source_location where = std::source_location::current()) {
    auto detail = said.english();
    return {code, std::move(detail), where, std::move(said)};
}
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, Sentence said,
                                                std::source_location where = std::source_location::current()) {
    return tl::unexpected<Error>(error_of(code, std::move(said), where));
}

/// Passes a failure on from a function with a different result type.
template <class T>
[[nodiscard]] tl::unexpected<Error> pass_on(Result<T>& failed) {
    return tl::unexpected<Error>(std::move(failed.error()));
}
template <class T>
[[nodiscard]] tl::unexpected<Error> pass_on(const Result<T>& failed) {
    return tl::unexpected<Error>(failed.error());
}

/// The enumerator's name, for logs and `--json`.
std::string_view to_string(ErrorCode code);

}  // namespace entre
