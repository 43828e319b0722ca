// Shared by several commands.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/error.hpp"
#include "core/seminar/seminar.hpp"
#include "kiosk/ui/rect.hpp"

namespace entre {

/// The seminar, with the printer of the command line in place of its own if one is given.
Seminar with_printer(Seminar seminar, const std::string& queue);

/// A sentence in the language of the terminal, and the same as a line on standard output.
std::string say(const Sentence& sentence);
std::string say(const Error& error);
void print_line(const Sentence& sentence);

/// A text that becomes the middle of a sentence.
inline std::string_view without_full_stop(std::string_view text) {
    while (text.ends_with('.')) text.remove_suffix(1);
    return text;
}

/// Nobody has a code and nobody may search: what to do, for the doctor and the import.
std::string nobody_can_check_in(const SeminarFolder& folder);

/// "1280x800"; nullopt for an empty text. Errors: wrong_usage.
Result<std::optional<SizePx>> window_size(const std::string& text);

/// Opens the helper programs before an upgrade can replace them. Whenever they are started again, they belong to this program.
void open_helpers();

}  // namespace entre
