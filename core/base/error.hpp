// Failures of the world: a file that is gone, a full disk, a printer that is off. Answers to a visitor (already in,
// unknown ticket) are not errors, and bugs are asserts.
#pragma once

#include <source_location>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

namespace entre {

/// What to branch on. Every code has a line for the staff and advice for the visitor in assets/languages.
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
    stopped,
};

struct Error {
    ErrorCode code;
    std::string detail;  ///< One line for the log and the terminal: what happened, where, and what to do. No names of people.
    std::source_location where = std::source_location::current();
};

template <class T>
using Result = tl::expected<T, Error>;

/// `return fail(ErrorCode::disk_full, "…");` from any function that returns a Result.
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, std::string detail,
                                                std::source_location where = std::source_location::current()) {
    return tl::unexpected<Error>(Error{code, std::move(detail), where});
}

/// Passes a failure on to a caller that wants another type of result.
template <class T>
[[nodiscard]] tl::unexpected<Error> pass_on(Result<T>& failed) {
    return tl::unexpected<Error>(std::move(failed.error()));
}
template <class T>
[[nodiscard]] tl::unexpected<Error> pass_on(const Result<T>& failed) {
    return tl::unexpected<Error>(failed.error());
}

/// The enumerator's own name, for logs and `--json`.
std::string_view to_string(ErrorCode code);

}  // namespace entre
