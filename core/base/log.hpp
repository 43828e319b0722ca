// The log, for the person who maintains the kiosk. It never contains names or ticket codes.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include <fmt/core.h>

#include "core/base/error.hpp"

namespace entre {

enum class LogLevel { info, warning, error };

/// Logs to `file` in addition to standard error. Before this call, and when the file cannot be opened, the log goes to standard
/// error only. The file is rotated at 5 MB and two old ones are kept. Links are not followed, and children
/// do not inherit the file. Call once, before threads start. Errors: file_unwritable.
Result<void> start_log(const std::filesystem::path& file, bool is_quiet_on_terminal);

/// Writes what is still queued and ends the log's thread; from then on only errors are logged, to standard error. Call at the end
/// of main, when no other thread logs.
void close_log();

/// For commands with terminal output: logs only errors, to standard error, without a file.
void keep_log_quiet();

/// Logs one line; `area` is the folder it comes from ("desk", "spooler"). Safe from any thread.
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

/// What the log shows instead of a ticket code: the first four bytes of its SHA-256, in hex.
std::string log_name_of(std::string_view secret);

}  // namespace entre
