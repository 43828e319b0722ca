// The log: what the program did, for the one who looks after it. Never a name, never a ticket code.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include <fmt/core.h>

#include "core/base/error.hpp"

namespace entre {

enum class LogLevel { info, warning, error };

/// Sends the log to `file` as well as to standard error; before the first call, and when the file cannot be opened, it goes
/// to standard error alone. The file is cut at 5 MB, two old ones are kept. Call once, before threads start.
/// Errors: file_unwritable.
Result<void> start_log(const std::filesystem::path& file, bool is_quiet_on_terminal);

/// For commands that answer on the terminal: errors alone, on standard error, and no file.
void keep_log_quiet();

/// One line: `area` is the folder that speaks ("desk", "spooler"). Safe from any thread.
void log_line(LogLevel level, std::string_view area, std::string_view text);

template <class... Parts>
void log_info(std::string_view area, fmt::format_string<Parts...> format, Parts&&... parts) {
    log_line(LogLevel::info, area, fmt::format(format, std::forward<Parts>(parts)...));
}
template <class... Parts>
void log_warning(std::string_view area, fmt::format_string<Parts...> format, Parts&&... parts) {
    log_line(LogLevel::warning, area, fmt::format(format, std::forward<Parts>(parts)...));
}
void log_error(std::string_view area, const Error& error);

/// What stands in the log for a ticket code: the first four bytes of its SHA-256, in hex.
std::string log_name_of(std::string_view secret);

}  // namespace entre
